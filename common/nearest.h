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

/* The known word that is most similar to an unknown one. */

#ifndef COMMON_NEAREST_H
#define COMMON_NEAREST_H

#include <stddef.h>

/*
 * nearest: the one of n words with the fewest changed, missing, added or
 * swapped letters compared to word, without regard to case; NULL if none is
 * similar enough.  next(arg, i) returns the i-th word.
 */
const char	*nearest(const char *word, size_t n,
		    const char *(*next)(const void *arg, size_t i),
		    const void *arg);

/*
 * nearest_distance: the number of letters that are changed, missing, added or
 * swapped between two words, without regard to case; SIZE_MAX for words of more
 * than 64 bytes.
 */
size_t		 nearest_distance(const char *, const char *);

#endif
