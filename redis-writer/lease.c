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
#include <string.h>

#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* Heartbeats a second, of all hosts together, that need no longer interval. */
#define BEATS		40

struct lease {
	int	 asked;		/* a renewal waits for its reply */
	long long hosts;	/* in Redis */
	char	 silent[512];	/* silent hosts, as last logged */
};

void
lease_init(struct writer *w)
{
	if ((w->lease = calloc(1, sizeof(*w->lease))) == NULL)
		fatal(NULL);
}

void
lease_free(struct writer *w)
{
	free(w->lease);
}

/*
 * With many hosts, the load of Redis grows no further as long as a quarter of
 * the ttl, or of the pulse, is longer than the heartbeat that is configured.
 */
long long
lease_interval(const struct writer *w)
{
	long long	 ms = w->conf->heartbeat * 1000LL;
	long long	 many = w->lease->hosts * 1000 / BEATS;
	long long	 limit = (w->conf->ttl > 0 ? w->conf->ttl : 60) * 250LL;

	if (ms == 0)
		ms = 1000;
	if (many > limit)
		many = limit;
	return many > ms ? many : ms;
}

const char *
lease_silent(const struct writer *w)
{
	return w->lease->silent;
}

static void
lease_reaped(struct writer *w, const char *victim, size_t n, const char *error)
{
	if (error != NULL) {
		log_debug("withdrawing the routes of host %s: %s", victim,
		    error);
		return;
	}
	log_info("host %s: lease expired: withdrew its %zu objects", victim, n);
	if (w->phase == PHASE_RUNNING)
		lease_renew(w);		/* Is there another one? */
}

static int
lease_can_reap(const struct writer *w)
{
	return !session_grace(w) && !removal_running(w) && !evict_running(w);
}

static void
lease_reap(struct writer *w, const redisReply *gone)
{
	/* Otherwise another host gets it. */
	if (lease_can_reap(w) && reply_count(gone) > 0)
		removal_start(w, reply_text(reply_at(gone, 0)), 1,
		    lease_reaped);
}

/* If ttl is `never', a host that changed its name does not expire. */
static void
lease_log_silent(struct writer *w, const redisReply *silent)
{
	char	 names[sizeof(w->lease->silent)] = "";
	size_t	 i;

	for (i = 0; i < reply_count(silent); i++) {
		(void)strlcat(names, *names != '\0' ? " " : "", sizeof(names));
		(void)strlcat(names, reply_text(reply_at(silent, i)),
		    sizeof(names));
	}
	if (*names != '\0' && strcmp(names, w->lease->silent) != 0)
		log_warnx("host %s on this engine is inactive and its lease "
		    "does not expire (ttl never); if it is a former name of "
		    "this host, run kopctl withdraw", names);
	(void)strlcpy(w->lease->silent, names, sizeof(w->lease->silent));
}

static void
lease_renewed(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	w->lease->asked = 0;
	if (!session_ok(w, reply) || w->phase != PHASE_RUNNING)
		return;
	w->renewed = clock_boot_seconds();
	outage_tick(w);
	/*
	 * When Redis answered the renewal, it did not have the changes that
	 * were sent after it, and those before it were answered.
	 */
	if (reply_number(reply_at(reply, 1)) != w->seq) {
		outage_lost(w, "its data is older than the last change; "
		    "comparing all keys");
		session_ask(w);
		return;
	}
	if (state_dirty(w->state) == 0 && w->in_flight == 0)
		session_proven(w);
	lease_reap(w, reply_at(reply, 2));
	lease_log_silent(w, reply_at(reply, 3));
	w->lease->hosts = reply_number(reply_at(reply, 4));
}

void
lease_renew(struct writer *w)
{
	struct arguments	 a = ARGUMENTS_INITIALIZER;

	if (w->lease->asked)
		return;		/* connect.c notices a missing reply */
	w->lease->asked = 1;
	arguments_string(&a, lease_can_reap(w) ? "reap" : "");
	notify_call(w, SCRIPT_RENEW, &a, 0, lease_renewed, w);
	arguments_free(&a);
}
