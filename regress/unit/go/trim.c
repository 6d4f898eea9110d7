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

#include "go/trim.h"

static void
test_trim(void **state)
{
	static const struct {
		const char	*s;
		size_t		 from;
		size_t		 to;
	} cases[] = {
		{ "", 0, 0 }, { "a", 0, 1 }, { " a ", 1, 2 },
		{ "\t\n\v\f\r a b\r\n", 6, 9 },
		{ "\302\205a\302\240", 2, 3 },
		{ "\343\200\200a\342\200\203", 3, 4 },
		{ "\205a\240", 0, 3 },		/* no UTF-8 */
		{ "\302a\302", 0, 3 },
	};
	const char	*from, *to;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		from = cases[i].s;
		to = from + strlen(from);
		go_trim_space(&from, &to);
		assert_int_equal(from - cases[i].s, cases[i].from);
		assert_int_equal(to - cases[i].s, cases[i].to);
	}
	from = "  \302\240";
	to = from + 4;
	go_trim_space(&from, &to);
	assert_int_equal(to - from, 0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_trim)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
