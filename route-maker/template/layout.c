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

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "route-maker/template/buffer.h"
#include "route-maker/template/calendar.h"
#include "route-maker/template/layout.h"

/* Names in a layout by their first one, and the number of the first one. */
struct names {
	const char	*const *name;
	int		 count;
	int		 first;
};

/* A string that is being parsed as a time. */
struct reader {
	struct tmpl_string	 s;
	size_t			 at;
	struct calendar		 c;
	int			 pm;		/* 1 PM, 0 AM, -1 neither */
};

struct element;

/* The functions that print and parse elements; read returns -1 on error. */
struct kind {
	void	(*print)(struct exec *, struct buffer *,
		    const struct element *, struct tmpl_string shown,
		    const struct calendar *);
	int	(*read)(struct reader *, const struct element *);
};

/* A part of a layout. */
struct element {
	const char		*text;
	const struct kind	*kind;
	size_t			 field;	/* offset in struct calendar */
	int			 width;	/* in characters; 0 for any */
	int			 pad;	/* '0' or ' ', before a number */
	const struct names	*names;
	int			 zone;	/* ZONE_ flags */
};

#define ZONE_Z		1	/* Z for UTC */
#define ZONE_COLON	2	/* between hours and minutes */
#define ZONE_MINUTES	4

static const char *const month_names[] = { "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October",
    "November", "December" };
static const char *const weekday_names[] = { "Sunday", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday" };

static const struct names	months = { month_names, 12, 1 };
static const struct names	weekdays = { weekday_names, 7, 0 };

static int
get_field(const struct calendar *c, const struct element *e)
{
	int	 number;

	memcpy(&number, (const char *)c + e->field, sizeof(number));
	return number;
}

static void
set_field(struct calendar *c, const struct element *e, int number)
{
	memcpy((char *)c + e->field, &number, sizeof(number));
}

/* The next byte, or -1 at the end. */
static int
next_byte(const struct reader *r)
{
	return r->at < r->s.len ? (unsigned char)r->s.s[r->at] : -1;
}

static int
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static int
read_digits(struct reader *r, size_t least, size_t most, int *number)
{
	size_t	 n;

	*number = 0;
	for (n = 0; n < most && is_digit(next_byte(r)); n++)
		*number = *number * 10 + (r->s.s[r->at++] - '0');
	return n >= least ? 0 : -1;
}

static void
add_number(struct exec *x, struct buffer *b, const struct element *e,
    int number)
{
	buffer_printf(x, b, e->pad == '0' ? "%0*d" : "%*d", e->width, number);
}

static void
print_number(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)shown;
	add_number(x, b, e, get_field(c, e));
}

static int
read_number(struct reader *r, const struct element *e)
{
	int	 number, status;

	if (e->pad == ' ' && next_byte(r) == ' ')
		r->at++;
	status = read_digits(r, e->pad == '0' ? (size_t)e->width : 1, 2,
	    &number);
	set_field(&r->c, e, number);
	return status;
}

static void
print_hour12(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)shown;
	add_number(x, b, e, c->hour % 12 == 0 ? 12 : c->hour % 12);
}

/* Go parses a fraction after seconds even if the layout has no fraction. */
static int
read_fraction(struct reader *r, const struct element *e)
{
	int32_t	 unit = 100000000;

	(void)e;
	if (r->at + 1 >= r->s.len ||
	    (r->s.s[r->at] != '.' && r->s.s[r->at] != ',') ||
	    !is_digit(r->s.s[r->at + 1]))
		return 0;
	r->c.nanoseconds = 0;
	for (r->at++; is_digit(next_byte(r)); r->at++, unit /= 10)
		r->c.nanoseconds += unit * (r->s.s[r->at] - '0');
	return 0;
}

static int
read_second(struct reader *r, const struct element *e)
{
	int	 status = read_number(r, e);

	(void)read_fraction(r, e);
	return status;
}

/* As many digits as the layout has; .999 is printed without final zeros. */
static void
print_fraction(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	char	 digits[16];
	int32_t	 nanoseconds = c->nanoseconds;
	size_t	 i, n = shown.len - 1 > 9 ? 9 : shown.len - 1;

	(void)e;
	for (i = 9; i > 0; i--, nanoseconds /= 10)
		digits[i - 1] = (char)('0' + nanoseconds % 10);
	while (shown.s[1] == '9' && n > 0 && digits[n - 1] == '0')
		n--;
	if (n == 0)
		return;
	buffer_putc(x, b, shown.s[0]);
	buffer_add(x, b, digits, n);
}

static void
print_name(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	const char	*name = e->names->name[get_field(c, e) -
			    e->names->first];

	(void)shown;
	buffer_add(x, b, name, e->width > 0 ? (size_t)e->width : strlen(name));
}

static int
read_name(struct reader *r, const struct element *e)
{
	const char	*name;
	size_t		 n;
	int		 i;

	for (i = 0; i < e->names->count; i++) {
		name = e->names->name[i];
		n = e->width > 0 ? (size_t)e->width : strlen(name);
		if (r->s.len - r->at < n ||
		    strncasecmp(r->s.s + r->at, name, n) != 0)
			continue;
		r->at += n;
		set_field(&r->c, e, i + e->names->first);
		return 0;
	}
	return -1;
}

static void
print_year(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)e;
	(void)shown;
	if (c->year < 0)
		buffer_putc(x, b, '-');
	buffer_printf(x, b, "%04lld",
	    (long long)(c->year < 0 ? -c->year : c->year));
}

static int
read_year(struct reader *r, const struct element *e)
{
	int	 year, status = read_digits(r, 4, 4, &year);

	(void)e;
	r->c.year = year;
	return status;
}

static void
print_short_year(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)shown;
	add_number(x, b, e, (int)((c->year % 100 + 100) % 100));
}

static int
read_short_year(struct reader *r, const struct element *e)
{
	int	 year, status = read_digits(r, 2, 2, &year);

	(void)e;
	r->c.year = year + (year >= 69 ? 1900 : 2000);
	return status;
}

/* AM or PM, in the case of the layout. */
static void
print_half(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)e;
	buffer_putc(x, b, shown.s[0] - (c->hour >= 12 ? 0 : 'P' - 'A'));
	buffer_putc(x, b, shown.s[1]);
}

static int
read_half(struct reader *r, const struct element *e)
{
	if (r->s.len - r->at < 2)
		return -1;
	r->pm = r->s.s[r->at] == e->text[0];
	r->at += 2;
	return 0;
}

static void
add_offset(struct exec *x, struct buffer *b, int offset, int flags)
{
	int	 minutes = offset / 60;

	buffer_putc(x, b, minutes < 0 ? '-' : '+');
	minutes = minutes < 0 ? -minutes : minutes;
	buffer_printf(x, b, "%02d", minutes / 60);
	if (flags & ZONE_MINUTES)
		buffer_printf(x, b, "%s%02d", flags & ZONE_COLON ? ":" : "",
		    minutes % 60);
}

static void
print_zone(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)shown;
	if (c->offset == 0 && (e->zone & ZONE_Z))
		buffer_putc(x, b, 'Z');
	else
		add_offset(x, b, c->offset, e->zone);
}

static int
read_zone(struct reader *r, const struct element *e)
{
	int	 sign, hours, minutes = 0;

	if ((e->zone & ZONE_Z) && next_byte(r) == 'Z') {
		r->at++;
		return 0;
	}
	if (r->at == r->s.len || strchr("+-", r->s.s[r->at]) == NULL)
		return -1;
	sign = r->s.s[r->at++] == '-' ? -1 : 1;
	if (read_digits(r, 2, 2, &hours) == -1)
		return -1;
	if ((e->zone & ZONE_COLON) &&
	    (r->at == r->s.len || r->s.s[r->at++] != ':'))
		return -1;
	if ((e->zone & ZONE_MINUTES) &&
	    read_digits(r, 2, 2, &minutes) == -1)
		return -1;
	r->c.offset = sign * (hours * 3600 + minutes * 60);
	return hours > 24 || minutes > 59 ? -1 : 0;
}

/* UTC is the only zone with a name. */
static void
print_zone_name(struct exec *x, struct buffer *b, const struct element *e,
    struct tmpl_string shown, const struct calendar *c)
{
	(void)e;
	(void)shown;
	if (c->offset == 0)
		buffer_puts(x, b, "UTC");
	else
		add_offset(x, b, c->offset,
		    c->offset / 60 % 60 != 0 ? ZONE_MINUTES : 0);
}

static int
read_zone_name(struct reader *r, const struct element *e)
{
	(void)e;
	if (r->s.len - r->at < 3 || memcmp(r->s.s + r->at, "UTC", 3) != 0)
		return -1;
	r->at += 3;
	return 0;
}

#define KIND(k, p, r) \
	static const struct kind k##_kind = { .print = (p), .read = (r) }

KIND(number, print_number, read_number);
KIND(hour12, print_hour12, read_number);
KIND(second, print_number, read_second);
KIND(fraction, print_fraction, read_fraction);
KIND(name, print_name, read_name);
KIND(year, print_year, read_year);
KIND(short_year, print_short_year, read_short_year);
KIND(half, print_half, read_half);
KIND(zone, print_zone, read_zone);
KIND(zone_name, print_zone_name, read_zone_name);

/* XXX Go parses the day of the year here; kopd parses a fraction or nothing. */
KIND(yearday, print_number, read_fraction);

#define ROW(t, k)	.text = (t), .kind = &k##_kind
#define FIELD(member)	.field = offsetof(struct calendar, member)
#define ZEROS(n)	.width = (n), .pad = '0'
#define BLANKS(n)	.width = (n), .pad = ' '

/* If one element begins with another, the longer one is first. */
static const struct element	elements[] = {
	{ ROW("January", name), FIELD(month), .names = &months },
	{ ROW("Jan", name), FIELD(month), .names = &months, .width = 3 },
	{ ROW("Monday", name), FIELD(weekday), .names = &weekdays },
	{ ROW("Mon", name), FIELD(weekday), .names = &weekdays, .width = 3 },
	{ ROW("MST", zone_name) },
	{ ROW("2006", year) },
	{ ROW("002", yearday), FIELD(yearday), ZEROS(3) },
	{ ROW("__2", yearday), FIELD(yearday), BLANKS(3) },
	{ ROW("_2", number), FIELD(day), BLANKS(2) },
	{ ROW("01", number), FIELD(month), ZEROS(2) },
	{ ROW("02", number), FIELD(day), ZEROS(2) },
	{ ROW("03", hour12), FIELD(hour), ZEROS(2) },
	{ ROW("04", number), FIELD(minute), ZEROS(2) },
	{ ROW("05", second), FIELD(second), ZEROS(2) },
	{ ROW("06", short_year), ZEROS(2) },
	{ ROW("15", number), FIELD(hour), ZEROS(2) },
	{ ROW("1", number), FIELD(month) },
	{ ROW("2", number), FIELD(day) },
	{ ROW("3", hour12), FIELD(hour) },
	{ ROW("4", number), FIELD(minute) },
	{ ROW("5", second), FIELD(second) },
	{ ROW("PM", half) },
	{ ROW("pm", half) },
	{ ROW("-07:00", zone), .zone = ZONE_COLON | ZONE_MINUTES },
	{ ROW("-0700", zone), .zone = ZONE_MINUTES },
	{ ROW("-07", zone) },
	{ ROW("Z07:00", zone), .zone = ZONE_Z | ZONE_COLON | ZONE_MINUTES },
	{ ROW("Z0700", zone), .zone = ZONE_Z | ZONE_MINUTES },
	{ ROW("Z07", zone), .zone = ZONE_Z },
};

/* .000 or .999, of any length. */
static const struct element	fraction_element = { ROW("", fraction) };

/* The length of a fraction at an offset of a layout, or 0. */
static size_t
fraction_length(struct tmpl_string s, size_t at)
{
	size_t	 n = 1;

	if (at + 1 >= s.len || (s.s[at] != '.' && s.s[at] != ',') ||
	    (s.s[at + 1] != '0' && s.s[at + 1] != '9'))
		return 0;
	while (at + n < s.len && s.s[at + n] == s.s[at + 1])
		n++;
	return at + n < s.len && is_digit(s.s[at + n]) ? 0 : n;
}

/* True for the "Jan" of "Janus", and for the "_2" of "_2006". */
static int
is_part(const struct element *e, struct tmpl_string s, size_t at, size_t n)
{
	if (e->names != NULL && e->width > 0)
		return s.len - at > n && s.s[at + n] >= 'a' &&
		    s.s[at + n] <= 'z';
	return strcmp(e->text, "_2") == 0 && s.len - at >= 5 &&
	    memcmp(s.s + at + 1, "2006", 4) == 0;
}

/*
 * The element at an offset of a layout and its length; NULL if there is none.
 */
static const struct element *
next_element(struct tmpl_string s, size_t at, size_t *n)
{
	const struct element	*e;
	size_t			 i;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		e = &elements[i];
		*n = strlen(e->text);
		if (*n <= s.len - at && memcmp(s.s + at, e->text, *n) == 0 &&
		    !is_part(e, s, at, *n))
			return e;
	}
	*n = fraction_length(s, at);
	return *n > 0 ? &fraction_element : NULL;
}

void
format_time(struct exec *x, struct buffer *b, const struct tmpl_moment *t,
    struct tmpl_string layout)
{
	const struct element	*e;
	struct tmpl_string	 shown;
	struct calendar		 c;
	size_t			 i, n;

	calendar_of(t, &c);
	for (i = 0; i < layout.len; i += n) {
		if ((e = next_element(layout, i, &n)) == NULL) {
			buffer_putc(x, b, layout.s[i]);
			n = 1;
			continue;
		}
		shown = (struct tmpl_string){ layout.s + i, n };
		e->kind->print(x, b, e, shown, &c);
	}
}

int
parse_time(struct tmpl_string layout, struct tmpl_string s,
    struct tmpl_moment *t)
{
	const struct element	*e;
	struct reader		 r = { .s = s, .pm = -1 };
	size_t			 i, n;

	r.c.month = r.c.day = 1;
	for (i = 0; i < layout.len; i += n) {
		if ((e = next_element(layout, i, &n)) == NULL) {
			if (next_byte(&r) != (unsigned char)layout.s[i])
				return -1;
			r.at++;
			n = 1;
		} else if (e->kind->read(&r, e) == -1)
			return -1;
	}
	if (r.pm == 1 && r.c.hour < 12)
		r.c.hour += 12;
	else if (r.pm == 0 && r.c.hour == 12)
		r.c.hour = 0;
	return r.at == s.len ? calendar_moment(&r.c, t) : -1;
}
