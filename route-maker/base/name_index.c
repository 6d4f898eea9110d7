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

#include <string.h>

#include "go/fold.h"
#include "route-maker/base/name_index.h"

#define SLOTS_START	64

/* The slot of the name, or the free one where it belongs. */
static struct name_slot *
slot_of(const struct name_index *x, const char *name, uint32_t hash)
{
	struct name_slot	*s;
	size_t			 i;

	for (i = hash & (x->size - 1); (s = &x->slots[i])->name != NULL;
	    i = (i + 1) & (x->size - 1))
		if (s->hash == hash && fold_equal(s->name, name))
			break;
	return s;
}

const void *
name_index_find(const struct name_index *x, const char *name)
{
	return x->size == 0 ? NULL : slot_of(x, name, fold_hash(name,
	    strlen(name)))->value;
}

/* At most half of the slots are taken. */
static void
grow(struct arena *a, struct name_index *x)
{
	struct name_index	 larger = { .count = x->count };
	size_t			 i, at;

	larger.size = x->size == 0 ? SLOTS_START : 2 * x->size;
	larger.slots = arena_calloc(a, larger.size * sizeof(*larger.slots));
	for (i = 0; i < x->size; i++) {
		if (x->slots[i].name == NULL)
			continue;
		for (at = x->slots[i].hash & (larger.size - 1);
		    larger.slots[at].name != NULL;)
			at = (at + 1) & (larger.size - 1);
		larger.slots[at] = x->slots[i];
	}
	*x = larger;
}

const void *
name_index_add(struct arena *a, struct name_index *x, const char *name,
    const void *value)
{
	struct name_slot	*s;
	uint32_t		 hash = fold_hash(name, strlen(name));

	if (2 * (x->count + 1) > x->size)
		grow(a, x);
	s = slot_of(x, name, hash);
	if (s->name == NULL) {
		*s = (struct name_slot){ name, value, hash };
		x->count++;
	}
	return s->value;
}
