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

#include "route-maker/inventory/room.h"

/*
 * Bytes that the slot of a server adds to a key: "loadBalancer/servers/9999/".
 */
#define SLOT_TEXT	32

static int
lodger_cmp(const struct lodger *a, const struct lodger *b)
{
	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	return hexid_cmp(a->id, b->id);
}

RB_PROTOTYPE(lodgers, lodger, entry, lodger_cmp)
RB_GENERATE(lodgers, lodger, entry, lodger_cmp)

void
room_init(struct room *r, void (*leave)(const struct room *, void *,
    struct lodger *), void *arg)
{
	memset(r, 0, sizeof(*r));
	RB_INIT(&r->in);
	RB_INIT(&r->out);
	r->leave = leave;
	r->arg = arg;
}

static void
put(struct room *r, struct lodger *l, enum room_place place)
{
	if (place == ROOM_IN)
		budget_add(&r->used, &l->cost);
	RB_INSERT(lodgers, place == ROOM_IN ? &r->in : &r->out, l);
	l->place = (uint8_t)place;
}

static void
take_out(struct room *r, struct lodger *l)
{
	if (l->place == ROOM_IN) {
		budget_subtract(&r->used, &l->cost);
		RB_REMOVE(lodgers, &r->in, l);
	} else if (l->place == ROOM_OUT)
		RB_REMOVE(lodgers, &r->out, l);
	l->place = ROOM_NONE;
}

static int
fits(const struct room *r, const struct budget *b)
{
	return budget_fits(b, r->objects, r->bytes);
}

static void
leave(struct room *r, struct lodger *l)
{
	take_out(r, l);
	put(r, l, ROOM_OUT);
	l->recalled = 0;
	r->freed = 1;
	r->leave(r, r->arg, l);
}

/* Like fits().  Records which limit is exceeded. */
static int
is_enough(struct room *r, const struct budget *b)
{
	if (fits(r, b))
		return 1;
	r->few_objects = r->objects != 0 && b->objects > r->objects;
	return 0;
}

void
room_limit(struct room *r, uint32_t objects, uint32_t bytes)
{
	r->objects = objects;
	r->bytes = bytes;
	while (!RB_EMPTY(&r->in) && !is_enough(r, &r->used))
		leave(r, RB_MAX(lodgers, &r->in));
	r->freed = 1;
}

/* True if it fits after all newer ones have left. */
static int
fits_before(struct room *r, const struct lodger *l)
{
	struct budget	 all = r->used;
	struct lodger	*newest = RB_MAX(lodgers, &r->in);

	budget_add(&all, &l->cost);
	while (!is_enough(r, &all)) {
		if (newest == NULL || lodger_cmp(newest, l) < 0)
			return 0;
		budget_subtract(&all, &newest->cost);
		newest = RB_PREV(lodgers, &r->in, newest);
	}
	return 1;
}

int
room_take(struct room *r, struct lodger *l, int64_t created,
    struct budget cost)
{
	struct budget	all;

	if (l->place == ROOM_IN)
		r->freed = 1;
	take_out(r, l);
	l->created = created;
	l->cost = cost;
	l->recalled = 0;
	if (!fits_before(r, l)) {
		put(r, l, ROOM_OUT);
		return 0;
	}
	for (;;) {
		all = r->used;
		budget_add(&all, &cost);
		if (is_enough(r, &all))
			break;
		leave(r, RB_MAX(lodgers, &r->in));
	}
	put(r, l, ROOM_IN);
	return 1;
}

void
room_drop(struct room *r, struct lodger *l)
{
	if (l->place == ROOM_IN)
		r->freed = 1;
	take_out(r, l);
}

/*
 * Steps through both trees in the order of age.  An older container that is in
 * takes its room before a newer one that is out.
 */
void
room_recall(struct room *r, void (*f)(void *, struct lodger *), void *arg)
{
	struct lodger	*in = RB_MIN(lodgers, &r->in), *out;
	struct budget	 older = { 0, 0 }, all;

	if (!r->freed)
		return;
	r->freed = 0;
	RB_FOREACH(out, lodgers, &r->out) {
		for (; in != NULL && lodger_cmp(in, out) < 0;
		    in = RB_NEXT(lodgers, &r->in, in))
			budget_add(&older, &in->cost);
		all = older;
		budget_add(&all, &out->cost);
		if (!fits(r, &all))
			continue;
		older = all;
		if (!out->recalled)
			f(arg, out);
		out->recalled = 1;
	}
}

static uint64_t
pairs_cost(const struct pairs *pairs, size_t more)
{
	const char	*s;
	uint64_t	 bytes = 0;
	size_t		 i;

	for (i = 0; i < pairs->count; i++) {
		bytes += budget_pair(strlen(pairs->list[i].key) + more,
		    strlen(pairs->list[i].value));
		for (s = pairs->list[i].value; (s = strchr(s, ',')) !=
		    NULL; s++)
			bytes += BUDGET_NAME;
	}
	return bytes;
}

struct budget
room_cost(const struct routes *routes)
{
	const struct route	*r;
	struct budget		 cost = { 0, 0 };

	STAILQ_FOREACH(r, routes, entry) {
		cost.objects++;
		cost.bytes += budget_object(strlen(r->id), strlen(r->name)) +
		    pairs_cost(&r->keys, 0) +
		    pairs_cost(&r->server, SLOT_TEXT);
		if (r->service)
			cost.bytes += budget_pair(SLOT_TEXT, 0);
	}
	return cost;
}
