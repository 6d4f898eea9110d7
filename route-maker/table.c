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
#include "route-maker/object/conflict.h"
#include "route-maker/object/resolve.h"
#include "route-maker/route-maker.h"

/* Bytes of a rule or an address in a table: more than a line shows. */
#define CELL_MAX	1024

static void
tell(struct route_maker *rm, uint32_t id, unsigned int depth,
    const char *name, const char *value)
{
	char	*cell;

	if ((cell = strndup(value, CELL_MAX)) == NULL)
		fatal(NULL);
	listing_tell(rm, id, depth, name, cell);
	free(cell);
}

/* The value of a key, or "". */
static const char *
value_of(const char *keys, size_t len, const char *wanted)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(keys, len, &at, &key, &value)) {
		if (strcmp(key, wanted) == 0)
			return value;
	}
	return "";
}

static void
tell_router(struct route_maker *rm, uint32_t id, const struct claim *c)
{
	const char	*keys = claim_keys(c);
	struct conflict	 cf;

	tell(rm, id, 0, "router", claim_name(c));
	tell(rm, id, 1, "claim", c->object->id);
	tell(rm, id, 1, "rule", value_of(keys, c->keys_len, "rule"));
	tell(rm, id, 1, "service", value_of(keys, c->keys_len, "service"));
	tell(rm, id, 1, "container", c->claimant->name);
	if (claim_waits(c)) {
		conflict_find(&rm->containers.objects, c, &cf);
		tell(rm, id, 1, "state", conflict_word(cf.how));
	} else
		tell(rm, id, 1, "state", "published");
}

/*
 * Sends the owner of a router, and the claims that wait, from the *done-th on.
 * Returns 0 if kopd has no room.
 */
static int
tell_claims(struct route_maker *rm, uint32_t id, struct object *o,
    size_t *done)
{
	struct claim	*c;
	size_t		 n = 0;

	SPLAY_FOREACH(c, claims, &o->claims) {
		if ((!claim_waits(c) && c != object_owner(o)) || n++ < *done)
			continue;
		if (!peer_want_room(rm->parent))
			return 0;
		tell_router(rm, id, c);
		(*done)++;
	}
	return 1;
}

static int
is_address(const char *key)
{
	const char	*last = strrchr(key, '/');

	return strncmp(key, "loadBalancer/servers/", 21) == 0 &&
	    (strcmp(last, "/url") == 0 || strcmp(last, "/address") == 0);
}

/* Sends the first address of a service, and how many it has. */
static int
tell_service(struct route_maker *rm, uint32_t id, struct object *o)
{
	struct pack	*keys = &rm->containers.objects.scratch;
	const char	*at = NULL, *key, *value, *first = NULL;
	size_t		 n = 0;
	char		 count[24];

	if (!peer_want_room(rm->parent))
		return 0;
	if (!resolve_keys(&rm->containers.objects, o, keys))
		return 1;
	while (pack_next(keys->data, keys->len, &at, &key, &value)) {
		if (is_address(key) && n++ == 0)
			first = value;
	}
	if (n == 0)
		return 1;
	tell(rm, id, 0, "service", object_name(o));
	tell(rm, id, 1, "address", first);
	(void)snprintf(count, sizeof(count), "%zu", n);
	tell(rm, id, 1, "servers", count);
	return 1;
}

int
table_object(struct route_maker *rm, uint32_t id, struct object *o,
    size_t *done)
{
	const char	*kind = strchr(o->id, '/');

	if (kind != NULL && strncmp(kind, "/routers/", 9) == 0)
		return tell_claims(rm, id, o, done);
	if (kind != NULL && strncmp(kind, "/services/", 10) == 0)
		return tell_service(rm, id, o);
	return 1;
}
