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

#include <stdio.h>
#include <string.h>

#include "route-maker/explain/items.h"

static void
expect(const struct items *items, size_t *at, unsigned int depth,
    const char *name, const char *value)
{
	struct item	 item;

	assert_int_equal(items_next(items, at, &item), 1);
	assert_int_equal(item.depth, depth);
	assert_int_equal(item.type, ITEM_STRING);
	assert_string_equal(item.name, name);
	assert_string_equal(item.value, value);
}

static void
test_order(void **state)
{
	struct items	 items = { 0 };
	struct item	 item;
	size_t		 at = 0;

	(void)state;
	assert_int_equal(items_next(&items, &at, &item), 0);
	items_add(&items, 0, "container", "a");
	items_add(&items, ITEM_DEPTH_MAX, "", "");
	items_add(&items, 1, "id", "b");
	expect(&items, &at, 0, "container", "a");
	expect(&items, &at, ITEM_DEPTH_MAX, "", "");
	expect(&items, &at, 1, "id", "b");
	assert_int_equal(items_next(&items, &at, &item), 0);
	/* It goes on where it was, and ends again. */
	items_add(&items, 2, "key", "c");
	expect(&items, &at, 2, "key", "c");
	assert_int_equal(items_next(&items, &at, &item), 0);
	items_free(&items);
	assert_int_equal(items.len, 0);
}

/* Longer than what it starts with, each time. */
static void
test_growth(void **state)
{
	struct items	 items = { 0 };
	char		 value[5001];
	size_t		 i, at = 0;

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	for (i = 0; i < 100; i++)
		items_add(&items, 1, "name", value + 50 * i);
	for (i = 0; i < 100; i++)
		expect(&items, &at, 1, "name", value + 50 * i);
	assert_int_equal(at, items.len);
	items_free(&items);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
