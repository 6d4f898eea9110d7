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
#include <string.h>

#include <cmocka.h>

#include "common/clock.h"
#include "route-maker/docker/pending.h"

static struct pending	p;
static size_t		nmissing;
static struct hexid	last_missing;

static int
setup(void **state)
{
	(void)state;
	pending_init(&p);
	nmissing = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	pending_free(&p);
	return 0;
}

static const struct hexid *
id(size_t n)
{
	static struct hexid	ids[8];
	static size_t		next;
	struct hexid		*to = &ids[next++ % 8];

	memset(to, 0, sizeof(*to));
	memcpy(to->b, &n, sizeof(n));
	return to;
}

static void
missing(void *arg, const struct hexid *which)
{
	(void)arg;
	nmissing++;
	last_missing = *which;
}

static void
end(int all)
{
	nmissing = 0;
	pending_end(&p, all, missing, NULL);
}

/* What is wanted is asked for once, and what the list lacks is reported. */
static void
asks_once(void **state)
{
	(void)state;
	assert_true(p.want_all);
	assert_false(pending_some(&p));
	pending_want(&p, id(1));
	pending_want(&p, id(2));
	pending_want(&p, id(1));
	assert_int_equal(p.wanted.count, 2);
	pending_begin(&p, 0);
	assert_int_equal(p.nasked, 2);
	assert_int_equal(p.wanted.count, 0);
	assert_true(pending_some(&p));
	assert_true(pending_is_asked(&p, id(1)));
	assert_false(pending_is_asked(&p, id(3)));
	assert_true(pending_answer(&p, id(1)));
	assert_false(pending_answer(&p, id(3)));
	end(0);
	assert_int_equal(nmissing, 1);
	assert_memory_equal(&last_missing, id(2), sizeof(last_missing));
	assert_false(pending_some(&p));
}

/* One that is wanted again is not missing: the next list says. */
static void
wanted_again_is_not_missing(void **state)
{
	(void)state;
	pending_want(&p, id(1));
	pending_begin(&p, 0);
	pending_want(&p, id(1));
	assert_true(pending_is_stale(&p, 0, id(1)));
	end(0);
	assert_int_equal(nmissing, 0);
	assert_int_equal(p.wanted.count, 1);
}

/* A full list is stale for what a list of some says meanwhile, or has said. */
static void
full_list_is_stale(void **state)
{
	(void)state;
	pending_begin(&p, 1);
	assert_false(p.want_all);
	assert_true(pending_is_asked(&p, id(7)));
	assert_false(pending_is_stale(&p, 1, id(1)));
	pending_want(&p, id(1));
	assert_true(pending_is_stale(&p, 1, id(1)));
	pending_begin(&p, 0);
	assert_true(pending_is_stale(&p, 1, id(1)));
	assert_false(pending_is_stale(&p, 0, id(1)));
	assert_true(pending_answer(&p, id(1)));
	end(0);
	assert_true(pending_is_stale(&p, 1, id(1)));
	assert_false(pending_is_stale(&p, 1, id(2)));
	end(1);
	pending_begin(&p, 1);
	assert_false(pending_is_stale(&p, 1, id(1)));
}

/* Only a start makes one that has stopped count as running. */
static void
stopped(void **state)
{
	(void)state;
	pending_want(&p, id(1));
	pending_want_again(&p, id(1));
	pending_stop(&p, id(1));
	assert_true(pending_is_stopped(&p, id(1)));
	assert_false(pending_some(&p));
	assert_int_equal(pending_due(&p), -1);
	pending_expire(&p);
	assert_true(pending_is_stopped(&p, id(1)));
	pending_start(&p, id(1));
	assert_false(pending_is_stopped(&p, id(1)));
}

static void
removed(void **state)
{
	(void)state;
	pending_want(&p, id(1));
	pending_remove(&p, id(1));
	assert_true(pending_is_removed(&p, id(1)));
	assert_false(pending_is_stopped(&p, id(1)));
	assert_false(pending_some(&p));
}

/* A list without use: all is asked for again, but what has stopped. */
static void
failed(void **state)
{
	(void)state;
	pending_want(&p, id(1));
	pending_want(&p, id(2));
	pending_begin(&p, 0);
	pending_stop(&p, id(2));
	pending_fail(&p, 0);
	assert_int_equal(p.nasked, 0);
	assert_int_equal(p.wanted.count, 1);
	assert_false(pending_is_asked(&p, id(1)));
	pending_begin(&p, 1);
	pending_fail(&p, 1);
	assert_true(p.want_all);
	assert_false(p.all_open);
}

static void
later(void **state)
{
	int64_t	ms;

	(void)state;
	assert_int_equal(pending_due(&p), -1);
	pending_want_again(&p, id(1));
	ms = pending_due(&p);
	assert_true(ms > 0 && ms <= PENDING_LAG_MS);
	TAILQ_FIRST(&p.again.order)->time -= PENDING_LAG_MS;
	assert_int_equal(pending_due(&p), -1);
	assert_int_equal(p.wanted.count, 1);
}

/* Half as many, down to one: then the length is not the cause. */
static void
limit(void **state)
{
	size_t	n, expected;

	(void)state;
	for (n = 0; n < LIST_IDS_MAX + 1; n++)
		pending_want(&p, id(n));
	for (expected = LIST_IDS_MAX; expected > 1; expected /= 2) {
		pending_begin(&p, 0);
		assert_int_equal(p.nasked, expected);
		assert_int_equal(pending_limit_halve(&p, 0), 0);
		pending_fail(&p, 0);
		assert_int_equal(p.wanted.count, LIST_IDS_MAX + 1);
	}
	pending_begin(&p, 0);
	assert_int_equal(p.nasked, 1);
	assert_int_equal(pending_limit_halve(&p, 0), -1);
	assert_int_equal(p.limit, 1);
	assert_int_equal(pending_limit_halve(&p, 1), -1);
	assert_int_equal(p.limit, LIST_IDS_MAX);
	assert_true(p.limit_doubted);
}

/* Where more are named than there may be, a full list is less to ask for. */
static void
too_many(void **state)
{
	size_t	n;

	(void)state;
	p.want_all = 0;
	for (n = 0; n < CONTAINER_MAX; n++)
		pending_want(&p, id(n));
	assert_false(p.want_all);
	pending_want(&p, id(n));
	assert_true(p.want_all);
	assert_int_equal(p.wanted.count, 1);
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)

/* The time of an event stays with its container until the list has it. */
static void
keeps_the_time(void **state)
{
	uint64_t	 before, since;

	(void)state;
	before = clock_us();
	pending_want(&p, id(1));
	assert_int_equal(pending_since(&p, id(1)), 0);
	pending_begin(&p, 0);
	since = pending_since(&p, id(1));
	assert_in_range(since, before, clock_us());
	assert_int_equal(pending_since(&p, id(2)), 0);
	/* The list fails, and there is another event. */
	pending_fail(&p, 0);
	pending_want(&p, id(1));
	pending_begin(&p, 0);
	assert_int_equal(pending_since(&p, id(1)), since);
	end(0);
	assert_int_equal(pending_since(&p, id(1)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(asks_once),
		TEST(wanted_again_is_not_missing),
		TEST(full_list_is_stale),
		TEST(stopped),
		TEST(removed),
		TEST(failed),
		TEST(later),
		TEST(limit),
		TEST(too_many),
		TEST(keeps_the_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
