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
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "route-maker/inventory/room.h"

#define MANY	24
#define ROUNDS	20000

static struct room	 room;
static struct lodger	 guests[MANY];
static struct hexid	 ids[MANY];
static int		 left[MANY];	/* how often leave() was called */

static void
leave(const struct room *r, void *arg, struct lodger *l)
{
	assert_ptr_equal(r, &room);
	assert_ptr_equal(arg, &room);
	left[l - guests]++;
}

static int
set_up(void **state)
{
	size_t	i;

	(void)state;
	memset(guests, 0, sizeof(guests));
	memset(left, 0, sizeof(left));
	for (i = 0; i < MANY; i++) {
		memset(&ids[i], 0, sizeof(ids[i]));
		ids[i].b[0] = (uint8_t)i;
		guests[i].id = &ids[i];
	}
	room_init(&room, leave, &room);
	return 0;
}

static int
take(size_t i, int64_t created, uint64_t objects, uint64_t bytes)
{
	return room_take(&room, &guests[i], created,
	    (struct budget){ objects, bytes });
}

static void
count(void *arg, struct lodger *l)
{
	(void)l;
	++*(int *)arg;
}

static void
test_no_limit(void **state)
{
	(void)state;
	room_limit(&room, 0, 0);
	assert_int_equal(take(0, 1, UINT32_MAX, UINT64_MAX / 4), 1);
	assert_int_equal(take(1, 2, UINT32_MAX, UINT64_MAX / 4), 1);
}

static void
test_newest_leaves(void **state)
{
	(void)state;
	room_limit(&room, 3, 0);
	assert_int_equal(take(0, 30, 1, 0), 1);
	assert_int_equal(take(1, 20, 1, 0), 1);
	assert_int_equal(take(2, 10, 1, 0), 1);
	assert_int_equal(take(3, 40, 1, 0), 0);
	assert_int_equal(left[3], 0);
	assert_int_equal(take(4, 5, 1, 0), 1);
	assert_int_equal(left[0], 1);
	assert_int_equal(guests[0].place, ROOM_OUT);
	/* One that would not fit even so makes nobody leave. */
	assert_int_equal(take(5, 6, 3, 0), 0);
	assert_int_equal(room.used.objects, 3);
	/* Equal bytes to the limit fit, one more does not. */
	room_limit(&room, 0, 100);
	assert_int_equal(take(6, 1, 0, 100), 1);
	assert_int_equal(take(6, 1, 0, 101), 0);
}

static void
test_recall(void **state)
{
	int	n = 0;

	(void)state;
	room_limit(&room, 2, 0);
	assert_int_equal(take(0, 1, 1, 0), 1);
	assert_int_equal(take(1, 2, 1, 0), 1);
	assert_int_equal(take(2, 3, 1, 0), 0);
	room_recall(&room, count, &n);
	assert_int_equal(n, 0);
	room_drop(&room, &guests[0]);
	room_recall(&room, count, &n);
	assert_int_equal(n, 1);
	/* Once, until it is taken. */
	room_drop(&room, &guests[1]);
	room_recall(&room, count, &n);
	assert_int_equal(n, 1);
	assert_int_equal(take(2, 3, 1, 0), 1);
}

static int
by_age(const void *a, const void *b)
{
	const struct lodger *la = *(struct lodger *const *)a;
	const struct lodger *lb = *(struct lodger *const *)b;

	if (la->created != lb->created)
		return la->created < lb->created ? -1 : 1;
	return hexid_cmp(la->id, lb->id);
}

/* Who is in: the oldest first, each that still fits. */
static void
check_model(void)
{
	struct lodger	*sorted[MANY];
	struct budget	 sum = { 0, 0 }, all;
	size_t		 i, n = 0;

	for (i = 0; i < MANY; i++)
		if (guests[i].place != ROOM_NONE)
			sorted[n++] = &guests[i];
	qsort(sorted, n, sizeof(sorted[0]), by_age);
	for (i = 0; i < n; i++) {
		all.objects = sum.objects + sorted[i]->cost.objects;
		all.bytes = sum.bytes + sorted[i]->cost.bytes;
		if (budget_fits(&all, room.objects, room.bytes))
			sum = all;
		assert_int_equal(sorted[i]->place,
		    sum.bytes == all.bytes && sum.objects == all.objects ?
		    ROOM_IN : ROOM_OUT);
	}
	assert_int_equal(room.used.objects, sum.objects);
	assert_int_equal(room.used.bytes, sum.bytes);
}

struct asked {
	struct lodger	*list[MANY];
	size_t		 n;
};

static void
ask(void *arg, struct lodger *l)
{
	struct asked	*a = arg;

	a->list[a->n++] = l;
}

/* As the engine does: who is recalled is taken again, until nobody is. */
static void
settle(void)
{
	struct asked	 a;
	size_t		 i;

	do {
		a.n = 0;
		room_recall(&room, ask, &a);
		for (i = 0; i < a.n; i++)
			(void)room_take(&room, a.list[i], a.list[i]->created,
			    a.list[i]->cost);
	} while (a.n > 0);
}

static void
test_any_order(void **state)
{
	size_t	i;
	int	round;

	(void)state;
	srandom(7);
	for (round = 0; round < ROUNDS; round++) {
		i = (size_t)random() % MANY;
		if (random() % 50 == 0)
			room_limit(&room, (uint32_t)random() % 60,
			    (uint32_t)random() % 600);
		else if (random() % 4 == 0)
			room_drop(&room, &guests[i]);
		else
			(void)take(i, random() % 8, (uint64_t)random() % 9 + 1,
			    (uint64_t)random() % 90 + 1);
		settle();
		check_model();
	}
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test_setup(test_no_limit, set_up),
		cmocka_unit_test_setup(test_newest_leaves, set_up),
		cmocka_unit_test_setup(test_recall, set_up),
		cmocka_unit_test_setup(test_any_order, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
