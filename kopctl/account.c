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

#include "kopctl/account.h"

#define MAKER	"route-maker."
#define WRITER	"redis-writer."

/* What begins something; all else is a detail of it. */
static const char *const	heads[] = { "container", "object", "step",
				    "fault", "label", "default", "match",
				    "nearest", "docker" };

void
account_read(struct account *a, const struct items *items)
{
	const struct item	*item;
	size_t			 i;

	memset(a, 0, sizeof(*a));
	for (i = 0; i < items->n; i++) {
		item = &items->v[i];
		if (strncmp(item->name, MAKER, sizeof(MAKER) - 1) == 0)
			items_add(&a->maker, item->name + sizeof(MAKER) - 1,
			    item->value);
		else if (strncmp(item->name, WRITER, sizeof(WRITER) - 1) == 0)
			items_add(&a->writer, item->name + sizeof(WRITER) - 1,
			    item->value);
	}
}

void
account_free(struct account *a)
{
	items_free(&a->maker);
	items_free(&a->writer);
}

size_t
account_find(const struct account *a, size_t from, size_t to,
    const char *name)
{
	while (from < to && strcmp(a->maker.v[from].name, name) != 0)
		from++;
	return from;
}

size_t
account_end(const struct account *a, size_t i)
{
	const char	*name;

	for (i++; i < a->maker.n; i++) {
		name = a->maker.v[i].name;
		if (strcmp(name, "container") == 0 ||
		    strcmp(name, "match") == 0)
			break;
	}
	return i;
}

static int
is_head(const char *name)
{
	size_t	 i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (strcmp(name, heads[i]) == 0)
			return 1;
	return 0;
}

size_t
account_next(const struct account *a, size_t at, const char *name)
{
	for (at++; at < a->maker.n && !is_head(a->maker.v[at].name); at++)
		if (strcmp(a->maker.v[at].name, name) == 0)
			return at;
	return 0;
}

const char *
account_detail(const struct account *a, size_t i, const char *name)
{
	size_t	 at = account_next(a, i, name);

	return at == 0 ? "" : a->maker.v[at].value;
}

const char *
account_kept_out(const struct account *a, const char *claim)
{
	const struct items	*w = &a->writer;
	size_t			 i, at = 0;

	for (i = 0; i < w->n; i++) {
		if (strcmp(w->v[i].name, "waits") == 0)
			at = strcmp(w->v[i].value, claim) == 0;
		else if (at && strcmp(w->v[i].name, "text") == 0)
			return w->v[i].value;
	}
	return NULL;
}
