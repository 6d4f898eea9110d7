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

#include "go/quote.h"

static void
quote(const char *s, int kind, int ascii, char *out)
{
	size_t	 i, n, len = strlen(s);

	*out++ = (char)kind;
	for (i = 0; i < len; out += n)
		i += go_quote_next(s + i, len - i, kind, ascii, out, &n);
	*out++ = (char)kind;
	*out = '\0';
}

/* As Go's tests of Quote, QuoteToASCII and QuoteRune have them. */
static void
writes(void **state)
{
	static const struct {
		const char	*s;
		int		 kind;
		const char	*quoted;
		const char	*ascii;
	} rows[] = {
		{ "\a\b\f\r\n\t\v", '"', "\"\\a\\b\\f\\r\\n\\t\\v\"",
		    "\"\\a\\b\\f\\r\\n\\t\\v\"" },
		{ "\\", '"', "\"\\\\\"", "\"\\\\\"" },
		{ "abc\377def", '"', "\"abc\\xffdef\"", "\"abc\\xffdef\"" },
		{ "\342\230\272", '"', "\"\342\230\272\"", "\"\\u263a\"" },
		{ "\364\217\277\277", '"', "\"\\U0010ffff\"",
		    "\"\\U0010ffff\"" },
		{ "\004\177", '"', "\"\\x04\\x7f\"", "\"\\x04\\x7f\"" },
		{ "!\302\240!\342\200\213", '"', "\"!\\u00a0!\\u200b\"",
		    "\"!\\u00a0!\\u200b\"" },
		{ "'\"", '"', "\"'\\\"\"", "\"'\\\"\"" },
		{ "'\"", '\'', "'\\'\"'", "'\\'\"'" },
		{ "\357\277\275", '"', "\"\357\277\275\"", "\"\\ufffd\"" },
		{ "\360\237\230\200", '"', "\"\360\237\230\200\"",
		    "\"\\U0001f600\"" },
	};
	char	 out[64];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		quote(rows[i].s, rows[i].kind, 0, out);
		assert_string_equal(out, rows[i].quoted);
		quote(rows[i].s, rows[i].kind, 1, out);
		assert_string_equal(out, rows[i].ascii);
	}
}

static void
reads(void **state)
{
	static const struct {
		const char	*quoted;
		const char	*s;
		size_t		 len;
	} rows[] = {
		{ "\"\"", "", 0 }, { "``", "", 0 }, { "'x'", "x", 1 },
		{ "`\\n\"`", "\\n\"", 3 }, { "`a\r\nb`", "a\nb", 3 },
		{ "\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"", "\a\b\f\n\r\t\v\\\"",
		    9 },
		{ "'\\''", "'", 1 }, { "\"'\"", "'", 1 },
		{ "\"\\x41\\101\"", "AA", 2 }, { "\"\\xff\"", "\377", 1 },
		{ "\"\\u1234\"", "\341\210\264", 3 },
		{ "\"\\U00010111\"", "\360\220\204\221", 4 },
		{ "\"a\\000b\"", "a\0b", 3 },
	};
	static const char *const bad[] = {
		"", "\"", "\"a", "\"'", "b\"", "\"\\\"", "\"\\9\"", "\"\\19\"",
		"\"\\129\"", "\"\\400\"", "'\\\"'", "\"\\'\"", "\"\\x1!\"",
		"\"\\u123!\"", "\"\\ud800\"", "\"\\U11111111\"", "\"\\z\"",
		"\"\n\"", "\"\\\n\"", "\"a\"b\"", "`", "`a`b",
	};
	char	 buf[64];
	size_t	 i, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(go_unquote(rows[i].quoted,
		    strlen(rows[i].quoted), buf, &n), 0);
		assert_int_equal(n, rows[i].len);
		assert_memory_equal(buf, rows[i].s, n + 1);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (go_unquote(bad[i], strlen(bad[i]), buf, &n) == 0)
			fail_msg("%s became %s", bad[i], buf);
}

/* What is quoted is read as the same. */
static void
round_trip(void **state)
{
	char	 s[3], quoted[64], again[64];
	size_t	 n;
	int	 a, b;

	(void)state;
	for (a = 1; a < 256; a++) {
		for (b = 1; b < 256; b++) {
			s[0] = (char)a;
			s[1] = (char)b;
			s[2] = '\0';
			quote(s, '"', b & 1, quoted);
			assert_int_equal(go_unquote(quoted, strlen(quoted),
			    again, &n), 0);
			assert_int_equal(n, 2);
			assert_memory_equal(again, s, 3);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(writes),
		cmocka_unit_test(reads),
		cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
