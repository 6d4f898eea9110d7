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

#include "common/bucket.h"

#define START	UINT64_C(5000)

static void
test_burst(void **state)
{
	struct bucket	 b;
	int		 i;

	(void)state;
	bucket_init(&b, 3, 2, START);
	for (i = 0; i < 3; i++)
		assert_int_equal(bucket_take(&b, 1, START), 0);
	assert_int_equal(bucket_debt(&b), 0);
	assert_int_equal(bucket_take(&b, 1, START), 500);
	assert_int_equal(bucket_take(&b, 1, START), 1000);
	assert_int_equal(bucket_debt(&b), 2);
}

/* After the wait that was returned, there is no debt: not before. */
static void
test_wait(void **state)
{
	struct bucket	 b;
	uint64_t	 wait;

	(void)state;
	bucket_init(&b, 1, 3, START);
	assert_int_equal(bucket_take(&b, 1, START), 0);
	wait = bucket_take(&b, 1, START);
	assert_int_equal(wait, 334);
	assert_int_equal(bucket_take(&b, 0, START + wait - 1), 1);
	assert_int_equal(bucket_debt(&b), 1);
	assert_int_equal(bucket_take(&b, 0, START + wait), 0);
	assert_int_equal(bucket_debt(&b), 0);
}

/* It holds no more than its size, however long nothing is taken. */
static void
test_full(void **state)
{
	static const uint64_t	later[] = { 1000, 1001, 86400000,
				    UINT64_MAX - START };
	struct bucket		 b;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		bucket_init(&b, 4, 4, START);
		assert_int_equal(bucket_take(&b, 4, START), 0);
		assert_int_equal(bucket_take(&b, 4, START + later[i]), 0);
		assert_int_equal(bucket_take(&b, 1, START + later[i]), 250);
	}
	bucket_init(&b, UINT32_MAX, UINT32_MAX, 0);
	assert_int_equal(bucket_take(&b, UINT32_MAX, UINT64_MAX), 0);
	assert_int_equal(bucket_take(&b, UINT32_MAX, UINT64_MAX), 1000);
}

/* A clock that steps back gives nothing and takes nothing. */
static void
test_back(void **state)
{
	struct bucket	b;

	(void)state;
	bucket_init(&b, 2, 1, START);
	assert_int_equal(bucket_take(&b, 1, START - 1000), 0);
	assert_int_equal(bucket_take(&b, 1, START - 1000), 0);
	assert_int_equal(bucket_take(&b, 1, START - 1000), 1000);
	assert_int_equal(bucket_take(&b, 0, START + 1000), 0);
}

/* All of them or none: there is no debt. */
static void
test_try(void **state)
{
	struct bucket	 b;

	(void)state;
	bucket_init(&b, 3, 2, START);
	assert_true(bucket_try(&b, 2, START));
	assert_false(bucket_try(&b, 2, START));
	assert_true(bucket_try(&b, 1, START));
	assert_false(bucket_try(&b, 1, START + 499));
	assert_int_equal(bucket_debt(&b), 0);
	assert_true(bucket_try(&b, 1, START + 500));
	assert_true(bucket_try(&b, 0, START + 500));
	assert_false(bucket_try(&b, 4, START + 100000));
	assert_true(bucket_try(&b, 3, START + 100000));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_burst),
		cmocka_unit_test(test_wait),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_try),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
