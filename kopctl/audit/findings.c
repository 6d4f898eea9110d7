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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/text.h"
#include "kopctl/audit/findings.h"

/* Containers in one reason; more are counted. */
#define NAMED_MAX	8

struct find_ctx {
	struct findings		*found;
	const struct claims	*claims;
	const struct answer	*answer;
};

static void	add(struct find_ctx *, const struct finding *,
		    const char *, ...)
		    __attribute__((__format__ (printf, 3, 4)));

static void
add(struct find_ctx *x, const struct finding *what, const char *fmt, ...)
{
	struct findings	*all = x->found;
	struct finding	*f;
	size_t		 room = all->room == 0 ? 16 : 2 * all->room;
	va_list		 ap;

	if (all->n == all->room) {
		all->v = reallocarray(all->v, room, sizeof(*all->v));
		if (all->v == NULL)
			fatal(NULL);
		all->room = room;
	}
	f = &all->v[all->n++];
	*f = *what;
	va_start(ap, fmt);
	if (vasprintf(&f->reason, fmt, ap) == -1)
		fatal(NULL);
	va_end(ap);
}

static const struct claim *
first_published(const struct claim *c, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++)
		if (c[i].published)
			return &c[i];
	return NULL;
}

/* "container a of project x, container b and 3 more". */
static char *
name_all(const struct claim *c, size_t n)
{
	char	*text, *who;
	size_t	 i, size, named = 0, more = 0;
	FILE	*out;

	out = text_open(&text, &size);
	for (i = 0; i < n; i++) {
		if (!c[i].published)
			continue;
		if (named == NAMED_MAX) {
			more++;
			continue;
		}
		who = claims_who(&c[i]);
		fprintf(out, "%s%s", named++ > 0 ? ", " : "", who);
		free(who);
	}
	if (more > 0)
		fprintf(out, " and %zu more", more);
	text_close(out);
	return text;
}

/* Containers that share one definition. */
static void
find_sharers(struct find_ctx *x, const struct claim *c, size_t n)
{
	const struct claim	*first = first_published(c, n);
	struct finding		 what = { c->id, "name", "", 1, NULL };
	size_t			 i;
	int			 several = 0;
	char			*names;

	for (i = 0; i < n; i++) {
		if (!c[i].published)
			continue;
		several |= !claims_same(&c[i], first);
		what.intended &= c[i].merges;
	}
	if (!several)
		return;
	names = name_all(c, n);
	add(x, &what, "shared by %s", names);
	free(names);
}

/* Containers that have another definition of the name. */
static void
find_waiters(struct find_ctx *x, const struct claim *c, size_t n)
{
	const struct claim	*first = first_published(c, n);
	struct finding		 what = { c->id, "name", "", 0, NULL };
	char			*owner, *who;
	size_t			 i;

	for (i = 0; first != NULL && i < n; i++) {
		if (strcmp(c[i].state, "waits") != 0 ||
		    claims_same(&c[i], first))
			continue;
		owner = claims_who(first);
		who = claims_who(&c[i]);
		add(x, &what, "%s waits for %s, which defines this name "
		    "differently", who, owner);
		free(owner);
		free(who);
	}
}

/* True if the name has the suffix of a provider. */
static int
is_qualified(const char *as)
{
	return strchr(as, '@') != NULL;
}

const char *
findings_abroad(const struct answer *answer, const char *id)
{
	const struct items	*items = &answer->of[ROLE_REDIS_WRITER];
	const struct item	*item;

	ITEMS_FOREACH(item, items, NULL, "abroad")
		if (strcmp(item->value, id) == 0)
			return items_value(items, item, "owner");
	return NULL;
}

static void
find_abroad(struct find_ctx *x, const struct claim *c,
    const struct item *use, struct finding *what)
{
	const char	*host = findings_abroad(x->answer, use->value);
	char		*who;

	if (host == NULL)
		return;
	what->how = "host";
	who = claims_who(c);
	add(x, what, "%s, of %s, refers to it, and host %s has it",
	    c->item->value, who, host);
	free(who);
}

static void
find_reference(struct find_ctx *x, const struct claim *c,
    const struct item *use)
{
	const char		*as = items_value(x->claims->items, use, "as");
	struct finding		 what = { use->value, "reference", c->id,
				    is_qualified(as), NULL };
	const struct claim	*of, *first;
	char			*who, *owner;
	size_t			 i, n = 0;

	if ((of = claims_find(x->claims, use->value, &n)) == NULL) {
		find_abroad(x, c, use, &what);
		return;
	}
	if ((first = first_published(of, n)) == NULL)
		return;
	for (i = 0; i < n; i++)
		if (of[i].published && claims_same(&of[i], c))
			return;
	who = claims_who(c);
	owner = claims_who(first);
	add(x, &what, "%s, of %s, refers to it%s, and %s has it",
	    c->item->value, who, *as == '\0' ? " without its name" : "",
	    owner);
	free(who);
	free(owner);
}

/* Containers of one project that share an object have the same references. */
static void
find_references(struct find_ctx *x, const struct claim *c)
{
	const struct items	*items = x->claims->items;
	const struct item	*item;
	struct finding		 what = { c->id, "reference", c->id, 0, NULL };

	if (!c->published || (c > x->claims->v && strcmp(c[-1].id, c->id) == 0
	    && c[-1].published && claims_same(&c[-1], c)))
		return;
	ITEMS_FOREACH(item, items, c->item, "uses")
		find_reference(x, c, item);
	ITEMS_FOREACH(item, items, c->item, "more")
		add(x, &what, "it has %s more references, which are not "
		    "examined", item->value);
}

/* "host a (container b)". */
static char *
name_host(const struct items *items, const struct item *shared,
    const char *host, const char *container)
{
	const char	*name = items_value(items, shared, container);
	char		*text;

	if (asprintf(&text, *name == '\0' ? "host %s" :
	    "host %s (container %s)", items_value(items, shared, host),
	    name) == -1)
		fatal(NULL);
	return text;
}

/*
 * True for an object without servers, whose containers here have kop.merge-lbs.
 * Redis does not have this of other hosts, but their definitions are equal.
 */
static int
is_open(struct find_ctx *x, const char *object)
{
	const struct claim	*c;
	size_t			 i, n = 0;

	if (claims_is_service(object))
		return 0;
	if ((c = claims_find(x->claims, object, &n)) == NULL)
		return 0;
	for (i = 0; i < n; i++)
		if (!c[i].merges)
			return 0;
	return 1;
}

/* What is blocked or reserved is so because of another object. */
static void
find_host(struct find_ctx *x, const struct items *items,
    const struct item *shared)
{
	const char	*how = items_value(items, shared, "conflict");
	struct finding	 what = { shared->value, "host", "", 0, NULL };
	char		*owner = name_host(items, shared, "owner",
			    "container");
	char		*other = name_host(items, shared, "host", "other");

	what.intended = strcmp(how, "shared") == 0 && (strcmp(items_value(items,
	    shared, "merge"), "yes") == 0 || is_open(x, shared->value));
	if (strcmp(how, "shared") == 0)
		add(x, &what, "shared by %s and %s", owner, other);
	else if (strcmp(how, "alone") == 0)
		add(x, &what, "defined by %s, too, and only the servers of %s "
		    "are published", other, owner);
	else if (strcmp(how, "waits") == 0)
		add(x, &what, "%s waits for %s, which defines this name "
		    "differently", other, owner);
	free(owner);
	free(other);
}

static int
compare(const void *va, const void *vb)
{
	const struct finding	*a = va, *b = vb;
	int			 order = strcmp(a->object, b->object);

	if (order == 0)
		order = strcmp(a->how, b->how);
	return order != 0 ? order : strcmp(a->reason, b->reason);
}

void
findings_init(struct findings *found, const struct claims *claims,
    const struct answer *answer)
{
	const struct items	*writer = &answer->of[ROLE_REDIS_WRITER];
	struct find_ctx		 x = { found, claims, answer };
	const struct item	*item;
	size_t			 i, n;

	memset(found, 0, sizeof(*found));
	for (i = 0; i < claims->n; i += n) {
		n = claims_group(claims, &claims->v[i]);
		find_sharers(&x, &claims->v[i], n);
		find_waiters(&x, &claims->v[i], n);
	}
	for (i = 0; i < claims->n; i++)
		find_references(&x, &claims->v[i]);
	ITEMS_FOREACH(item, writer, NULL, "shared")
		find_host(&x, writer, item);
	if (found->n > 0)
		qsort(found->v, found->n, sizeof(*found->v), compare);
}

void
findings_free(struct findings *found)
{
	size_t	 i;

	for (i = 0; i < found->n; i++)
		free(found->v[i].reason);
	free(found->v);
}
