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

/* UTF-8, read and written as by Go's package unicode/utf8. */

#ifndef GO_UTF8_H
#define GO_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define RUNE_ERROR	0xfffd		/* U+FFFD stands for invalid UTF-8 */

/*
 * Returns the character at s, which has len > 0 bytes; *n is its length.
 * Invalid UTF-8 (overlong forms, surrogates, beyond U+10FFFF, truncated) is
 * RUNE_ERROR with a length of one byte.
 */
uint32_t	rune_next(const char *s, size_t len, size_t *n);

/*
 * Stores the character at s in *c.  s ends with a NUL and is not empty.
 * Returns the character's length in bytes.  Returns 0 for invalid UTF-8; then
 * *c is the byte.
 */
size_t		rune_read(const char *s, uint32_t *c);

/* Returns 1 if a character may begin with the byte (RuneStart), else 0. */
int		rune_start(unsigned char);

/* Returns the character that ends at s + len, len > 0; *n is its length. */
uint32_t	rune_last(const char *s, size_t len, size_t *n);

/*
 * Writes the character as UTF-8, without a NUL, and returns its length, at
 * most four bytes.  RUNE_ERROR is written for a surrogate or a number beyond
 * U+10FFFF.
 */
size_t		rune_encode(char *, uint32_t);

#endif
