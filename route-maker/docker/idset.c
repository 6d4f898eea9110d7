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

#include "common/bounds.h"
#include "common/log.h"
#include "route-maker/docker/idset.h"

static int
idset_cmp(const struct idset_entry *a, const struct idset_entry *b)
{
	return hexid_cmp(&a->id, &b->id);
}

RB_PROTOTYPE(idset_tree, idset_entry, entry, idset_cmp)
RB_GENERATE(idset_tree, idset_entry, entry, idset_cmp)

void
idset_init(struct idset *s)
{
	RB_INIT(&s->tree);
	TAILQ_INIT(&s->order);
	s->count = 0;
}

static struct idset_entry *
find(struct idset *s, const struct hexid *id)
{
	struct idset_entry	key = { .id = *id };

	return RB_FIND(idset_tree, &s->tree, &key);
}

static void
take_out(struct idset *s, struct idset_entry *e)
{
	RB_REMOVE(idset_tree, &s->tree, e);
	TAILQ_REMOVE(&s->order, e, order);
	s->count--;
	free(e);
}

void
idset_clear(struct idset *s)
{
	struct idset_entry	*e;

	while ((e = TAILQ_FIRST(&s->order)) != NULL)
		take_out(s, e);
}

void
idset_add(struct idset *s, const struct hexid *id, uint64_t time)
{
	struct idset_entry	*e;

	if ((e = find(s, id)) != NULL)
		take_out(s, e);
	else if (s->count >= CONTAINER_MAX)
		take_out(s, TAILQ_FIRST(&s->order));
	if ((e = calloc(1, sizeof(*e))) == NULL)
		fatal(NULL);
	e->id = *id;
	e->time = time;
	RB_INSERT(idset_tree, &s->tree, e);
	TAILQ_INSERT_TAIL(&s->order, e, order);
	s->count++;
}

void
idset_remove(struct idset *s, const struct hexid *id)
{
	struct idset_entry	*e;

	if ((e = find(s, id)) != NULL)
		take_out(s, e);
}

int
idset_has(struct idset *s, const struct hexid *id)
{
	return s->count > 0 && find(s, id) != NULL;
}

void
idset_expire(struct idset *s, uint64_t time)
{
	struct idset_entry	*e;

	while ((e = TAILQ_FIRST(&s->order)) != NULL && e->time < time)
		take_out(s, e);
}

int
idset_take(struct idset *s, struct hexid *id, uint64_t *time)
{
	struct idset_entry	*e;

	if ((e = TAILQ_FIRST(&s->order)) == NULL)
		return -1;
	*id = e->id;
	*time = e->time;
	take_out(s, e);
	return 0;
}
