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

#include "common/log.h"
#include "kopctl/preview/listed.h"

static int
compare(const void *a, const void *b)
{
	return strcmp((*(struct listed *const *)a)->name,
	    (*(struct listed *const *)b)->name);
}

void
listing_sort(struct listing *l)
{
	size_t	 i;

	if ((l->sorted = calloc(l->n + 1, sizeof(*l->sorted))) == NULL)
		fatal(NULL);
	for (i = 0; i < l->n; i++)
		l->sorted[i] = &l->v[i];
	qsort(l->sorted, l->n, sizeof(*l->sorted), compare);
}

const struct listed *
listing_container(const struct listing *l, const char *name, size_t len)
{
	struct listed	 like, *wanted = &like, **found;

	if ((like.name = strndup(name, len)) == NULL)
		fatal(NULL);
	found = bsearch(&wanted, l->sorted, l->n, sizeof(*l->sorted), compare);
	free(like.name);
	return found != NULL ? *found : NULL;
}
