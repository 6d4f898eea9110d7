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

#include <stdio.h>
#include <string.h>

#include "go/duration.h"

#define SECOND	UINT64_C(1000000000)
#define MINUTE	(60 * SECOND)
#define HOUR	(60 * MINUTE)
#define LIMIT	(UINT64_C(1) << 63)	/* of a negative duration */

static const struct unit {
	const char	*name;
	uint64_t	 nanoseconds;
} units[] = {
	{ "ns", 1 }, { "us", 1000 }, { "\302\265s", 1000 },
	{ "\316\274s", 1000 }, { "ms", 1000000 }, { "s", SECOND },
	{ "m", MINUTE }, { "h", HOUR }
};

/* The rest of the string to read. */
struct rest {
	const char	*s;
	const char	*end;
};

static int
at_digit(const struct rest *r)
{
	return r->s < r->end && *r->s >= '0' && *r->s <= '9';
}

static int
read_whole(struct rest *r, uint64_t *x)
{
	for (*x = 0; at_digit(r); r->s++) {
		if (*x > LIMIT / 10)
			return -1;
		*x = *x * 10 + (uint64_t)(*r->s - '0');
		if (*x > LIMIT)
			return -1;
	}
	return 0;
}

/* Digits beyond 63 bits are read and ignored, as in Go. */
static void
read_fraction(struct rest *r, uint64_t *x, double *scale)
{
	int	full = 0;

	*x = 0;
	*scale = 1;
	for (; at_digit(r); r->s++) {
		if (full || *x > (LIMIT - 1) / 10 ||
		    *x * 10 + (uint64_t)(*r->s - '0') > LIMIT) {
			full = 1;
			continue;
		}
		*x = *x * 10 + (uint64_t)(*r->s - '0');
		*scale *= 10;
	}
}

static const struct unit *
read_unit(struct rest *r)
{
	const char	*s = r->s;
	size_t		 i, len;

	while (r->s < r->end && *r->s != '.' && !at_digit(r))
		r->s++;
	len = (size_t)(r->s - s);
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strlen(units[i].name) == len &&
		    memcmp(units[i].name, s, len) == 0)
			return &units[i];
	}
	return NULL;
}

/* Reads one number with its unit: "1.5h". */
static int
read_part(struct rest *r, uint64_t *v)
{
	const struct unit	*unit;
	const char		*start = r->s;
	uint64_t		 fraction = 0;
	double			 scale = 1;
	int			 digits;

	if (read_whole(r, v) == -1)
		return -1;
	digits = r->s != start;
	if (r->s < r->end && *r->s == '.') {
		r->s++;
		digits |= at_digit(r);
		read_fraction(r, &fraction, &scale);
	}
	if (!digits || (unit = read_unit(r)) == NULL ||
	    *v > LIMIT / unit->nanoseconds)
		return -1;
	*v *= unit->nanoseconds;
	if (fraction > 0)
		*v += (uint64_t)((double)fraction *
		    ((double)unit->nanoseconds / scale));
	return *v > LIMIT ? -1 : 0;
}

/* The two's complement of a value, without signed overflow. */
static int64_t
wrap(uint64_t v)
{
	return v < LIMIT ? (int64_t)v : -(int64_t)(~v) - 1;
}

int
go_parse_duration(const char *s, size_t len, int64_t *result)
{
	struct rest	r = { s, s + len };
	uint64_t	total = 0, v;
	int		negative = len > 0 && *s == '-';

	if (negative || (len > 0 && *s == '+'))
		r.s++;
	if (r.end - r.s == 1 && *r.s == '0') {
		*result = 0;
		return 0;
	}
	if (r.s == r.end)
		return -1;
	while (r.s < r.end) {
		if (read_part(&r, &v) == -1)
			return -1;
		total += v;
		if (total > LIMIT)
			return -1;
	}
	if (!negative && total == LIMIT)
		return -1;
	*result = wrap(negative ? 0 - total : total);
	return 0;
}

/* Writes v / 10^digits without trailing zeros: "1.5". */
static void
format_decimal(char *buf, size_t size, uint64_t v, int digits)
{
	uint64_t	scale = 1;
	int		i;
	size_t		n;

	for (i = 0; i < digits; i++)
		scale *= 10;
	(void)snprintf(buf, size, "%llu.%0*llu",
	    (unsigned long long)(v / scale), digits,
	    (unsigned long long)(v % scale));
	for (n = strlen(buf); buf[n - 1] == '0'; n--)
		;
	if (buf[n - 1] == '.')
		n--;
	buf[n] = '\0';
}

char *
go_format_duration(int64_t d, char out[GO_DURATION_MAX])
{
	const char	*sign = d < 0 ? "-" : "";
	uint64_t	 u = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
	char		 decimal[32];

	if (u < SECOND) {
		if (u >= 1000)
			format_decimal(decimal, sizeof(decimal), u,
			    u < 1000000 ? 3 : 6);
		if (u == 0)
			(void)strlcpy(out, "0s", GO_DURATION_MAX);
		else if (u < 1000)
			(void)snprintf(out, GO_DURATION_MAX, "%s%lluns", sign,
			    (unsigned long long)u);
		else
			(void)snprintf(out, GO_DURATION_MAX, "%s%.20s%s", sign,
			    decimal, u < 1000000 ? "\302\265s" : "ms");
		return out;
	}
	format_decimal(decimal, sizeof(decimal), u % MINUTE, 9);
	if (u < MINUTE)
		(void)snprintf(out, GO_DURATION_MAX, "%s%.20ss", sign, decimal);
	else if (u < HOUR)
		(void)snprintf(out, GO_DURATION_MAX, "%s%llum%.12ss", sign,
		    (unsigned long long)(u / MINUTE), decimal);
	else
		(void)snprintf(out, GO_DURATION_MAX, "%s%lluh%llum%.12ss", sign,
		    (unsigned long long)(u / HOUR),
		    (unsigned long long)(u % HOUR / MINUTE), decimal);
	return out;
}
