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
#include "redis-writer/table.h"

#define BUCKETS_START	256

const char *
object_id(const struct object *o)
{
	return o->data;
}

const void *
object_blob(const struct object *o)
{
	return o->data + o->id_len + 1;
}

const void *
object_old(const struct object *o)
{
	return o->data + o->id_len + 1 + o->blob_len;
}

struct bytes
object_stored(const struct object *o)
{
	struct bytes	 b = { object_blob(o), o->blob_len };

	if (o->where == OBJECT_DIRTY && o->old_len > 0) {
		b.data = object_old(o);
		b.len = o->old_len;
	}
	return b;
}

int
id_is_router(const char *id)
{
	const char	*slash = strchr(id, '/');

	return slash != NULL && strncmp(slash, "/routers/", 9) == 0;
}

int
object_is_router(const struct object *o)
{
	return id_is_router(object_id(o));
}

static uint32_t
hash(const char *id)
{
	return (uint32_t)siphash(0, id, strlen(id));
}

struct object *
object_new(const char *id, struct bytes blob, struct bytes stored)
{
	struct object	*o;
	size_t		 id_len = strlen(id);
	char		*p;

	if (blob.len > UINT32_MAX || stored.len > UINT32_MAX ||
	    id_len > UINT16_MAX ||
	    (o = calloc(1, sizeof(*o) + id_len + 1 + blob.len +
	    stored.len)) == NULL)
		fatal("object of %zu bytes", blob.len);
	memcpy(o->data, id, id_len + 1);
	p = o->data + id_len + 1;
	if (blob.len > 0)
		memcpy(p, blob.data, blob.len);
	p += blob.len;
	if (stored.len > 0)
		memcpy(p, stored.data, stored.len);
	o->id_len = (uint16_t)id_len;
	o->blob_len = (uint32_t)blob.len;
	o->old_len = (uint32_t)stored.len;
	o->hash = hash(id);
	return o;
}

void
table_init(struct table *t)
{
	t->nobjects = 0;
	t->nbuckets = BUCKETS_START;
	if ((t->buckets = calloc(t->nbuckets, sizeof(*t->buckets))) == NULL)
		fatal(NULL);
}

void
table_free(struct table *t)
{
	free(t->buckets);
}

static struct object **
table_slot(const struct table *t, const char *id, uint32_t h)
{
	struct object	**op = &t->buckets[h & (t->nbuckets - 1)];

	while (*op != NULL &&
	    ((*op)->hash != h || strcmp(object_id(*op), id) != 0))
		op = &(*op)->next;
	return op;
}

struct object *
table_find(const struct table *t, const char *id)
{
	return *table_slot(t, id, hash(id));
}

static void
table_grow(struct table *t)
{
	struct object	**old = t->buckets, *o;
	size_t		  i, n = t->nbuckets, b;

	t->nbuckets *= 2;
	if ((t->buckets = calloc(t->nbuckets, sizeof(*t->buckets))) == NULL)
		fatal(NULL);
	for (i = 0; i < n; i++) {
		while ((o = old[i]) != NULL) {
			old[i] = o->next;
			b = o->hash & (t->nbuckets - 1);
			o->next = t->buckets[b];
			t->buckets[b] = o;
		}
	}
	free(old);
}

void
table_insert(struct table *t, struct object *o)
{
	struct object	**op;

	if (t->nobjects >= t->nbuckets)
		table_grow(t);
	op = table_slot(t, object_id(o), o->hash);
	o->next = NULL;
	*op = o;
	t->nobjects++;
}

void
table_remove(struct table *t, struct object *o)
{
	struct object	**op = table_slot(t, object_id(o), o->hash);

	*op = o->next;
	t->nobjects--;
}
