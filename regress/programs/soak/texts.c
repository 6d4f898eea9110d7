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

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/programs/soak/soak.h"

void
texts_add(struct texts *t, const char *fmt, ...)
{
	va_list	 ap;

	if (t->n == t->size) {
		t->size = t->size == 0 ? 64 : t->size * 2;
		t->v = reallocarray(t->v, t->size, sizeof(*t->v));
		if (t->v == NULL)
			err(1, NULL);
	}
	va_start(ap, fmt);
	if (vasprintf(&t->v[t->n++], fmt, ap) == -1)
		err(1, NULL);
	va_end(ap);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
texts_sort(struct texts *t)
{
	if (t->n > 0)
		qsort(t->v, t->n, sizeof(*t->v), compare);
}

void
texts_clear(struct texts *t)
{
	while (t->n > 0)
		free(t->v[--t->n]);
	free(t->v);
	memset(t, 0, sizeof(*t));
}

void
texts_copy(struct texts *t, const struct texts *from)
{
	size_t	 i;

	texts_clear(t);
	for (i = 0; i < from->n; i++)
		texts_add(t, "%s", from->v[i]);
}

const char *
texts_differ(const struct texts *is, const struct texts *should)
{
	static char	 text[2 * TEXT];
	size_t		 i;
	int		 order;

	for (i = 0; i < is->n && i < should->n; i++) {
		if ((order = strcmp(is->v[i], should->v[i])) == 0)
			continue;
		(void)snprintf(text, sizeof(text), "%s%s",
		    order < 0 ? "too much: " : "missing: ",
		    order < 0 ? is->v[i] : should->v[i]);
		return text;
	}
	if (i < is->n)
		(void)snprintf(text, sizeof(text), "too much: %s", is->v[i]);
	else if (i < should->n)
		(void)snprintf(text, sizeof(text), "missing: %s", should->v[i]);
	else
		return NULL;
	return text;
}
