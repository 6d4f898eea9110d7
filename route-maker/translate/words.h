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

/* Lists in the values of labels. */

#ifndef ROUTE_MAKER_TRANSLATE_WORDS_H
#define ROUTE_MAKER_TRANSLATE_WORDS_H

#include <stddef.h>

#include "common/arena.h"

struct words {
	const char	**v;
	size_t		  n;
};

/*
 * words_split: splits a string at each separator, removes white space around
 * the words, and drops empty ones.  The words are in the arena.
 */
void	 words_split(struct arena *, struct words *, const char *,
	    const char *separator);

/* words_join: the words with a comma between them, in the arena. */
char	*words_join(struct arena *, const struct words *);

#endif
