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

#include "common/bounds.h"
#include "common/log.h"
#include "kopctl/items.h"

/* Checks the size of an answer with one more item. */
static void
check_room(size_t n, size_t bytes)
{
	if (n > ANSWER_ITEMS_MAX)
		fatalx("invalid reply from kopd: more than %d items",
		    ANSWER_ITEMS_MAX);
	if (bytes > ANSWER_BYTES_MAX)
		fatalx("invalid reply from kopd: more than %d bytes",
		    ANSWER_BYTES_MAX);
}

static size_t
item_bytes(const struct item *item)
{
	return strlen(item->name) + strlen(item->value);
}

/* Doubles the array whenever its size is a power of two. */
static struct item *
items_next(struct items *items)
{
	if ((items->n & (items->n - 1)) == 0 &&
	    (items->v = reallocarray(items->v, items->n == 0 ? 1 :
	    items->n * 2, sizeof(*items->v))) == NULL)
		fatal(NULL);
	return &items->v[items->n++];
}

int
items_add(struct items *items, const struct item *item)
{
	size_t		 bytes = items->bytes + item_bytes(item);
	size_t		 name = strlen(item->name) + 1;
	size_t		 value = strlen(item->value) + 1;
	struct item	*copy;
	char		*memory;

	check_room(items->n + 1, bytes);
	if (item->depth > (items->n == 0 ? 0 :
	    items->v[items->n - 1].depth + 1))
		return -1;
	items->bytes = bytes;
	memory = arena_alloc(&items->memory, name + value);
	memcpy(memory, item->name, name);
	memcpy(memory + name, item->value, value);
	copy = items_next(items);
	*copy = *item;
	copy->name = memory;
	copy->value = memory + name;
	return 0;
}

void
items_string(struct items *items, const char *name, const char *value)
{
	struct item	 item = { .type = ITEM_STRING, .name = name,
			    .value = value };

	(void)items_add(items, &item);
}

void
items_free(struct items *items)
{
	free(items->v);
	arena_free(&items->memory);
	memset(items, 0, sizeof(*items));
}

size_t
answer_count(const struct answer *a)
{
	size_t	 role, n = 0;

	for (role = 0; role < ROLE_CONTROL; role++)
		n += a->of[role].n;
	return n;
}

int
answer_add(struct answer *a, enum role role, const struct item *item)
{
	size_t	 i, bytes = item_bytes(item);

	for (i = 0; i < ROLE_CONTROL; i++)
		bytes += a->of[i].bytes;
	check_room(answer_count(a) + 1, bytes);
	return items_add(&a->of[role], item);
}

void
answer_free(struct answer *a)
{
	size_t	 role;

	for (role = 0; role < ROLE_CONTROL; role++)
		items_free(&a->of[role]);
}

/* The first one from the i-th on, but before one that is above the depth. */
static const struct item *
find(const struct items *items, size_t i, unsigned int depth,
    const char *name)
{
	for (; i < items->n && items->v[i].depth >= depth; i++) {
		if (items->v[i].depth == depth && (name == NULL ||
		    strcmp(items->v[i].name, name) == 0))
			return &items->v[i];
	}
	return NULL;
}

const struct item *
items_below(const struct items *items, const struct item *parent,
    const char *name)
{
	if (parent == NULL)
		return find(items, 0, 0, name);
	return find(items, (size_t)(parent - items->v) + 1,
	    parent->depth + 1, name);
}

const struct item *
items_beside(const struct items *items, const struct item *item,
    const char *name)
{
	return find(items, (size_t)(item - items->v) + 1, item->depth, name);
}

const char *
items_value(const struct items *items, const struct item *parent,
    const char *name)
{
	const struct item	*item = items_below(items, parent, name);

	return item == NULL ? "" : item->value;
}
