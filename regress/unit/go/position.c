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

#include "go/position.h"

static void
test_position(void **state)
{
	static const char	 text[] = "ab\n\ncd\303\244e";
	static const struct {
		size_t		 offset;
		const char	*error;
	} cases[] = {
		{ 0, "1:1: bad x" }, { 1, "1:2: bad x" }, { 2, "1:3: bad x" },
		{ 3, "2:1: bad x" }, { 4, "3:1: bad x" }, { 6, "3:3: bad x" },
		{ 8, "3:5: bad x" }, { 9, "3:6: bad x" },
	};
	char	 error[32];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		go_position_error(error, sizeof(error), text, cases[i].offset,
		    "bad %c", 'x');
		assert_string_equal(error, cases[i].error);
	}
}

static void
test_cut(void **state)
{
	char	 error[8];

	(void)state;
	memset(error, '#', sizeof(error));
	go_position_error(error, 7, "abc", 2, "long");
	assert_memory_equal(error, "1:3: l\0#", 8);
	go_position_error(error, 3, "abc", 2, "long");
	assert_string_equal(error, "1:");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_position),
		cmocka_unit_test(test_cut)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
