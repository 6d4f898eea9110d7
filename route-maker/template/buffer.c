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

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "go/quote.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/limit.h"

static void
buffer_grow(struct exec *x, struct buffer *b, size_t need)
{
	char	*s;
	size_t	 room = b->room == 0 ? 64 : b->room;

	if (need > TEMPLATE_MEMORY_MAX)
		limit_exceeded(x, "bytes of memory", TEMPLATE_MEMORY_MAX);
	while (room < need)
		room *= 2;
	s = exec_alloc(x, room, 1);
	if (b->len > 0)
		memcpy(s, b->s, b->len);
	b->s = s;
	b->room = room;
}

void
buffer_add(struct exec *x, struct buffer *b, const char *s, size_t len)
{
	if (len >= b->room - b->len)
		buffer_grow(x, b, b->len + len + 1);
	if (len > 0)
		memcpy(b->s + b->len, s, len);
	b->len += len;
	if (b == x->out && b->len > TEMPLATE_OUTPUT_MAX)
		limit_exceeded(x, "bytes of output", TEMPLATE_OUTPUT_MAX);
}

void
buffer_puts(struct exec *x, struct buffer *b, const char *s)
{
	buffer_add(x, b, s, strlen(s));
}

void
buffer_putc(struct exec *x, struct buffer *b, int c)
{
	char	 s = (char)c;

	buffer_add(x, b, &s, 1);
}

void
buffer_rune(struct exec *x, struct buffer *b, uint32_t c)
{
	char	 s[4];

	buffer_add(x, b, s, rune_encode(s, c));
}

void
buffer_printf(struct exec *x, struct buffer *b, const char *fmt, ...)
{
	char	 s[1280];	/* format_float() asks for 900 digits */
	va_list	 ap;
	int	 n;

	va_start(ap, fmt);
	n = vsnprintf(s, sizeof(s), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(s))
		exec_fail(x, "a number is too long");
	buffer_add(x, b, s, (size_t)n);
}

struct tmpl_string
buffer_string(struct exec *x, struct buffer *b)
{
	buffer_add(x, b, "", 0);
	if (b->room == 0)
		return string_of("");
	b->s[b->len] = '\0';
	return (struct tmpl_string){ b->s, b->len };
}

void
buffer_quote(struct exec *x, struct buffer *b, struct tmpl_string s, int quote,
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

struct tmpl_string
substring(struct exec *x, struct tmpl_string s, size_t from, size_t to)
{
	char	*p;

	if (to == s.len)
		return (struct tmpl_string){ s.s + from, to - from };
	p = exec_alloc(x, to - from + 1, 1);
	memcpy(p, s.s + from, to - from);
	p[to - from] = '\0';
	return (struct tmpl_string){ p, to - from };
}
