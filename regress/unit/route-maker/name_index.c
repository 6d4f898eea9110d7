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
/* Names with values: which are equal, and many of them. */

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "route-maker/base/name_index.h"

#define MANY	5000

static struct arena	 arena = ARENA_INITIALIZER;

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
equal_names(void **state)
{
	struct name_index	 x = NAME_INDEX_INITIALIZER;
	const char		*one = "1", *two = "2";

	(void)state;
	assert_null(name_index_find(&x, "a"));
	assert_ptr_equal(name_index_add(&arena, &x, "Service", one), one);
	/* The first one counts; the long s is an s. */
	assert_ptr_equal(name_index_add(&arena, &x, "\305\277ervice", two),
	    one);
	assert_ptr_equal(name_index_find(&x, "SERVICE"), one);
	assert_null(name_index_find(&x, "service1"));
	assert_null(name_index_find(&x, ""));
	assert_ptr_equal(name_index_add(&arena, &x, "", two), two);
	assert_ptr_equal(name_index_find(&x, ""), two);
	assert_int_equal(x.count, 2);
}

static void
many_names(void **state)
{
	struct name_index	 x = NAME_INDEX_INITIALIZER;
	const char		*names[MANY];
	size_t			 i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		names[i] = arena_printf(&arena, "n%zu", i);
		assert_ptr_equal(name_index_add(&arena, &x, names[i],
		    names[i]), names[i]);
	}
	for (i = 0; i < MANY; i++)
		assert_ptr_equal(name_index_find(&x, arena_printf(&arena,
		    "N%zu", i)), names[i]);
	assert_int_equal(x.count, MANY);
	assert_true(x.size >= 2 * x.count);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(equal_names),
		cmocka_unit_test(many_names),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
