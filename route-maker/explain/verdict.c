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
#include "go/fold.h"
#include "route-maker/base/pack.h"
#include "route-maker/explain/verdict.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/pool.h"
#include "route-maker/object/resolve.h"
#include "traefik/reference.h"

#define MIDDLEWARES	"middlewares"	/* the service's own ones */

struct count {
	size_t	published;
	size_t	waiting;
};

static struct count
count_claims(const struct member *m)
{
	struct count	 n = { 0, 0 };
	struct claim	*c;

	LIST_FOREACH(c, &m->who.claims, of_claimant) {
		n.published += !claim_waits(c);
		n.waiting += claim_waits(c) != 0;
	}
	return n;
}

static const char *
decide_fault(const struct count *n, const char **why)
{
	if (n->published + n->waiting > 0)
		*why = "it has errors; what was published before stays "
		    "until it stops or its labels are right";
	else
		*why = "it has errors, and nothing of it is published";
	return "error";
}

static const char *
decide_good(const struct member *m, const struct count *n, const char **why)
{
	if (n->published + n->waiting == 0) {
		*why = "enabled, but there is nothing to publish";
		return "empty";
	}
	if (n->published == 0) {
		*why = "all of it waits for other containers";
		return "waits";
	}
	if (n->waiting > 0)
		*why = "published, except for what waits for other "
		    "containers";
	else if (m->nfaults > 0)
		*why = "published, except for what has errors";
	else
		*why = "published";
	return n->waiting > 0 || m->nfaults > 0 ? "partial" : "published";
}

/* If Docker has not listed the container, the data from before decide. */
static const char *
decide(const struct member *m, const struct account *account,
    const char **why)
{
	struct count	n = count_claims(m);

	if (account == NULL && m->nfaults == 0 &&
	    n.published + n.waiting == 0) {
		*why = "as it was when Docker last listed it";
		return "ignored";
	}
	if (m->limited != NULL) {
		*why = "a limit of kopd.conf blocks it, so nothing of it is "
		    "published";
		return "blocked";
	}
	if (account == NULL ? m->blocked :
	    account->verdict == ROUTE_BLOCKED) {
		*why = "a rule of kopd.conf blocks an object of it, so "
		    "nothing of it is published";
		return "blocked";
	}
	if (account == NULL)
		return m->nfaults > m->warnings ? decide_fault(&n, why) :
		    decide_good(m, &n, why);
	if (account->verdict == ROUTE_NONE) {
		*why = account->refusal != NULL ? account->refusal : "";
		return "ignored";
	}
	return account->verdict != ROUTE_GOOD ? decide_fault(&n, why) :
	    decide_good(m, &n, why);
}

const char *
verdict_status(const struct member *m)
{
	const char	*why;

	return decide(m, NULL, &why);
}

/* The container's state for the operator, and as a word for programs. */
static void
add_state(struct items *out, const struct member *m)
{
	const char	*text = "running", *word = "running";

	if (m->container == NULL)
		text = word = "unknown";
	else if (!m->container->running) {
		text = "not running";
		word = "stopped";
	} else if (m->container->health == HEALTH_GOOD) {
		text = "running, healthy";
		word = "healthy";
	} else if (m->container->health == HEALTH_BAD) {
		text = "running, not healthy or not yet";
		word = "unhealthy";
	}
	items_add(out, 1, "state", text);
	items_add(out, 1, "state" ITEM_WORD, word);
}

static const char *
own_middlewares(const struct claim *c)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		if (strcmp(key, MIDDLEWARES) == 0)
			return value;
	return "";
}

/*
 * The claimant whose middlewares a shared service has, if they differ from
 * those of this claim; else NULL.
 */
static const struct claimant *
overruler(const struct claim *c)
{
	const struct claim	*first;

	if (!c->service || claim_waits(c))
		return NULL;
	first = resolve_first(c->object);
	return strcmp(own_middlewares(c), own_middlewares(first)) == 0 ?
	    NULL : first->claimant;
}

/* kopd does not know the objects of other providers. */
static void
put_reference(struct items *out, struct objects *os,
    const struct reference *ref)
{
	struct object	*o;
	char		*id, *text;

	if (ref->literal)
		return;
	id = reference_id(ref);
	o = object_find(os, id);
	free(id);
	if (o != NULL && object_owner(o) != NULL)
		return;
	if (asprintf(&text, "%s%.*s", ref->section,
	    (int)(ref->len + ref->provider), ref->name) == -1)
		fatal(NULL);
	items_add(out, 2, "missing", text);
	free(text);
}

/* The objects that this object names and that no container of this host has. */
static void
put_references(struct items *out, struct objects *os, const struct claim *c)
{
	struct reference	 ref;
	const char		*at = NULL, *in, *key, *value;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value)) {
		if (strcmp(key, MIDDLEWARES) == 0 && overruler(c) != NULL)
			continue;
		for (in = NULL; reference_next(c->object->id, key, value, &in,
		    &ref);)
			/* Traefik always has that store. */
			if (strncmp(ref.section, "tls/", 4) != 0)
				put_reference(out, os, &ref);
	}
}

static void
put_published(struct items *out, struct objects *os, const struct claim *c)
{
	const struct claim	*first;
	char			*text;

	items_add(out, 2, "state", "published");
	if (c->service && c->server_len > 0 && c->slot == -1)
		items_add(out, 2, "reason", "published without its server, "
		    "because another container has the same one");
	else if ((first = pool_other(c)) != NULL) {
		text = pool_text(c, first);
		items_add(out, 2, "reason", text);
		free(text);
	}
	put_references(out, os, c);
}

static void
put_claim(struct items *out, struct objects *os, struct claim *c)
{
	struct conflict	 cf;
	char		*why, *text;

	items_add(out, 1, "object", claim_name(c));
	items_add(out, 2, "claim", c->object->id);
	if (!claim_waits(c)) {
		put_published(out, os, c);
		return;
	}
	conflict_find(os, c, &cf);
	why = conflict_text(&cf);
	if ((cf.how == CONFLICT_WAITS ? asprintf(&text, "%s, which was "
	    "published before and %s", why, conflict_why(&cf)) :
	    asprintf(&text, "not published: %s", why)) == -1)
		fatal(NULL);
	items_add(out, 2, "state", conflict_word(cf.how));
	items_add(out, 2, "reason", text);
	if (cf.root != NULL)
		items_add(out, 2, "by", claim_name(cf.root));
	if (cf.holder != NULL)
		items_add(out, 2, "owner", cf.holder);
	free(why);
	free(text);
}

static int
compare(const void *a, const void *b)
{
	const struct claim	*const *ca = a, *const *cb = b;

	return strcmp((*ca)->object->id, (*cb)->object->id);
}

static void
put_claims(struct items *out, struct objects *os, struct member *m)
{
	struct claim	*c, **list;
	size_t		 i, n = 0;

	LIST_FOREACH(c, &m->who.claims, of_claimant)
		n++;
	if ((list = calloc(n + 1, sizeof(*list))) == NULL)
		fatal(NULL);
	n = 0;
	LIST_FOREACH(c, &m->who.claims, of_claimant)
		list[n++] = c;
	qsort(list, n, sizeof(*list), compare);
	for (i = 0; i < n; i++)
		put_claim(out, os, list[i]);
	free(list);
}

/* See overruler(), for the claim on the service that the key names. */
static const struct claimant *
whose_middlewares(struct objects *os, struct member *m, const char *key)
{
	const struct claim	*c;
	size_t			 n = strlen(key), end = strlen("/" MIDDLEWARES);
	char			*id;

	if (n < end || strcmp(key + n - end, "/" MIDDLEWARES) != 0)
		return NULL;
	n -= end;
	if ((id = malloc(2 * n + 1)) == NULL)
		fatal(NULL);
	fold(id, 2 * n + 1, key, n);
	c = claim_find(os, &m->who, id);
	free(id);
	return c == NULL ? NULL : overruler(c);
}

/*
 * Called at a label's outcome.  If a key follows, and the middlewares in it
 * come from another container, adds that fact instead, skips the key and its
 * value and returns 1.
 */
static int
put_overruled(struct items *out, struct objects *os, struct member *m,
    const struct items *items, size_t *at)
{
	const struct claimant	*other;
	struct item		 item;
	size_t			 next = *at;
	char			*text;

	if (!items_next(items, &next, &item) ||
	    strcmp(item.name, "key") != 0 ||
	    (other = whose_middlewares(os, m, item.value)) == NULL)
		return 0;
	if (items_next(items, &next, &item))
		*at = next;
	if (asprintf(&text, "of the containers that share this service, %s "
	    "is the first by service and id: its middlewares count",
	    other->name) == -1)
		fatal(NULL);
	items_add(out, 2, "outcome", "ignored");
	items_add(out, 2, "note", text);
	free(text);
	return 1;
}

static void
put_account(struct items *out, struct objects *os, struct member *m,
    const struct items *items)
{
	struct item	 item;
	size_t		 at = 0;

	while (items_next(items, &at, &item))
		if (strcmp(item.name, "outcome") != 0 ||
		    !put_overruled(out, os, m, items, &at))
			items_add(out, item.depth, item.name, item.value);
}

void
verdict_put(struct items *out, struct objects *os, struct member *m,
    const struct account *account)
{
	const char	*why = "";
	char		 id[HEXID_DIGITS + 1];
	size_t		 i;

	items_add(out, 0, "container", m->who.name);
	items_add(out, 1, "id", hexid_text(&m->who.id, id));
	add_state(out, m);
	items_add(out, 1, "status", decide(m, account, &why));
	items_add(out, 1, "reason", why);
	put_claims(out, os, m);
	if (account == NULL) {
		for (i = 0; i < m->nfaults; i++)
			items_add(out, 1, "error", m->faults[i]);
		return;
	}
	put_account(out, os, m, &account->items);
}
