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

#include "go/number.h"
#include "go/quote.h"
#include "go/unicode.h"
#include "go/utf8.h"

static size_t
quote_rune(uint32_t c, int quote, int ascii, char out[GO_QUOTE_MAX])
{
	static const char	 plain[] = "\a\b\f\n\r\t\v";
	static const char	 letters[] = "abfnrtv";
	const char		*p;
	size_t			 n;

	if (c == (uint32_t)quote || c == '\\')
		return (size_t)snprintf(out, GO_QUOTE_MAX, "\\%c", (int)c);
	if (rune_is_print(c) && (c < 0x80 || !ascii)) {
		n = rune_encode(out, c);
		out[n] = '\0';
		return n;
	}
	if (c != 0 && c < 0x80 && (p = strchr(plain, (int)c)) != NULL)
		return (size_t)snprintf(out, GO_QUOTE_MAX, "\\%c",
		    letters[p - plain]);
	return (size_t)snprintf(out, GO_QUOTE_MAX, c < ' ' || c == 0x7f ?
	    "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

size_t
go_quote_next(const char *s, size_t len, int quote, int ascii,
    char out[GO_QUOTE_MAX], size_t *n)
{
	uint32_t	 c;
	size_t		 read;

	c = rune_next(s, len, &read);
	if (c == RUNE_ERROR && read == 1)
		*n = (size_t)snprintf(out, GO_QUOTE_MAX, "\\x%02x",
		    (unsigned int)(unsigned char)s[0]);
	else
		*n = quote_rune(c, quote, ascii, out);
	return read;
}

static int
hex_escape(const char *s, size_t len, size_t digits, uint32_t *c)
{
	size_t	 i;

	if (len < digits)
		return -1;
	for (*c = 0, i = 0; i < digits; i++) {
		if (go_digit_value((unsigned char)s[i]) >= 16)
			return -1;
		*c = *c << 4 | (uint32_t)go_digit_value((unsigned char)s[i]);
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
 * Resolves one escape after its backslash into out.  Returns the length of the
 * escape; 0 if it is invalid.
 */
static size_t
unescape(const char *s, size_t len, int quote, char **out)
{
	static const char	 from[] = "abfnrtv\\";
	static const char	 to[] = "\a\b\f\n\r\t\v\\";
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
go_unquote(const char *s, size_t len, char *buf, size_t *length)
{
	char	*out = buf;
	size_t	 i, n;
	int	 quote;

	if (len < 2 || s[0] != s[len - 1])
		return -1;
	quote = s[0];
	for (i = 1; i < len - 1; i++) {
		if (quote == '`') {
			if (s[i] != '\r')
				*out++ = s[i];
		} else if (s[i] == '\\') {
			n = unescape(s + i + 1, len - i - 2, quote, &out);
			if (n == 0)
				return -1;
			i += n;
		} else if (s[i] == quote || s[i] == '\n') {
			return -1;
		} else
			*out++ = s[i];
	}
	*out = '\0';
	*length = (size_t)(out - buf);
	return 0;
}
