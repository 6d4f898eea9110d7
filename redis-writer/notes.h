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
 * For news.c: what is to be said in the log, the first few one by one and the
 * rest as numbers; and how many containers that is.
 */

#ifndef REDIS_WRITER_NOTES_H
#define REDIS_WRITER_NOTES_H

#include <stddef.h>
#include <stdint.h>

/* Objects that are named one by one; of more at once there is a summary. */
#define LINES		5

enum news_kind {
	NEWS_NONE,
	NEWS_PUBLISHED,
	NEWS_CHANGED,
	NEWS_REMOVED
};

/* What an object in a batch will be news of. */
struct news_item {
	enum news_kind	 kind;
	char		*name;		/* of one to be removed; else NULL */
	char		*container;	/* the same */
};

/* Names of containers, or ids, as their hashes. */
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

/* Routers, or what is no router. */
struct group {
	struct note	 notes[LINES];
	size_t		 kept;			/* of these */
	int		 over;			/* there are more, in ids */
	struct names	 ids[NEWS_REMOVED + 1];	/* of each kind */
};

/* Frees its names; it is empty then. */
void		 item_clear(struct news_item *);

/* Takes the names of the item; an object that is there already stays one. */
void		 group_add(struct group *, const char *id, struct news_item *);
void		 group_drop(struct group *, struct note *);
void		 group_clear(struct group *);
/* NULL where it is not among those that are kept. */
struct note	*group_find(struct group *, const char *id);
/* How many there are of each kind, each object once, and their sum. */
size_t		 group_count(struct group *, size_t counts[NEWS_REMOVED + 1]);

/* Counts no more than NAMES_MAX, and no host has so many containers. */
void		 names_add(struct names *, const char *name);
/* How many different ones there are. */
size_t		 names_count(struct names *);
void		 names_clear(struct names *);

#endif
