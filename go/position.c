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

#include "go/position.h"

void
go_position_error(char *error, size_t size, const char *s, size_t offset,
    const char *fmt, ...)
{
	unsigned int	 line = 1, column = 1;
	va_list		 ap;
	size_t		 i;
	int		 n;

	for (i = 0; i < offset; i++) {
		column++;
		if (s[i] == '\n') {
			line++;
			column = 1;
		}
	}
	n = snprintf(error, size, "%u:%u: ", line, column);
	if (n < 0 || (size_t)n >= size)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(error + n, size - (size_t)n, fmt, ap);
	va_end(ap);
}
