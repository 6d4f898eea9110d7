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

/* Errors at a position of a string, as Go's packages report them. */

#ifndef GO_POSITION_H
#define GO_POSITION_H

#include <stddef.h>

/*
 * Writes "line:column: " and the formatted reason to error, which has size
 * bytes.  The position is that of the byte at offset.  Lines and columns count
 * from 1, columns in bytes.  The string has at least offset bytes.
 */
void	 go_position_error(char *error, size_t size, const char *s,
	    size_t offset, const char *fmt, ...)
	    __attribute__((__format__ (printf, 5, 6)));

#endif
