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

#include "go/quote.h"
#include "route-maker/template/format.h"

void
quote_string(struct exec *x, struct buffer *b, struct string s, int quote,
    int ascii)
{
	char	 c[GO_QUOTE_MAX];
	size_t	 i, n;

	buffer_putc(x, b, quote);
	for (i = 0; i < s.len; ) {
		i += go_quote_next(s.s + i, s.len - i, quote, ascii, c, &n);
		buffer_add(x, b, c, n);
	}
	buffer_putc(x, b, quote);
}
