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
#include <string.h>

#include <cmocka.h>

#include "go/fold.h"

static void
equal_but_for_case(void **state)
{
	static const char *const	pairs[][2] = {
		{ "EntryPoints", "entrypoints" },
		{ "\305\277ervice", "Service" },		/* long s */
		{ "\342\204\252ey", "key" },			/* Kelvin */
		{ "STRA\341\272\236E", "stra\303\237e" },	/* sharp s */
		{ "\316\243\317\203\317\202", "\317\203\317\202\316\243" },
		{ "\303\204", "\303\244" },
		{ "\310\272", "\342\261\245" },		/* 2 and 3 bytes */
		{ "\360\220\220\200", "\360\220\220\250" },	/* Deseret */
		{ "", "" },
	};
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_true(fold_equal(pairs[i][0], pairs[i][1]));
		assert_int_equal(fold_hash(pairs[i][0], strlen(pairs[i][0])),
		    fold_hash(pairs[i][1], strlen(pairs[i][1])));
	}
}

static void
different(void **state)
{
	static const char *const	pairs[][2] = {
		{ "m\304\261ddlewares", "middlewares" },	/* dotless i */
		{ "\304\260", "i" },				/* dotted I */
		{ "stra\303\237e", "strasse" },
		{ "a", "ab" }, { "ab", "a" }, { "", "a" },
		{ "[", "{" }, { "@", "`" },
		{ "\303", "\303\244" }, { "\377", "\376" },
	};
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_false(fold_equal(pairs[i][0], pairs[i][1]));
}

static void
folded_text(void **state)
{
	char	buf[16];

	(void)state;
	assert_int_equal(fold(buf, sizeof(buf), "RoUteR\305\277", 8), 7);
	assert_string_equal(buf, "routers");
	/* Neither UTF-8 nor whole: as it is. */
	assert_int_equal(fold(buf, sizeof(buf), "A\300\200\355\240\200\303", 7),
	    7);
	assert_memory_equal(buf, "a\300\200\355\240\200\303", 8);
}

static void
cut_text(void **state)
{
	char	buf[4] = "xxx";

	(void)state;
	assert_int_equal(fold(buf, sizeof(buf), "ABCDEF", 6), 6);
	assert_string_equal(buf, "abc");
	/* A character is written whole or not at all. */
	assert_int_equal(fold(buf, sizeof(buf), "AB\303\204", 4), 4);
	assert_string_equal(buf, "ab");
	assert_int_equal(fold(NULL, 0, "ABC", 3), 3);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(equal_but_for_case),
		cmocka_unit_test(different),
		cmocka_unit_test(folded_text),
		cmocka_unit_test(cut_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
