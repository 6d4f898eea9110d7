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
 * Finds the nodes of a tree by parent and name while the tree is built, because
 * a container may have thousands of names below one node.  The hashes are
 * keyed: no choice of names makes it slow.
 */

#ifndef ROUTE_MAKER_LABEL_LOOKUP_H
#define ROUTE_MAKER_LABEL_LOOKUP_H

#include "route-maker/label/tree.h"

struct lookup {
	struct node	**slots;
	size_t		  size;		/* a power of two, or 0 */
	size_t		  count;
};

#define LOOKUP_INITIALIZER	{ NULL, 0, 0 }

/* The parent's child with that name and fold_hash(), or NULL. */
struct node	*lookup_find(const struct lookup *, const struct node *parent,
		    const char *name, uint32_t hash);
/* Adds a node that the table does not have.  The slots are in the arena. */
void		 lookup_add(struct arena *, struct lookup *, struct node *);

#endif
