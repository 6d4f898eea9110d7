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
#include <time.h>

#include <cmocka.h>

#include "route-maker/template/calendar.h"

/* The C library has the same date for a moment. */
static void
check_moment(int64_t seconds)
{
	struct tmpl_moment	 t = { .seconds = seconds }, back;
	struct calendar		 c;
	struct tm		 tm;
	time_t			 clock = (time_t)seconds;

	calendar_of(&t, &c);
	assert_int_equal(calendar_moment(&c, &back), 0);
	assert_int_equal(back.seconds, seconds);
	if (clock != seconds)
		return;			/* a time_t of 32 bits */
	assert_non_null(gmtime_r(&clock, &tm));
	assert_int_equal(c.year, tm.tm_year + 1900LL);
	assert_int_equal(c.month, tm.tm_mon + 1);
	assert_int_equal(c.day, tm.tm_mday);
	assert_int_equal(c.yearday, tm.tm_yday + 1);
	assert_int_equal(c.weekday, tm.tm_wday);
	assert_int_equal(c.hour, tm.tm_hour);
	assert_int_equal(c.minute, tm.tm_min);
	assert_int_equal(c.second, tm.tm_sec);
}

/* Each day of the 400 years before and after 1970, and some further away. */
static void
test_days(void **state)
{
	int64_t	 day, seconds;

	(void)state;
	for (day = -146097; day <= 146097; day++)
		check_moment(day * 86400 + (day & 1 ? 86399 : 0));
	for (seconds = 1; seconds < INT64_C(1) << 55; seconds *= 3) {
		check_moment(seconds);
		check_moment(-seconds);
	}
}

/* An offset moves the date, and is part of it. */
static void
test_offset(void **state)
{
	struct tmpl_moment	 t = { 86399, 5, 3600 }, back;
	struct calendar		 c;

	(void)state;
	calendar_of(&t, &c);
	assert_int_equal(c.day, 2);
	assert_int_equal(c.hour, 0);
	assert_int_equal(c.offset, 3600);
	assert_int_equal(c.nanoseconds, 5);
	assert_int_equal(calendar_moment(&c, &back), 0);
	assert_int_equal(back.seconds, t.seconds);
	assert_int_equal(back.nanoseconds, 5);
	assert_int_equal(back.offset, 3600);
}

static void
test_no_date(void **state)
{
	static const struct calendar	 bad[] = {
		{ .year = 2023, .month = 0, .day = 1 },
		{ .year = 2023, .month = 13, .day = 1 },
		{ .year = 2023, .month = 1, .day = 0 },
		{ .year = 2023, .month = 2, .day = 29 },
		{ .year = 1900, .month = 2, .day = 29 },
		{ .year = 2023, .month = 4, .day = 31 },
		{ .year = 2023, .month = 1, .day = 1, .hour = 24 },
		{ .year = 2023, .month = 1, .day = 1, .minute = 60 },
		{ .year = 2023, .month = 1, .day = 1, .second = 60 },
	};
	static const struct calendar	 good[] = {
		{ .year = 2024, .month = 2, .day = 29 },
		{ .year = 2000, .month = 2, .day = 29 },
		{ .year = 2023, .month = 12, .day = 31, .hour = 23,
		    .minute = 59, .second = 59 },
	};
	struct tmpl_moment	 t;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(calendar_moment(&bad[i], &t), -1);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(calendar_moment(&good[i], &t), 0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_offset),
		cmocka_unit_test(test_no_date)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
