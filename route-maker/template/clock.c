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

#include <string.h>
#include <strings.h>

#include "route-maker/template/buffer.h"
#include "route-maker/template/clock.h"

/* Time as Go formats it: a layout shows how 2006-01-02 15:04:05 looks. */
enum element {
	ELEMENT_NONE,
	LONG_MONTH, MONTH, NUMBER_MONTH, ZERO_MONTH,
	LONG_WEEKDAY, WEEKDAY,
	DAY, SPACE_DAY, ZERO_DAY, SPACE_YEARDAY, ZERO_YEARDAY,
	HOUR, HOUR12, ZERO_HOUR12, MINUTE, ZERO_MINUTE, SECOND, ZERO_SECOND,
	LONG_YEAR, YEAR, PM, SMALL_PM,
	ZONE, ISO_ZONE_COLON, ISO_ZONE, ZONE_COLON, ZONE_NUMBER, ZONE_SHORT,
	ISO_ZONE_SHORT, FRACTION_ZERO, FRACTION_NINE
};

/* The longer before what it begins with. */
static const struct {
	const char	*text;
	enum element	 element;
} elements[] = {
	{ "January",	LONG_MONTH },	{ "Jan",	MONTH },
	{ "Monday",	LONG_WEEKDAY },	{ "Mon",	WEEKDAY },
	{ "MST",	ZONE },		{ "2006",	LONG_YEAR },
	{ "002",	ZERO_YEARDAY },	{ "__2",	SPACE_YEARDAY },
	{ "_2",		SPACE_DAY },	{ "01",		ZERO_MONTH },
	{ "02",		ZERO_DAY },	{ "03",		ZERO_HOUR12 },
	{ "04",		ZERO_MINUTE },	{ "05",		ZERO_SECOND },
	{ "06",		YEAR },		{ "15",		HOUR },
	{ "1",		NUMBER_MONTH },	{ "2",		DAY },
	{ "3",		HOUR12 },	{ "4",		MINUTE },
	{ "5",		SECOND },	{ "PM",		PM },
	{ "pm",		SMALL_PM },	{ "-07:00",	ZONE_COLON },
	{ "-0700",	ZONE_NUMBER },	{ "-07",	ZONE_SHORT },
	{ "Z07:00",	ISO_ZONE_COLON }, { "Z0700",	ISO_ZONE },
	{ "Z07",	ISO_ZONE_SHORT },
};

static const char *const months[] = { "January", "February", "March", "April",
    "May", "June", "July", "August", "September", "October", "November",
    "December" };
static const char *const weekdays[] = { "Sunday", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday" };

struct calendar {
	int64_t	 year;
	int	 month;		/* 1 to 12 */
	int	 day;
	int	 yearday;	/* from 1 */
	int	 weekday;	/* from Sunday, 0 */
	int	 hour;
	int	 minute;
	int	 second;
};

/* Days since 1970 of a date in the Gregorian calendar, and back. */
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

static void
calendar_of(int64_t seconds, struct calendar *c)
{
	int64_t	 days, rest, era, of_era, year, of_year, month;

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

/* .000 or .999 behind seconds, as many digits as there are. */
static size_t
fraction(struct string s, size_t at, enum element *e)
{
	size_t	 n = 1;

	if (at + 1 >= s.len || (s.s[at] != '.' && s.s[at] != ',') ||
	    (s.s[at + 1] != '0' && s.s[at + 1] != '9'))
		return 0;
	while (at + n < s.len && s.s[at + n] == s.s[at + 1])
		n++;
	if (at + n < s.len && s.s[at + n] >= '0' && s.s[at + n] <= '9')
		return 0;
	*e = s.s[at + 1] == '0' ? FRACTION_ZERO : FRACTION_NINE;
	return n;
}

/* The element at a place of a layout and its length; 0 for plain text. */
static size_t
next_element(struct string s, size_t at, enum element *e)
{
	size_t	 i, n;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		n = strlen(elements[i].text);
		if (n > s.len - at || memcmp(s.s + at, elements[i].text, n))
			continue;
		if (elements[i].element == MONTH && s.len - at > n &&
		    s.s[at + n] >= 'a' && s.s[at + n] <= 'z')
			continue;
		if (elements[i].element == WEEKDAY && s.len - at > n &&
		    s.s[at + n] >= 'a' && s.s[at + n] <= 'z')
			continue;
		if (elements[i].element == SPACE_DAY && s.len - at >= 5 &&
		    memcmp(s.s + at + 1, "2006", 4) == 0)
			continue;
		*e = elements[i].element;
		return n;
	}
	return fraction(s, at, e);
}

static void
add_zone(struct exec *x, struct buffer *b, enum element e, int offset)
{
	int	 minutes = offset / 60, colon;

	if (offset == 0 && (e == ISO_ZONE || e == ISO_ZONE_COLON ||
	    e == ISO_ZONE_SHORT)) {
		buffer_putc(x, b, 'Z');
		return;
	}
	if (e == ZONE && offset == 0) {
		buffer_puts(x, b, "UTC");
		return;
	}
	buffer_putc(x, b, minutes < 0 ? '-' : '+');
	minutes = minutes < 0 ? -minutes : minutes;
	buffer_printf(x, b, "%02d", minutes / 60);
	colon = e == ISO_ZONE_COLON || e == ZONE_COLON;
	if (e == ZONE ? minutes % 60 != 0 : e != ZONE_SHORT &&
	    e != ISO_ZONE_SHORT)
		buffer_printf(x, b, "%s%02d", colon ? ":" : "", minutes % 60);
}

static void
add_fraction(struct exec *x, struct buffer *b, enum element e, const char *s,
    size_t n, int32_t nanoseconds)
{
	char	 digits[16];
	size_t	 i;

	for (i = 9; i > 0; i--, nanoseconds /= 10)
		digits[i - 1] = (char)('0' + nanoseconds % 10);
	n = n - 1 > 9 ? 9 : n - 1;
	while (e == FRACTION_NINE && n > 0 && digits[n - 1] == '0')
		n--;
	if (n == 0)
		return;
	buffer_putc(x, b, s[0]);
	buffer_add(x, b, digits, n);
}

static void
add_year(struct exec *x, struct buffer *b, int64_t year)
{
	if (year < 0)
		buffer_putc(x, b, '-');
	buffer_printf(x, b, "%04lld", (long long)(year < 0 ? -year : year));
}

static void
add_number(struct exec *x, struct buffer *b, enum element e,
    const struct calendar *c)
{
	int	 hour = c->hour % 12 == 0 ? 12 : c->hour % 12;

	switch (e) {
	case NUMBER_MONTH:
		buffer_printf(x, b, "%d", c->month);
		break;
	case ZERO_MONTH:
		buffer_printf(x, b, "%02d", c->month);
		break;
	case DAY:
		buffer_printf(x, b, "%d", c->day);
		break;
	case SPACE_DAY:
		buffer_printf(x, b, "%2d", c->day);
		break;
	case ZERO_DAY:
		buffer_printf(x, b, "%02d", c->day);
		break;
	case SPACE_YEARDAY:
		buffer_printf(x, b, "%3d", c->yearday);
		break;
	case ZERO_YEARDAY:
		buffer_printf(x, b, "%03d", c->yearday);
		break;
	case HOUR:
		buffer_printf(x, b, "%02d", c->hour);
		break;
	case HOUR12:
		buffer_printf(x, b, "%d", hour);
		break;
	case ZERO_HOUR12:
		buffer_printf(x, b, "%02d", hour);
		break;
	case MINUTE:
		buffer_printf(x, b, "%d", c->minute);
		break;
	case ZERO_MINUTE:
		buffer_printf(x, b, "%02d", c->minute);
		break;
	case SECOND:
		buffer_printf(x, b, "%d", c->second);
		break;
	default:
		buffer_printf(x, b, "%02d", c->second);
	}
}

static void
add_element(struct exec *x, struct buffer *b, enum element e,
    const struct calendar *c, int offset)
{
	switch (e) {
	case LONG_MONTH:
		buffer_puts(x, b, months[c->month - 1]);
		break;
	case MONTH:
		buffer_add(x, b, months[c->month - 1], 3);
		break;
	case LONG_WEEKDAY:
		buffer_puts(x, b, weekdays[c->weekday]);
		break;
	case WEEKDAY:
		buffer_add(x, b, weekdays[c->weekday], 3);
		break;
	case LONG_YEAR:
		add_year(x, b, c->year);
		break;
	case YEAR:
		buffer_printf(x, b, "%02d", (int)((c->year % 100 + 100) % 100));
		break;
	case PM:
		buffer_puts(x, b, c->hour >= 12 ? "PM" : "AM");
		break;
	case SMALL_PM:
		buffer_puts(x, b, c->hour >= 12 ? "pm" : "am");
		break;
	default:
		if (e >= ZONE && e <= ISO_ZONE_SHORT)
			add_zone(x, b, e, offset);
		else
			add_number(x, b, e, c);
	}
}

void
format_time(struct exec *x, struct buffer *b, const struct moment *t,
    struct string layout)
{
	struct calendar	 c;
	enum element	 e;
	size_t		 i, n;

	calendar_of(t->seconds + t->offset, &c);
	for (i = 0; i < layout.len; i += n) {
		e = ELEMENT_NONE;
		n = next_element(layout, i, &e);
		if (n == 0) {
			buffer_putc(x, b, layout.s[i]);
			n = 1;
		} else if (e == FRACTION_ZERO || e == FRACTION_NINE)
			add_fraction(x, b, e, layout.s + i, n, t->nanoseconds);
		else
			add_element(x, b, e, &c, t->offset);
	}
}

/* A text on its way to a time. */
struct reader {
	struct string	 s;
	size_t		 at;
	struct calendar	 c;
	int32_t		 nanoseconds;
	int32_t		 offset;
	int		 pm;		/* 1 PM, 0 AM, -1 not said */
};

static int
read_digits(struct reader *r, size_t least, size_t most, int *number)
{
	size_t	 n;

	*number = 0;
	for (n = 0; n < most && r->at < r->s.len && r->s.s[r->at] >= '0' &&
	    r->s.s[r->at] <= '9'; n++)
		*number = *number * 10 + (r->s.s[r->at++] - '0');
	return n >= least ? 0 : -1;
}

static int
read_name(struct reader *r, const char *const *names, int count, size_t len,
    int *number)
{
	size_t	 n;
	int	 i;

	for (i = 0; i < count; i++) {
		n = len > 0 ? len : strlen(names[i]);
		if (r->s.len - r->at < n ||
		    strncasecmp(r->s.s + r->at, names[i], n) != 0)
			continue;
		r->at += n;
		*number = i;
		return 0;
	}
	return -1;
}

static int
read_zone(struct reader *r, enum element e)
{
	int	 sign, hours, minutes = 0;

	if (e == ZONE || (r->at < r->s.len && r->s.s[r->at] == 'Z' &&
	    (e == ISO_ZONE || e == ISO_ZONE_COLON || e == ISO_ZONE_SHORT))) {
		if (e != ZONE) {
			r->at++;
			return 0;
		}
		if (r->s.len - r->at < 3 ||
		    memcmp(r->s.s + r->at, "UTC", 3) != 0)
			return -1;
		r->at += 3;
		return 0;
	}
	if (r->at == r->s.len || strchr("+-", r->s.s[r->at]) == NULL)
		return -1;
	sign = r->s.s[r->at++] == '-' ? -1 : 1;
	if (read_digits(r, 2, 2, &hours) == -1)
		return -1;
	if (e == ISO_ZONE_COLON || e == ZONE_COLON) {
		if (r->at == r->s.len || r->s.s[r->at++] != ':')
			return -1;
	}
	if (e != ZONE_SHORT && e != ISO_ZONE_SHORT &&
	    read_digits(r, 2, 2, &minutes) == -1)
		return -1;
	r->offset = sign * (hours * 3600 + minutes * 60);
	return hours > 24 || minutes > 59 ? -1 : 0;
}

static void
read_fraction(struct reader *r)
{
	int32_t	 unit = 100000000;

	if (r->at + 1 >= r->s.len ||
	    (r->s.s[r->at] != '.' && r->s.s[r->at] != ',') ||
	    r->s.s[r->at + 1] < '0' || r->s.s[r->at + 1] > '9')
		return;
	for (r->at++; r->at < r->s.len && r->s.s[r->at] >= '0' &&
	    r->s.s[r->at] <= '9'; r->at++, unit /= 10)
		r->nanoseconds += unit * (r->s.s[r->at] - '0');
}

static int
read_element(struct reader *r, enum element e)
{
	int	 year, status;

	switch (e) {
	case LONG_MONTH:
	case MONTH:
		status = read_name(r, months, 12, e == MONTH ? 3 : 0,
		    &r->c.month);
		r->c.month++;
		return status;
	case NUMBER_MONTH:
		return read_digits(r, 1, 2, &r->c.month);
	case ZERO_MONTH:
		return read_digits(r, 2, 2, &r->c.month);
	case LONG_WEEKDAY:
	case WEEKDAY:
		return read_name(r, weekdays, 7, e == WEEKDAY ? 3 : 0,
		    &r->c.weekday);
	case SPACE_DAY:
		if (r->at < r->s.len && r->s.s[r->at] == ' ')
			r->at++;
		return read_digits(r, 1, 2, &r->c.day);
	case DAY:
		return read_digits(r, 1, 2, &r->c.day);
	case ZERO_DAY:
		return read_digits(r, 2, 2, &r->c.day);
	case HOUR:
	case ZERO_HOUR12:
		return read_digits(r, 2, 2, &r->c.hour);
	case HOUR12:
		return read_digits(r, 1, 2, &r->c.hour);
	case MINUTE:
		return read_digits(r, 1, 2, &r->c.minute);
	case ZERO_MINUTE:
		return read_digits(r, 2, 2, &r->c.minute);
	case SECOND:
	case ZERO_SECOND:
		status = read_digits(r, e == SECOND ? 1 : 2, 2, &r->c.second);
		read_fraction(r);
		return status;
	case LONG_YEAR:
		status = read_digits(r, 4, 4, &year);
		r->c.year = year;
		return status;
	case YEAR:
		status = read_digits(r, 2, 2, &year);
		r->c.year = year + (year >= 69 ? 1900 : 2000);
		return status;
	case PM:
	case SMALL_PM:
		if (r->s.len - r->at < 2)
			return -1;
		r->pm = r->s.s[r->at] == (e == PM ? 'P' : 'p');
		r->at += 2;
		return 0;
	default:
		if (e >= ZONE && e <= ISO_ZONE_SHORT)
			return read_zone(r, e);
		read_fraction(r);
		return 0;
	}
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
parse_time(struct string layout, struct string s, struct moment *t)
{
	struct reader	 r = { .s = s, .pm = -1 };
	enum element	 e;
	size_t		 i, n;

	r.c.month = r.c.day = 1;
	for (i = 0; i < layout.len; i += n) {
		if ((n = next_element(layout, i, &e)) == 0) {
			if (r.at == s.len || s.s[r.at++] != layout.s[i])
				return -1;
			n = 1;
		} else if (read_element(&r, e) == -1)
			return -1;
	}
	if (r.pm == 1 && r.c.hour < 12)
		r.c.hour += 12;
	else if (r.pm == 0 && r.c.hour == 12)
		r.c.hour = 0;
	if (r.at != s.len || r.c.month < 1 || r.c.month > 12 ||
	    r.c.day < 1 || r.c.day > days_in(&r.c) || r.c.hour > 23 ||
	    r.c.minute > 59 || r.c.second > 59)
		return -1;
	t->seconds = days_of(r.c.year, r.c.month, r.c.day) * 86400 +
	    r.c.hour * 3600 + r.c.minute * 60 + r.c.second - r.offset;
	t->nanoseconds = r.nanoseconds;
	t->offset = r.offset;
	return 0;
}
