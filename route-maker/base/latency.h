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
 * The time from an event of Docker until Redis has the change that it caused.
 * Changes without an event, as after a reload, are not measured.
 */

#ifndef ROUTE_MAKER_BASE_LATENCY_H
#define ROUTE_MAKER_BASE_LATENCY_H

#include <stddef.h>
#include <stdint.h>

#include "common/histogram.h"

/*
 * Limit of the changes that are kept while Redis does not have them.  More of
 * them count as equal to the last one.
 */
#define LATENCY_OPEN	256

struct latency {
	struct histogram	 histogram;
	uint64_t		 ready;	/* the first event since the last
					   change; 0: none */
	struct {
		uint64_t	 number;
		uint64_t	 since;
		uint64_t	 changes;
	}			 open[LATENCY_OPEN];
	size_t			 n;
};

/*
 * All times are those of clock_us().
 *
 * latency_event: what an event at that time changed is known now; 0: there was
 * no event.
 *
 * latency_none: there is nothing to send, so the events changed nothing.
 *
 * latency_sent: the change of that number is sent.
 *
 * latency_done: Redis has all changes up to that number.
 */
void	 latency_event(struct latency *, uint64_t since);
void	 latency_none(struct latency *);
void	 latency_sent(struct latency *, uint64_t number);
void	 latency_done(struct latency *, uint64_t number, uint64_t now);

#endif
