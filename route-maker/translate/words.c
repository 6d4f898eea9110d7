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

#include "go/trim.h"
#include "route-maker/translate/words.h"

static size_t
count(const char *s, const char *separator)
{
	size_t	n = 1;

	while ((s = strstr(s, separator)) != NULL) {
		s += strlen(separator);
		n++;
	}
	return n;
}

void
words_split(struct arena *a, struct words *w, const char *s,
    const char *separator)
{
	const char	*start, *next, *end;

	w->v = arena_alloc(a, count(s, separator) * sizeof(*w->v));
	w->n = 0;
	for (; s != NULL; s = next) {
		start = s;
		if ((next = strstr(s, separator)) != NULL) {
			end = next;
			next += strlen(separator);
		} else
			end = s + strlen(s);
		go_trim_space(&start, &end);
		if (start < end)
			w->v[w->n++] = arena_strndup(a, start,
			    (size_t)(end - start));
	}
}

char *
words_join(struct arena *a, const struct words *w)
{
	size_t	 i, size = 1;
	char	*result, *p;

	for (i = 0; i < w->n; i++)
		size += strlen(w->v[i]) + 1;
	p = result = arena_alloc(a, size);
	*p = '\0';
	for (i = 0; i < w->n; i++) {
		if (i > 0)
			*p++ = ',';
		p = stpcpy(p, w->v[i]);
	}
	return result;
}
