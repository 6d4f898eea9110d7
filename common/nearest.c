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

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/nearest.h"

#define WORD_MAX	64

static int
same(const char *a, const char *b)
{
	return tolower((unsigned char)*a) == tolower((unsigned char)*b);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: Levenshtein's distance and swapped neighbours. */
static size_t
distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t	 d[3][WORD_MAX + 1];
	size_t	*row, *above, *before, i, j;

	for (j = 0; j <= nb; j++)
		d[0][j] = j;
	for (i = 1; i <= na; i++) {
		row = d[i % 3];
		above = d[(i - 1) % 3];
		before = d[(i + 1) % 3];
		row[0] = i;
		for (j = 1; j <= nb; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] +
			    !same(&a[i - 1], &b[j - 1]));
			if (i > 1 && j > 1 && same(&a[i - 1], &b[j - 2]) &&
			    same(&a[i - 2], &b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return d[na % 3][nb];
}

size_t
nearest_distance(const char *a, const char *b)
{
	size_t	 na = strlen(a), nb = strlen(b);

	if (na > WORD_MAX || nb > WORD_MAX)
		return SIZE_MAX;
	return distance(a, na, b, nb);
}

const char *
nearest(const char *word, size_t n,
    const char *(*next)(const void *, size_t), const void *arg)
{
	const char	*known, *best = NULL;
	size_t		 len = strlen(word), bound, d, i, m;

	if (len > WORD_MAX)
		return NULL;
	bound = (len + 1) / 3;
	for (i = 0; i < n; i++) {
		known = next(arg, i);
		m = strlen(known);
		if (m > WORD_MAX || m > len + bound || len > m + bound)
			continue;
		if ((d = distance(word, len, known, m)) < bound ||
		    (d == bound && best == NULL)) {
			bound = d;
			best = known;
		}
	}
	return best;
}
