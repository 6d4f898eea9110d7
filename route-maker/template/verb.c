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

#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/verb.h"

void
format_pad(struct exec *x, struct buffer *b, const struct verb *v,
    struct tmpl_string s)
{
	size_t	 i, n, runes = 0, fill;

	for (i = 0; v->has_width && i < s.len; i += n, runes++)
		rune_next(s.s + i, s.len - i, &n);
	fill = v->has_width && (size_t)v->width > runes ?
	    (size_t)v->width - runes : 0;
	exec_step(x, fill / 256);
	for (i = 0; !v->minus && i < fill; i++)
		buffer_putc(x, b, v->zero ? '0' : ' ');
	buffer_add(x, b, s.s, s.len);
	for (i = 0; v->minus && i < fill; i++)
		buffer_putc(x, b, ' ');
}
