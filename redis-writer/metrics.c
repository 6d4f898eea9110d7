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

/* The metrics of redis-writer. */

#include <string.h>

#include "common/child.h"
#include "common/clock.h"
#include "redis-writer/conflict.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/script.h"
#include "redis-writer/session.h"

#define SECOND	UINT64_C(1000000)	/* in microseconds */

static uint64_t
age(time_t since)
{
	time_t	 now = clock_boot_seconds();

	return now > since ? (uint64_t)(now - since) * SECOND : 0;
}

static void
put_lease(struct writer *w, const struct metric_sink *sink)
{
	int	 held = session_holds(w);

	metric_number(sink, METRIC_REDIS_CONNECTED, NULL,
	    w->phase >= PHASE_HELLO);
	metric_number(sink, METRIC_LEASE_HELD, NULL, held != 0);
	if (held)
		metric_number(sink, METRIC_LEASE_AGE, NULL, age(w->held));
	metric_number(sink, METRIC_LEASE_TTL, NULL, w->conf->ttl * SECOND);
	if (w->renewed != 0)
		metric_number(sink, METRIC_HEARTBEAT_AGE, NULL,
		    age(w->renewed));
	metric_number(sink, METRIC_WITHDRAWN, NULL, w->withdrawn != 0);
}

static void
put_waiting(struct writer *w, const struct metric_sink *sink)
{
	static const char *const	 states[] = { "waits", "alone",
					    "blocked", "reserved" };
	uint64_t			 n[sizeof(states) /
					    sizeof(states[0])] = { 0 };
	const struct wait		*wait = NULL;
	size_t				 i;

	while ((wait = conflict_next(w, wait == NULL ? NULL :
	    wait->id)) != NULL)
		for (i = 0; i < sizeof(n) / sizeof(n[0]); i++)
			n[i] += strcmp(wait->how, states[i]) == 0;
	for (i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		metric_number(sink, METRIC_REDIS_WAITING, states[i], n[i]);
}

static void
put_counters(const struct counters *c, const struct metric_sink *sink)
{
	enum script	 script;

	metric_number(sink, METRIC_REDIS_RECONNECTS, NULL,
	    c->connects == 0 ? 0 : c->connects - 1);
	metric_number(sink, METRIC_REDIS_ERRORS, NULL, c->errors);
	metric_number(sink, METRIC_REDIS_KEYS, NULL, c->keys);
	metric_number(sink, METRIC_MESSAGES, NULL, c->messages);
	for (script = 0; script < SCRIPT_MAX; script++)
		metric_summary(sink, METRIC_REDIS_SCRIPTS, script_name(script),
		    c->scripts[script].replies, c->scripts[script].us);
}

int
on_metrics(struct peer *p, struct msg *msg)
{
	struct writer			*w = peer_arg(p);
	const struct metric_sink	 sink = child_metrics(p, msg->peer);

	metric_process(&sink);
	metric_number(&sink, METRIC_QUEUE, role_name(ROLE_PARENT),
	    peer_queued(p));
	if (w->maker != NULL)
		metric_number(&sink, METRIC_QUEUE, role_name(ROLE_ROUTE_MAKER),
		    peer_queued(w->maker));
	put_lease(w, &sink);
	metric_number(&sink, METRIC_REDIS_OBJECTS, NULL,
	    state_count(w->state));
	metric_number(&sink, METRIC_REDIS_PENDING, NULL,
	    state_pending(w->state));
	metric_number(&sink, METRIC_REDIS_COMMANDS, NULL,
	    connection_commands(w->connection));
	put_waiting(w, &sink);
	put_counters(&w->counters, &sink);
	child_status_end(p, msg->peer, "");
	return 0;
}
