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
 * The items of an explanation, in one piece of memory.  Each precedes the items
 * that belong to it, as in common/item.h.
 */

#ifndef ROUTE_MAKER_EXPLAIN_ITEMS_H
#define ROUTE_MAKER_EXPLAIN_ITEMS_H

#include <stddef.h>

#include "common/item.h"

struct items {
	char	*data;
	size_t	 len;
	size_t	 size;
};

/* Adds a string.  When memory is exhausted, calls fatal(). */
void	 items_add(struct items *, unsigned int depth, const char *name,
	    const char *value);

/*
 * Steps through the items: *at is 0 before the first.  Returns 1 with an item,
 * whose strings are valid until the next items_add().  Returns 0 at the end.
 */
int	 items_next(const struct items *, size_t *at, struct item *);

void	 items_free(struct items *);

#endif
