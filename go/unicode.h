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

/*
 * Classes and cases of characters, as in Go's package unicode: Unicode 15.0.0,
 * the version of Go since 1.21.  The C library's functions need the files of a
 * locale.  If a number is not a character, each class is false, and each case
 * is the number itself.
 */

#ifndef GO_UNICODE_H
#define GO_UNICODE_H

#include <stdint.h>

/* Return 1 if the character is in the class, else 0. */
int		rune_is_upper(uint32_t);	/* category Lu */
int		rune_is_lower(uint32_t);	/* Ll */
int		rune_is_title(uint32_t);	/* Lt */
int		rune_is_letter(uint32_t);	/* L */
int		rune_is_digit(uint32_t);	/* Nd */
int		rune_is_number(uint32_t);	/* N */
int		rune_is_punct(uint32_t);	/* P */
int		rune_is_space(uint32_t);	/* property White_Space */
int		rune_is_print(uint32_t);	/* L, M, N, P, S and a blank */

/* The simple mappings to a case. */
uint32_t	rune_upper(uint32_t);
uint32_t	rune_lower(uint32_t);
uint32_t	rune_title(uint32_t);

/*
 * Simple case folding (CaseFolding.txt, status C and S).  Go's
 * strings.EqualFold finds characters equal if their foldings are equal.
 */
uint32_t	rune_fold(uint32_t);

#endif
