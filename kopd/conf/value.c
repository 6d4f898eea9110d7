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

#include "common/traefik.h"
#include "common/unit.h"
#include "go/duration.h"
#include "go/number.h"
#include "kopd/conf/value.h"

/* -1 and the reason in *why for other strings. */
static long long
checked(long long n, const char **why, const char *reason)
{
	if (n == -1)
		*why = reason;
	return n;
}

long long
conf_duration(const char *s, const char **why)
{
	static const struct unit units[] = {
		{ "", 1 }, { "s", 1 }, { "m", 60 }, { "h", 3600 },
		{ "d", 86400 },
	};

	return checked(unit_read(s, units, sizeof(units) / sizeof(units[0])),
	    why, "is not a duration such as 90, 60s, 5m, 1h");
}

long long
conf_size(const char *s, const char **why)
{
	return checked(unit_size(s), why,
	    "is not a number of bytes such as 1048576, 1024K, 1M");
}

long long
conf_go_duration(const char *s, const char **why)
{
	size_t	 len = strlen(s);
	int64_t	 n;

	if (*s == '-') {
		*why = "is below 0";
		return -1;
	}
	if (go_parse_int(s, len, 10, &n) == 0) {
		if (n <= UINT32_MAX)
			return n;
	} else if (go_parse_duration(s, len, &n) == 0)
		return n / GO_SECOND + (n % GO_SECOND != 0);
	*why = "is not a duration such as 30, 30s, 1m30s";
	return -1;
}

int
conf_go_bool(const char *s)
{
	int	 b;

	return go_parse_bool(s, strlen(s), &b) == 0 ? b : -1;
}

int
conf_go_int(const char *s, long long *result)
{
	int64_t	 n;

	if (go_parse_int(s, strlen(s), 0, &n) == -1)
		return -1;
	*result = n;
	return 0;
}

/* Two or three numbers, separated by dots; -1 for other strings. */
static int
version_parts(const char *s, long long part[3])
{
	size_t	 i;

	part[2] = 0;
	for (i = 0; i < 3; i++) {
		if ((part[i] = unit_digits(s, &s)) == -1 || part[i] > 99)
			return -1;
		if (*s == '\0')
			return i == 0 ? -1 : 0;
		if (*s++ != '.')
			return -1;
	}
	return -1;
}

long long
conf_version(const char *s, const char **why)
{
	long long	 part[3];

	if (version_parts(s, part) == -1)
		*why = "is not a version such as 3.7 or 2.11.53";
	else if (part[0] < 2 || (part[0] == 2 && part[1] < 11))
		*why = "is too old; kopd supports 2.11 and newer";
	else if (part[0] == 2 && part[1] > 11)
		*why = "does not exist: 2.11 was the last version of Traefik 2";
	else if (part[0] > 3)
		*why = "is too new: it may have removed fields, and one "
		    "unknown key stops all routes; update kopd";
	else
		return TRAEFIK_VERSION(part[0], part[1], part[2]);
	return -1;
}
