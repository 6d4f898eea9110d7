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

/* Quoted strings of Go's source, written and parsed as by package strconv. */

#ifndef GO_QUOTE_H
#define GO_QUOTE_H

#include <stddef.h>

/* The maximum of bytes for one character, with a NUL: "\U0010ffff". */
#define GO_QUOTE_MAX	12

/*
 * go_quote_next: writes the first character of the len > 0 bytes at s, as it
 * appears between quotes of that kind (' or "): escaped where this is
 * necessary.  With ascii, characters beyond ASCII are escaped, too
 * (QuoteToASCII).  Invalid UTF-8 is escaped byte by byte.  Returns the number
 * of bytes read; out ends with a NUL, and *n is its length without the NUL.
 */
size_t	 go_quote_next(const char *s, size_t len, int quote, int ascii,
	    char out[GO_QUOTE_MAX], size_t *n);

/*
 * go_unquote: Unquote: the string between quotes of any kind (', " or `), with
 * its escapes resolved.  buf has room for as many bytes as the quoted string
 * and a NUL.  Returns 0 and the length in *n, or -1 if s is not a literal.
 */
int	 go_unquote(const char *s, size_t len, char *buf, size_t *n);

#endif
