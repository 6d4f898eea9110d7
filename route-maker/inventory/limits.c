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
#include "route-maker/inventory/limits.h"

static int
stake_cmp(const struct stake *a, const struct stake *b)
{
	const struct tenant	*ta = a->tenant, *tb = b->tenant;

	if (ta->late != tb->late)
		return ta->late < tb->late ? -1 : 1;
	if (ta->created != tb->created)
		return ta->created < tb->created ? -1 : 1;
	return hexid_cmp(ta->id, tb->id);
}

RB_PROTOTYPE(stakes, stake, entry, stake_cmp)
RB_GENERATE(stakes, stake, entry, stake_cmp)

static int
fits(const struct limit *l, const struct budget *b)
{
	return budget_fits(b, l->rule->objects, l->rule->bytes);
}

void
limits_init(struct limits *ls, void (*leave)(void *, struct tenant *,
    const struct excess *), void *arg)
{
	memset(ls, 0, sizeof(*ls));
	ls->leave = leave;
	ls->arg = arg;
}

void
limits_free(struct limits *ls)
{
	free(ls->v);
	ls->v = NULL;
	ls->n = 0;
}

static void
forget_least(struct limit *l)
{
	l->least.objects = l->least.bytes = UINT64_MAX;
}

void
limits_configure(struct limits *ls, const struct ruleset *rules)
{
	size_t	 i;

	limits_free(ls);
	ls->n = rules == NULL ? 0 : rules->nlimits;
	if ((ls->v = calloc(ls->n + 1, sizeof(*ls->v))) == NULL)
		fatal(NULL);
	for (i = 0; i < ls->n; i++) {
		ls->v[i].rule = &rules->limits[i];
		RB_INIT(&ls->v[i].ranked);
		RB_INIT(&ls->v[i].out);
		forget_least(&ls->v[i]);
	}
	limits_rank(ls, 1);
}

/* A container ends to be ranked in the last of its limits. */
static void
settle(struct limit *l)
{
	struct stake	*s;

	while ((s = RB_ROOT(&l->ranked)) != NULL) {
		RB_REMOVE(stakes, &l->ranked, s);
		if (s == &s->tenant->stakes[s->tenant->n - 1])
			s->tenant->place = TENANT_IN;
	}
}

static void
end(struct limits *ls)
{
	size_t	 i;

	for (i = 0; i < ls->n; i++)
		settle(&ls->v[i]);
	ls->ranking = ls->ending = 0;
}

void
limits_rank(struct limits *ls, int begin)
{
	size_t	 i;

	ls->ending = ls->ranking && !begin;
	if (begin) {
		ls->ranking = 1;
		ls->round++;
		return;
	}
	for (i = 0; i < ls->n && RB_EMPTY(&ls->v[i].out); i++)
		continue;
	if (i == ls->n)
		end(ls);
}

static void
put_out(struct limit *l, struct stake *s)
{
	const struct budget	*cost = &s->tenant->cost;

	RB_INSERT(stakes, &l->out, s);
	if (cost->objects < l->least.objects)
		l->least.objects = cost->objects;
	if (cost->bytes < l->least.bytes)
		l->least.bytes = cost->bytes;
}

static void
put(struct limits *ls, struct tenant *t, enum tenant_place place)
{
	struct stake	*s;
	struct limit	*l;

	for (s = t->stakes; s < t->stakes + t->n; s++) {
		l = &ls->v[s->limit];
		if (place == TENANT_OUT)
			put_out(l, s);
		else
			budget_add(&l->used, &t->cost);
		if (place == TENANT_RANKED)
			RB_INSERT(stakes, &l->ranked, s);
	}
	t->place = (uint8_t)place;
}

static void
take_out(struct limits *ls, struct tenant *t)
{
	struct stake	*s;
	struct limit	*l;

	for (s = t->stakes; s < t->stakes + t->n; s++) {
		l = &ls->v[s->limit];
		if (t->place == TENANT_OUT)
			RB_REMOVE(stakes, &l->out, s);
		else
			budget_subtract(&l->used, &t->cost);
		if (t->place == TENANT_RANKED)
			RB_REMOVE(stakes, &l->ranked, s);
		if (t->recalled)
			budget_subtract(&l->promised, &t->cost);
		if (t->recalled || t->place != TENANT_OUT)
			l->freed = 1;
		if (RB_EMPTY(&l->out))
			forget_least(l);
	}
	ls->recalled -= t->recalled;
	t->recalled = 0;
	t->place = TENANT_NONE;
}

static void
set_excess(const struct limit *l, const struct budget *others,
    const struct tenant *t, struct excess *e)
{
	e->rule = l->rule;
	e->objects = l->rule->objects != 0 &&
	    others->objects + t->cost.objects > l->rule->objects;
	e->others = e->objects ? others->objects : others->bytes;
	e->own = e->objects ? t->cost.objects : t->cost.bytes;
}

/* The newest one of those ranked makes room for a container of that cost. */
static void
leave(struct limits *ls, struct limit *l, const struct budget *cost)
{
	struct tenant	*t = RB_MAX(stakes, &l->ranked)->tenant;
	struct budget	 others;
	struct excess	 e;

	take_out(ls, t);
	put(ls, t, TENANT_OUT);
	others = l->used;
	budget_add(&others, cost);
	set_excess(l, &others, t, &e);
	ls->leave(ls->arg, t, &e);
}

/*
 * True if its limit has room, perhaps after later ones have left.  What is
 * promised to others may count, too.
 */
static int
has_room(const struct limits *ls, struct stake *s, int promised)
{
	struct limit	*l = &ls->v[s->limit];
	struct stake	*last = RB_MAX(stakes, &l->ranked);
	struct budget	 all = l->used;

	budget_add(&all, &s->tenant->cost);
	if (promised)
		budget_add(&all, &l->promised);
	while (!fits(l, &all)) {
		if (last == NULL || stake_cmp(last, s) < 0)
			return 0;
		budget_subtract(&all, &last->tenant->cost);
		last = RB_PREV(stakes, &l->ranked, last);
	}
	return 1;
}

static void
enter(struct limits *ls, struct tenant *t)
{
	struct limit	*l;
	struct budget	 all;
	size_t		 i;

	for (i = 0; i < t->n; i++) {
		l = &ls->v[t->stakes[i].limit];
		for (;;) {
			all = l->used;
			budget_add(&all, &t->cost);
			if (fits(l, &all))
				break;
			leave(ls, l, &t->cost);
		}
	}
	put(ls, t, ls->ranking ? TENANT_RANKED : TENANT_IN);
}

static void
set_stakes(struct tenant *t, const size_t *which, size_t n)
{
	size_t	 i;

	t->n = n;
	if (n > 0 && (t->stakes = calloc(n, sizeof(*t->stakes))) == NULL)
		fatal(NULL);
	for (i = 0; i < n; i++) {
		t->stakes[i].tenant = t;
		t->stakes[i].limit = which[i];
	}
}

int
limits_take(struct limits *ls, struct tenant *t, int64_t created,
    struct budget cost, int held, const size_t *which, size_t n,
    struct excess *why)
{
	struct limit	*l;
	size_t		 i;

	limits_drop(ls, t);
	if (t->round != ls->round || !ls->ranking)
		t->late = !held;
	t->round = ls->round;
	t->created = created;
	t->cost = cost;
	if (cost.objects == 0)
		return 1;
	set_stakes(t, which, n);
	for (i = 0; i < n; i++) {
		if (has_room(ls, &t->stakes[i], 0))
			continue;
		l = &ls->v[t->stakes[i].limit];
		set_excess(l, &l->used, t, why);
		put(ls, t, TENANT_OUT);
		return 0;
	}
	if (n > 0)
		enter(ls, t);
	return 1;
}

void
limits_drop(struct limits *ls, struct tenant *t)
{
	take_out(ls, t);
	free(t->stakes);
	t->stakes = NULL;
	t->n = 0;
}

/* True if all of its limits have room, besides what is promised. */
static int
may_return(const struct limits *ls, const struct tenant *t)
{
	size_t	 i;

	for (i = 0; i < t->n; i++)
		if (!has_room(ls, &t->stakes[i], 1))
			return 0;
	return 1;
}

/* False if there is not even room for the least that waits. */
static int
may_have_room(const struct limit *l)
{
	struct budget	 all = l->used;

	if (RB_EMPTY(&l->out))
		return 0;
	if (!RB_EMPTY(&l->ranked))
		return 1;
	budget_add(&all, &l->promised);
	budget_add(&all, &l->least);
	return fits(l, &all);
}

static void
recall(struct limits *ls, struct tenant *t, void (*f)(void *, struct tenant *),
    void *arg)
{
	size_t	 i;

	for (i = 0; i < t->n; i++)
		budget_add(&ls->v[t->stakes[i].limit].promised, &t->cost);
	t->recalled = 1;
	ls->recalled++;
	f(arg, t);
}

/* Without a break, all costs were seen, and the least one is known. */
static void
recall_all(struct limits *ls, struct limit *l,
    void (*f)(void *, struct tenant *), void *arg)
{
	struct budget	 least = { UINT64_MAX, UINT64_MAX };
	struct stake	*s;

	RB_FOREACH(s, stakes, &l->out) {
		if (!may_have_room(l))
			return;
		if (!s->tenant->recalled && may_return(ls, s->tenant))
			recall(ls, s->tenant, f, arg);
		if (s->tenant->cost.objects < least.objects)
			least.objects = s->tenant->cost.objects;
		if (s->tenant->cost.bytes < least.bytes)
			least.bytes = s->tenant->cost.bytes;
	}
	l->least = least;
}

void
limits_recall(struct limits *ls, void (*f)(void *, struct tenant *), void *arg)
{
	struct limit	*l;
	size_t		 i;

	for (i = 0; i < ls->n; i++) {
		l = &ls->v[i];
		if (!l->freed)
			continue;
		l->freed = 0;
		recall_all(ls, l, f, arg);
	}
	if (ls->ending && ls->recalled == 0)
		end(ls);
}
