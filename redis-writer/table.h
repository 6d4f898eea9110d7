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
 * Objects of this host, each with the definition that is wanted and the one
 * that Redis has; and a table of them by their ids.
 */

#ifndef REDIS_WRITER_TABLE_H
#define REDIS_WRITER_TABLE_H

#include <sys/types.h>
#include <sys/queue.h>

#include <stddef.h>
#include <stdint.h>

enum object_where {
	OBJECT_CLEAN,		/* Redis has it as it is here */
	OBJECT_DIRTY,		/* in one of the queues */
	OBJECT_FLIGHT		/* in a batch that was sent */
};

#define OBJECT_ROUTER	0x01	/* names other objects */
#define OBJECT_KNOWN	0x02	/* Redis may have it, in whichever form */
#define OBJECT_STALE	0x04	/* Redis has it, route-maker has not named it */
#define OBJECT_NAMES	0x08	/* no router, but names other objects */
#define OBJECT_PAUSE	0x10	/* is to leave the view until it is sent again */
#define OBJECT_PAUSED	0x20	/* has left it */
#define OBJECT_RESEND	0x40	/* may have left it: it has to be sent again */
#define OBJECT_TRACE	0x80	/* Redis had it, and may have lost it since */

/*
 * One allocation: the id with its NUL, the packed definition, and the one
 * that Redis has instead as long as that is so.
 */
struct object {
	struct object		*next;		/* in its bucket */
	TAILQ_ENTRY(object)	 entry;		/* of a queue, or of those in flight */
	uint32_t		 hash;
	uint32_t		 generation;	/* snapshot that named it last */
	uint32_t		 batch;		/* that it is in, in flight */
	uint32_t		 blob_len;	/* 0: it is to be removed */
	uint32_t		 old_len;	/* 0: there is none */
	uint16_t		 id_len;
	uint16_t		 keys;		/* in the view, at most 65535 said */
	uint32_t		 cost;		/* see state_weigh() */
	uint8_t			 where : 7;	/* enum object_where */
	uint8_t			 told : 1;	/* the log has it as published */
	uint8_t			 flags;
	char			 data[];
};

TAILQ_HEAD(object_list, object);

struct bytes {
	const void	*data;
	size_t		 len;
};

/*
 * object_new: copies id, the packed definition (none: it is to be removed) and
 * the one that Redis has instead, if there is one.  To be freed with free().
 */
struct object	*object_new(const char *id, struct bytes blob,
		    struct bytes stored);
const char	*object_id(const struct object *);
const void	*object_blob(const struct object *);
const void	*object_old(const struct object *);
/* What Redis has of an object: what is on its way counts as being there. */
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
/* Of an empty one. */
void		 table_free(struct table *);
/* The object of that id, or NULL. */
struct object	*table_find(const struct table *, const char *id);
/* One that is not there; one that is. */
void		 table_insert(struct table *, struct object *);
void		 table_remove(struct table *, struct object *);
/* The first in that bucket, all of which follow by `next'. */
#define TABLE_BUCKET(t, i)	((t)->buckets[(i) & ((t)->nbuckets - 1)])

#endif
