/*
 * Copyright (c) 2026 The kopd authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

/*
 * What Docker's answers mean for the host: events, containers one by one,
 * and the ends of lists.
 */

#ifndef ROUTE_MAKER_DOCKER_ANSWER_H
#define ROUTE_MAKER_DOCKER_ANSWER_H

#include "route-maker/docker/engine.h"

/* Of the event stream, with a struct engine; of lists, a struct exchange. */
extern const struct events_callbacks	answer_events;
extern const struct split_callbacks	answer_elements;
/* Of a list of those that are not healthy. */
extern const struct split_callbacks	answer_unhealthy;

/* A list of all, or of some, is whole. */
void		 answer_all(struct engine *);
void		 answer_some(struct engine *);

/* Asks for those that were left out and for which there is room again. */
void	 answer_recall(struct engine *);

#endif
