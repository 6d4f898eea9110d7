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
#include "route-maker/object/closure.h"
#include "traefik/reference.h"

/* A claim refers to another one of the same claimant: indexes in claims. */
struct link {
	size_t	to;
	size_t	from;
};

/* The claims of one claimant and the references between them. */
struct net {
	struct claim	**claims;	/* by their objects' ids */
	size_t		  n;
	struct link	 *links;	/* by to */
	size_t		  nlinks;
	size_t		  size;
	unsigned char	 *blocked;	/* one for each claim */
};

static int
compare_claim(const void *a, const void *b)
{
	const struct claim	*const *ca = a, *const *cb = b;

	return strcmp((*ca)->object->id, (*cb)->object->id);
}

static int
compare_link(const void *a, const void *b)
{
	const struct link	*la = a, *lb = b;

	return (la->to > lb->to) - (la->to < lb->to);
}

static void
net_claims(struct net *net, const struct claimant *claimant)
{
	struct claim	*c;
	size_t		 n = 0;

	LIST_FOREACH(c, &claimant->claims, of_claimant)
		n++;
	net->claims = calloc(n + 1, sizeof(*net->claims));
	net->blocked = calloc(n + 1, 1);
	if (net->claims == NULL || net->blocked == NULL)
		fatal(NULL);
	LIST_FOREACH(c, &claimant->claims, of_claimant)
		net->claims[net->n++] = c;
	qsort(net->claims, net->n, sizeof(*net->claims), compare_claim);
}

static void
net_link(struct net *net, size_t from, const struct reference *ref)
{
	char		 *id = reference_id(ref);
	struct object	  o = { .id = id };
	struct claim	  wanted = { .object = &o }, *key = &wanted, **found;
	size_t		  size = net->size * 2 + 16;

	found = bsearch(&key, net->claims, net->n, sizeof(*net->claims),
	    compare_claim);
	free(id);
	if (found == NULL)
		return;
	if (net->nlinks == net->size) {
		net->links = recallocarray(net->links, net->size, size,
		    sizeof(*net->links));
		if (net->links == NULL)
			fatal(NULL);
		net->size = size;
	}
	net->links[net->nlinks].to = (size_t)(found - net->claims);
	net->links[net->nlinks++].from = from;
}

static void
net_links(struct net *net)
{
	struct reference	 ref;
	const struct claim	*c;
	const char		*at, *in, *key, *value;
	size_t			 i;

	for (i = 0; i < net->n; i++) {
		c = net->claims[i];
		for (at = NULL; pack_next(claim_keys(c), c->keys_len, &at, &key,
		    &value);)
			for (in = NULL; reference_next(c->object->id, key,
			    value, &in, &ref);)
				net_link(net, i, &ref);
	}
	if (net->nlinks > 0)
		qsort(net->links, net->nlinks, sizeof(*net->links),
		    compare_link);
}

/* The first link to that claim or to a later one. */
static size_t
first_link(const struct net *net, size_t to)
{
	size_t	low = 0, high = net->nlinks, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (net->links[middle].to < to)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks all claims that refer to a displaced one, also through others. */
static void
net_block(struct net *net)
{
	size_t	*stack, i, to, from, n = 0;

	/* A claim is pushed at most twice: as displaced, and as blocked. */
	if ((stack = calloc(net->n * 2 + 1, sizeof(*stack))) == NULL)
		fatal(NULL);
	for (i = 0; i < net->n; i++)
		if (net->claims[i]->displaced)
			stack[n++] = i;
	while (n > 0) {
		to = stack[--n];
		for (i = first_link(net, to); i < net->nlinks &&
		    net->links[i].to == to; i++) {
			from = net->links[i].from;
			if (net->blocked[from])
				continue;
			net->blocked[from] = 1;
			stack[n++] = from;
		}
	}
	free(stack);
}

static void
evaluate(struct objects *os, struct claimant *claimant)
{
	struct net	 net = { .n = 0 };
	struct claim	*c;
	size_t		 i;

	if (claimant->displaced == 0) {
		LIST_FOREACH(c, &claimant->claims, of_claimant)
			claim_block(os, c, 0);
		return;
	}
	net_claims(&net, claimant);
	net_links(&net);
	net_block(&net);
	for (i = 0; i < net.n; i++)
		claim_block(os, net.claims[i], net.blocked[i]);
	free(net.claims);
	free(net.links);
	free(net.blocked);
}

int
closure_entitled(const struct reservation *r, const struct claim *c)
{
	return c->meaning == r->meaning ||
	    (*r->name != '\0' && strcmp(c->claimant->name, r->name) == 0);
}

/* The former owner of a reserved name, if it claims the name again. */
static struct claim *
choose_returned(struct object *o, const struct reservation *r)
{
	struct claim	*c, *named = NULL;

	SPLAY_FOREACH(c, claims, &o->claims) {
		if (c->blocked)
			continue;
		if (c->meaning == r->meaning)
			return c;
		if (named == NULL && closure_entitled(r, c))
			named = c;
	}
	return named;
}

static struct claim *
choose(struct object *o, const struct reservation *r)
{
	struct claim	*owner = o->owner, *c;

	if (r != NULL)
		return choose_returned(o, r);
	if (o->held && !o->moved && owner != NULL) {
		if (!owner->blocked)
			return owner;
		SPLAY_FOREACH(c, claims, &o->claims)
			if (!c->blocked && c->meaning == owner->meaning)
				return c;
	}
	o->moved = 1;
	SPLAY_FOREACH(c, claims, &o->claims)
		if (!c->blocked)
			return c;
	return NULL;
}

static void
note(struct objects *os, struct claim *c)
{
	struct claim_notes	*notes = &os->notes;
	size_t			 size = notes->size * 2 + 16;

	if (c->noted)
		return;
	if (notes->n == notes->size) {
		notes->v = recallocarray(notes->v, notes->size, size,
		    sizeof(*notes->v));
		if (notes->v == NULL)
			fatal(NULL);
		notes->size = size;
	}
	c->noted = 1;
	notes->v[notes->n++] = c;
}

static void
decide(struct objects *os, struct object *o)
{
	const struct reservation	*r = NULL;
	struct claim			*c;
	int				 displaced;

	object_queue(os, o, OBJECT_DECIDED);
	if (o->reserved)
		r = reserve_find(&os->reservations, o);
	o->owner = choose(o, r);
	SPLAY_FOREACH(c, claims, &o->claims) {
		if (o->owner != NULL)
			displaced = c->meaning != o->owner->meaning;
		else
			displaced = r != NULL && !closure_entitled(r, c);
		claim_displace(os, c, displaced);
		if (claim_waits(c) != (int)c->said)
			note(os, c);
	}
}

/*
 * A claimant is evaluated when every object is decided, because then all its
 * owned and displaced claims are known.  This ends: an object changes its owner
 * only if the owner is blocked.  After that only the order of the claims
 * decides, and the first container that is not blocked keeps the name.
 */
void
closure_decide(struct objects *os)
{
	struct object	*o;
	struct claimant	*c;

	for (;;) {
		if ((o = TAILQ_FIRST(&os->changed)) != NULL)
			decide(os, o);
		else if ((c = claimants_next(&os->claimants)) != NULL)
			evaluate(os, c);
		else
			break;
	}
}
