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
 * Limits the messages a second and the objects of route-maker, because it
 * reads data of strangers.  The limits of objects are those by which
 * route-maker itself admits containers.
 */

#include <inttypes.h>
#include <stdlib.h>

#include "common/bucket.h"
#include "common/budget.h"
#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/redis-writer.h"

/*
 * The time for which the limits may be exceeded.  A change can arrive before
 * the one that makes room for it, or before a reload that raises a limit.
 */
static const struct timeval	 grace = { 2, 0 };

struct limit {
	struct bucket	 messages;
	struct bucket	 kib;
	size_t		 rest;		/* bytes below one KiB */
	struct event	*resume;	/* pending: reading is paused */
	struct event	*over;		/* pending: a limit is exceeded */
};

static void
on_resume(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;

	(void)fd;
	(void)what;
	if (w->maker != NULL)
		peer_resume(w->maker);
}

static void	breach(const struct writer *) __attribute__((__noreturn__));

static void
breach(const struct writer *w)
{
	struct budget	b = state_cost(w->state);

	fatalx("route-maker exceeds the limits: %" PRIu64 " objects of %"
	    PRIu64 " bytes; `limit objects' is %u and `limit bytes' is %u",
	    b.objects, b.bytes, w->conf->limit_objects, w->conf->limit_bytes);
}

static int
is_within(const struct writer *w, uint32_t times)
{
	struct budget	b = state_cost(w->state);

	b.objects /= times;
	b.bytes /= times;
	return budget_fits(&b, w->conf->limit_objects, w->conf->limit_bytes);
}

static void
on_over(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;

	(void)fd;
	(void)what;
	if (!is_within(w, 1))
		breach(w);
}

/* Permits at once twice as much as the limits. */
static void
fill(struct writer *w)
{
	uint64_t	now = clock_ms();
	uint32_t	objects = w->conf->limit_objects;
	uint32_t	kib = w->conf->limit_bytes / 1024;

	bucket_init(&w->limit->messages, 2 * (objects != 0 ? objects :
	    LIMIT_OBJECTS_MAX), ROUTES_RATE, now);
	bucket_init(&w->limit->kib, 2 * (kib != 0 ? kib :
	    LIMIT_BYTES_MAX / 1024), ROUTES_RATE_KIB, now);
}

void
limit_init(struct writer *w)
{
	if ((w->limit = calloc(1, sizeof(*w->limit))) == NULL)
		fatal(NULL);
	w->limit->resume = evtimer_new(w->base, on_resume, w);
	w->limit->over = evtimer_new(w->base, on_over, w);
	if (w->limit->resume == NULL || w->limit->over == NULL)
		fatalx("evtimer_new");
	fill(w);
}

void
limit_free(struct writer *w)
{
	event_free(w->limit->resume);
	event_free(w->limit->over);
	free(w->limit);
}

void
limit_configure(struct writer *w)
{
	fill(w);
	limit_settled(w);
}

void
limit_message(struct writer *w, size_t len)
{
	struct limit	*l = w->limit;
	struct timeval	 tv;
	uint64_t	 now = clock_ms(), wait, more;

	l->rest += len;
	wait = bucket_take(&l->messages, 1, now);
	more = bucket_take(&l->kib, (uint32_t)(l->rest / 1024), now);
	l->rest %= 1024;
	if (more > wait)
		wait = more;
	if (wait == 0)
		return;
	log_repeat("too many changes", "route-maker sends more than %d changes "
	    "or %d MB a second; the rest waits", ROUTES_RATE,
	    ROUTES_RATE_KIB / 1024);
	peer_pause(w->maker);
	tv.tv_sec = (time_t)(wait / 1000);
	tv.tv_usec = (suseconds_t)(wait % 1000 * 1000);
	if (event_add(l->resume, &tv) == -1)
		fatalx("event_add");
}

void
limit_grown(struct writer *w)
{
	if (!is_within(w, 2))
		breach(w);
}

void
limit_settled(struct writer *w)
{
	if (is_within(w, 1))
		event_del(w->limit->over);
	else if (!event_pending(w->limit->over, EV_TIMEOUT, NULL) &&
	    event_add(w->limit->over, &grace) == -1)
		fatalx("event_add");
}
