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

#include "go/url.h"

/* Each byte becomes itself or an escape, which reads as that byte. */
static void
test_escape(void **state)
{
	static const char	 unreserved[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
	char			 out[GO_URL_ESCAPE_MAX];
	int			 c;

	(void)state;
	for (c = 0; c < 256; c++) {
		if (c != 0 && strchr(unreserved, c) != NULL) {
			assert_int_equal(go_url_escape((unsigned char)c, "",
			    out), 1);
			assert_int_equal((unsigned char)out[0], c);
			continue;
		}
		assert_int_equal(go_url_escape((unsigned char)c, "", out), 3);
		assert_int_equal(strlen(out), 3);
		assert_int_equal(go_url_unescape(out, 3), c);
	}
	assert_int_equal(go_url_escape('/', "/:", out), 1);
	assert_string_equal(out, "/");
	assert_int_equal(go_url_escape('\0', "/:", out), 3);
	assert_string_equal(out, "%00");
	assert_int_equal(go_url_escape(0xe4, "/:", out), 3);
	assert_string_equal(out, "%E4");
}

static void
test_unescape(void **state)
{
	static const struct {
		const char	*s;
		int		 c;
	} cases[] = {
		{ "%41", 'A' }, { "%4a", 'J' }, { "%4A", 'J' },
		{ "%00", 0 }, { "%ff", 0xff }, { "%41x", 'A' },
		{ "", -1 }, { "%", -1 }, { "%4", -1 }, { "41", -1 },
		{ "x41", -1 }, { "%4g", -1 }, { "%g4", -1 }, { "%%41", -1 },
		{ "% 4", -1 }, { "%-1", -1 },
	};
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(go_url_unescape(cases[i].s,
		    strlen(cases[i].s)), cases[i].c);
	assert_int_equal(go_url_unescape("%41", 2), -1);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_unescape)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
