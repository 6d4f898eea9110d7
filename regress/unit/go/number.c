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

#include "go/number.h"

/* As Go's tests of strconv have them, and their edges. */
static void
booleans(void **state)
{
	static const struct {
		const char	*s;
		int		 value;		/* -1: rejected */
	} rows[] = {
		{ "1", 1 }, { "t", 1 }, { "T", 1 }, { "true", 1 },
		{ "TRUE", 1 }, { "True", 1 }, { "0", 0 }, { "f", 0 },
		{ "F", 0 }, { "false", 0 }, { "FALSE", 0 }, { "False", 0 },
		{ "", -1 }, { "tRUE", -1 }, { "yes", -1 }, { "true ", -1 },
		{ "tr", -1 }, { "11", -1 }, { "asdf", -1 },
	};
	size_t	 i;
	int	 value;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		value = -1;
		if (go_parse_bool(rows[i].s, strlen(rows[i].s), &value) == -1)
			assert_int_equal(value, -1);
		if (value != rows[i].value)
			fail_msg("`%s' is %d", rows[i].s, value);
	}
	/* The bytes behind the string do not count. */
	assert_int_equal(go_parse_bool("true", 1, &value), 0);
	assert_int_equal(value, 1);
}

static void
integers(void **state)
{
	static const struct {
		const char	*s;
		int		 base;
		int		 status;
		int64_t		 value;
	} rows[] = {
		{ "", 10, -1, 0 }, { "0", 10, 0, 0 }, { "-0", 10, 0, 0 },
		{ "+1", 10, 0, 1 }, { "012345", 10, 0, 12345 },
		{ "9223372036854775807", 10, 0, INT64_MAX },
		{ "-9223372036854775808", 10, 0, INT64_MIN },
		{ "9223372036854775808", 10, -1, 0 },
		{ "-9223372036854775809", 10, -1, 0 },
		{ "1_2", 10, -1, 0 }, { "0x10", 10, -1, 0 },
		{ "12345x", 10, -1, 0 }, { "--1", 10, -1, 0 },
		{ " 1", 10, -1, 0 }, { "+", 10, -1, 0 },
		{ "0", 0, 0, 0 }, { "012", 0, 0, 10 }, { "0o12", 0, 0, 10 },
		{ "-0b10", 0, 0, -2 }, { "0XFf", 0, 0, 255 },
		{ "09", 0, -1, 0 }, { "0b2", 0, -1, 0 }, { "0x", 0, -1, 0 },
		{ "0b", 0, -1, 0 }, { "1_000", 0, 0, 1000 },
		{ "0x_1_f", 0, 0, 31 }, { "0_7", 0, 0, 7 },
		{ "_1", 0, -1, 0 }, { "1_", 0, -1, 0 }, { "1__0", 0, -1, 0 },
		{ "0_x1", 0, -1, 0 }, { "-_1", 0, -1, 0 },
		{ "z", 36, 0, 35 }, { "7", 7, -1, 0 }, { "-77", 8, 0, -63 },
	};
	size_t	 i;
	int64_t	 value;
	int	 status;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		value = 77;
		status = go_parse_int(rows[i].s, strlen(rows[i].s),
		    rows[i].base, &value);
		if (status != rows[i].status ||
		    value != (status == -1 ? 77 : rows[i].value))
			fail_msg("`%s' is %d, %lld", rows[i].s, status,
			    (long long)value);
	}
}

static void
unsigned_integers(void **state)
{
	uint64_t	 value = 0;

	(void)state;
	assert_int_equal(go_parse_uint("18446744073709551615", 20, 10,
	    &value), 0);
	assert_true(value == UINT64_MAX);
	assert_int_equal(go_parse_uint("18446744073709551616", 20, 10,
	    &value), -1);
	assert_int_equal(go_parse_uint("0xffffffffffffffff", 18, 0, &value),
	    0);
	assert_true(value == UINT64_MAX);
	assert_int_equal(go_parse_uint("+1", 2, 10, &value), -1);
	assert_int_equal(go_parse_uint("-1", 2, 10, &value), -1);
	assert_int_equal(go_parse_uint("123", 2, 10, &value), 0);
	assert_int_equal(value, 12);
}

static void
floats(void **state)
{
	static const struct {
		const char	*s;
		double		 value;
	} good[] = {
		{ "1", 1 }, { "+1", 1 }, { "1e23", 1e23 }, { "1E-3", 1e-3 },
		{ ".5", 0.5 }, { "5.", 5 }, { "-0.1", -0.1 },
		{ "0x1p4", 16 }, { "0X1.8p1", 3 }, { "0x.8p0", 0.5 },
		{ "1_23.50_0_0e+1_2", 1.235e14 }, { "0x_1_0p0", 16 },
		{ "1e-400", 0 },
	}, *row;
	static const char *const bad[] = {
		"", "x", "1x", "1.1.", ".", "e1", "1e", "1e+", " 1", "1 ",
		"0x1", "0x.p0", "0xp0", "0x1p", "1p4", "_1.5", "1._5", "1_.5",
		"1e_3", "1.5_", "1e999", "-1e999", "+nan", "nanx", "infinit",
		"--1", "1,5",
	};
	char	 many[700];
	double	 value;
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		row = &good[i];
		value = -1;
		if (go_parse_float(row->s, strlen(row->s), &value) == -1 ||
		    value < row->value || value > row->value)
			fail_msg("`%s' is %g", row->s, value);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (go_parse_float(bad[i], strlen(bad[i]), &value) == 0)
			fail_msg("`%s' is %g", bad[i], value);
	assert_int_equal(go_parse_float("-Inf", 4, &value), 0);
	assert_true(value < -1e308);
	assert_int_equal(go_parse_float("infinity", 8, &value), 0);
	assert_true(value > 1e308);
	assert_int_equal(go_parse_float("NaN", 3, &value), 0);
	assert_true(value != value);
	assert_int_equal(go_parse_float("1\0002", 3, &value), -1);
	/* As long as it likes, and no longer than it is. */
	memset(many, '0', sizeof(many));
	many[0] = '7';
	many[1] = '.';
	assert_int_equal(go_parse_float(many, sizeof(many), &value), 0);
	assert_false(value < 7 || value > 7);
}

static void
shortest_digits(void **state)
{
	static const struct {
		double		 value;
		const char	*digits;
		int		 point;
	} rows[] = {
		{ 1, "1", 1 }, { -1, "1", 1 }, { 10, "1", 2 },
		{ 0.5, "5", 0 }, { 0.1, "1", 0 }, { 0.001, "1", -2 },
		{ 123.456, "123456", 3 }, { 0.3, "3", 0 },
		{ 0.1 + 0.2, "30000000000000004", 0 },
		{ 1e21, "1", 22 }, { 5e-324, "5", -323 },
		{ 1.7976931348623157e308, "17976931348623157", 309 },
		{ 9007199254740993.0, "9007199254740992", 16 },
		{ 2.2250738585072014e-308, "22250738585072014", -307 },
	};
	char	 digits[GO_DIGITS_MAX];
	size_t	 i;
	int	 n, point;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		n = go_shortest_digits(rows[i].value, digits, &point);
		assert_string_equal(digits, rows[i].digits);
		assert_int_equal(n, strlen(digits));
		assert_int_equal(point, rows[i].point);
	}
	/* Zero has one digit and any point. */
	assert_int_equal(go_shortest_digits(0, digits, &point), 1);
	assert_string_equal(digits, "0");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(booleans),
		cmocka_unit_test(integers),
		cmocka_unit_test(unsigned_integers),
		cmocka_unit_test(floats),
		cmocka_unit_test(shortest_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
