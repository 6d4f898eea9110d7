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
 * The objects that this host wants, and the differences to Redis.  The newest
 * definition counts: while Redis is disconnected, a changed object replaces
 * its older version, so that nothing accumulates.
 */

#ifndef REDIS_WRITER_STATE_H
#define REDIS_WRITER_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "redis-writer/table.h"

#include "common/budget.h"

struct state;

/* Out of memory is fatal() in all of these. */
struct state	*state_new(void);
void		 state_free(struct state *);

struct object	*state_find(const struct state *, const char *id);

/*
 * Return the number of wanted objects; of dirty objects; and of dirty objects
 * other than routers to be set.
 */
size_t		 state_count(const struct state *);
size_t		 state_dirty(const struct state *);
size_t		 state_dirty_parts(const struct state *);
/* Returns the number of objects that are dirty or in flight. */
size_t		 state_pending(const struct state *);

/*
 * state_set: route-maker wants this.  keys is the number of its published
 * keys.  Nothing becomes dirty if the definition is equal to the present one.
 */
void		 state_set(struct state *, const char *id, const void *blob,
		    size_t len, size_t keys);
/*
 * Sets the cost, by budget.h, of an object that was set just now.  Until then
 * it has the cost of its previous definition.
 */
void		 state_weigh(struct state *, const char *id, size_t cost);
/* Returns the cost of all wanted objects. */
struct budget	 state_cost(const struct state *);
/* state_del: route-maker no longer wants it. */
void		 state_del(struct state *, const char *id);

/*
 * A snapshot is complete: objects that are not set between the two calls are
 * removed at the end.
 */
void		 state_snapshot_begin(struct state *);
/* True after the first snapshot: all wanted objects are known. */
int		 state_is_complete(const struct state *);
void		 state_snapshot_end(struct state *);

/*
 * state_take: moves up to `max' objects, and up to `bytes' bytes of them but
 * at least one, from the queues to a new batch.  Returns the number of the
 * batch.  The order is: objects to be paused (OBJECT_PAUSE); then objects to
 * be set, with references after their targets; then objects to be removed, the
 * other way round.
 *
 * parts_only: stops before the first router and the first removal.
 *
 * f: called with each object.
 */
uint32_t	 state_take(struct state *, size_t max, size_t bytes,
		    int parts_only, void (*f)(const struct object *, void *),
		    void *arg);
/*
 * Redis has the batch; or it does not have it, and the objects are dirty
 * again.
 */
void		 state_done(struct state *, uint32_t batch);
void		 state_failed(struct state *, uint32_t batch);

/* True if published objects may refer to this one. */
int		 state_is_named(struct state *, const char *id);
/*
 * state_pause: pauses all objects that refer to this one, directly or not,
 * before anything else is sent, and sends them again later.  No batch may be
 * in flight.
 */
void		 state_pause(struct state *, const char *id);
/* Calls f for each object that refers to this one and that Redis has. */
void		 state_named_by(struct state *, const char *id,
		    void (*f)(const char *id, void *), void *arg);

/*
 * Starts a comparison with Redis: state_forget(), then state_seen() for each
 * object that Redis has, in any order.  No batch may be in flight.
 */
void		 state_forget(struct state *);
void		 state_seen(struct state *, const char *id, const void *blob,
		    size_t len);
/*
 * For the log: objects that Redis has before this call need no line; later
 * changes do.
 */
void		 state_begun(struct state *);

/*
 * Calls f for each object that refers to this one, until f does not return 0.
 * Returns the last result of f.
 */
int		 state_naming(struct state *, const char *id,
		    int (*f)(struct object *, void *), void *arg);

/* Redis does not have this object: it becomes dirty. */
void		 state_redo(struct state *, const char *id);

/*
 * state_walk: calls f for n clean objects or a few more, starting at *cursor,
 * in a circle.  The first cursor is 0.  Returns the number of objects.
 */
size_t		 state_walk(struct state *, size_t *cursor, size_t n,
		    void (*f)(struct object *, void *), void *arg);

#endif
