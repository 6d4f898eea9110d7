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
 * Whose routes these are in Redis.  route-maker says which Docker engine
 * answers; kopd settles that once, so that whoever has taken over route-maker
 * cannot register one host after another.
 */

#ifndef KOPD_IDENTITY_H
#define KOPD_IDENTITY_H

#include "kopd/kopd.h"

/*
 * identity_engine: a Docker engine answers.  The first one is accepted and
 * told to redis-writer.  Another one is logged, and accepted by the next
 * reload or start.
 */
void	 identity_engine(struct kopd *, const char *id, const char *name);

/* identity_accept: a reload took effect: the engine that answers now counts. */
void	 identity_accept(struct kopd *);

/* The end: frees all. */
void	 identity_free(struct kopd *);

#endif
