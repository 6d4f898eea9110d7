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
 * Timers in milliseconds.
 */

#ifndef ROUTE_MAKER_BASE_TIMER_H
#define ROUTE_MAKER_BASE_TIMER_H

#include <stdint.h>

#include <event2/event.h>

struct timer {
	struct event	*event;
	void		(*expired)(void *arg);
	void		*arg;
};

/*
 * The timer does not run yet.  It calls expired with arg.  Errors are fatal().
 */
void	 timer_init(struct timer *, struct event_base *,
	    void (*expired)(void *arg), void *arg);
void	 timer_free(struct timer *);

/* Starts the timer, or restarts it if it runs.  An error is fatal(). */
void	 timer_set(struct timer *, uint64_t ms);
/* Does nothing if the timer does not run. */
void	 timer_stop(struct timer *);

/* True while the timer runs. */
int	 timer_runs(const struct timer *);

#endif
