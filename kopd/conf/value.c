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

#include <stdlib.h>
#include <string.h>

#include "kopd/conf/conf.h"

#define GO_SECOND	1000000000LL	/* Go counts nanoseconds */

struct unit {
	const char	*name;
	long long	 value;
};

/* A number at the start of s; its end in *end.  -1: none, or too big. */
static long long
leading_number(const char *s, const char **end)
{
	long long	 n = 0;

	if (*s < '0' || *s > '9')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++) {
		n = n * 10 + (*s - '0');
		if (n > UINT32_MAX)
			return -1;
	}
	*end = s;
	return n;
}

/*
 * A number with one of the units, in the smallest of them; -1 and the reason
 * in *why where it is none.
 */
static long long
with_unit(const char *s, const struct unit *units, size_t count,
    const char **why, const char *reason)
{
	const char	*end;
	long long	 n = leading_number(s, &end);
	size_t		 i;

	for (i = 0; n != -1 && i < count; i++)
		if (strcmp(end, units[i].name) == 0)
			return n * units[i].value;
	*why = reason;
	return -1;
}

long long
conf_duration(const char *s, const char **why)
{
	static const struct unit units[] = {
		{ "", 1 }, { "s", 1 }, { "m", 60 }, { "h", 3600 },
		{ "d", 86400 },
	};

	return with_unit(s, units, sizeof(units) / sizeof(units[0]), why,
	    "is not a duration such as 90, 60s, 5m, 1h");
}

long long
conf_size(const char *s, const char **why)
{
	static const struct unit units[] = {
		{ "", 1 }, { "K", 1024 }, { "M", 1024 * 1024 },
		{ "G", 1024 * 1024 * 1024 },
	};

	return with_unit(s, units, sizeof(units) / sizeof(units[0]), why,
	    "is not a number of bytes such as 1048576, 1024K, 1M");
}

/* The nanoseconds of a unit at the start of s; 0: none. */
static long long
go_unit(const char *s, size_t *len)
{
	static const struct {
		const char	*name;
		long long	 ns;
	} units[] = {
		/* "ms" before "m" */
		{ "ns", 1 }, { "us", 1000 }, { "\302\265s", 1000 },
		{ "\316\274s", 1000 }, { "ms", 1000000 },
		{ "s", GO_SECOND }, { "m", 60 * GO_SECOND },
		{ "h", 3600 * GO_SECOND },
	};
	size_t	 i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		*len = strlen(units[i].name);
		if (strncmp(s, units[i].name, *len) == 0)
			return units[i].ns;
	}
	return 0;
}

/* Number and unit at the start of *s, in nanoseconds; -1: none. */
static long long
go_part(const char **s)
{
	long long	 whole = 0, fraction = 0, scale = 1, unit;
	int		 digits = 0;
	size_t		 len;

	for (; **s >= '0' && **s <= '9'; (*s)++, digits++) {
		if ((whole = whole * 10 + (**s - '0')) > UINT32_MAX)
			return -1;
	}
	if (**s == '.')
		(*s)++;
	for (; **s >= '0' && **s <= '9'; (*s)++, digits++) {
		/* What is left out is below 4 milliseconds. */
		if (scale < 1000000) {
			fraction = fraction * 10 + (**s - '0');
			scale *= 10;
		}
	}
	if (digits == 0 || (unit = go_unit(*s, &len)) == 0 ||
	    whole > INT64_MAX / 2 / unit)
		return -1;
	*s += len;
	return whole * unit + fraction * unit / scale;
}

long long
conf_go_duration(const char *s, const char **why)
{
	const char	*end, *p = s + (*s == '+');
	long long	 part, sum = 0;

	*why = "is not a duration such as 30, 30s, 1m30s";
	if (*s == '-') {
		*why = "is below 0";
		return -1;
	}
	if ((part = leading_number(p, &end)) != -1 && *end == '\0')
		return part;
	do {
		if ((part = go_part(&p)) == -1 || part > INT64_MAX - sum)
			return -1;
		sum += part;
	} while (*p != '\0');
	return sum / GO_SECOND + (sum % GO_SECOND != 0);
}

long long
conf_version(const char *s, const char **why)
{
	long long	 part[3] = { -1, -1, 0 };
	size_t		 i;

	*why = "is not a version such as 3.7 or 2.11.53";
	for (i = 0; i < 3; i++) {
		if ((part[i] = leading_number(s, &s)) == -1 || part[i] > 99)
			return -1;
		if (*s == '\0')
			break;
		if (*s++ != '.')
			return -1;
	}
	if (i == 0 || i == 3)
		return -1;
	if (part[0] < 2 || (part[0] == 2 && part[1] < 11)) {
		*why = "is too old: what kopd writes is for 2.11 and newer";
		return -1;
	}
	if (part[0] == 2 && part[1] > 11) {
		*why = "is none: 2.11 was the last of Traefik 2";
		return -1;
	}
	if (part[0] > 3) {
		*why = "is too new: it may have dropped fields, and one key "
		    "that it cannot read would stop all routes; update kopd";
		return -1;
	}
	return TRAEFIK_VERSION(part[0], part[1], part[2]);
}
