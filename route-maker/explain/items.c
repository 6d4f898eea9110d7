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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/explain/items.h"

#define ITEMS_START	256

static void
append(struct items *items, const void *data, size_t n)
{
	size_t	 size = items->size == 0 ? ITEMS_START : items->size;

	while (size < items->len + n)
		size *= 2;
	if (size != items->size && (items->data = realloc(items->data,
	    size)) == NULL)
		fatal(NULL);
	items->size = size;
	memcpy(items->data + items->len, data, n);
	items->len += n;
}

void
items_add(struct items *items, unsigned int depth, const char *name,
    const char *value)
{
	char	 c = (char)depth;

	append(items, &c, 1);
	append(items, name, strlen(name) + 1);
	append(items, value, strlen(value) + 1);
}

int
items_next(const struct items *items, size_t *at, struct item *item)
{
	const char	*p = items->data + *at;

	if (*at == items->len)
		return 0;
	item->depth = (unsigned char)*p;
	item->type = ITEM_STRING;
	item->name = p + 1;
	item->value = item->name + strlen(item->name) + 1;
	*at = (size_t)(item->value + strlen(item->value) + 1 - items->data);
	return 1;
}

void
items_free(struct items *items)
{
	free(items->data);
	memset(items, 0, sizeof(*items));
}
