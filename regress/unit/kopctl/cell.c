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

/* Cells of a table: their width, what is cut, what is escaped. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kopctl/cell.h"

static void
puts_as(const char *text, size_t columns, const char *wanted)
{
	char	*got;
	size_t	 size;
	FILE	*out = open_memstream(&got, &size);

	assert_non_null(out);
	cell_put(out, text, columns);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, wanted);
	free(got);
}

static void
test_put(void **state)
{
	(void)state;
	puts_as("", 3, "   ");
	puts_as("abc", 5, "abc  ");
	puts_as("abcde", 5, "abcde");
	puts_as("abcdef", 5, "ab...");
	puts_as("abcdef", 4, "a...");
	puts_as("abcdef", 3, "abc");
	puts_as("abcdef", 0, "");
	/* Wide characters, of which half does not fit. */
	puts_as("\346\227\245\346\234\254", 4, "\346\227\245\346\234\254");
	puts_as("\346\227\245\346\234\254\350\252\236", 5,
	    "\346\227\245...");
	puts_as("\346\227\245\346\234\254\350\252\236", 4, "... ");
	puts_as("a\314\201bcdef", 5, "a\314\201b...");
	puts_as("\303\244\303\244\303\244\303\244\303\244\303\244", 5,
	    "\303\244\303\244...");
}

static void
test_width(void **state)
{
	(void)state;
	assert_int_equal(cell_width(""), 0);
	assert_int_equal(cell_width("abc"), 3);
	assert_int_equal(cell_width("a\314\201"), 1);
	assert_int_equal(cell_width("\346\227\245"), 2);
	assert_int_equal(cell_width("\360\237\230\200"), 2);
	assert_int_equal(cell_width("\377"), 1);
}

static void
escapes(const char *text, const char *wanted)
{
	char	*got = cell_text(text);

	assert_string_equal(got, wanted);
	free(got);
}

static void
test_text(void **state)
{
	(void)state;
	escapes("a b", "a b");
	escapes("\033[2J\t\n", "\\x1b[2J\\x09\\x0a");
	escapes("\302\233\342\200\256", "\\u009b\\u202e");
	escapes("\377\303", "\\xff\\xc3");
	escapes("\346\227\245", "\346\227\245");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
