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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "redis-writer/answer.h"
#include "redis-writer/batch.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* Limit of pages.  A page has about 500 objects, and no host has so many. */
#define PAGES_MAX	100000

#define CLASSES		3

struct removal {
	char	 *victim;
	char	**list[CLASSES];	/* as Redis lists them */
	size_t	  listed[CLASSES];
	size_t	  size[CLASSES];
	size_t	  pages;
	char	**ids;		/* all ids, in order */
	size_t	  n;
	size_t	  bytes;	/* of ids */
	size_t	  ignored;	/* ids beyond the limit */
	int	  expired;	/* other hosts may remove it, too */
	int	  lost;		/* Redis lost a part of the list */
	size_t	  at;		/* index of the next id */
	size_t	  sent;		/* ids in the call in flight */
	size_t	  max;		/* limit of ids in the call */
	void	(*done)(struct writer *, const char *, size_t, const char *);
};

static void	removal_step(struct writer *);
static void	removal_list(struct writer *, const char *cursor);

int
removal_running(const struct writer *w)
{
	return w->removal != NULL;
}

static void
removal_release(struct removal *r)
{
	size_t	 i;
	int	 class;

	for (i = 0; i < r->n; i++)
		free(r->ids[i]);
	free(r->ids);
	for (class = 0; class < CLASSES; class++) {
		for (i = 0; i < r->listed[class]; i++)
			free(r->list[class][i]);
		free(r->list[class]);
	}
	free(r->victim);
	free(r);
}

void
removal_free(struct writer *w)
{
	if (w->removal != NULL)
		removal_release(w->removal);
	w->removal = NULL;
}

/* done() may start the next removal. */
static void
removal_end(struct writer *w, const char *error)
{
	struct removal	*r = w->removal;

	w->removal = NULL;
	r->done(w, r->victim, r->n, error);
	removal_release(r);
}

static void
removal_went(struct writer *w, const redisReply *reply)
{
	struct removal	*r = w->removal;

	batch_adapt(w, r->sent, r->max, reply_number(reply_at(reply, 3)));
	release_later(w, reply_at(reply, 4), reply_at(reply, 5));
	r->at += r->sent;
	if (r->at < r->n)
		removal_step(w);
	else
		removal_end(w, NULL);
}

static void
removal_replied(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	if (w->removal == NULL)
		return;
	switch (session_answer(w, reply)) {
	case EVENT_OK:
		removal_went(w, reply);
		break;
	case EVENT_ALIVE:
		removal_end(w, "it runs again");
		break;
	case EVENT_NONE:
		if (answer_event(reply) == EVENT_ABORTED)
			removal_step(w);	/* without suppression */
		else
			removal_end(w, "incomplete");
		break;
	default:
		session_unknown(w);
		removal_end(w, "incomplete");
		break;
	}
}

static void
removal_step(struct writer *w)
{
	struct removal	*r = w->removal;
	struct arguments a = ARGUMENTS_INITIALIZER;
	int		 ours = strcmp(r->victim, w->hostname) == 0;
	size_t		 i;

	if (!ours)
		arguments_string(&a, r->victim);
	r->max = w->batch;
	for (i = r->at; i < r->n && i < r->at + r->max; i++)
		arguments_string(&a, r->ids[i]);
	r->sent = i - r->at;
	notify_call(w, ours ? SCRIPT_WITHDRAW : SCRIPT_REAP, &a,
	    4 * r->sent, removal_replied, w);
	arguments_free(&a);
}

/* Objects come before the objects that they refer to. */
static const char *const classes[CLASSES] = { "router", "names", "plain" };

static void
removal_add(struct removal *r, int class, const char *id)
{
	size_t	 size, *n = &r->listed[class];

	if (r->listed[0] + r->listed[1] + r->listed[2] == FOREIGN_OBJECTS_MAX ||
	    strlen(id) > FOREIGN_BYTES_MAX - r->bytes) {
		r->ignored++;
		return;
	}
	r->bytes += strlen(id);
	if (*n == r->size[class]) {
		size = *n == 0 ? 64 : *n * 2;
		if ((r->list[class] = reallocarray(r->list[class], size,
		    sizeof(*r->list[class]))) == NULL)
			fatal(NULL);
		r->size[class] = size;
	}
	if ((r->list[class][(*n)++] = strdup(id)) == NULL)
		fatal(NULL);
}

/* True if removal_lost() has added it. */
static int
removal_has(const struct writer *w, const char *id)
{
	const struct object	*o = state_find(w->state, id);

	return o != NULL && o->where == OBJECT_CLEAN && o->blob_len > 0;
}

static void
removal_take(struct writer *w, struct removal *r, const redisReply *list)
{
	size_t	 i;
	int	 class;

	for (i = 0; i + 1 < reply_count(list); i += 2) {
		if (r->lost && strcmp(r->victim, w->hostname) == 0 &&
		    removal_has(w, reply_text(reply_at(list, i))))
			continue;
		for (class = 0; class < CLASSES - 1; class++)
			if (strcmp(reply_text(reply_at(list, i + 1)),
			    classes[class]) == 0)
				break;
		removal_add(r, class, reply_text(reply_at(list, i)));
	}
}

static void
removal_add_own(struct object *o, void *arg)
{
	removal_add(arg, o->flags & OBJECT_ROUTER ? 0 :
	    o->flags & OBJECT_NAMES ? 1 : 2, object_id(o));
}

/*
 * Redis has lost a part of the list.  The state has all objects of this host.
 * The audit searches the published keys of another host later.
 */
static void
removal_lost(struct writer *w, struct removal *r)
{
	size_t	 cursor = 0;

	r->lost = 1;
	if (strcmp(r->victim, w->hostname) != 0)
		audit_need(w);
	else
		(void)state_walk(w->state, &cursor, SIZE_MAX, removal_add_own,
		    r);
}

/*
 * whole is as lua/list.lua says.  Several hosts remove an expired one at the
 * same time: the first to finish leaves nothing for the others to list.
 */
static int
removal_is_lost(const struct removal *r, long long whole)
{
	return whole == 0 || (whole == 2 && !r->expired);
}

/* Puts all ids into one list, in the order of their removal. */
static void
removal_order(struct removal *r)
{
	size_t	 n = r->listed[0] + r->listed[1] + r->listed[2];
	int	 class;

	if ((r->ids = calloc(n + 1, sizeof(*r->ids))) == NULL)
		fatal(NULL);
	for (class = 0; class < CLASSES; class++) {
		if (r->listed[class] > 0)
			memcpy(r->ids + r->n, r->list[class],
			    r->listed[class] * sizeof(*r->ids));
		r->n += r->listed[class];
		r->listed[class] = 0;
	}
}

static void
removal_listed(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct removal	*r = w->removal;
	int		 ok = session_ok(w, reply);

	if (r == NULL)
		return;
	if (!ok) {
		removal_end(w, "incomplete");
		return;
	}
	if (!r->lost && removal_is_lost(r, reply_number(reply_at(reply, 3))))
		removal_lost(w, r);
	removal_take(w, r, reply_at(reply, 2));
	if (r->ignored > 0)
		log_warnx("host %s has more than %d objects in Redis; the rest "
		    "is withdrawn later", r->victim, FOREIGN_OBJECTS_MAX);
	else if (strcmp(reply_text(reply_at(reply, 1)), "0") != 0 &&
	    ++r->pages < PAGES_MAX) {
		removal_list(w, reply_text(reply_at(reply, 1)));
		return;
	}
	removal_order(r);
	removal_step(w);
}

static void
removal_list(struct writer *w, const char *cursor)
{
	struct arguments a = ARGUMENTS_INITIALIZER;

	arguments_string(&a, w->removal->victim);
	arguments_string(&a, cursor);
	notify_call(w, SCRIPT_LIST, &a, 0, removal_listed, w);
	arguments_free(&a);
}

void
removal_start(struct writer *w, const char *victim, int expired,
    void (*done)(struct writer *, const char *, size_t, const char *))
{
	struct removal	*r;

	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->victim = strdup(victim)) == NULL)
		fatal(NULL);
	r->expired = expired;
	r->done = done;
	w->removal = r;
	removal_list(w, "0");
}
