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
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "route-maker/template/literal.h"
#include "route-maker/template/unicode.h"

static int
digit_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 99;
}

/* Underscores stand between digits, or between a prefix and a digit. */
static int
underscores_good(struct string s)
{
	size_t	 i = 0;
	int	 hex = 0, last = '^';	/* ^ start, 0 digit, _ , ! other */

	if (s.len > 0 && (s.s[0] == '-' || s.s[0] == '+'))
		i = 1;
	if (s.len - i >= 2 && s.s[i] == '0' &&
	    strchr("bBoOxX", s.s[i + 1]) != NULL && s.s[i + 1] != '\0') {
		hex = s.s[i + 1] == 'x' || s.s[i + 1] == 'X';
		last = '0';
		i += 2;
	}
	for (; i < s.len; i++) {
		if (digit_value(s.s[i]) < (hex ? 16 : 10)) {
			last = '0';
		} else if (s.s[i] == '_') {
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

static size_t
number_prefix(struct string s, int *base)
{
	*base = 10;
	if (s.len == 0 || s.s[0] != '0')
		return 0;
	*base = 8;
	if (s.len < 3)
		return 1;
	switch (s.s[1]) {
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
parse_uint(struct string s, int base, uint64_t *result)
{
	uint64_t	 n = 0;
	size_t		 i = 0;
	int		 d, any = base == 0, under = 0;

	if (s.len == 0)
		return -1;
	if (any)
		i = number_prefix(s, &base);
	for (; i < s.len; i++) {
		if (s.s[i] == '_' && any) {
			under = 1;
			continue;
		}
		if ((d = digit_value((unsigned char)s.s[i])) >= base)
			return -1;
		if (n > (UINT64_MAX - (uint64_t)d) / (uint64_t)base)
			return -1;
		n = n * (uint64_t)base + (uint64_t)d;
	}
	if (under && !underscores_good(s))
		return -1;
	*result = n;
	return 0;
}

int
parse_int(struct string s, int base, int64_t *result)
{
	uint64_t	 n;
	int		 minus;

	minus = s.len > 0 && s.s[0] == '-';
	if (minus || (s.len > 0 && s.s[0] == '+')) {
		s.s++;
		s.len--;
	}
	if (parse_uint(s, base, &n) == -1)
		return -1;
	if (n > (uint64_t)INT64_MAX + (uint64_t)minus)
		return -1;
	*result = minus ? (int64_t)(0 - n) : (int64_t)n;
	return 0;
}

/* Digits, a point, an exponent: strtod(3) knows more than Go does. */
static int
looks_like_float(const char *s)
{
	const char	*digits = "0123456789", *exponent = "eE";
	size_t		 n, m = 0;
	int		 hex;

	if (*s == '+' || *s == '-')
		s++;
	if (strcasecmp(s, "inf") == 0 || strcasecmp(s, "infinity") == 0 ||
	    strcasecmp(s, "nan") == 0)
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

int
parse_float(struct string s, double *result)
{
	char	 copy[512];	/* a longer number is nobody's */
	size_t	 i, n = 0;

	if (s.len >= sizeof(copy) || memchr(s.s, '\0', s.len) != NULL)
		return -1;
	for (i = 0; i < s.len; i++)
		if (s.s[i] != '_')
			copy[n++] = s.s[i];
	copy[n] = '\0';
	if (n < s.len && !underscores_good(s))
		return -1;
	if (!looks_like_float(copy))
		return -1;
	if ((copy[0] == '+' || copy[0] == '-') &&
	    strcasecmp(copy + 1, "nan") == 0)
		return -1;
	errno = 0;
	*result = strtod(copy, NULL);
	if (errno == ERANGE && (*result > 1 || *result < -1))
		return -1;
	return 0;
}

static int
hex_escape(const char *s, size_t len, size_t digits, uint32_t *c)
{
	size_t	 i;

	if (len < digits)
		return -1;
	for (*c = 0, i = 0; i < digits; i++) {
		if (digit_value((unsigned char)s[i]) >= 16)
			return -1;
		*c = *c << 4 | (uint32_t)digit_value((unsigned char)s[i]);
	}
	return 0;
}

static int
octal_escape(const char *s, size_t len, uint32_t *c)
{
	size_t	 i;

	if (len < 3)
		return -1;
	for (*c = 0, i = 0; i < 3; i++) {
		if (s[i] < '0' || s[i] > '7')
			return -1;
		*c = *c << 3 | (uint32_t)(s[i] - '0');
	}
	return *c > 255 ? -1 : 0;
}

/*
 * One escape after its backslash: what it stands for goes to out, how many
 * bytes it has is returned, 0 when it is none.
 */
static size_t
unescape(const char *s, size_t len, int quote, char **out)
{
	static const char	 from[] = "abfnrtv\\", to[] = "\a\b\f\n\r\t\v\\";
	const char		*simple;
	uint32_t		 c;
	size_t			 digits;

	if (len == 0)
		return 0;
	if (s[0] != '\0' && (simple = strchr(from, s[0])) != NULL) {
		*(*out)++ = to[simple - from];
		return 1;
	}
	if (s[0] == quote) {
		*(*out)++ = s[0];
		return 1;
	}
	if (s[0] == 'x' || s[0] == 'u' || s[0] == 'U') {
		digits = s[0] == 'x' ? 2 : s[0] == 'u' ? 4 : 8;
		if (hex_escape(s + 1, len - 1, digits, &c) == -1)
			return 0;
		if (s[0] == 'x') {
			*(*out)++ = (char)c;
			return 3;
		}
		if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
			return 0;
		*out += rune_encode(*out, c);
		return digits + 1;
	}
	if (octal_escape(s, len, &c) == -1)
		return 0;
	*(*out)++ = (char)c;
	return 3;
}

int
unquote(struct string q, char *buffer, size_t *len)
{
	char	*out = buffer;
	size_t	 i, n;
	int	 quote;

	if (q.len < 2 || q.s[0] != q.s[q.len - 1])
		return -1;
	quote = q.s[0];
	for (i = 1; i < q.len - 1; i++) {
		if (quote == '`') {
			if (q.s[i] != '\r')
				*out++ = q.s[i];
		} else if (q.s[i] == '\\') {
			n = unescape(q.s + i + 1, q.len - i - 2, quote, &out);
			if (n == 0)
				return -1;
			i += n;
		} else if (q.s[i] == quote || q.s[i] == '\n') {
			return -1;
		} else
			*out++ = q.s[i];
	}
	*out = '\0';
	*len = (size_t)(out - buffer);
	return 0;
}
