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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "go/number.h"

int
go_parse_bool(const char *s, size_t len, int *result)
{
	static const struct {
		const char	*name;
		int		 value;
	} names[] = {
		{ "1", 1 }, { "t", 1 }, { "T", 1 },
		{ "TRUE", 1 }, { "true", 1 }, { "True", 1 },
		{ "0", 0 }, { "f", 0 }, { "F", 0 },
		{ "FALSE", 0 }, { "false", 0 }, { "False", 0 },
	};
	size_t	 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strlen(names[i].name) == len &&
		    memcmp(names[i].name, s, len) == 0) {
			*result = names[i].value;
			return 0;
		}
	}
	return -1;
}

int
go_digit_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 99;
}

/*
 * True if each underscore is between digits, or between a prefix and a digit.
 */
static int
underscores_good(const char *s, size_t len)
{
	size_t	 i = 0;
	int	 base = 10, last = '^';	/* ^ start, 0 digit, _ , ! other */

	if (len > 0 && (s[0] == '-' || s[0] == '+'))
		i = 1;
	if (len - i >= 2 && s[i] == '0' && s[i + 1] != '\0' &&
	    strchr("bBoOxX", s[i + 1]) != NULL) {
		if (s[i + 1] == 'x' || s[i + 1] == 'X')
			base = 16;
		last = '0';
		i += 2;
	}
	for (; i < len; i++) {
		if (go_digit_value((unsigned char)s[i]) < base) {
			last = '0';
		} else if (s[i] == '_') {
			if (last != '0')
				return 0;
			last = '_';
		} else {
			if (last == '_')
				return 0;
			last = '!';
		}
	}
	return last != '_';
}

/* Returns the length of a number's prefix; *base is the base of the prefix. */
static size_t
number_prefix(const char *s, size_t len, int *base)
{
	*base = 10;
	if (s[0] != '0')
		return 0;
	*base = 8;
	if (len < 3)
		return 1;
	switch (s[1]) {
	case 'x':
	case 'X':
		*base = 16;
		return 2;
	case 'b':
	case 'B':
		*base = 2;
		return 2;
	case 'o':
	case 'O':
		return 2;
	}
	return 1;
}

int
go_parse_uint(const char *s, size_t len, int base, uint64_t *result)
{
	uint64_t	 n = 0;
	size_t		 i = 0;
	int		 d, any = base == 0, under = 0;

	if (len == 0)
		return -1;
	if (any)
		i = number_prefix(s, len, &base);
	for (; i < len; i++) {
		if (s[i] == '_' && any) {
			under = 1;
			continue;
		}
		if ((d = go_digit_value((unsigned char)s[i])) >= base)
			return -1;
		if (n > (UINT64_MAX - (uint64_t)d) / (uint64_t)base)
			return -1;
		n = n * (uint64_t)base + (uint64_t)d;
	}
	if (under && !underscores_good(s, len))
		return -1;
	*result = n;
	return 0;
}

int
go_parse_int(const char *s, size_t len, int base, int64_t *result)
{
	uint64_t	 n;
	int		 minus = len > 0 && s[0] == '-';

	if (minus || (len > 0 && s[0] == '+')) {
		s++;
		len--;
	}
	if (go_parse_uint(s, len, base, &n) == -1)
		return -1;
	if (n > (uint64_t)INT64_MAX + (uint64_t)minus)
		return -1;
	*result = minus ? (int64_t)(0 - n) : (int64_t)n;
	return 0;
}

/* Accepts digits, a point and an exponent.  strtod(3) accepts more than Go. */
static int
looks_like_float(const char *s)
{
	const char	*digits = "0123456789", *exponent = "eE";
	size_t		 n, m = 0;
	int		 hex;

	if (*s == '+' || *s == '-')
		s++;
	if (strcasecmp(s, "inf") == 0 || strcasecmp(s, "infinity") == 0)
		return 1;
	if ((hex = s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))) {
		digits = "0123456789abcdefABCDEF";
		exponent = "pP";
		s += 2;
	}
	n = strspn(s, digits);
	s += n;
	if (*s == '.') {
		m = strspn(s + 1, digits);
		s += m + 1;
	}
	if (n + m == 0 || (*s == '\0' && hex))
		return 0;
	if (*s == '\0')
		return 1;
	if (strchr(exponent, *s) == NULL)
		return 0;
	s++;
	if (*s == '+' || *s == '-')
		s++;
	n = strspn(s, "0123456789");
	return n > 0 && s[n] == '\0';
}

/* Parses a copy of the number.  copy has room for the number and a NUL. */
static int
read_float(const char *s, size_t len, char *copy, double *result)
{
	double	 f;
	size_t	 i, n = 0;

	for (i = 0; i < len; i++) {
		if (s[i] == '\0')
			return -1;
		if (s[i] != '_')
			copy[n++] = s[i];
	}
	copy[n] = '\0';
	if (n < len && !underscores_good(s, len))
		return -1;
	if (strcasecmp(copy, "nan") != 0 && !looks_like_float(copy))
		return -1;
	errno = 0;
	f = strtod(copy, NULL);
	if (errno == ERANGE && (f > 1 || f < -1))
		return -1;
	*result = f;
	return 0;
}

int
go_parse_float(const char *s, size_t len, double *result)
{
	char	 small[64], *copy = small;
	int	 status;

	if (len >= sizeof(small) && (copy = malloc(len + 1)) == NULL)
		fatal(NULL);
	status = read_float(s, len, copy, result);
	if (copy != small)
		free(copy);
	return status;
}

int
go_shortest_digits(double f, char digits[GO_DIGITS_MAX], int *point)
{
	char	 s[40], *e, *p;
	int	 precision, n = 0;

	f = fabs(f);
	for (precision = 0; precision < 17; precision++) {
		(void)snprintf(s, sizeof(s), "%.*e", precision, f);
		if (!(strtod(s, NULL) < f) && !(strtod(s, NULL) > f))
			break;
	}
	if ((e = strchr(s, 'e')) == NULL)
		return 0;
	*point = atoi(e + 1) + 1;
	for (p = s; p < e; p++)
		if (*p != '.')
			digits[n++] = *p;
	while (n > 1 && digits[n - 1] == '0')
		n--;
	digits[n] = '\0';
	return n;
}
