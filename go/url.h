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

/* Escapes of URLs, written and parsed as by Go's package net/url. */

#ifndef GO_URL_H
#define GO_URL_H

#include <stddef.h>

/* The maximum of bytes for one byte, with a NUL: "%2F". */
#define GO_URL_ESCAPE_MAX	4

/*
 * go_url_escape: writes the byte as it is if it is unreserved (RFC 3986,
 * section 2.3) or in the string plain.  Writes an escape for any other byte.
 * Returns the length; out ends with a NUL.
 */
size_t	 go_url_escape(unsigned char, const char *plain,
	    char out[GO_URL_ESCAPE_MAX]);

/*
 * go_url_unescape: decodes the escape at the start of the len bytes at s.
 * Returns its byte, or -1 if there is no escape.  An escape has three bytes.
 */
int	 go_url_unescape(const char *s, size_t len);

#endif
