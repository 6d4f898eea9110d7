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

#include "route-maker/template/format.h"
#include "route-maker/template/unicode.h"

static void
quote_rune(struct exec *x, struct buffer *b, uint32_t c, int quote, int ascii)
{
	static const char	 plain[] = "\a\b\f\n\r\t\v", letters[] = "abfnrtv";
	const char		*p;

	if (c == (uint32_t)quote || c == '\\') {
		buffer_putc(x, b, '\\');
		buffer_putc(x, b, (int)c);
	} else if (rune_is_print(c) && (c < 0x80 || !ascii)) {
		buffer_rune(x, b, c);
	} else if (c != 0 && c < 0x80 &&
	    (p = strchr(plain, (int)c)) != NULL) {
		buffer_putc(x, b, '\\');
		buffer_putc(x, b, letters[p - plain]);
	} else if (c < ' ' || c == 0x7f)
		buffer_printf(x, b, "\\x%02x", c);
	else if (c < 0x10000)
		buffer_printf(x, b, "\\u%04x", c);
	else
		buffer_printf(x, b, "\\U%08x", c);
}

void
quote_string(struct exec *x, struct buffer *b, struct string s, int quote,
    int ascii)
{
	uint32_t	 c;
	size_t		 i, n;

	buffer_putc(x, b, quote);
	for (i = 0; i < s.len; i += n) {
		c = rune_next(s.s + i, s.len - i, &n);
		if (c == RUNE_ERROR && n == 1)
			buffer_printf(x, b, "\\x%02x", (unsigned char)s.s[i]);
		else
			quote_rune(x, b, c, quote, ascii);
	}
	buffer_putc(x, b, quote);
}
