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

#include "go/utf8.h"

static void
reads_character(void **state)
{
	static const struct {
		const char	*text;
		size_t		 length;
		uint32_t	 c;
	} cases[] = {
		{ "a", 1, 'a' }, { "\033[", 1, 0x1b }, { "\177", 1, 0x7f },
		{ "\302\200", 2, 0x80 }, { "\302\233", 2, 0x9b },
		{ "\330\234", 2, 0x61c }, { "\337\277", 2, 0x7ff },
		{ "\340\240\200", 3, 0x800 }, { "\342\200\256", 3, 0x202e },
		{ "\357\277\277", 3, 0xffff },
		{ "\360\220\200\200", 4, 0x10000 },
		{ "\364\217\277\277", 4, 0x10ffff },
		/* None of these is a character. */
		{ "\200", 0, 0x80 }, { "\233", 0, 0x9b }, { "\377", 0, 0xff },
		{ "\302", 0, 0xc2 }, { "\302a", 0, 0xc2 },
		{ "\301\277", 0, 0xc1 }, { "\340\237\277", 0, 0xe0 },
		{ "\342\200", 0, 0xe2 }, { "\355\240\200", 0, 0xed },
		{ "\360\217\277\277", 0, 0xf0 },
		{ "\364\220\200\200", 0, 0xf4 }, { "\370\210", 0, 0xf8 },
	};
	uint32_t	 c;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(rune_read(cases[i].text, &c),
		    cases[i].length);
		assert_int_equal(c, cases[i].c);
	}
}

/* Every character is written and read again, from either end. */
static void
every_character(void **state)
{
	char		 s[4];
	uint32_t	 c, expected;
	size_t		 len, n;

	(void)state;
	for (c = 0; c <= 0x110000; c++) {
		len = rune_encode(s, c);
		expected = c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ?
		    RUNE_ERROR : c;
		assert_true(rune_start((unsigned char)s[0]));
		for (n = 1; n < len; n++)
			assert_false(rune_start((unsigned char)s[n]));
		assert_int_equal(rune_next(s, len, &n), expected);
		assert_int_equal(n, len);
		assert_int_equal(rune_last(s, len, &n), expected);
		assert_int_equal(n, len);
		/* Cut off, its first byte is no character. */
		if (len > 1) {
			assert_int_equal(rune_next(s, len - 1, &n),
			    RUNE_ERROR);
			assert_int_equal(n, 1);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_character),
		cmocka_unit_test(every_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
