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
 * Who is in, of containers that limits of the policy apply to: compared with a
 * model that knows all of them.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "route-maker/inventory/limits.h"

#define MANY	24
#define LIMITS	3
#define ROUNDS	20000

static struct limits	 limits;
static struct rule	 rules[LIMITS];
static struct ruleset	 ruleset = { .limits = rules, .nlimits = LIMITS };

/* What the test itself knows of a container. */
static struct guest {
	struct tenant	 tenant;
	struct hexid	 id;
	int64_t		 created;
	struct budget	 cost;
	size_t		 which[LIMITS];
	size_t		 n;
	int		 known;
	int		 in;
	int		 held;		/* when the list began */
	int		 listed;	/* in this list */
	int		 left;		/* how often leave() was called */
} guests[MANY];

static struct guest *
guest_of(struct tenant *t)
{
	return (struct guest *)(void *)t;
}

static void
leave(void *arg, struct tenant *t, const struct excess *e)
{
	struct guest	*g = guest_of(t);

	assert_ptr_equal(arg, &limits);
	assert_true(g->in);
	assert_true(e->own + e->others > (e->objects ? e->rule->objects :
	    e->rule->bytes));
	g->in = 0;
	g->left++;
}

static int
set_up(void **state)
{
	size_t	 i;

	(void)state;
	memset(guests, 0, sizeof(guests));
	memset(rules, 0, sizeof(rules));
	for (i = 0; i < MANY; i++) {
		guests[i].id.b[0] = (uint8_t)i;
		guests[i].tenant.id = &guests[i].id;
	}
	limits_init(&limits, leave, &limits);
	return 0;
}

static int
tear_down(void **state)
{
	size_t	 i;

	(void)state;
	for (i = 0; i < MANY; i++)
		limits_drop(&limits, &guests[i].tenant);
	for (i = 0; i < limits.n; i++) {
		assert_int_equal(limits.v[i].used.objects, 0);
		assert_int_equal(limits.v[i].used.bytes, 0);
		assert_int_equal(limits.v[i].promised.objects, 0);
	}
	limits_free(&limits);
	return 0;
}

static void
configure(uint32_t a, uint32_t b, uint32_t bytes)
{
	size_t	 i;

	for (i = 0; i < MANY; i++)
		limits_drop(&limits, &guests[i].tenant);
	rules[0].objects = a;
	rules[1].objects = b;
	rules[2].bytes = bytes;
	limits_configure(&limits, &ruleset);
}

static int
take(struct guest *g)
{
	struct excess	 e;
	int		 held = g->in;

	g->known = g->listed = 1;
	g->in = 0;
	g->in = limits_take(&limits, &g->tenant, g->created, g->cost, held,
	    g->which, g->n, &e);
	if (!g->in)
		assert_true(e.own + e.others > (e.objects ? e.rule->objects :
		    e.rule->bytes));
	return g->in;
}

/* A container of the first limit alone. */
static int
simple(size_t i, int64_t created, uint64_t objects)
{
	struct guest	*g = &guests[i];

	g->created = created;
	g->cost.objects = objects;
	g->cost.bytes = 1;
	g->which[0] = 0;
	g->n = 1;
	return take(g);
}

static void
drop(struct guest *g)
{
	limits_drop(&limits, &g->tenant);
	g->known = g->in = 0;
}

static struct guest	*asked[MANY];
static size_t		 nasked;

static void
ask(void *arg, struct tenant *t)
{
	assert_null(arg);
	asked[nasked++] = guest_of(t);
}

static size_t
recall(void)
{
	nasked = 0;
	limits_recall(&limits, ask, NULL);
	return nasked;
}

/* As the engine does: who is recalled is taken again, until nobody is. */
static void
settle(void)
{
	size_t	 i;

	while (recall() > 0)
		for (i = 0; i < nasked; i++)
			(void)take(asked[i]);
}

static void
stays(void **state)
{
	(void)state;
	configure(4, 0, 0);
	limits_rank(&limits, 0);
	assert_true(simple(0, 20, 2));
	assert_true(simple(1, 30, 2));
	/* An older one does not make others leave. */
	assert_false(simple(2, 10, 2));
	assert_int_equal(guests[1].left, 0);
	assert_false(simple(3, 5, 3));
	/* Without objects it needs no room. */
	assert_true(simple(4, 50, 0));
	assert_int_equal(recall(), 0);
}

static void
comes_back(void **state)
{
	(void)state;
	configure(4, 0, 0);
	limits_rank(&limits, 0);
	assert_true(simple(0, 1, 4));
	assert_false(simple(1, 3, 2));
	assert_false(simple(2, 2, 1));
	assert_false(simple(3, 4, 2));
	drop(&guests[0]);
	/* The oldest first, as many as have room, each once. */
	assert_int_equal(recall(), 2);
	assert_ptr_equal(asked[0], &guests[2]);
	assert_ptr_equal(asked[1], &guests[1]);
	assert_int_equal(recall(), 0);
	assert_true(take(&guests[1]));
	/* What was promised to one that is gone is free for others. */
	drop(&guests[2]);
	assert_int_equal(recall(), 1);
	assert_ptr_equal(asked[0], &guests[3]);
	assert_true(take(&guests[3]));
	assert_int_equal(limits.v[0].used.objects, 4);
}

/* Before all containers are known, the older ones come first. */
static void
ranks(void **state)
{
	(void)state;
	configure(4, 0, 0);
	assert_true(simple(0, 30, 2));
	assert_true(simple(1, 20, 2));
	assert_true(simple(2, 10, 2));
	assert_int_equal(guests[0].left, 1);
	assert_false(simple(3, 40, 1));
	limits_rank(&limits, 0);
	/* With a lower limit, what was in before is first. */
	configure(2, 0, 0);
	assert_true(simple(3, 5, 1));
	assert_true(simple(1, 20, 2));
	assert_int_equal(guests[3].left, 1);
	assert_true(simple(2, 10, 2));
	assert_int_equal(guests[1].left, 1);
	limits_rank(&limits, 0);
	settle();
	assert_true(guests[2].in);
}

static void
sums(void)
{
	struct budget	 used[LIMITS];
	size_t		 i, j;

	memset(used, 0, sizeof(used));
	for (i = 0; i < MANY; i++)
		for (j = 0; guests[i].in && guests[i].tenant.n > 0 &&
		    j < guests[i].n; j++) {
			used[guests[i].which[j]].objects +=
			    guests[i].cost.objects;
			used[guests[i].which[j]].bytes += guests[i].cost.bytes;
		}
	for (i = 0; i < LIMITS; i++) {
		assert_int_equal(limits.v[i].used.objects, used[i].objects);
		assert_int_equal(limits.v[i].used.bytes, used[i].bytes);
		assert_true(budget_fits(&used[i], rules[i].objects,
		    rules[i].bytes));
	}
}

static int
has_room(const struct budget *used, const struct guest *g)
{
	struct budget	 all;
	size_t		 j;

	for (j = 0; j < g->n; j++) {
		all = used[g->which[j]];
		all.objects += g->cost.objects;
		all.bytes += g->cost.bytes;
		if (!budget_fits(&all, rules[g->which[j]].objects,
		    rules[g->which[j]].bytes))
			return 0;
	}
	return 1;
}

/* Nobody waits for whom there is room. */
static void
none_waits(void)
{
	struct budget	 used[LIMITS];
	size_t		 i;

	for (i = 0; i < LIMITS; i++)
		used[i] = limits.v[i].used;
	for (i = 0; i < MANY; i++)
		if (guests[i].known && !guests[i].in)
			assert_false(has_room(used, &guests[i]));
}

static int
by_rank(const void *a, const void *b)
{
	const struct guest	*ga = *(struct guest *const *)a;
	const struct guest	*gb = *(struct guest *const *)b;

	if (ga->held != gb->held)
		return gb->held - ga->held;
	if (ga->created != gb->created)
		return ga->created < gb->created ? -1 : 1;
	return hexid_cmp(&ga->id, &gb->id);
}

/* After a whole list: in the order of rank, each that has room. */
static void
check_list(void)
{
	struct guest	*sorted[MANY];
	struct budget	 used[LIMITS];
	size_t		 i, j, n = 0;

	memset(used, 0, sizeof(used));
	for (i = 0; i < MANY; i++)
		if (guests[i].known)
			sorted[n++] = &guests[i];
	qsort(sorted, n, sizeof(sorted[0]), by_rank);
	for (i = 0; i < n; i++) {
		assert_int_equal(sorted[i]->in, has_room(used, sorted[i]));
		for (j = 0; sorted[i]->in && j < sorted[i]->n; j++) {
			used[sorted[i]->which[j]].objects +=
			    sorted[i]->cost.objects;
			used[sorted[i]->which[j]].bytes +=
			    sorted[i]->cost.bytes;
		}
	}
}

static void
change(struct guest *g)
{
	size_t	 j;

	g->created = random() % 8;
	g->cost.objects = (uint64_t)random() % 9 + 1;
	g->cost.bytes = (uint64_t)random() % 90 + 1;
	g->n = 0;
	for (j = 0; j < LIMITS; j++)
		if (random() % 2 == 0)
			g->which[g->n++] = j;
}

/* A reload, and a list in any order; some containers wait for their turn. */
static void
relist(void)
{
	size_t	 i, start = (size_t)random() % MANY;

	configure((uint32_t)random() % 60, (uint32_t)random() % 60,
	    (uint32_t)random() % 600);
	for (i = 0; i < MANY; i++) {
		guests[i].held = guests[i].in;
		guests[i].listed = 0;
	}
	for (i = 0; i < MANY; i++)
		if (guests[(start + 7 * i) % MANY].known)
			(void)take(&guests[(start + 7 * i) % MANY]);
	settle();
	check_list();
	limits_rank(&limits, 0);
}

static void
any_order(void **state)
{
	struct guest	*g;
	int		 round;

	(void)state;
	srandom(7);
	configure(40, 0, 300);
	limits_rank(&limits, 0);
	for (round = 0; round < ROUNDS; round++) {
		g = &guests[random() % MANY];
		if (random() % 50 == 0)
			relist();
		else if (random() % 4 == 0)
			drop(g);
		else {
			change(g);
			(void)take(g);
		}
		sums();
		settle();
		sums();
		none_waits();
	}
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		TEST(stays),
		TEST(comes_back),
		TEST(ranks),
		TEST(any_order)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
