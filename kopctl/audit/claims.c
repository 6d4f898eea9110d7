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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopctl/audit/claims.h"

static int
compare(const void *va, const void *vb)
{
	const struct claim	*a = va, *b = vb;
	int			 order = strcmp(a->id, b->id);

	if (order == 0)
		order = strcmp(a->container, b->container);
	return order != 0 ? order : a->item < b->item ? -1 :
	    a->item > b->item;
}

static void
fill(struct claim *c, const struct items *items, const struct item *item)
{
	c->item = item;
	c->id = items_value(items, item, "id");
	c->container = items_value(items, item, "container");
	c->project = items_value(items, item, "project");
	c->state = items_value(items, item, "state");
	c->published = strcmp(c->state, "published") == 0;
	c->merges = strcmp(items_value(items, item, "merge"), "yes") == 0;
}

void
claims_init(struct claims *all, const struct answer *answer)
{
	const struct item	*item;

	all->items = &answer->of[ROLE_ROUTE_MAKER];
	all->n = 0;
	if ((all->v = calloc(all->items->n + 1, sizeof(*all->v))) == NULL)
		fatal(NULL);
	ITEMS_FOREACH(item, all->items, NULL, "claim")
		fill(&all->v[all->n++], all->items, item);
	qsort(all->v, all->n, sizeof(*all->v), compare);
}

void
claims_free(struct claims *all)
{
	free(all->v);
}

const struct claim *
claims_find(const struct claims *all, const char *id, size_t *n)
{
	size_t	 low = 0, high = all->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(all->v[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == all->n || strcmp(all->v[low].id, id) != 0)
		return NULL;
	*n = claims_group(all, &all->v[low]);
	return &all->v[low];
}

size_t
claims_group(const struct claims *all, const struct claim *c)
{
	size_t	 n = 1, left = all->n - (size_t)(c - all->v);

	while (n < left && strcmp(c[n].id, c->id) == 0)
		n++;
	return n;
}

int
claims_same(const struct claim *a, const struct claim *b)
{
	if (strcmp(a->container, b->container) == 0)
		return 1;
	return *a->project != '\0' && strcmp(a->project, b->project) == 0;
}

char *
claims_who(const struct claim *c)
{
	char	*text;

	if (asprintf(&text, *c->project == '\0' ? "container %s" :
	    "container %s of project %s", c->container, c->project) == -1)
		fatal(NULL);
	return text;
}

static int
is_kind(const char *id, const char *kind)
{
	const char	*slash = strchr(id, '/');

	return slash != NULL && strncmp(slash, kind, strlen(kind)) == 0;
}

int
claims_is_router(const char *id)
{
	return is_kind(id, "/routers/");
}

int
claims_is_service(const char *id)
{
	return is_kind(id, "/services/");
}
