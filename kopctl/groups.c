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

size_t
groups_process(const char *name)
{
	const char	*dot = strchr(name, '.');

	return dot != NULL ? (size_t)(dot - name) + 1 : 0;
}

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
compare_processes(const void *va, const void *vb)
{
	const struct placed	*a = va, *b = vb;
	size_t			 la = groups_process(a->item->name);
	size_t			 lb = groups_process(b->item->name);
	int			 order;

	if (la != lb)
		return compare_sizes(la, lb);
	order = strncmp(a->item->name, b->item->name, la);
	return order != 0 ? order : compare_sizes(a->at, b->at);
}

static int
compare_places(const void *va, const void *vb)
{
	const struct placed	*a = va, *b = vb;

	if (a->process != b->process)
		return compare_sizes(a->process, b->process);
	if (a->name != b->name)
		return compare_sizes(a->name, b->name);
	return compare_sizes(a->at, b->at);
}

static int
is_same_process(const struct placed *a, const struct placed *b)
{
	size_t	 len = groups_process(a->item->name);

	return len == groups_process(b->item->name) &&
	    strncmp(a->item->name, b->item->name, len) == 0;
}

/* Sorted by name: of each run the first item's index, and its length. */
static void
note_names(struct placed *v, size_t n, int by_name)
{
	size_t	 i, first, j;

	for (first = 0; first < n; first = i) {
		for (i = first + 1; i < n && strcmp(v[i].item->name,
		    v[first].item->name) == 0; i++)
			continue;
		for (j = first; j < i; j++) {
			v[j].times = i - first;
			v[j].name = by_name ? v[first].at : v[j].at;
		}
	}
}

static void
note_processes(struct placed *v, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++)
		v[i].process = i > 0 && is_same_process(&v[i - 1], &v[i]) ?
		    v[i - 1].process : v[i].at;
}

struct placed *
groups_new(const struct items *items, int by_name)
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
	note_names(v, n, by_name);
	qsort(v, n, sizeof(*v), compare_processes);
	note_processes(v, n);
	qsort(v, n, sizeof(*v), compare_places);
	return v;
}
