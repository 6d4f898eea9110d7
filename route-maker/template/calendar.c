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

#include "route-maker/template/calendar.h"

/* Days since 1970 of a date. */
static int64_t
days_of(int64_t year, int month, int day)
{
	int64_t	 era, y = month <= 2 ? year - 1 : year;
	int64_t	 of_era, of_year;

	era = (y >= 0 ? y : y - 399) / 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	of_era = y - era * 400;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

void
calendar_of(const struct tmpl_moment *t, struct calendar *c)
{
	int64_t	 seconds = t->seconds + t->offset, days, rest;
	int64_t	 era, of_era, year, of_year, month;

	c->nanoseconds = t->nanoseconds;
	c->offset = t->offset;
	days = seconds / 86400;
	rest = seconds % 86400;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	c->hour = (int)(rest / 3600);
	c->minute = (int)(rest / 60 % 60);
	c->second = (int)(rest % 60);
	c->weekday = (int)(((days + 4) % 7 + 7) % 7);
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	c->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	c->month = (int)(month < 10 ? month + 3 : month - 9);
	c->year = year + era * 400 + (c->month <= 2);
	c->yearday = (int)(days - 719468 - days_of(c->year, 1, 1)) + 1;
}

static int
days_in(const struct calendar *c)
{
	static const int	 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
				    31, 30, 31 };

	if (c->month == 2 && c->year % 4 == 0 &&
	    (c->year % 100 != 0 || c->year % 400 == 0))
		return 29;
	return days[c->month - 1];
}

int
calendar_moment(const struct calendar *c, struct tmpl_moment *t)
{
	if (c->month < 1 || c->month > 12 || c->day < 1 ||
	    c->day > days_in(c) || c->hour > 23 || c->minute > 59 ||
	    c->second > 59)
		return -1;
	t->seconds = days_of(c->year, c->month, c->day) * 86400 +
	    c->hour * 3600 + c->minute * 60 + c->second - c->offset;
	t->nanoseconds = c->nanoseconds;
	t->offset = c->offset;
	return 0;
}
