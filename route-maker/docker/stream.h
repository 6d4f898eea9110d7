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
 * The stream of Docker's events.  If a proxy refuses it, kopd continues with
 * full lists only.
 */

#ifndef ROUTE_MAKER_DOCKER_STREAM_H
#define ROUTE_MAKER_DOCKER_STREAM_H

#include <stdint.h>

#include "route-maker/docker/answer.h"
#include "route-maker/docker/events.h"
#include "route-maker/docker/exchange.h"
#include "route-maker/docker/result.h"

struct stream {
	struct exchange	 exchange;
	struct answer	*answer;
	struct events	 events;
	int		 subscribed;	/* lists are permitted */
	int		 refused;
	uint64_t	 subscriptions;
};

/* Both must outlive it. */
void	 stream_init(struct stream *, struct channel *, struct answer *);
void	 stream_free(struct stream *);

/* Requests the events since the newest one. */
void	 stream_begin(struct stream *);

/*
 * True if the stream is under way and its headers are those of an event stream.
 */
int	 stream_has_begun(const struct stream *);

/*
 * From now on events arrive.  A full list has everything that happened before.
 */
void	 stream_subscribe(struct stream *);

/*
 * The exchange has ended; result and why come from result_of().  poll is in
 * seconds; 0: never.  Returns 0 if events are refused: then route-maker asks
 * for lists nevertheless.  Returns -1 if the stream is disconnected: then the
 * engine may have changed, and route-maker asks it again after a delay.
 */
int	 stream_end(struct stream *, enum result, const char *why,
	    uint32_t poll);

#endif
