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

#include "common/bounds.h"
#include "go/fold.h"
#include "route-maker/base/pack.h"
#include "route-maker/route/health.h"
#include "route-maker/route/routes.h"
#include "route-maker/route/scope.h"
#include "traefik/validate.h"

#define SERVERS		"loadBalancer/servers"
#define POOL		"pool"		/* not a key of a service */

struct routes_ctx {
	struct decode		*d;
	struct validator	 validator;
	int			 pool;
	const char		*scope;
};

static uint64_t
digest_pair(uint64_t h, const struct pair *pair)
{
	h = pack_digest(h, pair->key, strlen(pair->key) + 1);
	return pack_digest(h, pair->value, strlen(pair->value) + 1);
}

static int
is_server_key(const char *key)
{
	size_t	n = sizeof(SERVERS) - 1;

	return strncmp(key, SERVERS, n) == 0 &&
	    (key[n] == '\0' || key[n] == '/');
}

/* True for a mark that there is a load-balancer: it has no meaning. */
static int
says_nothing(const char *key)
{
	return *key == '\0' || strcmp(key, "loadBalancer") == 0;
}

/*
 * Traefik compares services without their servers and without their own
 * middlewares.  It takes the middlewares of the first container.
 */
static int
is_compared(const struct route *r, const char *key)
{
	return !r->service || (!is_server_key(key) && !says_nothing(key) &&
	    strcmp(key, "middlewares") != 0);
}

/* `lossy labels' ignores the same as for the keys, and has reported it. */
static int
set_meaning(struct routes_ctx *x, const struct node *n, struct route *r)
{
	struct decode	 silent = *x->d, *d = x->d;
	struct pairs	 pairs;
	size_t		 i;

	if (d->conf->lossy_labels) {
		STAILQ_INIT(&silent.faults);
		d = &silent;
	}
	if (node_express(d, n, EXPRESS_MEANING, &pairs) == -1)
		return -1;
	r->meaning = pack_digest(PACK_DIGEST, r->name, strlen(r->name));
	if (r->pool) {
		r->meaning = pack_digest(r->meaning, POOL, sizeof(POOL));
		return 0;
	}
	for (i = 0; i < pairs.count; i++)
		if (is_compared(r, pairs.list[i].key))
			r->meaning = digest_pair(r->meaning, &pairs.list[i]);
	return 0;
}

/*
 * Moves the server's keys out of the service's keys.  object/ adds its slot, or
 * a mark that there are no servers.
 */
static void
part_server(struct routes_ctx *x, struct route *r)
{
	struct pair	*list = r->keys.list;
	const char	*key;
	size_t		 i, n = 0;

	r->server.list = arena_alloc(x->d->arena,
	    r->keys.count * sizeof(*list));
	for (i = 0; i < r->keys.count; i++) {
		key = list[i].key;
		if (!is_server_key(key)) {
			if (!says_nothing(key))
				list[n++] = list[i];
			continue;
		}
		if (strlen(key) <= sizeof(SERVERS) ||
		    (key = strchr(key + sizeof(SERVERS), '/')) == NULL)
			continue;
		r->server.list[r->server.count] = list[i];
		r->server.list[r->server.count++].key = key + 1;
	}
	r->keys.count = n;
}

static int
has_own_url(const struct node *service)
{
	const struct node	*n;

	if ((n = node_find(service, SERVERS)) == NULL ||
	    (n = TAILQ_FIRST(&n->children)) == NULL ||
	    (n = node_child(n, "url")) == NULL)
		return 0;
	return n->label != NULL;
}

static int
checks_server(const struct node *service)
{
	const struct node	*n = node_find(service, HEALTH_PORT);

	return n != NULL && n->apart;
}

/* Folding may make a name longer. */
static int
set_name(struct routes_ctx *x, const char *family, const struct node *parent,
    const struct node *n, struct route *r)
{
	char	*id;
	size_t	 size;

	r->name = arena_printf(x->d->arena, "%s/%s/%s%s", family,
	    parent->field->name, scope_has(parent->field->name) ? x->scope :
	    "", n->name);
	size = strlen(r->name) * 2 + 1;
	id = arena_alloc(x->d->arena, size);
	fold(id, size, r->name, strlen(r->name));
	r->id = id;
	if (strlen(r->name) < OBJECT_NAME_MAX && strlen(id) < OBJECT_NAME_MAX)
		return 0;
	decode_fault(x->d, node_label(n),
	    "its name is longer than %d bytes", OBJECT_NAME_MAX);
	return -1;
}

/* Several labels may form one value: scheme, address and port. */
static int
check_sizes(struct routes_ctx *x, const struct node *n,
    const struct pairs *pairs)
{
	size_t	i;

	for (i = 0; i < pairs->count; i++) {
		if (strlen(pairs->list[i].key) <= LABEL_NAME_MAX &&
		    strlen(pairs->list[i].value) <= LABEL_VALUE_MAX)
			continue;
		decode_fault(x->d, node_label(n),
		    "the value of `%.64s' is too long",
		    pairs->list[i].key);
		return -1;
	}
	return 0;
}

/*
 * redis-writer makes kopd end if it gets an invalid object.  This function
 * finds the error before that, so that only this container is not published.
 */
static int
validate(struct routes_ctx *x, const struct node *n, const struct route *r)
{
	const struct pair	*pair = NULL;
	const char		*fault;
	size_t			 i;

	fault = validate_object(&x->validator, r->id, r->name);
	for (i = 0; fault == NULL && i < r->keys.count; i++) {
		pair = &r->keys.list[i];
		fault = validate_pair(&x->validator, pair->key, pair->value);
	}
	if (fault == NULL && r->keys.count > 0)
		fault = validate_end(&x->validator);
	if (fault == NULL)
		return 0;
	decode_fault(x->d, node_label(n), "the value of `%.64s' "
	    "cannot be published: %s", pair == NULL ? r->name :
	    pair->key, fault);
	return -1;
}

static int
express(struct routes_ctx *x, const char *family, const struct node *parent,
    const struct node *n, struct routes *routes)
{
	struct route	*r;

	if (name_check(x->d, n->name, node_label(n)) == -1)
		return x->d->conf->lossy_labels ? 0 : -1;
	r = arena_calloc(x->d->arena, sizeof(*r));
	if (set_name(x, family, parent, n, r) == -1)
		return -1;
	r->service = strcmp(parent->field->name, "services") == 0;
	r->pool = r->service && x->pool;
	if (node_express(x->d, n, EXPRESS_KEYS, &r->keys) == -1)
		return -1;
	scope_keys(x->d->arena, x->scope, r->id, &r->keys);
	if (check_sizes(x, n, &r->keys) == -1 || validate(x, n, r) == -1 ||
	    set_meaning(x, n, r) == -1)
		return -1;
	if (r->service) {
		r->fixed = has_own_url(n);
		r->address = n->address == ADDRESS_UNKNOWN ?
		    ADDRESS_LABELLED : n->address;
		r->checks_server = checks_server(n);
		part_server(x, r);
	}
	if (r->keys.count > 0 || r->service)
		STAILQ_INSERT_TAIL(routes, r, entry);
	return 0;
}

/* Expresses each object: http/routers/web, tls/stores/default. */
int
routes_express(struct decode *d, const struct node *root, int pool,
    const char *scope, struct routes *routes)
{
	struct routes_ctx	 x = { .d = d, .pool = pool, .scope = scope };
	const struct node	*family, *parent, *n;
	int			 error = 0;

	validator_init(&x.validator, d->arena);
	validator_allow(&x.validator, d->conf->traefik_version);
	TAILQ_FOREACH(family, &root->children, entry)
		TAILQ_FOREACH(parent, &family->children, entry)
			TAILQ_FOREACH(n, &parent->children, entry)
				if (!parent->off && !n->off && express(&x,
				    family->field->name, parent, n,
				    routes) == -1)
					error = -1;
	return error;
}
