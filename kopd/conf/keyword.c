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

#include <stdlib.h>
#include <string.h>

#include "kopd/conf/keyword.h"

static const char *const	 keywords[] = {
#define KEYWORD(word, token)	word,
#include "kopd/conf/keywords.h"
#undef KEYWORD
};
#define NKEYWORDS	(sizeof(keywords) / sizeof(keywords[0]))

static int
compare(const void *word, const void *row)
{
	return strcmp(word, *(const char *const *)row);
}

const char *
keyword_get(size_t i)
{
	return i < NKEYWORDS ? keywords[i] : NULL;
}

int
keyword_find(const char *word)
{
	const char *const	*row;

	row = bsearch(word, keywords, NKEYWORDS, sizeof(keywords[0]), compare);
	return row == NULL ? -1 : (int)(row - keywords);
}
