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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/definition.h"
#include "redis-writer/referrers.h"
#include "redis-writer/table.h"

struct referrer {
	RB_ENTRY(referrer)	 entry;
	struct object		*from;		/* NULL: first of all */
	const char		*target;	/* behind this struct */
};

static int
referrer_cmp(const struct referrer *a, const struct referrer *b)
{
	int	 r;

	if ((r = strcmp(a->target, b->target)) != 0)
		return r;
	if (a->from == b->from)
		return 0;
	return (uintptr_t)a->from < (uintptr_t)b->from ? -1 : 1;
}

RB_PROTOTYPE(referrers, referrer, entry, referrer_cmp)
RB_GENERATE(referrers, referrer, entry, referrer_cmp)

struct change {
	struct referrers	*all;
	struct object		*from;
	size_t			 n;
};

void
referrers_init(struct referrers *all)
{
	RB_INIT(all);
}

static void
add(const char *id, void *arg)
{
	struct change	*change = arg;
	struct referrer	*r;
	size_t		 size = strlen(id) + 1;
	char		*target;

	change->n++;
	if ((r = malloc(sizeof(*r) + size)) == NULL)
		fatal(NULL);
	target = (char *)(r + 1);
	memcpy(target, id, size);
	r->target = target;
	r->from = change->from;
	if (RB_INSERT(referrers, change->all, r) != NULL)
		free(r);		/* a duplicate reference */
}

static void
take(const char *id, void *arg)
{
	struct change	*change = arg;
	struct referrer	 key = { .target = id, .from = change->from }, *r;

	if ((r = RB_FIND(referrers, change->all, &key)) == NULL)
		return;
	RB_REMOVE(referrers, change->all, r);
	free(r);
}

size_t
referrers_add(struct referrers *all, struct object *o)
{
	struct change	 change = { all, o, 0 };

	definition_references(object_blob(o), o->blob_len, add, &change);
	definition_references(object_old(o), o->old_len, add, &change);
	return change.n;
}

void
referrers_remove(struct referrers *all, struct object *o)
{
	struct change	 change = { all, o, 0 };

	definition_references(object_blob(o), o->blob_len, take, &change);
	definition_references(object_old(o), o->old_len, take, &change);
}

int
referrers_walk(struct referrers *all, const char *id,
    int (*f)(struct object *, void *), void *arg)
{
	struct referrer	 key = { .target = id, .from = NULL }, *r;
	int		 done;

	for (r = RB_NFIND(referrers, all, &key); r != NULL &&
	    strcmp(r->target, id) == 0; r = RB_NEXT(referrers, all, r))
		if ((done = f(r->from, arg)) != 0)
			return done;
	return 0;
}

struct naming {
	void	(*f)(const char *, void *);
	void	*arg;
};

static int
object_name(struct object *o, void *arg)
{
	struct naming	*naming = arg;

	if (o->flags & OBJECT_KNOWN)
		naming->f(object_id(o), naming->arg);
	return 0;
}

void
referrers_known(struct referrers *all, const char *id,
    void (*f)(const char *, void *), void *arg)
{
	struct naming	 naming = { f, arg };

	(void)referrers_walk(all, id, object_name, &naming);
}
