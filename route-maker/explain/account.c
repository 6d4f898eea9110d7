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
#include <strings.h>

#include "common/nearest.h"
#include "common/xstrdup.h"
#include "go/fold.h"
#include "route-maker/base/trace.h"
#include "route-maker/explain/account.h"
#include "route-maker/container/default_name.h"
#include "route-maker/route/needs.h"
#include "traefik/field.h"

/* A key to which a label is published. */
struct key {
	STAILQ_ENTRY(key)	 entry;
	const char		*name;
	const char		*value;
};
STAILQ_HEAD(keys, key);

/* The result of a label. */
struct fate {
	const struct fault		*fault;
	const struct trace_entry	*said;	/* the last one */
	struct keys			 made;	/* labels that it became */
	struct keys			 keys;
};

struct account_ctx {
	struct account		*account;
	struct containers	*containers;
	const struct container	*container;
	struct decode		 d;
	struct trace		 trace;		/* of d */
	struct translation	 translation;
	struct routes		 routes;
	struct fate		*fates;		/* one for each label */
	struct keys		 defaults;
};

static void
put(struct account_ctx *t, unsigned int depth, const char *name,
    const char *value)
{
	if (strlen(value) > ACCOUNT_VALUE_MAX)
		value = arena_printf(t->d.arena, "%.*s...", ACCOUNT_VALUE_MAX,
		    value);
	items_add(&t->account->items, depth, name, value);
}

/* kopd ignores the case of its own labels. */
static struct fate *
fate_of(struct account_ctx *t, const char *label)
{
	const struct label	*found = container_label_like(t->container, label);

	return found == NULL ? NULL : &t->fates[found - t->container->labels];
}

static void
sort_trace(struct account_ctx *t)
{
	const struct trace_entry	*e;
	struct fate			*fate;

	STAILQ_FOREACH(e, &t->trace.entries, entry)
		if (e->kind >= TRACE_SEEN &&
		    (fate = fate_of(t, e->subject)) != NULL)
			fate->said = e;
}

static void
sort_faults(struct account_ctx *t)
{
	const struct fault	*f;
	struct fate		*fate;

	STAILQ_FOREACH(f, &t->d.faults, entry)
		if (f->label != NULL && (fate = fate_of(t, f->label)) != NULL &&
		    fate->fault == NULL)
			fate->fault = f;
}

static void
sort_pair(struct account_ctx *t, const char *base, const struct pair *pair)
{
	struct fate	*fate = NULL;
	struct key	*key;

	key = arena_alloc(t->d.arena, sizeof(*key));
	key->name = *pair->key == '\0' ? base :
	    arena_printf(t->d.arena, "%s/%s", base, pair->key);
	key->value = pair->value;
	if (pair->label != NULL)
		fate = fate_of(t, pair->label);
	if (fate != NULL)
		STAILQ_INSERT_TAIL(&fate->keys, key, entry);
	else
		STAILQ_INSERT_TAIL(&t->defaults, key, entry);
}

/* The labels of Traefik 3 that the container's labels have become. */
static void
sort_made(struct account_ctx *t)
{
	const struct label	*l;
	struct fate		*fate;
	struct key		*key;
	size_t			 i;

	if (t->translation.language == LANGUAGE_V3)
		return;
	for (i = 0; i < t->translation.n; i++) {
		l = &t->translation.labels[i];
		if (label_origin(l) == NULL ||
		    (fate = fate_of(t, label_origin(l))) == NULL)
			continue;
		key = arena_alloc(t->d.arena, sizeof(*key));
		key->name = l->name;
		key->value = l->value;
		STAILQ_INSERT_TAIL(&fate->made, key, entry);
	}
}

/* The slot of the server on this host. */
static int
slot_of(struct account_ctx *t, const struct route *r)
{
	struct member	*m = containers_find(t->containers, &t->container->id);
	struct claim	*c = m == NULL ? NULL : claim_find(
			    &t->containers->objects, &m->who, r->id);

	return c == NULL || c->slot < 0 ? 0 : c->slot;
}

static void
sort_keys(struct account_ctx *t)
{
	const struct route	*r;
	const char		*server;
	size_t			 i;

	STAILQ_FOREACH(r, &t->routes, entry) {
		for (i = 0; i < r->keys.count; i++)
			sort_pair(t, r->name, &r->keys.list[i]);
		if (r->server.count == 0)
			continue;
		server = arena_printf(t->d.arena, "%s/loadBalancer/servers/%d",
		    r->name, slot_of(t, r));
		for (i = 0; i < r->server.count; i++)
			sort_pair(t, server, &r->server.list[i]);
	}
}

static const char *
kop_label(const void *arg, size_t i)
{
	return ((const char *const *)arg)[i];
}

static const char *
why_not_kop(struct account_ctx *t, const char *name)
{
	static const char *const	known[] = { "kop.bind.ip",
					    "kop.merge-lbs", "kop.namespace" };
	const char			*suggestion;

	suggestion = nearest(name, sizeof(known) / sizeof(known[0]), kop_label,
	    known);
	if (suggestion == NULL || strcmp(suggestion, name) == 0)
		return "not a label of kopd";
	return arena_printf(t->d.arena, "not a label of kopd; did you mean "
	    "`%s'?", suggestion);
}

/* The reason why no code has read the label. */
static const char *
why_unread(struct account_ctx *t, const char *name)
{
	const struct field	*suggestion;
	char			 step[64];
	size_t			 len;

	if (strncasecmp(name, "kop.", 4) == 0)
		return why_not_kop(t, name);
	if (strncasecmp(name, "traefik.", 8) != 0)
		return "";
	name += 8;
	len = strcspn(name, ".");
	fold(step, sizeof(step), name, len);
	suggestion = len * 2 < sizeof(step) ?
	    field_nearest(&field_root, step) : NULL;
	if (suggestion != NULL)
		return arena_printf(t->d.arena, "Traefik does not know "
		    "`traefik.%.*s'; did you mean `traefik.%s'?", (int)len,
		    name, suggestion->name);
	return arena_printf(t->d.arena, "Traefik does not know `traefik.%.*s'",
	    (int)len, name);
}

static const char *
say_silent(struct account_ctx *t, const struct label *label,
    const struct fate *fate, const char **why)
{
	*why = "";
	if (fate->said != NULL && fate->said->kind != TRACE_SEEN) {
		*why = fate->said->text;
		return fate->said->kind == TRACE_USED ? "used" : "ignored";
	}
	if (fate->said != NULL && (t->account->verdict == ROUTE_FAULT ||
	    t->account->verdict == ROUTE_NOWHERE ||
	    t->account->verdict == ROUTE_BLOCKED))
		return "blocked";
	if (fate->said != NULL) {
		*why = "it adds nothing to other labels";
		return "used";
	}
	if (label_counts(label->name) ||
	    translate_counts(&t->translation, label->name))
		return "skipped";
	*why = why_unread(t, label->name);
	return "ignored";
}

/* The first three steps of a key are its object. */
static int
key_need(struct account_ctx *t, const char *key, struct need *need)
{
	const char	*below = key;
	int		 i;

	for (i = 0; i < 3 && below != NULL; i++)
		if ((below = strchr(below, '/')) != NULL)
			below++;
	return below != NULL && need_find(t->d.arena, arena_strndup(t->d.arena,
	    key, (size_t)(below - key) - 1), below, need);
}

/*
 * Returns "" unless a Traefik older than the key requires could read the key.
 */
static const char *
why_newer(struct account_ctx *t, const struct keys *keys)
{
	const struct key	*key;
	struct need		 need;

	if (!t->containers->conf->traefik_assumed)
		return "";
	STAILQ_FOREACH(key, keys, entry)
		if (key_need(t, key->name, &need))
			return arena_printf(t->d.arena, "%s, and `traefik "
			    "version' is not set", need_text(t->d.arena,
			    &need));
	return "";
}

static void
put_label(struct account_ctx *t, const struct label *label,
    const struct fate *fate)
{
	const struct key	*key;
	const char		*why = "", *outcome;

	if (fate->fault != NULL) {
		outcome = "error";
		why = fate->fault->reason;
	} else if (!STAILQ_EMPTY(&fate->keys)) {
		outcome = "key";
		why = why_newer(t, &fate->keys);
	} else
		outcome = say_silent(t, label, fate, &why);
	put(t, 1, "label", label->name);
	put(t, 2, "value", label->value);
	put(t, 2, "outcome", outcome);
	STAILQ_FOREACH(key, &fate->made, entry)
		put(t, 2, "made", arena_printf(t->d.arena, "%s=%s", key->name,
		    key->value));
	STAILQ_FOREACH(key, &fate->keys, entry) {
		put(t, 2, "key", key->name);
		put(t, 3, "value", key->value);
	}
	if (*why != '\0')
		put(t, 2, "note", why);
}

static void
put_labels(struct account_ctx *t)
{
	const struct container	*c = t->container;
	const struct key	*key;
	size_t			 i;

	t->fates = arena_calloc(t->d.arena,
	    (c->nlabels + 1) * sizeof(*t->fates));
	for (i = 0; i < c->nlabels; i++) {
		STAILQ_INIT(&t->fates[i].made);
		STAILQ_INIT(&t->fates[i].keys);
	}
	STAILQ_INIT(&t->defaults);
	sort_trace(t);
	sort_faults(t);
	sort_made(t);
	if (t->account->verdict == ROUTE_GOOD)
		sort_keys(t);
	for (i = 0; i < c->nlabels; i++)
		put_label(t, &c->labels[i], &t->fates[i]);
	STAILQ_FOREACH(key, &t->defaults, entry) {
		put(t, 1, "default", key->name);
		put(t, 2, "value", key->value);
	}
}

static void
put_decisions(struct account_ctx *t)
{
	const struct trace_entry	*e;
	const struct fault		*f;

	STAILQ_FOREACH(e, &t->trace.entries, entry) {
		if (e->kind != TRACE_STEP)
			continue;
		put(t, 1, "decision", e->subject);
		put(t, 2, "detail", e->text);
	}
	STAILQ_FOREACH(f, &t->d.faults, entry)
		put(t, 1, "error", f->label == NULL ? f->reason :
		    arena_printf(t->d.arena, "label %s: %s", f->label,
		    f->reason));
}

/* Compares in the form of a claim's id. */
static int
names_object(struct account_ctx *t, const struct wanted *w,
    const struct node *family, const struct node *kind, const char *name)
{
	char	*full, *id;
	size_t	 size;

	full = arena_printf(t->d.arena, "%s/%s/%s", family->name, kind->name,
	    name);
	size = strlen(full) * 2 + 1;
	id = arena_alloc(t->d.arena, size);
	fold(id, size, full, strlen(full));
	return wanted_object(w, id);
}

/* Labels with errors, or not decoded, name objects, too. */
static int
labels_name(struct account_ctx *t, const struct wanted *w)
{
	const struct node	*names, *family, *kind, *n;

	names = label_names(t->d.arena, t->container->labels,
	    t->container->nlabels);
	TAILQ_FOREACH(family, &names->children, entry)
		TAILQ_FOREACH(kind, &family->children, entry)
			TAILQ_FOREACH(n, &kind->children, entry)
				if (names_object(t, w, family, kind, n->name))
					return 1;
	return 0;
}

/* The objects that the container gets by default. */
static int
default_names(struct account_ctx *t, const struct wanted *w)
{
	char	*name = container_service_name(t->container), *id;
	size_t	 size = strlen(name) * 2 + 1;

	id = arena_alloc(t->d.arena, size);
	fold(id, size, name, strlen(name));
	free(name);
	return wanted_object(w, arena_printf(t->d.arena, "http/services/%s",
	    id)) || wanted_object(w, arena_printf(t->d.arena, "http/routers/%s",
	    id));
}

/*
 * The objects that it has or keeps from before, and those that its labels name.
 */
static int
has_object(struct account_ctx *t, const struct wanted *w)
{
	const struct route	*r;
	struct member		*m;
	struct claim		*c;

	if (t->account->verdict == ROUTE_GOOD)
		STAILQ_FOREACH(r, &t->routes, entry)
			if (wanted_object(w, r->id))
				return 1;
	if ((m = containers_find(t->containers, &t->container->id)) != NULL)
		LIST_FOREACH(c, &m->who.claims, of_claimant)
			if (wanted_object(w, c->object->id))
				return 1;
	return default_names(t, w) || labels_name(t, w);
}

static void
set_refusal(struct account_ctx *t)
{
	const struct trace_entry	*e;

	STAILQ_FOREACH(e, &t->trace.entries, entry)
		if (e->kind == TRACE_REFUSED) {
			free(t->account->refusal);
			t->account->refusal = xstrdup(e->text);
		}
}

/* The limits are those of when the container was decoded. */
static void
look_limits(struct account_ctx *t)
{
	const struct member	*m;

	m = containers_find(t->containers, &t->container->id);
	if (m == NULL || m->limited == NULL ||
	    t->account->verdict != ROUTE_GOOD)
		return;
	t->account->verdict = ROUTE_BLOCKED;
	trace(&t->trace, TRACE_STEP, "limit", "%s", m->limited);
	decode_fault(&t->d, NULL, "%s", m->limited);
}

void
account_make(struct account *account, struct containers *cs, struct arena *a,
    struct container *c, const struct wanted *w, int brief)
{
	struct account_ctx	t = { .account = account, .containers = cs,
				    .container = c };
	struct settings		settings;

	memset(account, 0, sizeof(*account));
	arena_reset(a);
	trace_init(&t.trace, a);
	decode_init(&t.d, a, cs->conf);
	t.d.trace = &t.trace;
	(void)route_merges(c, &t.trace);
	account->verdict = containers_make(cs, &t.d, c, &t.translation,
	    &settings, &t.routes, NULL);
	look_limits(&t);
	account->match = wanted_container(w, &c->id, c->name);
	if (account->match != MATCH_GOOD && has_object(&t, w))
		account->match = MATCH_GOOD;
	if (account->match == MATCH_NONE || brief)
		return;
	set_refusal(&t);
	put_decisions(&t);
	put_labels(&t);
}

void
account_free(struct account *account)
{
	free(account->refusal);
	items_free(&account->items);
}
