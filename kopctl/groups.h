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

/* Groups items by name, for JSON objects, which have each name once. */

#ifndef KOPCTL_GROUPS_H
#define KOPCTL_GROUPS_H

#include "kopctl/items.h"

struct placed {
	const struct item	*item;
	size_t			 at;		/* its index in the answer */
	size_t			 name;		/* first index of the name */
	size_t			 times;		/* items with its name */
};

/*
 * All items, with equal names together.  Names are in the order of their first
 * item, and items of one name in their original order.  The caller frees the
 * array of items->n, or NULL if that is 0; the items themselves do not move.
 * Sorts: n log n.  Out of memory is fatal().
 */
struct placed	*groups_new(const struct items *);

#endif
