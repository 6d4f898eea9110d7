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

#include <string.h>

#include "common/hexid.h"

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

int
hexid_parse(struct hexid *id, const char *text, size_t len)
{
	size_t	 i;
	int	 high, low;

	if (len != HEXID_DIGITS)
		return -1;
	for (i = 0; i < HEXID_BYTES; i++) {
		if ((high = digit(text[2 * i])) == -1 ||
		    (low = digit(text[2 * i + 1])) == -1)
			return -1;
		id->b[i] = (u_char)(high << 4 | low);
	}
	return 0;
}

const char *
hexid_text(const struct hexid *id, char text[HEXID_DIGITS + 1])
{
	static const char	 digits[] = "0123456789abcdef";
	size_t			 i;

	for (i = 0; i < HEXID_BYTES; i++) {
		text[2 * i] = digits[id->b[i] >> 4];
		text[2 * i + 1] = digits[id->b[i] & 0xf];
	}
	text[HEXID_DIGITS] = '\0';
	return text;
}

int
hexid_cmp(const struct hexid *a, const struct hexid *b)
{
	return memcmp(a->b, b->b, sizeof(a->b));
}
