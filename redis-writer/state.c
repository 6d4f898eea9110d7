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

#include "common/log.h"
#include "redis-writer/referrers.h"
#include "redis-writer/state.h"

/* The queues, in the order in which Redis must have their objects. */
enum {
	PAUSE,
	SET_PLAIN,		/* refers to nothing */
	SET_NAMING,
	SET_ROUTER,
	DEL_ROUTER,
	DEL_NAMING,
	DEL_PLAIN,
	QUEUES
};

/* Redis has the object, or had it. */
#define HAD	(OBJECT_KNOWN | OBJECT_TRACE)

struct state {
	struct table		  table;
	size_t			  wanted;
	uint64_t		  cost;		/* of wanted objects */
	struct object_list	  queue[QUEUES];
	size_t			  queued[QUEUES];
	struct object_list	  flight;
	struct referrers	  referrers;
	size_t			  flying;
	uint32_t		  batch;
	uint32_t		  generation;
	int			  complete;	/* see state_is_complete() */
	int			  begun;	/* see state_begun() */
};

struct state *
state_new(void)
{
	struct state	*st;
	int		 q;

	if ((st = calloc(1, sizeof(*st))) == NULL)
		fatal(NULL);
	table_init(&st->table);
	for (q = 0; q < QUEUES; q++)
		TAILQ_INIT(&st->queue[q]);
	TAILQ_INIT(&st->flight);
	referrers_init(&st->referrers);
	return st;
}

void
state_free(struct state *st)
{
	struct object	*o;
	size_t		 i;

	if (st == NULL)
		return;
	for (i = 0; i < st->table.nbuckets; i++) {
		while ((o = TABLE_BUCKET(&st->table, i)) != NULL) {
			table_remove(&st->table, o);
			referrers_remove(&st->referrers, o);
			free(o);
		}
	}
	table_free(&st->table);
	free(st);
}

struct object *
state_find(const struct state *st, const char *id)
{
	return table_find(&st->table, id);
}

size_t
state_count(const struct state *st)
{
	return st->wanted;
}

size_t
state_dirty(const struct state *st)
{
	size_t	 n = 0;
	int	 q;

	for (q = 0; q < QUEUES; q++)
		n += st->queued[q];
	return n;
}

size_t
state_dirty_parts(const struct state *st)
{
	return st->queued[SET_PLAIN] + st->queued[SET_NAMING];
}

size_t
state_pending(const struct state *st)
{
	return state_dirty(st) + st->flying;
}

static int
queue_of(const struct object *o)
{
	if (o->flags & OBJECT_PAUSE)
		return PAUSE;
	if (o->flags & OBJECT_ROUTER)
		return o->blob_len > 0 ? SET_ROUTER : DEL_ROUTER;
	if (o->flags & OBJECT_NAMES)
		return o->blob_len > 0 ? SET_NAMING : DEL_NAMING;
	return o->blob_len > 0 ? SET_PLAIN : DEL_PLAIN;
}

static void
enqueue(struct state *st, struct object *o)
{
	int	 q = queue_of(o);

	TAILQ_INSERT_TAIL(&st->queue[q], o, entry);
	st->queued[q]++;
	o->where = OBJECT_DIRTY;
}

static void
dequeue(struct state *st, struct object *o)
{
	int	 q = queue_of(o);

	TAILQ_REMOVE(&st->queue[q], o, entry);
	st->queued[q]--;
	o->where = OBJECT_CLEAN;
}

static void
land(struct state *st, struct object *o)
{
	TAILQ_REMOVE(&st->flight, o, entry);
	st->flying--;
	o->where = OBJECT_CLEAN;
}

static int
is_wanted(const struct object *o)
{
	return o->blob_len > 0 && !(o->flags & OBJECT_STALE);
}

/* Counts one more or one fewer wanted object. */
static void
count_wanted(struct state *st, const struct object *o, int more)
{
	if (more) {
		st->wanted++;
		st->cost += o->cost;
	} else {
		st->wanted--;
		st->cost -= o->cost;
	}
}

static void
state_insert(struct state *st, struct object *o)
{
	table_insert(&st->table, o);
	if (is_wanted(o))
		count_wanted(st, o, 1);
}

/*
 * Removes an object from all lists and frees it.  Its batch no longer has it;
 * an object that replaces it is dirty, so nothing is missed.
 */
static void
state_remove(struct state *st, struct object *o)
{
	table_remove(&st->table, o);
	if (is_wanted(o))
		count_wanted(st, o, 0);
	if (o->where == OBJECT_DIRTY)
		dequeue(st, o);
	else if (o->where == OBJECT_FLIGHT)
		land(st, o);
	referrers_remove(&st->referrers, o);
	free(o);
}

/*
 * Replaces `old', which may be NULL.  stored is the definition that Redis has
 * instead.
 */
static struct object *
state_put(struct state *st, struct object *old, const char *id,
    const void *blob, size_t len, struct bytes stored, int flags)
{
	struct bytes	 wanted = { blob, len };
	struct object	*o = object_new(id, wanted, stored);

	o->generation = st->generation;
	o->flags = (uint8_t)flags;
	if (object_is_router(o))
		o->flags |= OBJECT_ROUTER;
	if (old != NULL) {
		o->flags |= old->flags & (OBJECT_KNOWN | OBJECT_PAUSED |
		    OBJECT_RESEND | OBJECT_TRACE);
		o->told = old->told;
		o->keys = old->keys;
		o->cost = old->cost;
		state_remove(st, old);
	}
	if (referrers_add(&st->referrers, o) > 0)
		o->flags |= OBJECT_NAMES;
	state_insert(st, o);
	return o;
}

/* Redis may have the old definition until the new one is there. */
static struct object *
state_replace(struct state *st, struct object *old, const char *id,
    const void *blob, size_t len)
{
	struct bytes	 none = { NULL, 0 };

	return state_put(st, old, id, blob, len, old != NULL &&
	    old->flags & HAD ? object_stored(old) : none, 0);
}

static int
same_blob(const struct object *o, const void *blob, size_t len)
{
	return o->blob_len == len &&
	    (len == 0 || memcmp(object_blob(o), blob, len) == 0);
}

void
state_set(struct state *st, const char *id, const void *blob, size_t len,
    size_t keys)
{
	struct object	*o = state_find(st, id);

	if (o != NULL && same_blob(o, blob, len)) {
		if (o->flags & OBJECT_STALE) {
			o->flags &= (uint8_t)~OBJECT_STALE;
			count_wanted(st, o, 1);
			if (o->flags & OBJECT_RESEND &&
			    o->where == OBJECT_CLEAN)
				enqueue(st, o);
		}
		o->generation = st->generation;
	} else {
		o = state_replace(st, o, id, blob, len);
		enqueue(st, o);
	}
	o->keys = (uint16_t)(keys > UINT16_MAX ? UINT16_MAX : keys);
}

void
state_weigh(struct state *st, const char *id, size_t cost)
{
	struct object	*o = state_find(st, id);

	if (o == NULL || !is_wanted(o))
		return;
	count_wanted(st, o, 0);
	o->cost = (uint32_t)(cost > UINT32_MAX ? UINT32_MAX : cost);
	count_wanted(st, o, 1);
}

struct budget
state_cost(const struct state *st)
{
	struct budget	cost = { st->wanted, st->cost };

	return cost;
}

/* An object that Redis never had needs no removal. */
static void
state_drop(struct state *st, struct object *o)
{
	if (o->blob_len == 0)
		return;
	if (o->flags & HAD)
		enqueue(st, state_replace(st, o, object_id(o), NULL, 0));
	else
		state_remove(st, o);
}

void
state_del(struct state *st, const char *id)
{
	struct object	*o = state_find(st, id);

	if (o != NULL)
		state_drop(st, o);
}

int
state_is_complete(const struct state *st)
{
	return st->complete;
}

void
state_snapshot_begin(struct state *st)
{
	st->generation++;
}

void
state_snapshot_end(struct state *st)
{
	struct object	*o, **list = NULL;
	size_t		 i, n = 0, size = 0;

	for (i = 0; i < st->table.nbuckets; i++) {
		for (o = TABLE_BUCKET(&st->table, i); o != NULL; o = o->next) {
			if (o->generation == st->generation)
				continue;
			if (n == size) {
				size = size == 0 ? 64 : size * 2;
				if ((list = reallocarray(list, size,
				    sizeof(*list))) == NULL)
					fatal(NULL);
			}
			list[n++] = o;
		}
	}
	for (i = 0; i < n; i++)
		state_drop(st, list[i]);
	free(list);
	st->complete = 1;
}

static void
take_off(struct state *st, struct object *o)
{
	dequeue(st, o);
	o->where = OBJECT_FLIGHT;
	o->batch = st->batch;
	if (o->flags & OBJECT_PAUSE)
		o->flags |= OBJECT_PAUSED | OBJECT_RESEND;
	else {
		if (!(o->flags & OBJECT_KNOWN))
			o->told = 0;
		o->flags |= OBJECT_KNOWN;
		o->flags &= (uint8_t)~OBJECT_PAUSED;
	}
	TAILQ_INSERT_TAIL(&st->flight, o, entry);
	st->flying++;
}

uint32_t
state_take(struct state *st, size_t max, size_t bytes, int parts_only,
    void (*f)(const struct object *, void *), void *arg)
{
	struct object	*o;
	size_t		 sum = 0, n = 0;
	int		 q, last = parts_only ? SET_NAMING : DEL_PLAIN;

	st->batch++;
	for (q = PAUSE; q <= last; q++) {
		while ((o = TAILQ_FIRST(&st->queue[q])) != NULL && n < max) {
			sum += o->blob_len;
			if (o->flags & OBJECT_TRACE)
				sum += o->old_len;
			if (n > 0 && sum > bytes)
				return st->batch;
			take_off(st, o);
			f(o, arg);
			n++;
		}
	}
	return st->batch;
}

/* Redis has the object now: drops its previous definition. */
static void
state_settle(struct state *st, struct object *o)
{
	struct bytes	 none = { NULL, 0 };
	uint32_t	 generation = o->generation;

	o->flags &= (uint8_t)~(OBJECT_PAUSED | OBJECT_RESEND | OBJECT_TRACE);
	if (o->blob_len == 0)
		state_remove(st, o);
	else if (o->old_len > 0)
		state_put(st, o, object_id(o), object_blob(o), o->blob_len,
		    none, o->flags & OBJECT_STALE)->generation = generation;
}

void
state_done(struct state *st, uint32_t batch)
{
	struct object	*o, *next;

	TAILQ_FOREACH_SAFE(o, &st->flight, entry, next) {
		if (o->batch != batch)
			continue;
		land(st, o);
		if (!(o->flags & OBJECT_PAUSE)) {
			state_settle(st, o);
			continue;
		}
		o->flags &= (uint8_t)~OBJECT_PAUSE;
		if (!(o->flags & OBJECT_STALE))
			enqueue(st, o);
	}
}

void
state_failed(struct state *st, uint32_t batch)
{
	struct object	*o, *next;

	TAILQ_FOREACH_SAFE(o, &st->flight, entry, next) {
		if (o->batch != batch)
			continue;
		land(st, o);
		if (o->flags & OBJECT_PAUSE)
			o->flags &= (uint8_t)~OBJECT_PAUSED;
		enqueue(st, o);
	}
}

/* True if the object may be published, also after the batch in flight. */
static int
is_shown(const struct object *o)
{
	return (o->flags & (OBJECT_KNOWN | OBJECT_PAUSED)) == OBJECT_KNOWN &&
	    (o->blob_len > 0 || o->where != OBJECT_FLIGHT);
}

static int
object_is_shown(struct object *o, void *arg)
{
	(void)arg;
	return is_shown(o);
}

int
state_is_named(struct state *st, const char *id)
{
	return referrers_walk(&st->referrers, id, object_is_shown, NULL);
}

static int
object_pause(struct object *o, void *arg)
{
	struct state	*st = arg;

	if (!is_shown(o) || o->flags & OBJECT_PAUSE)
		return 0;
	if (o->where == OBJECT_DIRTY)
		dequeue(st, o);
	o->flags |= OBJECT_PAUSE;
	enqueue(st, o);
	return 0;
}

/* The loop also reads the objects that it queues. */
void
state_pause(struct state *st, const char *id)
{
	struct object	*o;

	(void)referrers_walk(&st->referrers, id, object_pause, st);
	TAILQ_FOREACH(o, &st->queue[PAUSE], entry)
		(void)referrers_walk(&st->referrers, object_id(o),
		    object_pause, st);
}

int
state_naming(struct state *st, const char *id,
    int (*f)(struct object *, void *), void *arg)
{
	return referrers_walk(&st->referrers, id, f, arg);
}

void
state_named_by(struct state *st, const char *id,
    void (*f)(const char *, void *), void *arg)
{
	referrers_known(&st->referrers, id, f, arg);
}

void
state_forget(struct state *st)
{
	struct object	*o, *next;
	size_t		 i;

	for (i = 0; i < st->table.nbuckets; i++) {
		for (o = TABLE_BUCKET(&st->table, i); o != NULL; o = next) {
			next = o->next;
			if (o->flags & OBJECT_STALE ||
			    o->blob_len + o->old_len == 0) {
				state_remove(st, o);
				continue;
			}
			if (o->where == OBJECT_DIRTY)
				dequeue(st, o);
			if (o->flags & OBJECT_KNOWN)
				o->flags |= OBJECT_TRACE;
			o->flags &= (uint8_t)~(OBJECT_KNOWN | OBJECT_PAUSE |
			    OBJECT_PAUSED);
			enqueue(st, o);
		}
	}
}

void
state_begun(struct state *st)
{
	st->begun = 1;
}

void
state_seen(struct state *st, const char *id, const void *blob, size_t len)
{
	struct object	*o = state_find(st, id);
	struct bytes	 none = { NULL, 0 }, stored = { blob, len };

	if (o == NULL && st->complete) {
		o = state_put(st, NULL, id, NULL, 0, stored, OBJECT_KNOWN);
		o->told = 1;
		enqueue(st, o);
	} else if (o == NULL && len > 0) {
		o = state_put(st, NULL, id, blob, len, none,
		    OBJECT_KNOWN | OBJECT_STALE);
		o->told = 1;
		o->generation = st->generation - 1;
	} else if (o != NULL && o->where == OBJECT_DIRTY) {
		o->flags |= OBJECT_KNOWN;
		o->flags &= (uint8_t)~OBJECT_TRACE;
		if (!st->begun)
			o->told = 1;
		if (!same_blob(o, blob, len))
			enqueue(st, state_put(st, o, id, object_blob(o),
			    o->blob_len, stored, 0));
		else if (!(o->flags & OBJECT_RESEND))
			dequeue(st, o);
	}
}

void
state_redo(struct state *st, const char *id)
{
	struct object	*o = state_find(st, id);

	if (o != NULL && o->where == OBJECT_CLEAN && is_wanted(o))
		enqueue(st, o);
}

size_t
state_walk(struct state *st, size_t *cursor, size_t n,
    void (*f)(struct object *, void *), void *arg)
{
	struct object	*o;
	size_t		 i, visited = 0;

	for (i = 0; i < st->table.nbuckets && visited < n; i++) {
		o = TABLE_BUCKET(&st->table, *cursor);
		for (; o != NULL; o = o->next) {
			if (o->where != OBJECT_CLEAN || !is_wanted(o))
				continue;
			f(o, arg);
			visited++;
		}
		*cursor = (*cursor + 1) & (st->table.nbuckets - 1);
	}
	return visited;
}
