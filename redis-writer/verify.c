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

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/batch.h"
#include "redis-writer/conflict.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/watch.h"

/*
 * Limits of objects in one call, and of their definitions of all hosts
 * together.  The time that Redis needs depends on the definitions.
 */
#define VERIFY_MOST	500
#define VERIFY_STORED	500
/* The number of waiting objects that are verified at each heartbeat. */
#define VERIFY_WAITING	32
/*
 * Limit of objects to be verified soon.  If there are more, all are verified.
 */
#define VERIFY_AGAIN	1024

/*
 * All expiring keys are verified within this part of the ttl, in so many
 * steps.
 */
#define EXPIRE_PART	3
#define EXPIRE_STEPS	4

#define LATE		"late"		/* key of log_repeat() */

struct verify {
	struct event	*timer;		/* if a heartbeat is too rare */
	time_t		 behind;	/* late since then; 0: not late */
	size_t		 cursor;	/* of state_walk() */
	size_t		 left;		/* objects left in the slice */
	size_t		 persist;	/* of these, remove the expiry */
	size_t		 anew;		/* of these, decide again */
	int		 due;		/* all, after the first snapshot */
	int		 busy;		/* a call waits for its reply */
	int		 more;		/* the next call follows at once */
	int		 repaired;	/* see verify_repaired() */
	size_t		 size;		/* objects in the next call */
	char		*ids[VERIFY_MOST + 64];
	size_t		 n;
	char		*again[VERIFY_AGAIN];
	size_t		 nagain;
	char		*waited;	/* last waiting object verified */
};

void
verify_init(struct writer *w)
{
	if ((w->verify = calloc(1, sizeof(*w->verify))) == NULL)
		fatal(NULL);
	w->verify->size = BATCH_OBJECTS;
}

static void
verify_clear(struct verify *v)
{
	while (v->n > 0)
		free(v->ids[--v->n]);
}

void
verify_free(struct writer *w)
{
	verify_clear(w->verify);
	while (w->verify->nagain > 0)
		free(w->verify->again[--w->verify->nagain]);
	if (w->verify->timer != NULL)
		event_free(w->verify->timer);
	free(w->verify->waited);
	free(w->verify);
}

void
verify_reset(struct writer *w)
{
	w->verify->size = w->batch;
}

static void
verify_add(struct verify *v, const char *id)
{
	if (v->n == sizeof(v->ids) / sizeof(v->ids[0]))
		return;
	if ((v->ids[v->n++] = strdup(id)) == NULL)
		fatal(NULL);
}

static void
verify_add_object(struct object *o, void *arg)
{
	verify_add(arg, object_id(o));
}

/*
 * An object that refers to a waiting one should wait, too, unless another
 * client changed Redis.
 */
static void
verify_add_referrer(const char *id, void *arg)
{
	if (!conflict_has(arg, id))
		verify_again(arg, id);
}

/* Adds the next waiting objects, and the objects that refer to them. */
static void
verify_add_waiting(struct writer *w)
{
	struct verify		*v = w->verify;
	const struct wait	*wait = NULL;
	size_t			 i;

	for (i = 0; i < VERIFY_WAITING; i++) {
		wait = conflict_next(w, v->waited);
		free(v->waited);
		v->waited = NULL;
		if (wait == NULL)
			return;
		if ((v->waited = strdup(wait->id)) == NULL)
			fatal(NULL);
		verify_again(w, wait->id);
		state_named_by(w->state, wait->id, verify_add_referrer, w);
	}
}

void
verify_again(struct writer *w, const char *id)
{
	struct verify	*v = w->verify;
	size_t		 i;

	for (i = 0; i < v->nagain; i++)
		if (strcmp(v->again[i], id) == 0)
			return;
	if (v->nagain == VERIFY_AGAIN)
		v->left = state_count(w->state);
	else if ((v->again[v->nagain++] = strdup(id)) == NULL)
		fatal(NULL);
}

static void
verify_again_object(const char *id, void *arg)
{
	verify_again(arg, id);
}

void
verify_named_by(struct writer *w, const char *id)
{
	state_named_by(w->state, id, verify_again_object, w);
}

/* Returns the number of these objects in the call. */
static size_t
verify_take_again(struct verify *v)
{
	size_t	 i, n = v->size < v->nagain ? v->size : v->nagain;

	for (i = 0; i < n; i++)
		v->ids[v->n++] = v->again[i];
	v->nagain -= n;
	memmove(v->again, v->again + n, v->nagain * sizeof(*v->again));
	return n;
}

/* Adapts the size: if many hosts want the same objects, a call has fewer. */
static void
verify_fit(struct verify *v, long long stored)
{
	if (stored <= 0)
		return;
	v->size = v->n * VERIFY_STORED / (size_t)stored;
	if (v->size > VERIFY_MOST)
		v->size = VERIFY_MOST;
}

static void	verify_call(struct writer *);

/*
 * Another client deleted claims: searches for those of other hosts, and
 * decides about all objects again.
 */
static void
verify_anew(struct writer *w)
{
	audit_need(w);
	w->verify->anew = w->verify->left = state_count(w->state);
}

static void
verify_replied(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	struct verify		*v = w->verify;
	const redisReply	*missing = reply_at(reply, 2);
	size_t			 i;

	v->busy = 0;
	if (!session_ok(w, reply)) {
		verify_clear(v);
		v->left = 0;
		return;
	}
	if (reply_number(reply_at(reply, 1)) > 0) {
		log_info("%lld keys were changed by another client; corrected",
		    reply_number(reply_at(reply, 1)));
		v->repaired = 1;
	}
	if (reply_count(missing) > 0)
		audit_need(w);
	for (i = 0; i < reply_count(missing); i++)
		state_redo(w->state, reply_text(missing->element[i]));
	if (reply_number(reply_at(reply, 7)) > 0)
		verify_anew(w);
	conflict_update(w, v->ids, v->n, reply_at(reply, 3), verify_named_by);
	news_looked(w, v->ids, NULL, v->n);
	watch_report(w, 0);
	release_later(w, reply_at(reply, 5), reply_at(reply, 6));
	verify_fit(v, reply_number(reply_at(reply, 4)));
	batch_adapt(w, v->n, SIZE_MAX, reply_number(reply_at(reply, 4)));
	verify_clear(v);
	v->more = v->left > 0 || v->nagain > 0;
}

void
verify_continue(struct writer *w)
{
	struct verify	*v = w->verify;

	if (v->more && !v->busy && w->phase == PHASE_RUNNING)
		verify_call(w);
	v->more = 0;
}

int
verify_repaired(struct writer *w)
{
	int	 repaired = w->verify->repaired;

	w->verify->repaired = 0;
	return repaired;
}

/*
 * Returns the number of keys that the call may set: only expiring keys are set
 * again.
 */
static size_t
verify_keys(const struct writer *w)
{
	return w->conf->expire_keys ? 4 * w->verify->n : 0;
}

static void
verify_call(struct writer *w)
{
	struct verify	*v = w->verify;
	struct arguments a = ARGUMENTS_INITIALIZER;
	char		 text[24];
	size_t		 i, n, again = verify_take_again(v);

	n = v->size > v->n ? v->size - v->n : 1;
	n = state_walk(w->state, &v->cursor, n < v->left ? n : v->left,
	    verify_add_object, v);
	v->left -= n < v->left ? n : v->left;
	if (n == 0)
		v->left = 0;
	if (v->n == 0)
		return;
	arguments_string(&a, v->persist > 0 ? "persist" : "-");
	v->persist -= v->n < v->persist ? v->n : v->persist;
	if (v->anew > 0)
		again = v->n;
	v->anew -= v->n < v->anew ? v->n : v->anew;
	(void)snprintf(text, sizeof(text), "%zu", again);
	arguments_string(&a, text);
	for (i = 0; i < v->n; i++)
		arguments_string(&a, v->ids[i]);
	v->busy = 1;
	notify_call(w, SCRIPT_VERIFY, &a, verify_keys(w), verify_replied, w);
	arguments_free(&a);
}

void
verify_all(struct writer *w)
{
	struct verify	*v = w->verify;

	v->left = state_count(w->state);
	v->due = !state_is_complete(w->state);
	if (!w->conf->expire_keys)
		v->persist = v->left;
	if (w->phase == PHASE_RUNNING && !v->busy)
		verify_call(w);
}

void
verify_complete(struct writer *w)
{
	if (w->verify->due)
		verify_all(w);
}

/* Returns the milliseconds in which all objects are verified; 0: no limit. */
static long long
verify_period(const struct writer *w)
{
	long long	 period = w->conf->poll * 1000LL;
	long long	 part = w->conf->ttl * 1000LL / EXPIRE_PART;

	if (w->conf->expire_keys && part > 0 && (period == 0 || period > part))
		period = part;
	return period;
}

/*
 * Returns the milliseconds between two slices: a heartbeat, or less if keys
 * expire.
 */
static long long
verify_step(const struct writer *w)
{
	long long	 step = lease_interval(w);
	long long	 part = w->conf->ttl * 1000LL /
			    (EXPIRE_PART * EXPIRE_STEPS);

	return w->conf->expire_keys && part > 0 && part < step ? part : step;
}

/*
 * Logs that there are too many objects for this ttl, or that Redis is too
 * slow.
 */
static void
verify_tell_late(struct writer *w)
{
	struct verify	*v = w->verify;

	if (!w->conf->expire_keys || v->left == 0) {
		v->behind = 0;
		log_repeat_over(LATE);
	} else if (v->behind == 0)
		v->behind = clock_boot_seconds();
	else if ((clock_boot_seconds() - v->behind) * 2 >
	    (int64_t)w->conf->ttl)
		log_repeat(LATE, "keys may expire: Redis needs more than half "
		    "of ttl (%u s) to renew the keys of %zu objects; increase "
		    "ttl", w->conf->ttl, state_count(w->state));
}

/* Adds one step's share of all objects. */
static void
verify_share(struct writer *w)
{
	struct verify	*v = w->verify;
	size_t		 count = state_count(w->state);
	long long	 period = verify_period(w), step = verify_step(w);

	verify_tell_late(w);
	if (period == 0)
		return;
	v->left += step < period ?
	    (count * (size_t)step + (size_t)period - 1) / (size_t)period :
	    count;
	if (v->left > count)
		v->left = count;
}

static void
verify_on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;

	(void)fd;
	(void)what;
	if (w->phase != PHASE_RUNNING)
		return;
	verify_share(w);
	if (!w->verify->busy)
		verify_call(w);
}

void
verify_pace(struct writer *w)
{
	struct verify	*v = w->verify;
	long long	 step = verify_step(w);
	struct timeval	 every;

	if (v->timer != NULL)
		event_free(v->timer);
	v->timer = NULL;
	if (step == lease_interval(w))
		return;
	every.tv_sec = step / 1000;
	every.tv_usec = (suseconds_t)(step % 1000) * 1000;
	if ((v->timer = event_new(w->base, -1, EV_PERSIST, verify_on_timer,
	    w)) == NULL)
		fatal(NULL);
	evtimer_add(v->timer, &every);
}

void
verify_slice(struct writer *w)
{
	verify_add_waiting(w);
	if (w->verify->timer == NULL)
		verify_share(w);
	if (!w->verify->busy)
		verify_call(w);
}
