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

#include "common/bounds.h"
#include "common/clock.h"
#include "common/log.h"
#include "route-maker/object/object.h"
#include "traefik/reference.h"

/*
 * An object refers to another one with @docker: it changes when that one is
 * added or removed.
 */
struct referrer {
	RB_ENTRY(referrer)	 entry;
	const char		*target;	/* id, after this struct in
						   memory */
	struct object		*from;
	unsigned int		 uses;
};

int
claim_cmp(const struct claim *a, const struct claim *b)
{
	const struct claimant	*ca = a->claimant, *cb = b->claimant;
	int			 r;

	if (ca->created != cb->created)
		return ca->created < cb->created ? -1 : 1;
	if ((r = strcmp(ca->name, cb->name)) != 0)
		return r;
	return hexid_cmp(&ca->id, &cb->id);
}

static int
object_cmp(const struct object *a, const struct object *b)
{
	return strcmp(a->id, b->id);
}

static int
referrer_cmp(const struct referrer *a, const struct referrer *b)
{
	int	r;

	if ((r = strcmp(a->target, b->target)) != 0)
		return r;
	if (a->from == NULL || b->from == NULL)
		return (a->from != NULL) - (b->from != NULL);
	return object_cmp(a->from, b->from);
}

SPLAY_GENERATE(claims, claim, entry, claim_cmp)
RB_GENERATE(object_tree, object, entry, object_cmp)
RB_PROTOTYPE(referrers, referrer, entry, referrer_cmp)
RB_GENERATE(referrers, referrer, entry, referrer_cmp)

void
objects_init(struct objects *os)
{
	memset(os, 0, sizeof(*os));
	RB_INIT(&os->tree);
	RB_INIT(&os->referrers);
	TAILQ_INIT(&os->changed);
	TAILQ_INIT(&os->decided);
	TAILQ_INIT(&os->unsent);
	reserve_init(&os->reservations);
	os->clock = clock_ms;
}

void
objects_go_live(struct objects *os)
{
	struct object	*o;

	if (os->live)
		return;
	os->live = 1;
	/* Nothing was sent yet: these are all objects with an owner. */
	TAILQ_FOREACH(o, &os->unsent, queue)
		o->state = OBJECT_CHANGED;
	TAILQ_CONCAT(&os->unsent, &os->changed, queue);
	TAILQ_CONCAT(&os->changed, &os->unsent, queue);
}

/* Returns NULL for a state without a queue. */
static struct object_queue *
queue_of(struct objects *os, uint8_t state)
{
	switch (state) {
	case OBJECT_CHANGED:
		return &os->changed;
	case OBJECT_DECIDED:
		return &os->decided;
	case OBJECT_UNSENT:
		return &os->unsent;
	default:
		return NULL;
	}
}

void
object_queue(struct objects *os, struct object *o,
    enum object_state state)
{
	struct object_queue	*q;

	if (o->state == state)
		return;
	if ((q = queue_of(os, o->state)) != NULL)
		TAILQ_REMOVE(q, o, queue);
	o->state = (uint8_t)state;
	if ((q = queue_of(os, o->state)) != NULL)
		TAILQ_INSERT_TAIL(q, o, queue);
}

void
object_discard(struct objects *os, struct object *o)
{
	object_queue(os, o, OBJECT_CLEAN);
	RB_REMOVE(object_tree, &os->tree, o);
	free(o);
}

/* The callers have dropped all claims. */
void
objects_free(struct objects *os)
{
	struct object	*o;

	reserve_free(&os->reservations);
	while ((o = RB_ROOT(&os->tree)) != NULL)
		object_discard(os, o);
	claimants_free(&os->claimants);
	free(os->notes.v);
	pack_free(&os->scratch);
}

void
claim_displace(struct objects *os, struct claim *c, int displaced)
{
	int	waits = claim_waits(c);

	if (displaced == (int)c->displaced)
		return;
	c->displaced = displaced != 0;
	if (displaced)
		c->claimant->displaced++;
	else
		c->claimant->displaced--;
	claimants_add(&os->claimants, c->claimant);
	os->waiting += (size_t)claim_waits(c) - (size_t)waits;
}

void
claim_block(struct objects *os, struct claim *c, int blocked)
{
	int	waits = claim_waits(c);

	if (blocked == (int)c->blocked)
		return;
	c->blocked = blocked != 0;
	object_queue(os, c->object, OBJECT_CHANGED);
	os->waiting += (size_t)claim_waits(c) - (size_t)waits;
}

struct object *
object_find(struct objects *os, const char *id)
{
	struct object	key = { .id = id };

	return RB_FIND(object_tree, &os->tree, &key);
}

static struct object *
object_get(struct objects *os, const char *id)
{
	struct object	*o;
	size_t		 size = strlen(id) + 1;
	char		*text;

	if ((o = object_find(os, id)) != NULL)
		return o;
	if ((o = calloc(1, sizeof(*o) + size)) == NULL)
		fatal(NULL);
	text = (char *)(o + 1);
	memcpy(text, id, size);
	o->id = text;
	SPLAY_INIT(&o->claims);
	RB_INSERT(object_tree, &os->tree, o);
	return o;
}

/* The keys of the objects that refer to it may change. */
void
object_referred(struct objects *os, const char *id)
{
	struct referrer	 key = { .target = id };
	struct referrer	*r;

	for (r = RB_NFIND(referrers, &os->referrers, &key);
	    r != NULL && strcmp(r->target, id) == 0;
	    r = RB_NEXT(referrers, &os->referrers, r))
		object_queue(os, r->from, OBJECT_CHANGED);
}

static void
referrer_count(struct objects *os, struct object *from, const char *id,
    int change)
{
	struct referrer	 key = { .target = id, .from = from };
	struct referrer	*r;
	size_t		 size = strlen(id) + 1;
	char		*text;

	r = RB_FIND(referrers, &os->referrers, &key);
	if (r == NULL) {
		if ((r = calloc(1, sizeof(*r) + size)) == NULL)
			fatal(NULL);
		text = (char *)(r + 1);
		memcpy(text, id, size);
		r->target = text;
		r->from = from;
		RB_INSERT(referrers, &os->referrers, r);
	}
	if (change > 0)
		r->uses++;
	else if (--r->uses == 0) {
		RB_REMOVE(referrers, &os->referrers, r);
		free(r);
	}
}

/* Adds or subtracts the claim's references with @docker or @redis. */
static void
count_references(struct objects *os, struct claim *c, int change)
{
	struct reference	 ref;
	const char		*at = NULL, *in, *key, *value;
	char			*id;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &value)) {
		if (strstr(value, REFERENCE_SUFFIX) == NULL)
			continue;
		for (in = NULL; reference_next(c->object->id, key, value, &in,
		    &ref);) {
			if (ref.provider == 0)
				continue;
			id = reference_id(&ref);
			referrer_count(os, c->object, id, change);
			free(id);
		}
	}
}

/*
 * A claim is added or removed.  The claimant's other claims may refer to a
 * displaced one through it.
 */
static void
touch_claimant(struct objects *os, struct claimant *c)
{
	if (c->displaced > 0)
		claimants_add(&os->claimants, c);
}

void
claim_detach(struct objects *os, struct claim *c)
{
	struct object	*o = c->object;

	touch_claimant(os, c->claimant);
	claim_displace(os, c, 0);
	claim_block(os, c, 0);
	SPLAY_REMOVE(claims, &o->claims, c);
	object_queue(os, o, OBJECT_CHANGED);
	if (SPLAY_EMPTY(&o->claims))
		os->count--;
}

void
claim_attach(struct objects *os, struct claim *c)
{
	struct object	*o = c->object;

	if (SPLAY_EMPTY(&o->claims))
		os->count++;
	SPLAY_INSERT(claims, &o->claims, c);
	object_queue(os, o, OBJECT_CHANGED);
	touch_claimant(os, c->claimant);
}

/* The first other claim that is published with this one, or NULL. */
static struct claim *
find_sharer(const struct claim *c)
{
	struct claim	*other;

	SPLAY_FOREACH(other, claims, &c->object->claims)
		if (other != c && other->meaning == c->meaning &&
		    !claim_waits(other))
			return other;
	return NULL;
}

static void
release(struct objects *os, struct reservation *r)
{
	struct object	*o = r->object;

	o->reserved = 0;
	object_queue(os, o, OBJECT_CHANGED);
	reserve_drop(&os->reservations, r);
}

/* The owner ends; the other claims have other definitions. */
static void
reserve(struct objects *os, const struct claim *owner)
{
	struct object	*o = owner->object;

	if (os->reserve == 0 || !o->held)
		return;
	if (os->reservations.count == RESERVED_MAX)
		release(os, reserve_oldest(&os->reservations));
	o->reserved = 1;
	reserve_add(&os->reservations, o, owner->meaning,
	    owner->claimant->name, os->clock());
}

void
objects_expire(struct objects *os)
{
	struct reservation	*r;
	uint64_t		 now;

	if (os->reservations.count == 0)
		return;
	now = os->clock();
	while ((r = reserve_oldest(&os->reservations)) != NULL &&
	    now - r->since >= (uint64_t)os->reserve * 1000)
		release(os, r);
}

int64_t
objects_due(struct objects *os)
{
	struct reservation	*r;
	uint64_t		 age, whole = (uint64_t)os->reserve * 1000;

	if ((r = reserve_oldest(&os->reservations)) == NULL)
		return -1;
	age = os->clock() - r->since;
	return age >= whole ? 0 : (int64_t)(whole - age);
}

void
object_unreserve(struct objects *os, struct object *o)
{
	if (!o->reserved)
		return;
	o->reserved = 0;
	reserve_drop(&os->reservations, reserve_find(&os->reservations, o));
}

static size_t
packed_size(const struct pairs *pairs)
{
	size_t	i, size = 0;

	for (i = 0; i < pairs->count; i++)
		size += strlen(pairs->list[i].key) + 1 +
		    strlen(pairs->list[i].value) + 1;
	return size;
}

static char *
put_pairs(char *p, const struct pairs *pairs)
{
	size_t	i;

	for (i = 0; i < pairs->count; i++) {
		p = stpcpy(p, pairs->list[i].key) + 1;
		p = stpcpy(p, pairs->list[i].value) + 1;
	}
	return p;
}

const char *
claim_name(const struct claim *c)
{
	return c->spelt ? c->data + c->keys_len : c->object->id;
}

const char *
claim_keys(const struct claim *c)
{
	return c->data;
}

const char *
claim_server(const struct claim *c)
{
	const char	*p = c->data + c->keys_len;

	return c->spelt ? p + strlen(p) + 1 : p;
}

static struct claim *
claim_new(struct claimant *claimant, const struct route *route)
{
	struct claim	*c;
	size_t		 keys = packed_size(&route->keys);
	size_t		 server = packed_size(&route->server), size;
	int		 spelt = strcmp(route->name, route->id) != 0;
	char		*p;

	size = offsetof(struct claim, data) + keys + server +
	    (spelt ? strlen(route->name) + 1 : 0);
	if (size < sizeof(*c))
		size = sizeof(*c);
	if ((c = calloc(1, size)) == NULL)
		fatal(NULL);
	c->claimant = claimant;
	c->service = route->service != 0;
	c->meaning = route->meaning;
	c->fixed = route->fixed != 0;
	c->checks_server = route->checks_server != 0;
	c->pool = route->pool != 0;
	c->address = route->address & 3;
	c->slot = -1;
	c->keys_len = (uint32_t)keys;
	c->server_len = (uint32_t)server;
	c->spelt = spelt != 0;
	p = put_pairs(c->data, &route->keys);
	if (spelt)
		p = stpcpy(p, route->name) + 1;
	put_pairs(p, &route->server);
	return c;
}

static int
claim_equal(const struct claim *a, const struct claim *b)
{
	return a->meaning == b->meaning && a->pool == b->pool &&
	    a->fixed == b->fixed &&
	    a->checks_server == b->checks_server &&
	    a->keys_len == b->keys_len && a->server_len == b->server_len &&
	    strcmp(claim_name(a), claim_name(b)) == 0 &&
	    memcmp(claim_keys(a), claim_keys(b), a->keys_len) == 0 &&
	    memcmp(claim_server(a), claim_server(b), a->server_len) == 0;
}

static void
claim_free(struct objects *os, struct claim *c)
{
	count_references(os, c, -1);
	claim_detach(os, c);
	LIST_REMOVE(c, of_claimant);
	free(c);
}

/*
 * The claimant has a new definition.  If others share the old one, they keep
 * the name.
 */
static void
claim_replace(struct objects *os, struct claim *old, struct claim *c)
{
	struct object	*o = old->object;
	struct claim	*sharer;

	c->slot = old->slot;
	c->said = old->said;
	c->pool_said = old->pool_said;
	if (o->owner == old) {
		sharer = c->meaning == old->meaning ? NULL : find_sharer(old);
		o->owner = sharer != NULL ? sharer : c;
	}
	claim_free(os, old);
}

struct claim *
claim_set(struct objects *os, struct claimant *claimant,
    const struct route *route)
{
	struct claim	*c = claim_new(claimant, route), *old;

	c->object = object_get(os, route->id);
	c->meaning ^= claim_part(os->apart, c);
	old = SPLAY_FIND(claims, &c->object->claims, c);
	if (old != NULL && claim_equal(c, old)) {
		old->address = c->address;
		free(c);
		return old;
	}
	if (old != NULL)
		claim_replace(os, old, c);
	LIST_INSERT_HEAD(&claimant->claims, c, of_claimant);
	claim_attach(os, c);
	count_references(os, c, 1);
	return c;
}

struct claim *
claim_find(struct objects *os, struct claimant *claimant, const char *id)
{
	struct claim	 key = { .claimant = claimant };
	struct object	*o = object_find(os, id);

	return o == NULL ? NULL : SPLAY_FIND(claims, &o->claims, &key);
}

/* True if it is the only claim on its object. */
static int
is_alone(const struct claim *c)
{
	return SPLAY_ROOT(&c->object->claims) == c &&
	    SPLAY_LEFT(c, entry) == NULL && SPLAY_RIGHT(c, entry) == NULL;
}

void
claim_drop(struct objects *os, struct claim *c)
{
	struct object	*o = c->object;

	if (o->owner == c) {
		o->owner = find_sharer(c);
		if (o->owner == NULL && !is_alone(c))
			reserve(os, c);
	}
	claim_free(os, c);
}

void
claim_unserve(struct objects *os, struct claim *c)
{
	if (c->server_len == 0 || c->fixed)
		return;
	c->server_len = 0;
	c->slot = -1;
	object_queue(os, c->object, OBJECT_CHANGED);
}

struct claim *
object_owner(const struct object *o)
{
	return o->owner;
}

const char *
object_name(const struct object *o)
{
	return o->owner == NULL ? o->id : claim_name(o->owner);
}

struct object *
object_after(struct objects *os, const char *id)
{
	struct object	 key = { .id = id };
	struct object	*o;

	if (id == NULL)
		o = RB_MIN(object_tree, &os->tree);
	else {
		o = RB_NFIND(object_tree, &os->tree, &key);
		if (o != NULL && strcmp(o->id, id) == 0)
			o = RB_NEXT(object_tree, &os->tree, o);
	}
	while (o != NULL && SPLAY_EMPTY(&o->claims))
		o = RB_NEXT(object_tree, &os->tree, o);
	return o;
}
