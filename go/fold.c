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

#include "common/siphash.h"
#include "go/fold.h"
#include "go/unicode.h"
#include "go/utf8.h"

static unsigned char
fold_ascii(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* Folds the character at s, of one to four bytes, into out. */
static size_t
fold_wide(const unsigned char *s, size_t len, unsigned char *out,
    size_t *outlen)
{
	uint32_t	c;
	size_t		n;

	c = rune_next((const char *)s, len, &n);
	if (c == RUNE_ERROR && n == 1) {
		out[0] = s[0];
		*outlen = 1;
	} else
		*outlen = rune_encode((char *)out, rune_fold(c));
	return n;
}

static inline size_t
fold_next(const unsigned char *s, size_t len, unsigned char *out,
    size_t *outlen)
{
	if (s[0] >= 0x80)
		return fold_wide(s, len, out, outlen);
	out[0] = fold_ascii(s[0]);
	*outlen = 1;
	return 1;
}

size_t
fold(char *dst, size_t size, const char *src, size_t len)
{
	const unsigned char	*s = (const unsigned char *)src;
	unsigned char		 out[4];
	size_t			 i, outlen, n, kept;

	for (i = 0; i < len && i + 1 < size && s[i] < 0x80; i++)
		dst[i] = (char)fold_ascii(s[i]);
	for (n = kept = i; i < len; ) {
		i += fold_next(s + i, len - i, out, &outlen);
		if (n + outlen < size) {
			memcpy(dst + n, out, outlen);
			kept = n + outlen;
		}
		n += outlen;
	}
	if (size > 0)
		dst[kept] = '\0';
	return n;
}

int
fold_equal(const char *a, const char *b)
{
	const unsigned char	*s = (const unsigned char *)a;
	const unsigned char	*t = (const unsigned char *)b;
	unsigned char		 out[4], out2[4];
	size_t			 left, left2, n, n2, m, m2;

	if (strcmp(a, b) == 0)
		return 1;
	left = strlen(a);
	left2 = strlen(b);
	while (left > 0 && left2 > 0) {
		n = fold_next(s, left, out, &m);
		n2 = fold_next(t, left2, out2, &m2);
		if (m != m2 || memcmp(out, out2, m) != 0)
			return 0;
		s += n;
		left -= n;
		t += n2;
		left2 -= n2;
	}
	return left == 0 && left2 == 0;
}

/* Hashes pieces.  The end of a piece depends only on the folded string. */
uint32_t
fold_hash(const char *src, size_t len)
{
	const unsigned char	*s = (const unsigned char *)src;
	unsigned char		 piece[256];
	uint64_t		 h = 0;
	size_t			 i = 0, n, outlen;

	do {
		n = 0;
		while (i < len && n + 4 <= sizeof(piece)) {
			if (s[i] < 0x80) {
				piece[n++] = fold_ascii(s[i++]);
				continue;
			}
			i += fold_wide(s + i, len - i, piece + n, &outlen);
			n += outlen;
		}
		h = siphash(h, piece, n);
	} while (i < len);
	return (uint32_t)h;
}
