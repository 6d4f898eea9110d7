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

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "traefik/number.h"

int
value_bool(const char *s, int *out)
{
	static const char *const	yes[] = { "1", "t", "T", "TRUE", "true",
					    "True" };
	static const char *const	no[] = { "0", "f", "F", "FALSE",
					    "false", "False" };
	size_t				i;

	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (strcmp(s, yes[i]) == 0 || strcmp(s, no[i]) == 0) {
			*out = strcmp(s, yes[i]) == 0;
			return 0;
		}
	}
	return -1;
}

int
value_uint(const char *s, uint64_t *out)
{
	uint64_t	v = 0, digit;

	if (*s == '\0')
		return -1;
	for (; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return -1;
		digit = (uint64_t)(*s - '0');
		if (v > (UINT64_MAX - digit) / 10)
			return -1;
		v = v * 10 + digit;
	}
	*out = v;
	return 0;
}

int
value_int(const char *s, int64_t *out)
{
	uint64_t	v;
	int		negative = *s == '-';

	if (*s == '-' || *s == '+')
		s++;
	if (value_uint(s, &v) == -1 || v > (uint64_t)INT64_MAX + negative)
		return -1;
	*out = negative ? (v == 0 ? 0 : -(int64_t)(v - 1) - 1) : (int64_t)v;
	return 0;
}

/* Decimal notation alone: strtod(3) would take hexadecimal and blanks. */
int
value_float(const char *s, double *out)
{
	char	*end;

	if (s[strspn(s, "+-.eE0123456789")] != '\0' || *s == '\0')
		return -1;
	errno = 0;
	*out = strtod(s, &end);
	if (*end != '\0' || end == s || (errno == ERANGE && isinf(*out)))
		return -1;
	return 0;
}
