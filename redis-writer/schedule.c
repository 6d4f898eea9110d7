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

#include <stdlib.h>

#include "common/log.h"
#include "redis-writer/compare.h"
#include "redis-writer/conflict.h"
#include "redis-writer/connection/sentinel.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/takeover.h"

struct schedule {
	struct event	*heartbeat;
};

/* The state knows what Redis has: starts all jobs. */
static void
schedule_begin(struct writer *w)
{
	verify_reset(w);
	if (w->seen > 0)
		verify_all(w);
	change_run(w);
	release_resume(w);
	lease_renew(w);
}

static void
schedule_phase(struct writer *w)
{
	switch (w->phase) {
	case PHASE_REFUSED:
		stop_disconnected(w, w->fault);
		break;
	case PHASE_GRANTED:
		if (!takeover_begin(w))
			compare_start(w);
		break;
	case PHASE_RUNNING:
		schedule_begin(w);
		break;
	default:
		break;
	}
}

void
schedule_run(struct writer *w)
{
	while (session_entered(w))
		schedule_phase(w);
	if (session_is_incomplete(w))
		audit_need(w);
	if (verify_repaired(w))
		takeover_recheck(w);
	compare_continue(w);
	change_run(w);
	verify_continue(w);
	stop_check(w);
	evict_check(w);
	takeover_check(w);
	audit_check(w);
}

static void
schedule_down(struct writer *w, const char *why)
{
	stop_disconnected(w, why);
}

static const struct session_hooks hooks = {
	.replied = schedule_run,
	.down = schedule_down,
};

void
schedule_init(struct writer *w)
{
	if ((w->schedule = calloc(1, sizeof(*w->schedule))) == NULL)
		fatal(NULL);
	session_init(w, &hooks);
	compare_init(w);
}

void
schedule_free(struct writer *w)
{
	if (w->schedule->heartbeat != NULL)
		event_free(w->schedule->heartbeat);
	free(w->schedule);
}

void
schedule_round(struct writer *w)
{
	log_repeat_flush();
	conflict_tick(w);
	sentinel_probe(w->sentinel);
	switch (w->phase) {
	case PHASE_RUNNING:
		lease_renew(w);
		notify_ask(w);
		verify_slice(w);
		break;
	case PHASE_REFUSED:
		session_ask(w);
		break;
	case PHASE_GREETING:
	case PHASE_HELLO:
	case PHASE_GRANTED:
	case PHASE_RESYNC:
		/*
		 * No reply is expected, and the last one did not change the
		 * phase.
		 */
		if (!connection_is_waiting(w->connection))
			session_unknown(w);
		break;
	default:
		break;
	}
	schedule_run(w);
}

/*
 * The next heartbeat, up to a tenth earlier than the interval: so those of many
 * hosts do not come at the same time, also if all started together.
 */
static void
schedule_next(struct writer *w)
{
	long long	 ms = lease_interval(w);
	struct timeval	 tv;

	ms -= arc4random_uniform((uint32_t)(ms / 10));
	tv.tv_sec = (time_t)(ms / 1000);
	tv.tv_usec = (suseconds_t)(ms % 1000) * 1000;
	evtimer_add(w->schedule->heartbeat, &tv);
}

static void
schedule_on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	schedule_next(arg);
	schedule_round(arg);
}

void
schedule_pace(struct writer *w)
{
	struct schedule	*s = w->schedule;

	if (s->heartbeat == NULL && (s->heartbeat = evtimer_new(w->base,
	    schedule_on_timer, w)) == NULL)
		fatal(NULL);
	schedule_next(w);
}
