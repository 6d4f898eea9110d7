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

#include <stddef.h>
#include <stdint.h>

#include "go/fold.h"
#include "route-maker/label/lookup.h"

#define SLOTS_START	64

/* The slot where a search begins. */
static size_t
home(const struct lookup *l, const struct node *parent, uint32_t hash)
{
	return (hash + ((uintptr_t)parent >> 4) * 2654435761u) & (l->size - 1);
}

struct node *
lookup_find(const struct lookup *l, const struct node *parent,
    const char *name, uint32_t hash)
{
	struct node	*n;
	size_t		 i;

	if (l->size == 0)
		return NULL;
	for (i = home(l, parent, hash); (n = l->slots[i]) != NULL;
	    i = (i + 1) & (l->size - 1))
		if (n->hash == hash && n->parent == parent &&
		    fold_equal(n->name, name))
			return n;
	return NULL;
}

static void
put(struct lookup *l, struct node *n)
{
	size_t	i = home(l, n->parent, n->hash);

	while (l->slots[i] != NULL)
		i = (i + 1) & (l->size - 1);
	l->slots[i] = n;
	l->count++;
}

/* At most half of the slots are taken. */
void
lookup_add(struct arena *a, struct lookup *l, struct node *n)
{
	struct lookup	larger = LOOKUP_INITIALIZER;
	size_t		i;

	if (2 * (l->count + 1) > l->size) {
		larger.size = l->size == 0 ? SLOTS_START : 2 * l->size;
		larger.slots = arena_calloc(a,
		    larger.size * sizeof(*larger.slots));
		for (i = 0; i < l->size; i++)
			if (l->slots[i] != NULL)
				put(&larger, l->slots[i]);
		*l = larger;
	}
	put(l, n);
}
