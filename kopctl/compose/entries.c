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
#include "common/xstrdup.h"
#include "kopctl/compose/entries.h"

/* Ports have many entries; their numbers differ first. */
static struct entry *
find(const struct entries *list, const char *key, uint16_t own)
{
	size_t	 i;

	for (i = 0; i < list->n; i++) {
		if (list->v[i].own == own && strcmp(list->v[i].key, key) == 0)
			return &list->v[i];
	}
	return NULL;
}

static int
take(struct quota *q, const struct entry *e)
{
	size_t	 bytes = strlen(e->key) + strlen(e->value);

	if (q->exceeded || q->entries == ENTRIES_MAX ||
	    bytes > ENTRIES_BYTES_MAX - q->bytes) {
		q->exceeded = 1;
		return 0;
	}
	q->entries++;
	q->bytes += bytes;
	return 1;
}

static void
entry_free(struct entry *e)
{
	free(e->key);
	free(e->value);
}

void
entries_set(struct entries *list, const struct entry *from, struct quota *q)
{
	struct entry	*e = find(list, from->key, from->own);
	struct entry	 copy = *from;

	if (e == NULL && list->n == ENTRIES_LIST_MAX)
		q->exceeded = 1;
	if (!take(q, from))
		return;
	copy.key = xstrdup(from->key);
	copy.value = xstrdup(from->value);
	if (e != NULL)
		entry_free(e);
	else {
		list->v = reallocarray(list->v, list->n + 1, sizeof(*e));
		if (list->v == NULL)
			fatal(NULL);
		e = &list->v[list->n++];
	}
	*e = copy;
}

void
entries_put(struct entries *list, const char *key, const char *value,
    const struct place *at, struct quota *q)
{
	struct entry	 e = { .at = *at };
	char		*k = xstrdup(key), *v = xstrdup(value);

	e.key = k;
	e.value = v;
	entries_set(list, &e, q);
	free(k);
	free(v);
}

/* What was removed in an earlier file counts no more. */
static void
drop_removed(struct entries *list)
{
	size_t	 i, n = 0;

	for (i = 0; i < list->n; i++) {
		if (list->v[i].removed)
			entry_free(&list->v[i]);
		else
			list->v[n++] = list->v[i];
	}
	list->n = n;
}

void
entries_merge(struct entries *list, const struct entries *over,
    struct quota *q)
{
	size_t	 i;

	drop_removed(list);
	for (i = 0; i < over->n; i++)
		entries_set(list, &over->v[i], q);
}

const struct entry *
entries_find(const struct entries *list, const char *key)
{
	const struct entry	*e = find(list, key, 0);

	return e != NULL && !e->removed ? e : NULL;
}

const struct entry *
entries_only(const struct entries *list)
{
	return entries_find(list, "");
}

void
entries_free(struct entries *list)
{
	size_t	 i;

	for (i = 0; i < list->n; i++)
		entry_free(&list->v[i]);
	free(list->v);
	list->v = NULL;
	list->n = 0;
}
