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

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "traefik/duration.h"
#include "traefik/number.h"

#define SECOND	UINT64_C(1000000000)
#define MINUTE	(60 * SECOND)
#define HOUR	(60 * MINUTE)
#define LIMIT	(UINT64_C(1) << 63)	/* what a negative one may reach */

static const struct unit {
	const char	*name;
	uint64_t	 nanoseconds;
} units[] = {
	{ "ns", 1 }, { "us", 1000 }, { "\302\265s", 1000 },
	{ "\316\274s", 1000 }, { "ms", 1000000 }, { "s", SECOND },
	{ "m", MINUTE }, { "h", HOUR }
};

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
read_whole(const char **s, uint64_t *x)
{
	for (*x = 0; is_digit(**s); (*s)++) {
		if (*x > LIMIT / 10)
			return -1;
		*x = *x * 10 + (uint64_t)(**s - '0');
		if (*x > LIMIT)
			return -1;
	}
	return 0;
}

/* Digits beyond what 63 bits hold are read and do not count, as in Go. */
static void
read_fraction(const char **s, uint64_t *x, double *scale)
{
	int	full = 0;

	*x = 0;
	*scale = 1;
	for (; is_digit(**s); (*s)++) {
		if (full || *x > (LIMIT - 1) / 10 ||
		    *x * 10 + (uint64_t)(**s - '0') > LIMIT) {
			full = 1;
			continue;
		}
		*x = *x * 10 + (uint64_t)(**s - '0');
		*scale *= 10;
	}
}

static const struct unit *
read_unit(const char **s)
{
	size_t	i, len;

	for (len = 0; (*s)[len] != '\0' && (*s)[len] != '.' &&
	    !is_digit((*s)[len]); len++)
		;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strlen(units[i].name) == len &&
		    memcmp(units[i].name, *s, len) == 0) {
			*s += len;
			return &units[i];
		}
	}
	return NULL;
}

/* One number with its unit: "1.5h". */
static int
read_part(const char **s, uint64_t *v)
{
	const struct unit	*unit;
	const char		*start = *s;
	uint64_t		 fraction = 0;
	double			 scale = 1;
	int			 digits;

	if (read_whole(s, v) == -1)
		return -1;
	digits = *s != start;
	if (**s == '.') {
		(*s)++;
		digits |= is_digit(**s);
		read_fraction(s, &fraction, &scale);
	}
	if (!digits || (unit = read_unit(s)) == NULL ||
	    *v > LIMIT / unit->nanoseconds)
		return -1;
	*v *= unit->nanoseconds;
	if (fraction > 0)
		*v += (uint64_t)((double)fraction *
		    ((double)unit->nanoseconds / scale));
	return *v > LIMIT ? -1 : 0;
}

/* Two's complement, whatever the value: no signed overflow. */
static int64_t
wrap(uint64_t v)
{
	return v < LIMIT ? (int64_t)v : -(int64_t)(~v) - 1;
}

int
value_duration(const char *s, int64_t *out)
{
	uint64_t	total = 0, v;
	int		negative;

	if (value_int(s, out) == 0) {
		*out = wrap((uint64_t)*out * SECOND);
		return 0;
	}
	negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	if (*s == '\0')
		return -1;
	while (*s != '\0') {
		if (read_part(&s, &v) == -1)
			return -1;
		total += v;
		if (total > LIMIT)
			return -1;
	}
	if (!negative && total == LIMIT)
		return -1;
	*out = wrap(negative ? 0 - total : total);
	return 0;
}

/* A number of 10^-digits, without zeros at its end: "1.5". */
static void
print_decimal(char *buf, size_t size, uint64_t v, int digits)
{
	uint64_t	scale = 1;
	int		i;
	size_t		n;

	for (i = 0; i < digits; i++)
		scale *= 10;
	snprintf(buf, size, "%llu.%0*llu", (unsigned long long)(v / scale),
	    digits, (unsigned long long)(v % scale));
	for (n = strlen(buf); buf[n - 1] == '0'; n--)
		;
	if (buf[n - 1] == '.')
		n--;
	buf[n] = '\0';
}

char *
value_print_duration(struct arena *a, int64_t d)
{
	const char	*sign = d < 0 ? "-" : "";
	uint64_t	 u = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
	char		 buf[64];

	if (u == 0)
		return arena_strdup(a, "0s");
	if (u < 1000)
		return arena_printf(a, "%s%lluns", sign, (unsigned long long)u);
	if (u < SECOND) {
		print_decimal(buf, sizeof(buf), u, u < 1000000 ? 3 : 6);
		return arena_printf(a, "%s%s%s", sign, buf,
		    u < 1000000 ? "\302\265s" : "ms");
	}
	print_decimal(buf, sizeof(buf), u % MINUTE, 9);
	if (u < MINUTE)
		return arena_printf(a, "%s%ss", sign, buf);
	if (u < HOUR)
		return arena_printf(a, "%s%llum%ss", sign,
		    (unsigned long long)(u / MINUTE), buf);
	return arena_printf(a, "%s%lluh%llum%ss", sign,
	    (unsigned long long)(u / HOUR),
	    (unsigned long long)(u % HOUR / MINUTE), buf);
}
