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
#include "common/xstrdup.h"
#include "route-maker/address/address.h"
#include "route-maker/base/reading.h"
#include "route-maker/inventory/admit.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/inventory/member.h"
#include "route-maker/label/label.h"
#include "route-maker/route/default_name.h"
#include "route-maker/route/route.h"

#define STRAYS_MAX	16	/* faults without an id that are kept */
#define SHORT_ID	12	/* digits of an id that Docker shows */

static int
member_id_cmp(const struct member *a, const struct member *b)
{
	return hexid_cmp(&a->who.id, &b->who.id);
}

static int
member_name_cmp(const struct member *a, const struct member *b)
{
	int	r;

	if ((r = strcmp(a->who.name, b->who.name)) != 0)
		return r;
	return member_id_cmp(a, b);
}

static int
join_cmp(const struct join *a, const struct join *b)
{
	int	r;

	if ((r = strcmp(a->target, b->target)) != 0)
		return r;
	if (a->member == NULL || b->member == NULL)
		return (a->member != NULL) - (b->member != NULL);
	return member_id_cmp(a->member, b->member);
}

RB_PROTOTYPE(member_names, member, by_name, member_name_cmp)
RB_PROTOTYPE(joins, join, entry, join_cmp)
RB_GENERATE(member_ids, member, by_id, member_id_cmp)
RB_GENERATE(member_names, member, by_name, member_name_cmp)
RB_GENERATE(joins, join, entry, join_cmp)

void
containers_init(struct containers *cs, const struct route_maker_conf *conf,
    const struct policy *policy)
{
	memset(cs, 0, sizeof(*cs));
	RB_INIT(&cs->ids);
	RB_INIT(&cs->names);
	RB_INIT(&cs->joins);
	objects_init(&cs->objects);
	admit_init(&cs->room, &cs->objects);
	containers_configure(cs, conf, policy);
}

void
containers_configure(struct containers *cs, const struct route_maker_conf *conf,
    const struct policy *policy)
{
	struct member	*m;

	cs->conf = conf;
	cs->policy = policy;
	cs->objects.merge_equal = (int)conf->merge_equal;
	cs->objects.reserve = conf->reserve_names;
	RB_FOREACH(m, member_ids, &cs->ids)
		if (m->container != NULL)
			container_invalidate(m->container);
	room_limit(&cs->room, conf->limit_objects, conf->limit_bytes);
}

struct member *
containers_next(struct containers *cs, struct member *m)
{
	return m == NULL ? RB_MIN(member_ids, &cs->ids) :
	    RB_NEXT(member_ids, &cs->ids, m);
}

size_t
containers_published(struct containers *cs)
{
	struct member	*m;
	size_t		 n = 0;

	RB_FOREACH(m, member_ids, &cs->ids)
		n += !SLIST_EMPTY(&m->who.claims);
	return n;
}

static struct member *
find_id(struct containers *cs, const struct hexid *id)
{
	struct member	key = { .who.id = *id };

	return RB_FIND(member_ids, &cs->ids, &key);
}

struct member *
containers_find(struct containers *cs, const struct hexid *id)
{
	return find_id(cs, id);
}

static struct member *
find_name(struct containers *cs, const char *name)
{
	struct member	 key = { .who.name = xstrdup(name) };
	struct member	*m;

	m = RB_NFIND(member_names, &cs->names, &key);
	if (m != NULL && strcmp(m->who.name, name) != 0)
		m = NULL;
	free(key.who.name);
	return m;
}

/* As the network mode "container:..." says it. */
static const struct container *
find_container(void *arg, const char *name)
{
	struct containers	*cs = arg;
	struct member		*m = NULL;
	struct hexid		 id;

	if (hexid_parse(&id, name, strlen(name)) == 0)
		m = find_id(cs, &id);
	if (m == NULL)
		m = find_name(cs, name);
	return m == NULL ? NULL : m->container;
}

static void
take_routes(struct containers *cs, struct member *m,
    const struct routes *routes)
{
	const struct route	*r;
	struct claim		*c, *next;

	SLIST_FOREACH(c, &m->who.claims, of_claimant)
		c->stale = 1;
	STAILQ_FOREACH(r, routes, entry) {
		c = claim_set(&cs->objects, &m->who, r);
		c->stale = 0;
	}
	SLIST_FOREACH_SAFE(c, &m->who.claims, of_claimant, next)
		if (c->stale)
			claim_drop(&cs->objects, c);
}

static void
rename_member(struct containers *cs, struct member *m, const char *name)
{
	RB_REMOVE(member_names, &cs->names, m);
	free(m->who.name);
	m->who.name = xstrdup(name);
	RB_INSERT(member_names, &cs->names, m);
}

/* What the claimant is goes into every claim: takes them out meanwhile. */
static void
set_claimant(struct containers *cs, struct member *m)
{
	struct container	*c = m->container;
	struct claim		*claim;
	char			*service = route_service_name(c);
	int			 merges = route_merges(c, NULL);

	if (m->who.service != NULL &&
	    strcmp(m->who.service, service) == 0 &&
	    strcmp(m->who.name, c->name) == 0 &&
	    (int)m->who.merges == merges &&
	    m->who.created == c->created) {
		free(service);
		return;
	}
	SLIST_FOREACH(claim, &m->who.claims, of_claimant)
		claim_detach(&cs->objects, claim);
	rename_member(cs, m, c->name);
	free(m->who.service);
	m->who.service = service;
	m->who.merges = merges != 0;
	m->who.created = c->created;
	SLIST_FOREACH(claim, &m->who.claims, of_claimant)
		claim_attach(&cs->objects, claim);
}

/* Of the container whose network this one uses, also once that is gone. */
static const char *
holder_name(struct containers *cs, const struct container *c)
{
	const struct container	*holder;
	struct member		*m;

	if (container_joined(c) == NULL || (m = find_id(cs, &c->id)) == NULL)
		return NULL;
	holder = find_container(cs, container_joined(c));
	if (holder != NULL && (m->holder == NULL ||
	    strcmp(holder->name, m->holder) != 0)) {
		free(m->holder);
		m->holder = xstrdup(holder->name);
	}
	return m->holder;
}

enum route_verdict
containers_make(struct containers *cs, struct decode *d, struct container *c,
    struct settings *settings, struct routes *routes,
    unsigned int *unpublished)
{
	struct place	place = { .d = d, .container = c,
			    .find = find_container, .arg = cs,
			    .joined = holder_name(cs, c),
			    .unpublished = unpublished };

	route_settings(d, c, settings);
	return route_make(&place, cs->policy, settings, routes);
}

/*
 * Of a container at fault the last good routes stay until it stops; but not
 * those for another version of Traefik: this one might not decode them.
 */
static int
routes_stay(const struct containers *cs, const struct member *m)
{
	return (m->container->running || m->non_running) &&
	    m->version == cs->conf->traefik_version;
}

static void
decode(struct containers *cs, struct member *m)
{
	struct container	*c = m->container;
	struct budget		 claims = { 0, 0 };
	struct settings		 settings = { -1, NULL, 0 };
	struct routes		 routes;
	struct decode		 d;
	enum route_verdict	 verdict;
	unsigned int		 unpublished = 0;

	arena_reset(&cs->arena);
	decode_init(&d, &cs->arena, cs->conf);
	verdict = containers_make(cs, &d, c, &settings, &routes, &unpublished);
	cs->unpublished += unpublished - m->unpublished;
	m->unpublished = unpublished;
	m->non_running = settings.allow_non_running;
	if (verdict == ROUTE_GOOD)
		claims = room_cost(&routes);
	else if (verdict == ROUTE_FAULT && routes_stay(cs, m))
		claims = m->claimed;
	if (!admit(&cs->room, &cs->objects, m, &d.faults, &claims))
		return;
	if (verdict == ROUTE_GOOD) {
		if (cs->conf->traefik_assumed)
			needs_say(&cs->needs, &cs->arena, c->name, &routes);
		take_routes(cs, m, &routes);
		m->claimed = claims;
		m->version = cs->conf->traefik_version;
	} else if (verdict != ROUTE_FAULT || !routes_stay(cs, m))
		member_drop_claims(&cs->objects, m);
	member_take_faults(m, &d.faults);
}

/*
 * Decodes those again whose address comes from this container's network, each
 * once: names may be anything, also in a circle.
 */
static void
decode_joined(struct containers *cs, const char *target, int depth)
{
	struct join		 key = { .target = target };
	struct join		*j;
	const struct hexid	*before;
	char			 id[HEXID_DIGITS + 1];

	if (depth > JOINED_MAX)
		return;
	for (j = RB_NFIND(joins, &cs->joins, &key); j != NULL &&
	    strcmp(j->target, target) == 0; j = RB_NEXT(joins, &cs->joins, j)) {
		if (j->pass == cs->pass ||
		    !container_has_labels(j->member->container))
			continue;
		j->pass = cs->pass;
		before = reading_swap(&j->member->who.id);
		decode(cs, j->member);
		(void)reading_swap(before);
		if (j->member->lodger.place == ROOM_OUT)
			member_go_bare(j->member);
		decode_joined(cs, hexid_text(&j->member->who.id, id),
		    depth + 1);
		decode_joined(cs, j->member->who.name, depth + 1);
	}
}

static void
decode_all_joined(struct containers *cs, const struct hexid *id,
    const char *name)
{
	char	text[HEXID_DIGITS + 1];

	cs->pass++;
	decode_joined(cs, hexid_text(id, text), 1);
	decode_joined(cs, name, 1);
}

static struct member *
member_new(struct containers *cs, const struct hexid *id)
{
	struct member	*m;
	char		 text[HEXID_DIGITS + 1];

	if (cs->members == CONTAINER_MAX) {
		log_repeat("too many containers", "more than %d containers: "
		    "the others are left out", CONTAINER_MAX);
		return NULL;
	}
	if ((m = calloc(1, sizeof(*m))) == NULL)
		fatal(NULL);
	m->who.id = *id;
	m->lodger.id = &m->who.id;
	hexid_text(id, text);
	text[SHORT_ID] = '\0';
	m->who.name = xstrdup(text);
	SLIST_INIT(&m->who.claims);
	RB_INSERT(member_ids, &cs->ids, m);
	RB_INSERT(member_names, &cs->names, m);
	cs->members++;
	return m;
}

static void
member_join(struct containers *cs, struct member *m, const char *target)
{
	if ((m->join = calloc(1, sizeof(*m->join))) == NULL)
		fatal(NULL);
	m->join->member = m;
	m->join->target = target;
	RB_INSERT(joins, &cs->joins, m->join);
}

static void
member_forget_container(struct containers *cs, struct member *m)
{
	if (m->join != NULL)
		RB_REMOVE(joins, &cs->joins, m->join);
	free(m->join);
	m->join = NULL;
	container_free(m->container);
	m->container = NULL;
}

static void
member_free(struct containers *cs, struct member *m)
{
	room_drop(&cs->room, &m->lodger);
	member_drop_claims(&cs->objects, m);
	claimants_remove(&cs->objects.claimants, &m->who);
	member_forget_container(cs, m);
	RB_REMOVE(member_names, &cs->names, m);
	RB_REMOVE(member_ids, &cs->ids, m);
	cs->members--;
	cs->unpublished -= m->unpublished;
	free(m->holder);
	member_free_faults(m->faults, m->nfaults);
	free(m->who.name);
	free(m->who.service);
	free(m);
}

static void
show(struct containers *cs, struct container *c)
{
	if (cs->look != NULL)
		cs->look(cs->look_arg, c);
}

void
containers_take(struct containers *cs, struct container *c)
{
	struct member	*m;
	char		*name;

	bind_check_look(&cs->bind_check, cs->conf, c);
	if (!cs->listing)
		bind_check_say(&cs->bind_check);
	if ((m = find_id(cs, &c->id)) == NULL &&
	    (m = member_new(cs, &c->id)) == NULL) {
		container_free(c);
		return;
	}
	m->round = cs->round;
	if (m->container != NULL && m->container->digest == c->digest) {
		m->container->source = c->source;
		show(cs, c);
		container_free(c);
		return;
	}
	member_forget_container(cs, m);
	m->container = c;
	if (container_joined(c) != NULL)
		member_join(cs, m, container_joined(c));
	name = xstrdup(m->who.name);
	set_claimant(cs, m);
	decode(cs, m);
	show(cs, c);
	/* Those that are joined need the labels again. */
	if (m->lodger.place == ROOM_OUT)
		member_go_bare(m);
	else
		member_rest(m, m->join != NULL);
	decode_all_joined(cs, &m->who.id, m->who.name);
	if (strcmp(name, m->who.name) != 0)
		decode_joined(cs, name, 1);
	free(name);
}

int
containers_is_same(struct containers *cs, const struct hexid *id,
    uint64_t source)
{
	struct member	*m;

	if (cs->look != NULL || source == 0 ||
	    (m = find_id(cs, id)) == NULL || m->container == NULL ||
	    m->container->source != source)
		return 0;
	m->round = cs->round;
	return 1;
}

void
containers_fault(struct containers *cs, const struct hexid *id,
    const char *name, const char *reason)
{
	struct member	*m;
	char		**faults;

	if (id == NULL) {
		log_repeat(reason, "a container without a readable id: %s",
		    reason);
		if (cs->nstrays == STRAYS_MAX)
			return;
		cs->strays = recallocarray(cs->strays, cs->nstrays,
		    cs->nstrays + 1, sizeof(*cs->strays));
		if (cs->strays == NULL)
			fatal(NULL);
		cs->strays[cs->nstrays++] = xstrdup(reason);
		return;
	}
	if ((m = find_id(cs, id)) == NULL && (m = member_new(cs, id)) == NULL)
		return;
	m->round = cs->round;
	if (m->container != NULL)
		container_invalidate(m->container);
	else if (*name != '\0')
		rename_member(cs, m, name);
	if (m->version != cs->conf->traefik_version)
		member_drop_claims(&cs->objects, m);
	if ((faults = calloc(1, sizeof(*faults))) == NULL)
		fatal(NULL);
	faults[0] = xstrdup(reason);
	member_set_faults(m, faults, 1);
}

void
containers_remove(struct containers *cs, const struct hexid *id)
{
	struct member	*m;
	struct hexid	 gone = *id;
	char		*name;

	if ((m = find_id(cs, id)) == NULL)
		return;
	name = xstrdup(m->who.name);
	member_free(cs, m);
	decode_all_joined(cs, &gone, name);
	free(name);
}

void
containers_stop(struct containers *cs, const struct hexid *id)
{
	struct member	*m;
	struct claim	*c;

	if ((m = find_id(cs, id)) == NULL)
		return;
	if (!m->non_running || m->container == NULL) {
		containers_remove(cs, id);
		return;
	}
	container_stop(m->container);
	container_invalidate(m->container);
	SLIST_FOREACH(c, &m->who.claims, of_claimant)
		claim_unserve(&cs->objects, c);
	decode_all_joined(cs, &m->who.id, m->who.name);
}

int
containers_runs(struct containers *cs, const struct hexid *id)
{
	struct member	*m = find_id(cs, id);

	return m != NULL && m->container != NULL && m->container->running;
}

void
containers_seen(struct containers *cs, const struct hexid *id)
{
	struct member	*m;

	if ((m = find_id(cs, id)) != NULL)
		m->round = cs->round;
}

void
containers_recall(struct containers *cs,
    void (*f)(void *, const struct hexid *), void *arg)
{
	admit_recall(&cs->room, f, arg);
}

void
containers_round_begin(struct containers *cs)
{
	cs->round++;
	cs->listing = 1;
	member_free_faults(cs->strays, cs->nstrays);
	cs->strays = NULL;
	cs->nstrays = 0;
}

void
containers_round_end(struct containers *cs)
{
	struct member	*m, *next;
	struct hexid	 id;

	for (m = RB_MIN(member_ids, &cs->ids); m != NULL; m = next) {
		next = RB_NEXT(member_ids, &cs->ids, m);
		id = m->who.id;
		if (m->round != cs->round)
			containers_remove(cs, &id);
	}
	cs->listing = 0;
	bind_check_say(&cs->bind_check);
}

void
containers_free(struct containers *cs)
{
	struct member	*m;

	while ((m = RB_ROOT(&cs->ids)) != NULL)
		member_free(cs, m);
	member_free_faults(cs->strays, cs->nstrays);
	bind_check_free(&cs->bind_check);
	objects_free(&cs->objects);
	arena_free(&cs->arena);
}
