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
#include <string.h>

#include "go/number.h"
#include "go/utf8.h"
#include "route-maker/translate/toml.h"

#define REFUSED	"Traefik 1 read no labels at all because of it; "

/* Returns the digits' value, or 0 if it is not a character. */
static uint32_t
character(const char *s, size_t len, size_t digits)
{
	uint32_t	c = 0;
	size_t		i;
	int		v;

	if (len < digits)
		return 0;
	for (i = 0; i < digits; i++) {
		v = go_digit_value((unsigned char)s[i]);
		if (v > 15)
			return 0;
		c = c << 4 | (uint32_t)v;
	}
	return c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? 0 : c;
}

/*
 * Writes the character of the escape after the backslash to *p.  Returns the
 * number of its bytes in the string, or 0.
 */
static size_t
unescape(struct arena *a, const char *s, size_t len, char **p,
    const char **why)
{
	static const char	 names[] = "btnfr\"\\";
	static const char	 values[] = "\b\t\n\f\r\"\\";
	const char		*name;
	size_t			 digits;
	uint32_t		 c;

	if (len > 0 && *s != '\0' && (name = strchr(names, *s)) != NULL) {
		*(*p)++ = values[name - names];
		return 1;
	}
	if (len == 0 || (*s != 'u' && *s != 'U')) {
		*why = arena_printf(a, "the escape `\\%.*s' is unknown; "
		    REFUSED "write `\\\\' for a backslash", len > 0, s);
		return 0;
	}
	digits = *s == 'u' ? 4 : 8;
	if ((c = character(s + 1, len - 1, digits)) == 0) {
		*why = arena_printf(a, "the escape `\\%c' needs %zu digits of "
		    "a character; " REFUSED "correct it", *s, digits);
		return 0;
	}
	*p += rune_encode(*p, c);
	return digits + 1;
}

char *
toml_unescape(struct arena *a, const char *s, size_t len, const char **why)
{
	const char	*end = s + len;
	char		*result, *p;
	size_t		 n;

	/* No escape is shorter than its character. */
	p = result = arena_alloc(a, len + 1);
	while (s < end) {
		if (*s == '"' || *s == '\n' || *s == '\r') {
			*why = *s == '"' ? "a quote without a backslash; "
			    REFUSED "write `\\\"'" : "a newline; " REFUSED
			    "write `\\n'";
			return NULL;
		}
		if (*s != '\\') {
			*p++ = *s++;
			continue;
		}
		s++;
		if ((n = unescape(a, s, (size_t)(end - s), &p, why)) == 0)
			return NULL;
		s += n;
	}
	*p = '\0';
	return result;
}
