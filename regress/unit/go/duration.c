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

#include "go/duration.h"

/* As Go's tests of time.ParseDuration and Duration.String have them. */
static void
reads(void **state)
{
	static const struct {
		const char	*s;
		int64_t		 value;
	} rows[] = {
		{ "0", 0 }, { "-0", 0 }, { "+0", 0 }, { "5s", 5 * GO_SECOND },
		{ "30s", 30 * GO_SECOND }, { "-5s", -5 * GO_SECOND },
		{ "+5s", 5 * GO_SECOND }, { "5.0s", 5 * GO_SECOND },
		{ "5.6s", 5600000000 }, { "5.s", 5 * GO_SECOND },
		{ ".5s", 500000000 }, { "1.004s", 1004000000 },
		{ "100.00100s", 100001000000 }, { "10ns", 10 },
		{ "11us", 11000 }, { "12\302\265s", 12000 },
		{ "12\316\274s", 12000 }, { "13ms", 13000000 },
		{ "3h30m", 12600 * GO_SECOND },
		{ "10.5s4m", 250 * GO_SECOND + 500000000 },
		{ "-2m3.4s", -123400000000 },
		{ "1h2m3s4ms5us6ns", 3723004005006 },
		{ "52763797000ns", 52763797000 },
		{ "0.3333333333333333333h", 1200 * GO_SECOND },
		{ "9007199254740993ns", 9007199254740993 },
		{ "9223372036854775807ns", INT64_MAX },
		{ "9223372036s854ms775us807ns", INT64_MAX },
		{ "-9223372036854775808ns", INT64_MIN },
		{ "-2562047h47m16.854775808s", INT64_MIN },
		{ "0.100000000000000000000h", 360 * GO_SECOND },
		{ "0.830103483285477580700h", 2988372539827 },
	};
	static const char *const bad[] = {
		"", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "1s2", "1 s",
		" 1s", "1h-1m", "1e3s", "1S", "+-1s",
		"\205\205", "\377\377", "9223372036854775810ns",
		"9223372036854775808ns", "-9223372036854775809ns",
		"9223372036854776us", "3000000h", "9223372036854775.808us",
	};
	int64_t	 value;
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		value = 77;
		if (go_parse_duration(rows[i].s, strlen(rows[i].s),
		    &value) == -1 || value != rows[i].value)
			fail_msg("`%s' is %lld", rows[i].s, (long long)value);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		value = 77;
		if (go_parse_duration(bad[i], strlen(bad[i]), &value) == 0)
			fail_msg("`%s' is %lld", bad[i], (long long)value);
		assert_int_equal(value, 77);
	}
	/* The bytes behind the string do not count. */
	assert_int_equal(go_parse_duration("1m30s", 2, &value), 0);
	assert_true(value == 60 * GO_SECOND);
	assert_int_equal(go_parse_duration("1m30s", 4, &value), -1);
}

static void
writes(void **state)
{
	static const struct {
		int64_t		 value;
		const char	*s;
	} rows[] = {
		{ 0, "0s" }, { 1, "1ns" }, { -999, "-999ns" },
		{ 1100, "1.1\302\265s" }, { 2200000, "2.2ms" },
		{ -999999999, "-999.999999ms" }, { 3300000000, "3.3s" },
		{ 245000000000, "4m5s" }, { 245001000000, "4m5.001s" },
		{ 18367001000000, "5h6m7.001s" },
		{ 480000000001, "8m0.000000001s" }, { 3600 * GO_SECOND, "1h0m0s" },
		{ INT64_MAX, "2562047h47m16.854775807s" },
		{ INT64_MIN, "-2562047h47m16.854775808s" },
	};
	char	 buf[GO_DURATION_MAX];
	int64_t	 again;
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_string_equal(go_format_duration(rows[i].value, buf),
		    rows[i].s);
		assert_int_equal(go_parse_duration(buf, strlen(buf), &again),
		    0);
		assert_true(again == rows[i].value);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
