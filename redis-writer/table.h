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
 * The objects of this host, each with its wanted definition and the one that
 * Redis has; and a table of them by id.
 */

#ifndef REDIS_WRITER_TABLE_H
#define REDIS_WRITER_TABLE_H

#include <sys/types.h>
#include <sys/queue.h>

#include <stddef.h>
#include <stdint.h>

enum object_where {
	OBJECT_CLEAN,		/* Redis has the same */
	OBJECT_DIRTY,		/* in one of the queues */
	OBJECT_FLIGHT		/* in a batch that was sent */
};

#define OBJECT_ROUTER	0x01	/* refers to other objects */
#define OBJECT_KNOWN	0x02	/* Redis may have a definition of it */
#define OBJECT_STALE	0x04	/* in Redis, but not yet sent by route-maker */
#define OBJECT_NAMES	0x08	/* no router, but refers to others */
#define OBJECT_PAUSE	0x10	/* to be paused: not published until resent */
#define OBJECT_PAUSED	0x20	/* is paused */
#define OBJECT_RESEND	0x40	/* may be paused: must be sent again */
#define OBJECT_TRACE	0x80	/* Redis had it, and may have lost it */

/*
 * One allocation: the id with its NUL, the wanted definition, and the
 * definition that Redis has if it is another one.
 */
struct object {
	struct object		*next;		/* in its bucket */
	TAILQ_ENTRY(object)	 entry;		/* in a queue, or in flight */
	uint32_t		 hash;
	uint32_t		 generation;	/* last snapshot that has it */
	uint32_t		 batch;		/* its batch, in flight */
	uint32_t		 blob_len;	/* 0: to be removed */
	uint32_t		 old_len;	/* 0: no old definition */
	uint16_t		 id_len;
	uint16_t		 keys;		/* published, at most 65535 */
	uint32_t		 cost;		/* see state_weigh() */
	uint8_t			 where : 7;	/* enum object_where */
	uint8_t			 told : 1;	/* logged as published */
	uint8_t			 flags;
	char			 data[];
};

TAILQ_HEAD(object_list, object);

struct bytes {
	const void	*data;
	size_t		 len;
};

/*
 * object_new: copies id, the wanted definition (empty: to be removed) and the
 * one that Redis has instead, if any.  Free it with free().
 */
struct object	*object_new(const char *id, struct bytes blob,
		    struct bytes stored);
const char	*object_id(const struct object *);
const void	*object_blob(const struct object *);
const void	*object_old(const struct object *);
/*
 * Returns the definition that Redis has.  A definition in flight counts as
 * stored.
 */
struct bytes	 object_stored(const struct object *);
int		 object_is_router(const struct object *);
int		 id_is_router(const char *id);

struct table {
	struct object	**buckets;
	size_t		  nbuckets;	/* a power of two */
	size_t		  nobjects;
};

/* Out of memory is fatal() in all of these. */
void		 table_init(struct table *);
/* Frees an empty table. */
void		 table_free(struct table *);
/* Returns the object with that id, or NULL. */
struct object	*table_find(const struct table *, const char *id);
/* Inserts an object whose id is not in the table; removes one that is in it. */
void		 table_insert(struct table *, struct object *);
void		 table_remove(struct table *, struct object *);
/* The first object in that bucket.  `next' leads to the others. */
#define TABLE_BUCKET(t, i)	((t)->buckets[(i) & ((t)->nbuckets - 1)])

#endif
