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

#include "common/hexid.h"

#define DIGITS	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
there_and_back(void **state)
{
	struct hexid	 id;
	char		 text[HEXID_DIGITS + 1];

	(void)state;
	assert_int_equal(hexid_parse(&id, DIGITS, 64), 0);
	assert_int_equal(id.b[0], 0x01);
	assert_int_equal(id.b[31], 0xef);
	assert_string_equal(hexid_text(&id, text), DIGITS);
}

static void
refused(void **state)
{
	struct hexid	 id;
	char		 text[] = DIGITS;

	(void)state;
	assert_int_equal(hexid_parse(&id, DIGITS, 63), -1);
	assert_int_equal(hexid_parse(&id, DIGITS "0", 65), -1);
	assert_int_equal(hexid_parse(&id, "", 0), -1);
	text[63] = 'g';
	assert_int_equal(hexid_parse(&id, text, 64), -1);
	text[63] = '\0';
	assert_int_equal(hexid_parse(&id, text, 64), -1);
	text[63] = 'F';
	assert_int_equal(hexid_parse(&id, text, 64), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
