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
#include "policy/exact.h"
#include "route-maker/object/conflict.h"
#include "route-maker/route-maker.h"
#include "traefik/reference.h"

/* References of one claim in an answer; more are counted. */
#define USES_MAX	256

static const char *
project_of(struct route_maker *rm, const struct claim *c)
{
	struct member	*m = containers_find(&rm->containers,
			    &c->claimant->id);

	return m == NULL || m->container == NULL ||
	    m->container->project == NULL ? "" : m->container->project;
}

static const char *
state_of(struct route_maker *rm, const struct claim *c)
{
	struct conflict	 cf;

	if (!claim_waits(c))
		return "published";
	conflict_find(&rm->containers.objects, c, &cf);
	return conflict_word(cf.how);
}

static int
is_target(const char *key)
{
	return strcmp(key, "url") == 0 || strcmp(key, "address") == 0;
}

/* A router with TLS uses a store that it does not name. */
static int
is_implied(const char *value, const struct reference *ref)
{
	return ref->name < value || ref->name > value + strlen(value);
}

static void
tell_use(struct route_maker *rm, uint32_t id, const char *kind,
    const char *name, const char *as)
{
	listing_tell(rm, id, 1, kind, name);
	listing_tell(rm, id, 2, "as", as);
}

/*
 * A literal name is that of an object of another provider, unless a container
 * of this host has an object of that name.  With kopd's own provider it is no
 * other object than the one without.
 */
static void
tell_reference(struct route_maker *rm, uint32_t id, const char *value,
    const struct reference *ref)
{
	struct objects	*os = &rm->containers.objects;
	char		*name = reference_id(ref), *literal, *as;
	int		 own;

	if (asprintf(&literal, "%s%.*s", ref->section, (int)ref->len,
	    ref->name) == -1 || asprintf(&as, "%.*s", is_implied(value, ref) ?
	    0 : (int)(ref->len + ref->provider), ref->name) == -1)
		fatal(NULL);
	own = ref->literal && reference_plain(as, strlen(as)) < strlen(as);
	if (!ref->literal || object_find(os, name) != NULL)
		tell_use(rm, id, "uses", name, as);
	else if (!own)
		tell_use(rm, id, "foreign", literal, as);
	free(name);
	free(literal);
	free(as);
}

/* The store is used once, although several keys say so. */
static void
tell_uses(struct route_maker *rm, uint32_t id, const struct claim *c)
{
	struct reference	 ref;
	const char		*at = NULL, *in, *key, *value;
	size_t			 n = 0, stores = 0;
	char			 more[24];

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		for (in = NULL; reference_next(c->object->id, key, value, &in,
		    &ref);) {
			if (is_implied(value, &ref) && stores++ > 0)
				continue;
			if (n++ < USES_MAX)
				tell_reference(rm, id, value, &ref);
		}
	if (n <= USES_MAX)
		return;
	(void)snprintf(more, sizeof(more), "%zu", n - USES_MAX);
	listing_tell(rm, id, 1, "more", more);
}

static void
tell_servers(struct route_maker *rm, uint32_t id, const struct claim *c)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(claim_server(c), c->server_len, &at, &key, &value))
		if (is_target(key))
			listing_tell(rm, id, 1, "server", value);
}

static void
read_claim(const struct claim *c, struct arena *a, struct facts *f)
{
	const char	*at = NULL, *key, *value;

	facts_begin(f, a, c->object->id, claim_name(c));
	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		facts_add(f, key, value);
	at = NULL;
	while (pack_next(claim_server(c), c->server_len, &at, &key, &value))
		if (is_target(key))
			facts_server(f, value, (enum address_kind)c->address);
	facts_end(f);
}

static void
tell_rule(struct route_maker *rm, uint32_t id, const struct claim *c)
{
	struct arena		 a = ARENA_INITIALIZER;
	struct facts		 f;
	enum exact_class	 class;
	const char		*text;
	char			 priority[24];

	read_claim(c, &a, &f);
	if ((text = exact_rule(&a, &f, &class)) != NULL) {
		listing_tell(rm, id, 1, "rule", text);
		listing_tell(rm, id, 1, "class", exact_word(class));
	}
	if (f.ranks) {
		(void)snprintf(priority, sizeof(priority), "%lld",
		    (long long)f.priority);
		listing_tell(rm, id, 1, "priority", priority);
	}
	arena_free(&a);
}

static void
tell_claim(struct route_maker *rm, uint32_t id, const struct claim *c,
    int rules)
{
	const char	*project = project_of(rm, c);
	int		 merges = rm->containers.objects.merge_equal ||
			    c->claimant->merges;

	listing_tell(rm, id, 0, "claim", claim_name(c));
	listing_tell(rm, id, 1, "id", c->object->id);
	listing_tell(rm, id, 1, "container", c->claimant->name);
	if (*project != '\0')
		listing_tell(rm, id, 1, "project", project);
	listing_tell(rm, id, 1, "state", state_of(rm, c));
	if (rules) {
		tell_rule(rm, id, c);
		return;
	}
	listing_tell(rm, id, 1, "merge", merges ? "yes" : "no");
	tell_servers(rm, id, c);
	tell_uses(rm, id, c);
}

int
audit_object(struct route_maker *rm, uint32_t id, struct object *o,
    size_t *done, int rules)
{
	struct claim	*c;
	size_t		 n = 0;

	SPLAY_FOREACH(c, claims, &o->claims) {
		if (n++ < *done)
			continue;
		if (!peer_want_room(rm->parent))
			return 0;
		tell_claim(rm, id, c, rules);
		(*done)++;
	}
	return 1;
}
