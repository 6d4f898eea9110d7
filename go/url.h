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

/* Escapes of URLs, as Go's package net/url writes and reads them. */

#ifndef GO_URL_H
#define GO_URL_H

#include <stddef.h>

/* Bytes that one byte becomes at most, with a NUL: "%2F". */
#define GO_URL_ESCAPE_MAX	4

/*
 * go_url_escape: writes the byte as it is if it is unreserved (RFC 3986,
 * section 2.3) or one of the string plain, else as an escape.  Returns the
 * length; out ends with a NUL.
 */
size_t	 go_url_escape(unsigned char, const char *plain,
	    char out[GO_URL_ESCAPE_MAX]);

/*
 * go_url_unescape: returns the byte of the escape that the len bytes at s begin
 * with, or -1 if they begin with none.  An escape has three bytes.
 */
int	 go_url_unescape(const char *s, size_t len);

#endif
