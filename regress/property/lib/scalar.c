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

#include "regress/property/lib/scalar.h"

#define DIGITS	"0123456789"

static int
is_one_of(const char *const *words, const char *value)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, value) == 0)
			return 1;
	return 0;
}

/* Digits that are a number of at most `most', both without a sign. */
static int
fits(const char *digits, const char *most)
{
	size_t	len = strlen(digits);

	if (len == 0 || strspn(digits, DIGITS) != len)
		return 0;
	while (len > 1 && *digits == '0') {
		digits++;
		len--;
	}
	if (len != strlen(most))
		return len < strlen(most);
	return strcmp(digits, most) <= 0;
}

static int
is_int(const char *s)
{
	if (*s == '-')
		return fits(s + 1, "9223372036854775808");
	return fits(s + (*s == '+'), "9223372036854775807");
}

/* 1, -1.5, 2e-3 */
static int
is_float(const char *s)
{
	size_t	whole, part = 0;

	s += *s == '-' || *s == '+';
	s += whole = strspn(s, DIGITS);
	if (*s == '.')
		s += 1 + (part = strspn(s + 1, DIGITS));
	if (whole + part == 0)
		return 0;
	if (*s == 'e' || *s == 'E') {
		s++;
		s += *s == '-' || *s == '+';
		if ((part = strspn(s, DIGITS)) == 0)
			return 0;
		s += part;
	}
	return *s == '\0';
}

static const struct {
	const char	*name;
	long double	 seconds;
} units[] = {
	{ "ns", 1e-9L }, { "us", 1e-6L }, { "\302\265s", 1e-6L },
	{ "\316\274s", 1e-6L }, { "ms", 1e-3L }, { "s", 1 }, { "m", 60 },
	{ "h", 3600 }
};

/* The unit that s begins with, up to the next digit; -1. */
static int
unit_of(const char *s)
{
	size_t	i, len = strcspn(s, "." DIGITS);

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strlen(units[i].name) == len &&
		    strncmp(s, units[i].name, len) == 0)
			return (int)i;
	return -1;
}

/* Go's time.ParseDuration, or seconds; 2^63 nanoseconds are too many. */
static int
is_duration(const char *s)
{
	long double	total = 0, part, scale;
	size_t		digits;
	int		unit;

	if (is_int(s))
		return 1;
	s += *s == '-' || *s == '+';
	if (strcmp(s, "0") == 0)
		return 1;
	if (*s == '\0')
		return 0;
	while (*s != '\0') {
		digits = strspn(s, DIGITS);
		for (part = 0; *s >= '0' && *s <= '9'; s++)
			part = part * 10 + (*s - '0');
		if (*s == '.')
			for (s++, scale = 10; *s >= '0' && *s <= '9';
			    s++, scale *= 10, digits++)
				part += (*s - '0') / scale;
		if (digits == 0 || (unit = unit_of(s)) == -1)
			return 0;
		total += part * units[unit].seconds;
		s += strlen(units[unit].name);
	}
	return total <= 9223372036.854775808L;
}

static int
is_port(const char *s)
{
	return fits(s, "65535") && strspn(s, "0") < strlen(s);
}

static int
is_scheme(const char *s)
{
	return *s >= 'a' && *s <= 'z' &&
	    s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789+.-")] == '\0';
}

/* No control characters, and nothing but digits where the port is. */
static int
is_url(const char *s)
{
	const char	*host, *end, *port;

	for (end = s; *end != '\0'; end++)
		if ((unsigned char)*end < ' ' || *end == 0x7f)
			return 0;
	host = s + strcspn(s, ":/?#");
	if (strncmp(host, "://", 3) != 0)
		return 1;
	host += 3;
	end = host + strcspn(host, "/?#");
	for (port = end; port > host && strchr(":]@", port[-1]) == NULL;)
		port--;
	return port == host || port[-1] != ':' ||
	    strspn(port, DIGITS) == (size_t)(end - port);
}

const char *
scalar_fault(const char *type, const char *value)
{
	static const char *const	bools[] = { "1", "t", "T", "TRUE",
					    "true", "True", "0", "f", "F",
					    "FALSE", "false", "False", NULL };

	if (*value == '\0')
		return "an empty value";
	if (strcmp(type, "string") == 0 || strcmp(type, "strings") == 0 ||
	    strcmp(type, "address") == 0)
		return NULL;
	if (strcmp(type, "url") == 0)
		return is_url(value) ? NULL : "not a URL";
	if (strcmp(type, "port") == 0)
		return is_port(value) ? NULL : "not a port";
	if (strcmp(type, "portnumber") == 0)
		return fits(value, "65535") ? NULL : "not a port, nor 0";
	if (strcmp(type, "scheme") == 0)
		return is_scheme(value) ? NULL : "not a scheme";
	if (strcmp(type, "bool") == 0)
		return is_one_of(bools, value) ? NULL : "not a bool";
	if (strcmp(type, "int") == 0 || strcmp(type, "int64") == 0)
		return is_int(value) ? NULL : "not an integer";
	if (strcmp(type, "uint") == 0)
		return fits(value, "18446744073709551615") ? NULL :
		    "not an integer without a sign";
	if (strcmp(type, "float") == 0)
		return is_float(value) ? NULL : "not a number";
	if (strcmp(type, "duration") == 0)
		return is_duration(value) ? NULL : "not a duration";
	return "not of a type that has values";
}
