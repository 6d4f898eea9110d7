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

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/record.h"
#include "redis-writer/batch.h"
#include "redis-writer/conflict.h"
#include "redis-writer/notes.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/watch.h"

/*
 * Limit of batches in flight.  While Redis works on one, this process packs
 * the next one.
 */
#define IN_FLIGHT_MAX	2

/* Limit of the ids in a reply FIRST: a batch has no more objects. */
#define FIRST_MAX	BATCH_OBJECTS

struct first {
	char	*ids[FIRST_MAX];
	size_t	 n;
};

struct change {
	int		 failed;	/* those in flight will fail, too */
	struct first	*first;		/* ids of a FIRST, or NULL */
	uint64_t	 done;		/* highest END in Redis */
	uint64_t	 acked;		/* highest END that was acknowledged */
	uint64_t	 since;		/* see change_since() */
};

struct batch {
	struct writer	 *writer;
	uint32_t	  id;		/* of state_take() */
	uint64_t	  covers;	/* END that it completes, or 0 */
	uint64_t	  since;	/* of the change, see change_since() */
	struct arguments  arguments;
	char		**ids;		/* copies: objects may be replaced */
	struct news_item *news;		/* of each */
	size_t		  n;
	size_t		  max;		/* limit of its objects */
	size_t		  keys;
	int		  pauses;	/* paused objects must be resent */
};

void
change_init(struct writer *w)
{
	if ((w->change = calloc(1, sizeof(*w->change))) == NULL)
		fatal(NULL);
}

uint64_t
change_number(const struct writer *w)
{
	return w->change->done;
}

void
change_since(struct writer *w, uint64_t time)
{
	if (time != 0 && (w->change->since == 0 || time < w->change->since))
		w->change->since = time;
}

static void
batch_free(struct batch *b)
{
	size_t	 i;

	for (i = 0; i < b->n; i++) {
		free(b->ids[i]);
		item_clear(&b->news[i]);
	}
	free(b->ids);
	free(b->news);
	arguments_free(&b->arguments);
	free(b);
}

static const char *
batch_mark(struct writer *w, const struct object *o)
{
	if (o->flags & OBJECT_PAUSE)
		return "pause";
	return state_is_named(w->state, object_id(o)) ? "named" : "";
}

static void
batch_add(const struct object *o, void *arg)
{
	struct batch	*b = arg;

	if (o->flags & OBJECT_TRACE && o->old_len > 0) {
		arguments_string(&b->arguments, object_id(o));
		arguments_string(&b->arguments, "was");
		arguments_add(&b->arguments, object_old(o), o->old_len);
	}
	arguments_string(&b->arguments, object_id(o));
	arguments_string(&b->arguments, batch_mark(b->writer, o));
	arguments_add(&b->arguments, object_blob(o), o->blob_len);
	news_sent(&b->news[b->n], o);
	if ((b->ids[b->n++] = strdup(object_id(o))) == NULL)
		fatal(NULL);
	b->keys += o->keys;
	b->pauses |= (o->flags & OBJECT_PAUSE) != 0;
}

void
change_ack(struct writer *w)
{
	struct record	 r = RECORD_INITIALIZER;

	if (w->change->done <= w->change->acked || w->maker == NULL)
		return;
	record_u64(&r, w->change->done);
	if (peer_send_record(w->maker, ROUTES_DONE, 0, &r) == 0)
		w->change->acked = w->change->done;
	record_free(&r);
}

static void
change_done(struct writer *w, const struct batch *b, const redisReply *reply)
{
	w->seq = reply_number(reply_at(reply, 1));
	state_done(w->state, b->id);
	conflict_update(w, b->ids, b->n, reply_at(reply, 3), verify_named_by);
	news_looked(w, b->ids, b->news, b->n);
	watch_report(w, b->since);
	batch_adapt(w, b->n, b->max, reply_number(reply_at(reply, 4)));
	release_later(w, reply_at(reply, 5), reply_at(reply, 6));
	log_debug("change %" PRId64 ": %zu objects, %lld keys", w->seq, b->n,
	    reply_number(reply_at(reply, 2)));
	if (b->covers > w->change->done)
		w->change->done = b->covers;
	connection_proven(w->connection);
	session_proven(w);
}

/* Notes objects whose referrers must be paused before they can change. */
static void
change_first(struct writer *w, const redisReply *ids)
{
	struct first	*first = w->change->first;
	size_t		 i;

	if (first == NULL && (first = calloc(1, sizeof(*first))) == NULL)
		fatal(NULL);
	w->change->first = first;
	for (i = 0; i < reply_count(ids) && first->n < FIRST_MAX; i++)
		if ((first->ids[first->n++] =
		    strdup(reply_text(reply_at(ids, i)))) == NULL)
			fatal(NULL);
}

static void
change_failed(struct writer *w, const struct batch *b,
    enum session_event event, const redisReply *reply)
{
	state_failed(w->state, b->id);
	change_since(w, b->since);
	if (reply == NULL)
		news_lost(w, b->ids, b->news, b->n);
	if (w->in_flight > 0)
		w->change->failed = 1;
	if (event == EVENT_NONE || w->phase != PHASE_RUNNING)
		return;
	if (event == EVENT_FIRST)
		change_first(w, reply_at(reply, 1));
	else if (event != EVENT_SEQ)
		session_unknown(w);
	else if (w->change->first == NULL)
		session_ask(w);		/* another client wrote */
}

static void
first_free(struct first *first)
{
	if (first == NULL)
		return;
	while (first->n > 0)
		free(first->ids[--first->n]);
	free(first);
}

/*
 * Pauses the objects that refer to those of the FIRST.  Nothing is in flight.
 */
static void
change_pause(struct writer *w)
{
	struct first	*first = w->change->first;
	size_t		 i;

	if (first == NULL)
		return;
	for (i = 0; i < first->n && w->phase == PHASE_RUNNING; i++)
		state_pause(w->state, first->ids[i]);
	first_free(first);
	w->change->first = NULL;
}

void
change_free(struct writer *w)
{
	first_free(w->change->first);
	free(w->change);
}

static void
change_replied(void *arg, const redisReply *reply)
{
	struct batch		*b = arg;
	struct writer		*w = b->writer;
	enum session_event	 event = session_answer(w, reply);

	if (--w->in_flight == 0)
		w->change->failed = 0;
	if (event == EVENT_OK)
		change_done(w, b, reply);
	else
		change_failed(w, b, event, reply);
	batch_free(b);
	if (w->in_flight == 0)
		change_pause(w);
}

static void
change_send(struct writer *w, int parts_only)
{
	struct batch	*b;
	char		 seq[24];

	if ((b = calloc(1, sizeof(*b))) == NULL ||
	    (b->ids = calloc(w->batch, sizeof(*b->ids))) == NULL ||
	    (b->news = calloc(w->batch, sizeof(*b->news))) == NULL)
		fatal(NULL);
	b->writer = w;
	b->max = w->batch;
	(void)snprintf(seq, sizeof(seq), "%" PRId64, w->seq + w->in_flight);
	arguments_string(&b->arguments, seq);
	b->id = state_take(w->state, b->max, BATCH_BYTES, parts_only,
	    batch_add, b);
	b->since = w->change->since;
	if (state_dirty(w->state) == 0)
		w->change->since = 0;
	if (!w->open && state_dirty(w->state) == 0 && !b->pauses)
		b->covers = w->ended;
	w->in_flight++;
	notify_call(w, SCRIPT_CHANGE, &b->arguments, b->keys, change_replied,
	    b);
	arguments_free(&b->arguments);
}

/*
 * Before the end of a snapshot, only full batches are sent, and no routers.  A
 * change is sent after its end, so that it is one message to Traefik.
 */
static int
change_may(const struct writer *w)
{
	if (w->phase != PHASE_RUNNING || w->in_flight >= IN_FLIGHT_MAX ||
	    w->change->failed || w->change->first != NULL)
		return 0;
	if (w->open)
		return w->kind == ROUTES_SNAPSHOT &&
		    state_dirty_parts(w->state) >= w->batch;
	return state_dirty(w->state) > 0;
}

void
change_run(struct writer *w)
{
	if (w->phase == PHASE_RUNNING && !w->open && w->ended > 0)
		news_begin(w);
	while (change_may(w))
		change_send(w, w->open);
	if (w->phase == PHASE_RUNNING && !w->open && w->in_flight == 0) {
		if (w->ended > w->change->done)
			w->change->done = w->ended;
		news_settled(w);
	}
	change_ack(w);
}
