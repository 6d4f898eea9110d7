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

#include "go/utf8.h"

uint32_t
rune_next(const char *text, size_t len, size_t *n)
{
	static const uint32_t	 least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char	*s = (const unsigned char *)text;
	uint32_t		 c = s[0];
	size_t			 i, need;

	*n = 1;
	if (c < 0x80)
		return c;
	if (c >= 0xf0 && c < 0xf8)
		need = 4;
	else if (c >= 0xe0 && c < 0xf0)
		need = 3;
	else if (c >= 0xc0 && c < 0xe0)
		need = 2;
	else
		return RUNE_ERROR;
	if (need > len)
		return RUNE_ERROR;
	c &= 0x7fU >> need;
	for (i = 1; i < need; i++) {
		if (rune_start(s[i]))
			return RUNE_ERROR;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[need] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return RUNE_ERROR;
	*n = need;
	return c;
}

int
rune_start(unsigned char c)
{
	return (c & 0xc0) != 0x80;
}

size_t
rune_read(const char *s, uint32_t *c)
{
	size_t	n;

	*c = rune_next(s, strnlen(s, 4), &n);
	if (*c != RUNE_ERROR || n > 1)
		return n;
	*c = (unsigned char)*s;
	return 0;
}

uint32_t
rune_last(const char *s, size_t len, size_t *n)
{
	uint32_t	c;
	size_t		back;

	for (back = 4; back > 1; back--) {
		if (back > len)
			continue;
		c = rune_next(s + len - back, back, n);
		if (*n == back)
			return c;
	}
	return rune_next(s + len - 1, 1, n);
}

size_t
rune_encode(char *s, uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = RUNE_ERROR;
	if (c < 0x80) {
		s[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3f));
		s[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	s[0] = (char)(0xf0 | c >> 18);
	s[1] = (char)(0x80 | (c >> 12 & 0x3f));
	s[2] = (char)(0x80 | (c >> 6 & 0x3f));
	s[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}
