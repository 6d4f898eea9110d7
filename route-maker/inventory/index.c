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
#include "route-maker/inventory/index.h"

#define SHORT_ID	12	/* digits of an id that Docker shows */

static int
member_id_cmp(const struct member *a, const struct member *b)
{
	return hexid_cmp(&a->who.id, &b->who.id);
}

static int
member_name_cmp(const struct member *a, const struct member *b)
{
	int	r;

	if ((r = strcmp(a->who.name, b->who.name)) != 0)
		return r;
	return member_id_cmp(a, b);
}

static int
join_cmp(const struct join *a, const struct join *b)
{
	int	r;

	if ((r = strcmp(a->target, b->target)) != 0)
		return r;
	if (a->member == NULL || b->member == NULL)
		return (a->member != NULL) - (b->member != NULL);
	return member_id_cmp(a->member, b->member);
}

RB_PROTOTYPE(member_ids, member, by_id, member_id_cmp)
RB_PROTOTYPE(member_names, member, by_name, member_name_cmp)
RB_PROTOTYPE(joins, join, entry, join_cmp)
RB_GENERATE(member_ids, member, by_id, member_id_cmp)
RB_GENERATE(member_names, member, by_name, member_name_cmp)
RB_GENERATE(joins, join, entry, join_cmp)

void
index_init(struct index *x)
{
	memset(x, 0, sizeof(*x));
	RB_INIT(&x->ids);
	RB_INIT(&x->names);
	RB_INIT(&x->joins);
}

struct member *
index_add(struct index *x, const struct hexid *id)
{
	struct member	*m;
	char		 digits[HEXID_DIGITS + 1];

	if ((m = calloc(1, sizeof(*m))) == NULL)
		fatal(NULL);
	m->who.id = *id;
	m->lodger.id = m->tenant.id = &m->who.id;
	hexid_text(id, digits);
	digits[SHORT_ID] = '\0';
	m->who.name = xstrdup(digits);
	LIST_INIT(&m->who.claims);
	RB_INSERT(member_ids, &x->ids, m);
	RB_INSERT(member_names, &x->names, m);
	x->count++;
	return m;
}

void
index_remove(struct index *x, struct member *m)
{
	index_drop(x, m);
	RB_REMOVE(member_names, &x->names, m);
	RB_REMOVE(member_ids, &x->ids, m);
	x->count--;
	free(m->holder);
	member_free_faults(m->faults, m->nfaults);
	free(m->who.name);
	free(m->who.service);
	free(m);
}

struct member *
index_id(struct index *x, const struct hexid *id)
{
	struct member	key = { .who.id = *id };

	return RB_FIND(member_ids, &x->ids, &key);
}

struct member *
index_name(struct index *x, const char *name)
{
	struct member	 key = { .who.name = xstrdup(name) };
	struct member	*m;

	m = RB_NFIND(member_names, &x->names, &key);
	if (m != NULL && strcmp(m->who.name, name) != 0)
		m = NULL;
	free(key.who.name);
	return m;
}

struct member *
index_next(struct index *x, struct member *m)
{
	return m == NULL ? RB_MIN(member_ids, &x->ids) :
	    RB_NEXT(member_ids, &x->ids, m);
}

void
index_rename(struct index *x, struct member *m, const char *name)
{
	RB_REMOVE(member_names, &x->names, m);
	free(m->who.name);
	m->who.name = xstrdup(name);
	RB_INSERT(member_names, &x->names, m);
}

static void
join(struct index *x, struct member *m, const char *target)
{
	if ((m->join = calloc(1, sizeof(*m->join))) == NULL)
		fatal(NULL);
	m->join->member = m;
	m->join->target = target;
	RB_INSERT(joins, &x->joins, m->join);
}

void
index_hold(struct index *x, struct member *m, struct container *c)
{
	index_drop(x, m);
	m->container = c;
	if (container_joined(c) != NULL)
		join(x, m, container_joined(c));
}

void
index_drop(struct index *x, struct member *m)
{
	if (m->join != NULL)
		RB_REMOVE(joins, &x->joins, m->join);
	free(m->join);
	m->join = NULL;
	container_free(m->container);
	m->container = NULL;
}

struct join *
index_joined(struct index *x, const char *target, struct join *j)
{
	struct join	key = { .target = target };

	j = j == NULL ? RB_NFIND(joins, &x->joins, &key) :
	    RB_NEXT(joins, &x->joins, j);
	return j != NULL && strcmp(j->target, target) == 0 ? j : NULL;
}
