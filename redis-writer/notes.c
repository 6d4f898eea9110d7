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
#include "common/siphash.h"
#include "redis-writer/notes.h"

/* Limit of names that are counted. */
#define NAMES_MAX	131072

void
names_clear(struct names *names)
{
	free(names->hashes);
	memset(names, 0, sizeof(*names));
}

static int
compare(const void *a, const void *b)
{
	const uint64_t	*x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

size_t
names_count(struct names *names)
{
	size_t	 i, n = 0;

	if (names->n > 0)
		qsort(names->hashes, names->n, sizeof(*names->hashes), compare);
	for (i = 0; i < names->n; i++)
		if (n == 0 || names->hashes[i] != names->hashes[n - 1])
			names->hashes[n++] = names->hashes[i];
	return names->n = n;
}

void
names_add(struct names *names, const char *name)
{
	if (names->n == NAMES_MAX)
		names->full = names_count(names) > NAMES_MAX / 2;
	if (names->full)
		return;
	if (names->n == names->size) {
		names->size = names->size == 0 ? 8 : names->size * 2;
		if ((names->hashes = reallocarray(names->hashes, names->size,
		    sizeof(*names->hashes))) == NULL)
			fatal(NULL);
	}
	names->hashes[names->n++] = siphash(0, name, strlen(name));
}

void
item_clear(struct news_item *item)
{
	free(item->name);
	free(item->container);
	memset(item, 0, sizeof(*item));
}

void
group_drop(struct group *g, struct note *note)
{
	free(note->id);
	item_clear(&note->item);
	*note = g->notes[--g->kept];
}

void
group_clear(struct group *g)
{
	enum news_kind	 k;

	while (g->kept > 0)
		group_drop(g, &g->notes[g->kept - 1]);
	for (k = NEWS_NONE; k <= NEWS_REMOVED; k++)
		names_clear(&g->ids[k]);
	g->over = 0;
}

struct note *
group_find(struct group *g, const char *id)
{
	size_t	 i;

	for (i = 0; i < g->kept; i++)
		if (strcmp(g->notes[i].id, id) == 0)
			return &g->notes[i];
	return NULL;
}

static void
item_move(struct news_item *to, struct news_item *from)
{
	*to = *from;
	memset(from, 0, sizeof(*from));
}

/*
 * Merges a second change of an object that is not logged yet.  Takes ownership
 * of the names in the item.
 */
static void
group_merge(struct group *g, struct note *note, struct news_item *item)
{
	enum news_kind	 before = note->item.kind;

	if (before == NEWS_PUBLISHED && item->kind == NEWS_REMOVED) {
		group_drop(g, note);
		item_clear(item);
		return;
	}
	if (before == NEWS_PUBLISHED)
		item->kind = NEWS_PUBLISHED;
	else if (before == NEWS_REMOVED && item->kind == NEWS_PUBLISHED)
		item->kind = NEWS_CHANGED;
	item_clear(&note->item);
	item_move(&note->item, item);
}

void
group_add(struct group *g, const char *id, struct news_item *item)
{
	struct note	*note;

	if ((note = group_find(g, id)) != NULL) {
		group_merge(g, note, item);
		return;
	}
	if (g->over || g->kept == LINES) {
		g->over = 1;
		names_add(&g->ids[item->kind], id);
		item_clear(item);
		return;
	}
	note = &g->notes[g->kept++];
	item_move(&note->item, item);
	if ((note->id = strdup(id)) == NULL)
		fatal(NULL);
}

size_t
group_count(struct group *g, size_t counts[NEWS_REMOVED + 1])
{
	enum news_kind	 k;
	size_t		 i, sum = 0;

	for (i = 0; i < g->kept; i++)
		names_add(&g->ids[g->notes[i].item.kind], g->notes[i].id);
	for (k = NEWS_NONE; k <= NEWS_REMOVED; k++) {
		counts[k] = names_count(&g->ids[k]);
		sum += counts[k];
	}
	return sum;
}
