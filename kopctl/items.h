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

/* What kopctl keeps of an answer: the items of each process, as they came. */

#ifndef KOPCTL_ITEMS_H
#define KOPCTL_ITEMS_H

#include "common/arena.h"
#include "common/item.h"
#include "common/role.h"

struct items {
	struct item	*v;
	size_t		 n;
	size_t		 bytes;		/* of all names and values */
	struct arena	 memory;	/* in which these are */
};

/* The processes that answer are those before ROLE_CONTROL. */
struct answer {
	struct items	 of[ROLE_CONTROL];
};

/*
 * items_add: copies an item.  Returns -1 when its depth cannot be: it would
 * belong to nothing.  More than ANSWER_ITEMS_MAX or ANSWER_BYTES_MAX is
 * fatalx(), out of memory is fatal().  items_string(): one at the top.
 */
int	 items_add(struct items *, const struct item *);
void	 items_string(struct items *, const char *name, const char *value);
void	 items_free(struct items *);

/* The same; the ceilings are those of the answer as a whole. */
int	 answer_add(struct answer *, enum role, const struct item *);
void	 answer_free(struct answer *);

/* How many items there are, of all processes. */
size_t	 answer_count(const struct answer *);

/*
 * items_below: the first item of that name that belongs to the parent, which
 * is one of these items; NULL as parent: at the top; NULL as name: any.
 * items_beside: the next one of the name that belongs to the same parent.
 * Both return NULL when there is none.
 */
const struct item *items_below(const struct items *, const struct item *parent,
	    const char *name);
const struct item *items_beside(const struct items *, const struct item *,
	    const char *name);

#define ITEMS_FOREACH(item, items, parent, name)			\
	for ((item) = items_below(items, parent, name); (item) != NULL;	\
	    (item) = items_beside(items, item, name))

/* The value of the first item of that name below the parent; "" if none. */
const char *items_value(const struct items *, const struct item *parent,
	    const char *name);

#endif
