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
 * For news.c: the notes for the log.  The first few objects are named one by
 * one, the rest is counted, and so are the containers.
 */

#ifndef REDIS_WRITER_NOTES_H
#define REDIS_WRITER_NOTES_H

#include <stddef.h>
#include <stdint.h>

/* The log names so many objects one by one.  More at once have a summary. */
#define LINES		5

enum news_kind {
	NEWS_NONE,
	NEWS_PUBLISHED,
	NEWS_CHANGED,
	NEWS_REMOVED
};

/* The log entry that an object in a batch causes. */
struct news_item {
	enum news_kind	 kind;
	char		*name;		/* if it is removed; else NULL */
	char		*container;	/* the same */
};

/* Hashes of container names, or of ids. */
struct names {
	uint64_t	*hashes;
	size_t		 n;
	size_t		 size;
	int		 full;
};

struct note {
	char			*id;
	struct news_item	 item;		/* with its names */
};

/* Notes of routers, or notes of all other objects. */
struct group {
	struct note	 notes[LINES];
	size_t		 kept;			/* number of notes */
	int		 over;			/* ids has more than notes */
	struct names	 ids[NEWS_REMOVED + 1];	/* of each kind */
};

/* Frees the names and empties the item. */
void		 item_clear(struct news_item *);

/*
 * Takes ownership of the names in the item.  Merges it if the object is in the
 * group.
 */
void		 group_add(struct group *, const char *id, struct news_item *);
void		 group_drop(struct group *, struct note *);
void		 group_clear(struct group *);
/* Returns NULL if the object is not one of the notes. */
struct note	*group_find(struct group *, const char *id);
/* Counts the objects of each kind, each object once.  Returns the sum. */
size_t		 group_count(struct group *, size_t counts[NEWS_REMOVED + 1]);

/* Ignores names beyond NAMES_MAX.  No host has so many containers. */
void		 names_add(struct names *, const char *name);
/* Returns the number of different names. */
size_t		 names_count(struct names *);
void		 names_clear(struct names *);

#endif
