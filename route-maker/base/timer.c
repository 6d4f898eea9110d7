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

#include "common/log.h"
#include "route-maker/base/timer.h"

static void
on_timeout(evutil_socket_t fd, short what, void *arg)
{
	struct timer	*t = arg;

	(void)fd;
	(void)what;
	t->expired(t->arg);
}

void
timer_init(struct timer *t, struct event_base *base,
    void (*expired)(void *arg), void *arg)
{
	t->expired = expired;
	t->arg = arg;
	if ((t->event = evtimer_new(base, on_timeout, t)) == NULL)
		fatalx("evtimer_new");
}

void
timer_free(struct timer *t)
{
	event_free(t->event);
}

void
timer_set(struct timer *t, uint64_t ms)
{
	struct timeval	tv;

	tv.tv_sec = (time_t)(ms / 1000);
	tv.tv_usec = (suseconds_t)(ms % 1000 * 1000);
	if (event_add(t->event, &tv) == -1)
		fatalx("event_add");
}

void
timer_stop(struct timer *t)
{
	(void)event_del(t->event);
}

int
timer_runs(const struct timer *t)
{
	return event_pending(t->event, EV_TIMEOUT, NULL);
}
