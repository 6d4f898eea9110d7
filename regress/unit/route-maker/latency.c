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

#include <cmocka.h>

#include "route-maker/base/latency.h"

static uint64_t
counted(const struct latency *l)
{
	uint64_t	 n = 0;
	size_t		 i;

	for (i = 0; i <= HISTOGRAM_BOUNDS; i++)
		n += l->histogram.counts[i];
	return n;
}

/* The first of several events counts. */
static void
one_change(void **state)
{
	struct latency	 l = { .n = 0 };

	(void)state;
	latency_event(&l, 500);
	latency_event(&l, 300);
	latency_event(&l, 700);
	latency_sent(&l, 2);
	latency_done(&l, 1, 900);
	assert_int_equal(counted(&l), 0);
	latency_done(&l, 2, 1000);
	assert_int_equal(counted(&l), 1);
	assert_int_equal(l.histogram.sum, 700);
	latency_done(&l, 2, 2000);
	assert_int_equal(counted(&l), 1);
}

/* Changes without an event, and events without a change. */
static void
none(void **state)
{
	struct latency	 l = { .n = 0 };

	(void)state;
	latency_sent(&l, 1);
	latency_event(&l, 0);
	latency_sent(&l, 2);
	latency_event(&l, 100);
	latency_none(&l);
	latency_sent(&l, 3);
	latency_done(&l, 3, 1000);
	assert_int_equal(counted(&l), 0);
}

/* Redis has several at once. */
static void
several(void **state)
{
	struct latency	 l = { .n = 0 };

	(void)state;
	latency_event(&l, 100);
	latency_sent(&l, 2);
	latency_event(&l, 200);
	latency_sent(&l, 3);
	latency_event(&l, 300);
	latency_sent(&l, 4);
	latency_done(&l, 3, 1000);
	assert_int_equal(counted(&l), 2);
	assert_int_equal(l.histogram.sum, 900 + 800);
	latency_done(&l, 4, 1000);
	assert_int_equal(counted(&l), 3);
}

/* Redis is away for long: no memory grows, and none is forgotten. */
static void
many(void **state)
{
	struct latency	 l = { .n = 0 };
	uint64_t	 i;

	(void)state;
	for (i = 1; i <= 2 * LATENCY_OPEN; i++) {
		latency_event(&l, i);
		latency_sent(&l, i);
	}
	latency_done(&l, 2 * LATENCY_OPEN, 1000000);
	assert_int_equal(counted(&l), 2 * LATENCY_OPEN);
	assert_int_equal(l.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_change),
		cmocka_unit_test(none),
		cmocka_unit_test(several),
		cmocka_unit_test(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
