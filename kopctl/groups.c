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
#include "kopctl/groups.h"

static int
compare_sizes(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_names(const void *va, const void *vb)
{
	const struct placed	*a = va, *b = vb;
	int			 order = strcmp(a->item->name, b->item->name);

	return order != 0 ? order : compare_sizes(a->at, b->at);
}

static int
compare_places(const void *va, const void *vb)
{
	const struct placed	*a = va, *b = vb;

	if (a->name != b->name)
		return compare_sizes(a->name, b->name);
	return compare_sizes(a->at, b->at);
}

/* Sorted by name: for each run, the index of the first item, and the length. */
static void
note_names(struct placed *v, size_t n)
{
	size_t	 i, first, j;

	for (first = 0; first < n; first = i) {
		for (i = first + 1; i < n && strcmp(v[i].item->name,
		    v[first].item->name) == 0; i++)
			continue;
		for (j = first; j < i; j++) {
			v[j].times = i - first;
			v[j].name = v[first].at;
		}
	}
}

struct placed *
groups_new(const struct items *items)
{
	struct placed	*v;
	size_t		 i, n = items->n;

	if (n == 0)
		return NULL;
	if ((v = calloc(n, sizeof(*v))) == NULL)
		fatal(NULL);
	for (i = 0; i < n; i++) {
		v[i].item = &items->v[i];
		v[i].at = i;
	}
	qsort(v, n, sizeof(*v), compare_names);
	note_names(v, n);
	qsort(v, n, sizeof(*v), compare_places);
	return v;
}
