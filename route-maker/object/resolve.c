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

#include "common/bounds.h"
#include "common/log.h"
#include "route-maker/object/closure.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/pool.h"
#include "route-maker/object/resolve.h"
#include "route-maker/route/health.h"
#include "traefik/field.h"
#include "traefik/reference.h"
#include "traefik/value.h"

#define BALANCER	"loadBalancer/"

/* Bytes of the path before a server's keys. */
#define SERVER_ROOM	512

/* The claims that share an object, the owner's first. */
struct group {
	struct claim	**claims;
	size_t		  n;
};

static struct group
group_of(struct object *o)
{
	struct claim	*c;
	struct group	 g = { NULL, 0 };
	size_t		 n = 0;

	SPLAY_FOREACH(c, claims, &o->claims)
		n++;
	if ((g.claims = calloc(n, sizeof(*g.claims))) == NULL)
		fatal(NULL);
	SPLAY_FOREACH(c, claims, &o->claims)
		if (!claim_waits(c))
			g.claims[g.n++] = c;
	return g;
}

/* The url or address, which identifies a server. */
static const char *
target_of(const struct claim *c)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(claim_server(c), c->server_len, &at, &key, &value))
		if (strcmp(key, "url") == 0 || strcmp(key, "address") == 0)
			return value;
	return "";
}

static int
compare_server(const void *a, const void *b)
{
	const struct claim	*ca = *(const struct claim *const *)a;
	const struct claim	*cb = *(const struct claim *const *)b;
	int			 r;

	if ((r = strcmp(target_of(ca), target_of(cb))) != 0)
		return r;
	return claimant_cmp(ca->claimant, cb->claimant);
}

/*
 * Keeps the claims with servers, one for each target: the first in Traefik's
 * order.
 */
static void
leave_servers(struct group *g)
{
	size_t	i, n = 0;

	for (i = 0; i < g->n; i++) {
		if (g->claims[i]->server_len == 0)
			g->claims[i]->slot = -1;
		else
			g->claims[n++] = g->claims[i];
	}
	g->n = n;
	qsort(g->claims, g->n, sizeof(*g->claims), compare_server);
	for (i = n = 0; i < g->n; i++) {
		if (n > 0 && strcmp(target_of(g->claims[i]),
		    target_of(g->claims[n - 1])) == 0)
			g->claims[i]->slot = -1;
		else
			g->claims[n++] = g->claims[i];
	}
	g->n = n;
}

static void
say_left_out(const struct group *g, size_t n)
{
	const char			*id = g->claims[0]->object->id;
	const struct log_subject	 about = { .object = id };

	if (n > 0)
		log_repeat_about(id, &about, "%s: too many servers for one "
		    "service; %zu are ignored", claim_name(g->claims[0]), n);
}

/*
 * Used slots do not change.  The other claims get the smallest free slots,
 * while there are any.
 */
static void
assign_slots(const struct group *g)
{
	unsigned char	*used;
	size_t		 i;
	int		 slot, next = 0;

	if ((used = calloc(g->n + 1, 1)) == NULL)
		fatal(NULL);
	for (i = 0; i < g->n; i++) {
		slot = g->claims[i]->slot;
		if (slot < 0 || (size_t)slot >= g->n)
			continue;
		if (used[slot])
			g->claims[i]->slot = -1;
		used[slot] = 1;
	}
	for (i = 0; i < g->n; i++) {
		if (g->claims[i]->slot >= 0)
			continue;
		while (used[next])
			next++;
		if (next >= OBJECT_SERVERS_MAX) {
			say_left_out(g, g->n - OBJECT_SERVERS_MAX);
			break;
		}
		g->claims[i]->slot = (int16_t)next;
		used[next] = 1;
	}
	free(used);
}

static void
settle_servers(struct object *o)
{
	struct group	 g;
	struct claim	*c;

	if (!object_owner(o)->service)
		return;
	SPLAY_FOREACH(c, claims, &o->claims)
		if (claim_waits(c))
			c->slot = -1;
	g = group_of(o);
	leave_servers(&g);
	assign_slots(&g);
	free(g.claims);
}

/* References with @docker use the owner's spelling. */
static void
settle_name(struct objects *os, struct object *o)
{
	const char	*name = object_name(o);
	uint32_t	 spelling = 0;

	if (o->owner != NULL)
		spelling = 1 | (uint32_t)pack_digest(PACK_DIGEST, name,
		    strlen(name));
	if (spelling == o->spelling)
		return;
	o->spelling = spelling;
	object_referred(os, o->id);
}

static uint64_t
digest_of(const struct objects *os, struct object *o,
    const struct pack *keys)
{
	const char	*name = object_name(o);
	char		 merges = (char)resolve_merges(os, o);
	uint64_t	 h;

	h = pack_digest(PACK_DIGEST, &merges, 1);
	h = pack_digest(h, name, strlen(name) + 1);
	return pack_digest(h, keys->data, keys->len);
}

static void
settle_unpublished(struct objects *os, struct object *o)
{
	if (o->sent)
		object_queue(os, o, OBJECT_UNSENT);
	else if (SPLAY_EMPTY(&o->claims) && !o->reserved)
		object_discard(os, o);
}

static void
settle(struct objects *os, struct object *o)
{
	object_queue(os, o, OBJECT_CLEAN);
	o->moved = 0;
	o->held = os->live && o->owner != NULL;
	settle_name(os, o);
	if (o->owner == NULL) {
		settle_unpublished(os, o);
		return;
	}
	object_unreserve(os, o);
	settle_servers(o);
	pool_say(o);
	resolve_keys(os, o, &os->scratch);
	if (!o->sent || digest_of(os, o, &os->scratch) != o->sent_digest)
		object_queue(os, o, OBJECT_UNSENT);
}

void
resolve_settle(struct objects *os)
{
	struct object	*o;

	objects_expire(os);
	do {
		closure_decide(os);
		while ((o = TAILQ_FIRST(&os->decided)) != NULL)
			settle(os, o);
	} while (!TAILQ_EMPTY(&os->changed));
	conflict_say(os);
}

/* True if x of x@docker is an object of this host with that spelling. */
static int
is_ours(struct objects *os, const struct reference *ref)
{
	struct object	*o;
	const char	*own;
	char		*id;

	if (ref->provider != sizeof(REFERENCE_SUFFIX) - 1 ||
	    strncmp(ref->name + ref->len, REFERENCE_SUFFIX,
	    ref->provider) != 0)
		return 0;
	/* Middlewares are a list: Traefik drops blanks at the end of a name. */
	if (strstr(ref->section, "/middlewares/") != NULL &&
	    !value_is_item(ref->name, ref->len))
		return 0;
	id = reference_id(ref);
	o = object_find(os, id);
	free(id);
	if (o == NULL || object_owner(o) == NULL)
		return 0;
	own = claim_name(object_owner(o)) + strlen(ref->section);
	return strlen(own) == ref->len &&
	    strncmp(own, ref->name, ref->len) == 0;
}

/* Removes @docker from the names that kopd publishes. */
static char *
resolve(struct objects *os, const char *id, const char *key,
    const char *value)
{
	struct reference	 ref;
	const char		*at = NULL, *copied = value;
	char			*result, *p;

	if ((p = result = malloc(strlen(value) + 1)) == NULL)
		fatal(NULL);
	while (reference_next(id, key, value, &at, &ref)) {
		if (!is_ours(os, &ref))
			continue;
		memcpy(p, copied, (size_t)(ref.name + ref.len - copied));
		p += ref.name + ref.len - copied;
		copied = ref.name + ref.len + ref.provider;
	}
	(void)strlcpy(p, copied, strlen(copied) + 1);
	return result;
}

static void
put_key(struct objects *os, const struct object *o, struct pack *out,
    const char *key, const char *value)
{
	char	*resolved;

	if (strstr(value, REFERENCE_SUFFIX) == NULL) {
		pack_add(out, key, value);
		return;
	}
	resolved = resolve(os, o->id, key, value);
	pack_add(out, key, resolved);
	free(resolved);
}

struct keyed {
	const char	*key;
	const char	*value;
};

static int
compare_keyed(const void *a, const void *b)
{
	const struct keyed	*ka = a, *kb = b;

	return strcmp(ka->key, kb->key);
}

const struct claim *
resolve_first(struct object *o)
{
	const struct claim	*first = object_owner(o);
	struct claim		*c;

	SPLAY_FOREACH(c, claims, &o->claims)
		if (!claim_waits(c) &&
		    claimant_cmp(c->claimant, first->claimant) < 0)
			first = c;
	return first;
}

static int
same_keys(const struct claim *a, const struct claim *b)
{
	return a->keys_len == b->keys_len &&
	    memcmp(claim_keys(a), claim_keys(b), a->keys_len) == 0;
}

static size_t
count_pairs(const struct claim *c)
{
	const char	*at = NULL, *key, *value;
	size_t		 n = 0;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		n++;
	return n;
}

static const char *
check_port(const struct claim *c)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value))
		if (strcmp(key, HEALTH_PORT) == 0)
			return value;
	return "0";
}

/*
 * True if a health check uses its servers' port, and the servers have several
 * ports.  Then 0 is published, and Traefik takes the port of each server.
 * Servers of other hosts may have other ports, too.
 */
static int
checks_each(const struct objects *os, struct object *o,
    const struct group *g)
{
	const char	*first;
	size_t		 i;

	for (i = 0; i < g->n && !g->claims[i]->checks_server; i++)
		continue;
	if (i == g->n)
		return 0;
	first = check_port(g->claims[i]);
	for (i = 0; i < g->n; i++)
		if (strcmp(check_port(g->claims[i]), first) != 0)
			return 1;
	return resolve_merges(os, o);
}

/*
 * Of two claims with equal meaning, only one may have a label with a default
 * value.  Writes the labels of both.  A pool has those of its first claim.
 */
static void
put_union(struct objects *os, struct object *o, const struct group *g,
    struct pack *out)
{
	const struct claim	*first = resolve_first(o), *c;
	struct keyed		*all = NULL;
	const char		*at, *key, *value;
	size_t			 i, n = 0, size = 0;
	size_t			 members = object_owner(o)->pool ? 1 : g->n;
	int			 each = checks_each(os, o, g);

	for (i = 0; i < members; i++)
		size += count_pairs(g->claims[i]);
	if ((all = calloc(size + 1, sizeof(*all))) == NULL)
		fatal(NULL);
	for (i = 0; i < members; i++) {
		c = g->claims[i];
		if (i > 0 && c != first && same_keys(c, g->claims[0]))
			continue;
		for (at = NULL; pack_next(claim_keys(c), c->keys_len, &at, &key,
		    &value);)
			if (!c->service || c == first || members == 1 ||
			    strcmp(key, "middlewares") != 0)
				all[n++] = (struct keyed){ key, value };
	}
	qsort(all, n, sizeof(*all), compare_keyed);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(all[i - 1].key, all[i].key) != 0)
			put_key(os, o, out, all[i].key, each &&
			    strcmp(all[i].key, HEALTH_PORT) == 0 ? "0" :
			    all[i].value);
	free(all);
}

/*
 * True if a load-balancer has keys other than marks for its existence or that
 * of an object in it.
 */
static int
has_balancer(const struct object *o, const struct pack *keys)
{
	const struct field	*service = field_at(&field_root, o->id), *f;
	const char		*at = NULL, *key, *value;

	while (pack_next(keys->data, keys->len, &at, &key, &value)) {
		if (strncmp(key, BALANCER, sizeof(BALANCER) - 1) != 0)
			continue;
		f = strcmp(value, "true") == 0 ? field_at(service, key) : NULL;
		if (f == NULL || f->type != FIELD_OBJECT)
			return 1;
	}
	return 0;
}

static void
put_server(const struct claim *c, struct pack *out)
{
	const char	*at = NULL, *key, *value;
	char		 name[256];

	while (pack_next(claim_server(c), c->server_len, &at, &key, &value)) {
		(void)snprintf(name, sizeof(name), BALANCER "servers/%d/%s",
		    c->slot, key);
		pack_add(out, name, value);
	}
}

static void
put_servers(const struct group *g, struct pack *out)
{
	const struct claim	*c;
	size_t			 i, left_out = 0;

	for (i = 0; i < g->n; i++) {
		c = g->claims[i];
		if (c->slot < 0)
			continue;
		if (out->len + c->server_len + SERVER_ROOM > OBJECT_BYTES_MAX)
			left_out++;
		else
			put_server(c, out);
	}
	say_left_out(g, left_out);
}

int
resolve_keys(struct objects *os, struct object *o, struct pack *out)
{
	struct claim	*owner = object_owner(o);
	struct group	 g;

	pack_reset(out);
	if (owner == NULL)
		return 0;
	g = group_of(o);
	put_union(os, o, &g, out);
	if (owner->service)
		put_servers(&g, out);
	if (owner->service && !has_balancer(o, out))
		pack_add(out, BALANCER "servers", "true");
	free(g.claims);
	return 1;
}

int
resolve_merges(const struct objects *os, struct object *o)
{
	struct claim	*owner = object_owner(o);

	return owner != NULL && owner->service &&
	    (os->merge_equal || owner->claimant->merges);
}

void
resolve_sent(struct objects *os, struct object *o, const struct pack *keys)
{
	object_queue(os, o, OBJECT_CLEAN);
	o->sent = o->owner != NULL;
	if (o->owner != NULL)
		o->sent_digest = digest_of(os, o, keys);
	else if (SPLAY_EMPTY(&o->claims) && !o->reserved)
		object_discard(os, o);
}
