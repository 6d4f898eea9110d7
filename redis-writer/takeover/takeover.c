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

#include "common/child.h"
#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/batch.h"
#include "redis-writer/compare.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/attempt.h"
#include "redis-writer/takeover/legacy.h"
#include "redis-writer/takeover/search.h"
#include "redis-writer/takeover/takeover.h"

/* traefik-kop knows no other root. */
#define ROOT		"traefik"

/* Seconds between two searches if another client changes our keys. */
#define LOOK_AGAIN	60

static void	takeover_noted(void *, const redisReply *);
static void	takeover_note(struct writer *);
static void	takeover_sweep(struct writer *);

void
takeover_init(struct writer *w)
{
	if ((w->takeover = calloc(1, sizeof(*w->takeover))) == NULL)
		fatal(NULL);
}

void
takeover_free(struct writer *w)
{
	attempt_free(w);
	free(w->takeover);
}

void
takeover_stop(struct writer *w, const char *why)
{
	if (w->takeover->now != NULL)
		attempt_answer(w, why);
}

void
takeover_reset(struct writer *w)
{
	w->takeover->looked = 0;
}

const char *
takeover_others(const struct writer *w)
{
	return w->takeover->others;
}

static void
takeover_is_noted(struct writer *w)
{
	struct attempt	*t = w->takeover->now;

	w->takeover->looked = 1;
	free(t->at);
	t->at = NULL;
	if (t->recheck || !attempt_knows(t, t->kop)) {
		attempt_end(w, t->recheck ? "" : "no keys of a traefik-kop of "
		    "this host in Redis");
		return;
	}
	if (t->own)
		log_info("traefik-kop has left %zu objects as host %s; taking "
		    "them over", legacy_count(t->legacy), t->kop);
	t->stage = STAGE_NOTED;
	if (w->phase == PHASE_GRANTED)
		compare_start(w);
	else
		takeover_check(w);
}

static void
takeover_noted(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	if (!attempt_failed(w, reply))
		takeover_note(w);
}

/* Notes in Redis which keys to remove when our objects are written. */
static void
takeover_note(struct writer *w)
{
	struct attempt	*t = w->takeover->now;
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct msgpack	 packed[BATCH_OBJECTS];
	const char	*id = t->recheck ? NULL :
			    legacy_next(t->legacy, t->at, NULL);
	size_t		 n = 0, bytes = 0, i;

	if (id == NULL) {
		takeover_is_noted(w);
		return;
	}
	memset(packed, 0, sizeof(packed));
	for (; id != NULL && n < BATCH_OBJECTS && bytes < BATCH_BYTES; n++) {
		(void)legacy_next(t->legacy, n > 0 ? a.v[2 * (n - 1)] : t->at,
		    &packed[n]);
		arguments_string(&a, id);
		arguments_add(&a, (const char *)packed[n].buf, packed[n].len);
		bytes += packed[n].len;
		id = legacy_next(t->legacy, id, NULL);
	}
	free(t->at);
	if ((t->at = strdup(a.v[2 * (n - 1)])) == NULL)
		fatal(NULL);
	notify_call(w, SCRIPT_LEFT, &a, 0, takeover_noted, w);
	arguments_free(&a);
	for (i = 0; i < n; i++)
		msgpack_free(&packed[i]);
}

/* Sends the hosts that own legacy keys to Redis, before anything else. */
static void
takeover_found(struct writer *w)
{
	struct attempt	*t = w->takeover->now;
	struct arguments a = ARGUMENTS_INITIALIZER;
	size_t		 i;

	t->stage = STAGE_NOTING;
	if (t->candidate) {
		takeover_note(w);
		return;
	}
	for (i = 0; i < t->n; i++)
		arguments_string(&a, t->names[i]);
	notify_call(w, SCRIPT_KOPS, &a, 0, takeover_noted, w);
	arguments_free(&a);
}

static void
takeover_swept(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct attempt	*t = w->takeover->now;

	if (t == NULL)
		return;
	if (session_answer(w, reply) == EVENT_NONE) {
		/* It is retried unless kopctl asked for it. */
		t->stage = STAGE_NOTED;
		free(t->at);
		t->at = NULL;
		if (t->asker != 0)
			attempt_end(w, *w->fault != '\0' ? w->fault :
			    "Redis rejected the request");
		return;
	}
	if (!t->ended) {
		takeover_sweep(w);
		return;
	}
	log_info("takeover from traefik-kop of host %s complete: %zu objects",
	    t->kop, legacy_count(t->legacy));
	attempt_end(w, "");
}

/* Without ids, the script removes the sets. */
static void
takeover_sweep(struct writer *w)
{
	struct attempt	*t = w->takeover->now;
	struct arguments a = ARGUMENTS_INITIALIZER;
	const char	*id = t->at;
	size_t		 n = 0;

	t->stage = STAGE_SWEEPING;
	arguments_string(&a, t->kop);
	while (n < BATCH_OBJECTS &&
	    (id = legacy_next(t->legacy, id, NULL)) != NULL) {
		arguments_string(&a, id);
		n++;
	}
	notify_call(w, SCRIPT_SWEEP, &a, 8 * (n + 1), takeover_swept, w);
	free(t->at);
	t->at = NULL;
	if (n > 0 && (t->at = strdup(a.v[n])) == NULL)
		fatal(NULL);
	t->ended = n == 0;
	arguments_free(&a);
}

void
takeover_check(struct writer *w)
{
	struct takeover	*all = w->takeover;

	if (w->phase != PHASE_RUNNING || w->open || w->ended == 0 ||
	    state_pending(w->state) > 0)
		return;
	if (all->now != NULL && all->now->stage == STAGE_NOTED)
		takeover_sweep(w);
	else if (all->now == NULL && all->ncandidates > 0) {
		attempt_new(w, all->candidates[--all->ncandidates])->candidate =
		    1;
		search_all(w, takeover_found);
	}
}

int
takeover_begin(struct writer *w)
{
	const struct attempt	*now = w->takeover->now;

	if (w->takeover->looked || strcmp(w->conf->root, ROOT) != 0)
		return 0;
	/* Its next reply must not become the first one of another search. */
	if (now != NULL && now->stage != STAGE_NOTED)
		return 1;
	attempt_free(w);
	w->takeover->ncandidates = 0;
	(void)attempt_new(w, w->hostname);
	search_all(w, takeover_found);
	return 1;
}

void
takeover_ask(struct writer *w, const char *kop, uint32_t asker)
{
	if (w->takeover->now != NULL || strcmp(w->conf->root, ROOT) != 0) {
		child_status_end(w->parent, asker, w->takeover->now == NULL ?
		    "traefik-kop only uses the root traefik" :
		    "another takeover is in progress; retry in a moment");
		return;
	}
	attempt_new(w, kop)->asker = asker;
	search_all(w, takeover_found);
}

void
takeover_recheck(struct writer *w)
{
	struct takeover	*all = w->takeover;

	if (all->now != NULL || all->looked != 1 ||
	    strcmp(w->conf->root, ROOT) != 0 || (all->rechecked != 0 &&
	    clock_boot_seconds() - all->rechecked < LOOK_AGAIN))
		return;
	all->rechecked = clock_boot_seconds();
	attempt_new(w, w->hostname)->recheck = 1;
	search_hosts(w, takeover_found);
}
