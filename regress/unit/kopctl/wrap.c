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

/* Paragraphs of 80 columns. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/wrap.h"

#define TEN	"1234567890"
#define SEVENTY	TEN TEN TEN TEN TEN TEN TEN

static void
check(int first, int rest, const char *text, const char *expected)
{
	char	*got;
	size_t	 size;
	FILE	*out;

	assert_non_null(out = open_memstream(&got, &size));
	wrap(out, first, rest, text);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, expected);
	free(got);
}

static void
test_wrap(void **state)
{
	(void)state;
	check(0, 4, "", "\n");
	check(2, 4, "a b", "  a b\n");
	check(0, 4, SEVENTY " 123456789", SEVENTY " 123456789\n");
	check(0, 4, SEVENTY " 1234567890", SEVENTY "\n    1234567890\n");
	check(1, 4, SEVENTY " 123456789 x", " " SEVENTY "\n    123456789 x\n");
	check(0, 4, SEVENTY TEN TEN " x", SEVENTY TEN TEN "\n    x\n");
	check(0, 4, "a " SEVENTY TEN, "a\n    " SEVENTY TEN "\n");
	check(0, 0, "a  b ", "a  b \n");
}

static void
test_encoded(void **state)
{
	(void)state;
	check(0, 0, "a\tb\nc\033[2J", "a\\tb\\nc^[[2J\n");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
