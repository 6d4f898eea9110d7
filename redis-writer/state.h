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
 * What we want, object by object, and what of it Redis does not have yet.
 * The newest definition wins: an object that changes while Redis is away
 * takes the place of its older self, so that nothing piles up.
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

/* What is wanted; what is dirty; of that, what is no router to be set. */
size_t		 state_count(const struct state *);
size_t		 state_dirty(const struct state *);
size_t		 state_dirty_parts(const struct state *);
/* Dirty or in flight. */
size_t		 state_pending(const struct state *);

/*
 * state_set: route-maker wants this.  keys is how many keys it has in the
 * view.  Nothing becomes dirty when it is equal to what is there.
 */
void		 state_set(struct state *, const char *id, const void *blob,
		    size_t len, size_t keys);
/* What an object that was set just now costs, by budget.h; until then, what it
   did before. */
void		 state_weigh(struct state *, const char *id, size_t cost);
/* What all that is wanted costs. */
struct budget	 state_cost(const struct state *);
/* state_del: route-maker no longer wants it. */
void		 state_del(struct state *, const char *id);

/*
 * A snapshot names everything: what is not set between the two calls is
 * removed at the end.
 */
void		 state_snapshot_begin(struct state *);
/* True after the first snapshot: all that is wanted is known. */
int		 state_is_complete(const struct state *);
void		 state_snapshot_end(struct state *);

/*
 * state_take: moves up to `max' objects, and objects up to `bytes' bytes but
 * at least one, from the queues to a new batch, whose number it returns:
 * what is to pause (OBJECT_PAUSE); then, to be set, what is named before what
 * names it; then, to be removed, the other way round.
 * parts_only: stops before the first router and the first removal.
 * Each object is handed to f, to be looked at.
 */
uint32_t	 state_take(struct state *, size_t max, size_t bytes,
		    int parts_only, void (*f)(const struct object *, void *),
		    void *arg);
/* Redis has the batch, or it has not: it is dirty again. */
void		 state_done(struct state *, uint32_t batch);
void		 state_failed(struct state *, uint32_t batch);

/* True if objects that are in the view may name this one. */
int		 state_is_named(struct state *, const char *id);
/*
 * state_pause: what names this one, and what names that, is to pause before
 * anything else is sent, and to be sent again after that.  No batch may be in
 * flight.
 */
void		 state_pause(struct state *, const char *id);
/* Calls f for each object that names this one and that Redis has. */
void		 state_named_by(struct state *, const char *id,
		    void (*f)(const char *id, void *), void *arg);

/*
 * To compare with Redis anew: state_forget(), state_seen() for each object
 * that Redis has, in any order.  No batch may be in flight.
 */
void		 state_forget(struct state *);
void		 state_seen(struct state *, const char *id, const void *blob,
		    size_t len);
/*
 * o->told is for the log: until this call, what Redis has counts as told;
 * later on, what is new there is news.
 */
void		 state_begun(struct state *);

/*
 * Calls f for each object that names this one, until it returns something else
 * than 0, which is returned.
 */
int		 state_naming(struct state *, const char *id,
		    int (*f)(struct object *, void *), void *arg);

/* Redis lacks this one. */
void		 state_redo(struct state *, const char *id);

/*
 * state_walk: calls f for n clean objects or a few more, going on where *cursor
 * says, and round and round; 0 starts.  Returns how many it visited.
 */
size_t		 state_walk(struct state *, size_t *cursor, size_t n,
		    void (*f)(struct object *, void *), void *arg);

#endif
