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
 * Lists of containers: of all, or of the pending ones.
 *
 * If an engine's lists do not have health, route-maker makes two requests.  The
 * first one asks for the containers whose health check is not healthy.
 */

#ifndef ROUTE_MAKER_DOCKER_LIST_H
#define ROUTE_MAKER_DOCKER_LIST_H

#include "route-maker/docker/answer.h"
#include "route-maker/docker/exchange.h"
#include "route-maker/docker/result.h"

struct list {
	struct exchange		 exchange;
	struct answer_list	 answer;
	int			 asks_health;	/* the first of two */
};

/* The next step after the exchange of a list has ended. */
enum list_end {
	LIST_WHOLE,
	LIST_MORE,		/* the second request has begun */
	LIST_SHORTER,		/* ask again with fewer ids */
	LIST_LATER		/* ask again after a delay */
};

/* A list of all containers, or of some.  channel and answer must outlive it. */
void		 list_init(struct list *, struct channel *, struct answer *,
		    int all);
void		 list_free(struct list *);

void		 list_begin(struct list *);

/* result and why come from result_of(). */
enum list_end	 list_end(struct list *, enum result, const char *why);

#endif
