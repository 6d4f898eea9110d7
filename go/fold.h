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
 * Names without case.  They are folded by Unicode's simple case folding
 * (CaseFolding.txt, status C and S), like in Go's strings.EqualFold: the long s
 * equals s, the Kelvin sign equals k, and the dotless i does not equal i.
 */

#ifndef GO_FOLD_H
#define GO_FOLD_H

#include <stddef.h>
#include <stdint.h>

/*
 * Folds the len bytes of src and writes the result and a NUL to dst, which has
 * size bytes.  The result is at most half as long again as the string (U+023A
 * becomes U+2C65).  Invalid UTF-8 does not change.  Returns the length of the
 * whole result, as strlcpy(3) does; dst may be NULL if size is 0.
 */
size_t	fold(char *dst, size_t size, const char *src, size_t len);

/* Returns 1 if the strings are equal apart from case, else 0. */
int	fold_equal(const char *, const char *);

/*
 * Returns a keyed hash (see common/siphash.h).  It is equal for strings that
 * are equal apart from case.
 */
uint32_t fold_hash(const char *, size_t len);

#endif
