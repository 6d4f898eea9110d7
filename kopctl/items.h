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

/* An answer in memory: the items of each process, in order. */

#ifndef KOPCTL_ITEMS_H
#define KOPCTL_ITEMS_H

#include "common/arena.h"
#include "common/item.h"
#include "common/role.h"

struct items {
	struct item	*v;
	size_t		 n;
	size_t		 bytes;		/* of names and values */
	struct arena	 memory;	/* for names and values */
};

/* The roles before ROLE_CONTROL are those that answer. */
struct answer {
	struct items	 of[ROLE_CONTROL];
	int		 ended;		/* kopd has sent the end */
};

/*
 * items_add: copies an item.  Returns -1 if its depth is invalid, because no
 * item above it exists.  More than ANSWER_ITEMS_MAX or ANSWER_BYTES_MAX is
 * fatalx(), out of memory is fatal().  items_string(): adds one at the top.
 */
int	 items_add(struct items *, const struct item *);
void	 items_string(struct items *, const char *name, const char *value);
void	 items_free(struct items *);

/* The same; the limits are those of the answer as a whole. */
int	 answer_add(struct answer *, enum role, const struct item *);
void	 answer_free(struct answer *);

/* The number of items of all processes. */
size_t	 answer_count(const struct answer *);

/*
 * items_below: the first item with that name below the parent, which is one of
 * these items; NULL as parent: at the top; NULL as name: any.
 * items_beside: the next item with the name below the same parent.
 * Both return NULL if there is no such item.
 */
const struct item *items_below(const struct items *, const struct item *parent,
	    const char *name);
const struct item *items_beside(const struct items *, const struct item *,
	    const char *name);

#define ITEMS_FOREACH(item, items, parent, name)			\
	for ((item) = items_below(items, parent, name); (item) != NULL;	\
	    (item) = items_beside(items, item, name))

/* The value of the first item with that name below the parent, or "". */
const char *items_value(const struct items *, const struct item *parent,
	    const char *name);

#endif
