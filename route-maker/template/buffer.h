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

/* Strings of an execution, in its arena. */

#ifndef ROUTE_MAKER_TEMPLATE_BUFFER_H
#define ROUTE_MAKER_TEMPLATE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "route-maker/template/datum.h"

struct exec;

/* A string that grows.  All members are zero when it is empty. */
struct buffer {
	char	*s;
	size_t	 len;
	size_t	 room;
};

/*
 * Append bytes, a string, a byte, a character as UTF-8, and at most 1,279
 * formatted bytes.  The execution fails when memory is exhausted, or when the
 * buffer is the output and exceeds TEMPLATE_OUTPUT_MAX.
 */
void	 buffer_add(struct exec *, struct buffer *, const char *, size_t);
void	 buffer_puts(struct exec *, struct buffer *, const char *);
void	 buffer_putc(struct exec *, struct buffer *, int);
void	 buffer_rune(struct exec *, struct buffer *, uint32_t);
void	 buffer_printf(struct exec *, struct buffer *, const char *, ...)
	    __attribute__((__format__ (printf, 3, 4)));

/*
 * Appends the string in quotes of that kind (' or "), as strconv.Quote does;
 * with ascii, characters beyond ASCII are escaped.
 */
void	 buffer_quote(struct exec *, struct buffer *, struct tmpl_string,
	    int quote, int ascii);

/* Returns the appended string.  After that the buffer must not grow. */
struct tmpl_string	 buffer_string(struct exec *, struct buffer *);

/*
 * Returns the bytes from one offset to another.  Copies them if they need a
 * NUL.
 */
struct tmpl_string	 substring(struct exec *, struct tmpl_string,
			    size_t from, size_t to);

#endif
