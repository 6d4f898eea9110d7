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
#include "route-maker/object/reserve.h"

static int
reservation_cmp(const struct reservation *a, const struct reservation *b)
{
	uintptr_t	pa = (uintptr_t)a->object, pb = (uintptr_t)b->object;

	return (pa > pb) - (pa < pb);
}

RB_PROTOTYPE(reservation_tree, reservation, entry, reservation_cmp)
RB_GENERATE(reservation_tree, reservation, entry, reservation_cmp)

void
reserve_init(struct reservations *rs)
{
	RB_INIT(&rs->tree);
	TAILQ_INIT(&rs->queue);
	rs->count = 0;
}

void
reserve_free(struct reservations *rs)
{
	struct reservation	*r;

	while ((r = reserve_oldest(rs)) != NULL)
		reserve_drop(rs, r);
}

void
reserve_add(struct reservations *rs, struct object *o, uint64_t meaning,
    const char *name, uint64_t since)
{
	struct reservation	*r;
	size_t			 size = strlen(name) + 1;

	if ((r = calloc(1, sizeof(*r) + size)) == NULL)
		fatal(NULL);
	r->object = o;
	r->meaning = meaning;
	r->since = since;
	memcpy(r->name, name, size);
	RB_INSERT(reservation_tree, &rs->tree, r);
	TAILQ_INSERT_TAIL(&rs->queue, r, order);
	rs->count++;
}

void
reserve_drop(struct reservations *rs, struct reservation *r)
{
	RB_REMOVE(reservation_tree, &rs->tree, r);
	TAILQ_REMOVE(&rs->queue, r, order);
	rs->count--;
	free(r);
}

struct reservation *
reserve_find(struct reservations *rs, const struct object *o)
{
	struct reservation	*r = RB_ROOT(&rs->tree);
	uintptr_t		 p = (uintptr_t)o, at;

	while (r != NULL && r->object != o) {
		at = (uintptr_t)r->object;
		r = p < at ? RB_LEFT(r, entry) : RB_RIGHT(r, entry);
	}
	return r;
}

struct reservation *
reserve_oldest(struct reservations *rs)
{
	return TAILQ_FIRST(&rs->queue);
}
