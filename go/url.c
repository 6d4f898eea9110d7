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

#include <stdio.h>
#include <string.h>

#include "go/number.h"
#include "go/url.h"

static const char	 unreserved[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";

size_t
go_url_escape(unsigned char c, const char *plain, char out[GO_URL_ESCAPE_MAX])
{
	if (c != '\0' && (strchr(unreserved, c) != NULL ||
	    strchr(plain, c) != NULL)) {
		out[0] = (char)c;
		out[1] = '\0';
		return 1;
	}
	return (size_t)snprintf(out, GO_URL_ESCAPE_MAX, "%%%02X", c);
}

int
go_url_unescape(const char *s, size_t len)
{
	int	 high, low;

	if (len < 3 || s[0] != '%')
		return -1;
	high = go_digit_value((unsigned char)s[1]);
	low = go_digit_value((unsigned char)s[2]);
	return high < 16 && low < 16 ? high << 4 | low : -1;
}
