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
#include "route-maker/inventory/containers.h"
#include "route-maker/inventory/member.h"
#include "route-maker/label/label.h"
#include "route-maker/object/apart.h"
#include "route-maker/container/default_name.h"
#include "route-maker/route/route.h"
#include "route-maker/rules/apply.h"
#include "route-maker/rules/origin.h"

#define STRAYS_MAX	16	/* the maximum of errors without an id */

static void
set_apart(struct containers *cs)
{
	const struct route_maker_conf	*conf = cs->conf;

	apart_set(&cs->objects, conf->name_scope ? APART_OBJECTS :
	    conf->share_services == SHARE_PROJECT ? APART_SERVICES :
	    APART_NONE);
}

void
containers_init(struct containers *cs, const struct route_maker_conf *conf,
    const struct program *program)
{
	memset(cs, 0, sizeof(*cs));
	index_init(&cs->members);
	objects_init(&cs->objects);
	admit_init(&cs->admission, &cs->objects);
	containers_configure(cs, conf, program);
}

/*
 * With `name scope project', projects part when the next list has given their
 * objects other names, because until then they may share a name.
 */
void
containers_configure(struct containers *cs, const struct route_maker_conf *conf,
    const struct program *program)
{
	struct member	*m = NULL;

	cs->conf = conf;
	cs->program = program;
	cs->objects.merge_equal = (int)conf->merge_equal;
	if (!conf->name_scope || cs->objects.count == 0)
		set_apart(cs);
	cs->objects.reserve = conf->reserve_names;
	while ((m = containers_next(cs, m)) != NULL) {
		limits_drop(&cs->admission.limits, &m->tenant);
		if (m->container != NULL)
			container_invalidate(m->container);
	}
	limits_configure(&cs->admission.limits,
	    program == NULL ? NULL : program->rules);
	room_limit(&cs->admission.room, conf->limit_objects,
	    conf->limit_bytes);
}

struct member *
containers_next(struct containers *cs, struct member *m)
{
	return index_next(&cs->members, m);
}

size_t
containers_published(struct containers *cs)
{
	struct member	*m = NULL;
	size_t		 n = 0;

	while ((m = containers_next(cs, m)) != NULL)
		n += !LIST_EMPTY(&m->who.claims);
	return n;
}

struct member *
containers_find(struct containers *cs, const struct hexid *id)
{
	return index_id(&cs->members, id);
}

/* Finds a container by the name or id in the network mode "container:...". */
static const struct container *
find_container(void *arg, const char *name)
{
	struct containers	*cs = arg;
	struct member		*m = NULL;
	struct hexid		 id;

	if (hexid_parse(&id, name, strlen(name)) == 0)
		m = containers_find(cs, &id);
	if (m == NULL)
		m = index_name(&cs->members, name);
	return m == NULL ? NULL : m->container;
}

static void
take_routes(struct containers *cs, struct member *m,
    const struct routes *routes)
{
	const struct route	*r;
	struct claim		*c, *next;

	LIST_FOREACH(c, &m->who.claims, of_claimant)
		c->stale = 1;
	STAILQ_FOREACH(r, routes, entry) {
		c = claim_set(&cs->objects, &m->who, r);
		c->stale = 0;
	}
	LIST_FOREACH_SAFE(c, &m->who.claims, of_claimant, next)
		if (c->stale)
			claim_drop(&cs->objects, c);
}

/*
 * The order of claims depends on the claimant: detaches them while it changes.
 */
static void
set_claimant(struct containers *cs, struct member *m)
{
	struct container	*c = m->container;
	struct claim		*claim;
	char			*service = container_service_name(c);
	const char		*project = container_project(c);
	uint64_t		 digest = *project == '\0' ? 0 :
				    pack_digest(PACK_DIGEST, project,
				    strlen(project));
	int			 merges = route_merges(c, NULL);

	if (m->who.service != NULL &&
	    strcmp(m->who.service, service) == 0 &&
	    strcmp(m->who.name, c->name) == 0 &&
	    (int)m->who.merges == merges && m->who.project == digest &&
	    m->who.created == c->created) {
		free(service);
		return;
	}
	LIST_FOREACH(claim, &m->who.claims, of_claimant) {
		claim_detach(&cs->objects, claim);
		claim->meaning ^= claim_part(cs->objects.apart, claim);
	}
	index_rename(&cs->members, m, c->name);
	free(m->who.service);
	m->who.service = service;
	m->who.merges = merges != 0;
	m->who.project = digest;
	m->who.created = c->created;
	LIST_FOREACH(claim, &m->who.claims, of_claimant) {
		claim->meaning ^= claim_part(cs->objects.apart, claim);
		claim_attach(&cs->objects, claim);
	}
}

/*
 * The name of the container whose network this one uses, even if that one does
 * not exist any more.
 */
static const char *
holder_name(struct containers *cs, const struct container *c)
{
	const struct container	*holder;
	struct member		*m;

	if (container_joined(c) == NULL ||
	    (m = containers_find(cs, &c->id)) == NULL)
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
    struct translation *t, struct settings *settings, struct routes *routes,
    unsigned int *unpublished)
{
	struct place	place = { .d = d, .container = c,
			    .find = find_container, .arg = cs,
			    .joined = holder_name(cs, c),
			    .unpublished = unpublished };
	enum route_verdict	 verdict;

	route_settings(d, c, t, settings);
	verdict = route_make(&place, cs->program, t, settings, routes);
	if (verdict == ROUTE_GOOD && cs->program != NULL &&
	    rules_apply(d, cs->program->rules, c, routes) == -1)
		return ROUTE_BLOCKED;
	return verdict;
}

/*
 * If a container has errors, its last valid routes stay until it stops.  Routes
 * for another version of Traefik do not, because the configured version may not
 * decode them.  Routes of another policy do not, because this one may block
 * them.
 */
static int
routes_stay(const struct containers *cs, const struct member *m)
{
	return (m->container->running || m->non_running) &&
	    m->version == cs->conf->traefik_version &&
	    m->policy == cs->conf->policy_number;
}

/* Returns 0 if a limit of the policy blocks the container. */
static int
keeps_limits(struct containers *cs, struct decode *d, struct member *m,
    const struct budget *claims)
{
	const struct ruleset	*rules = cs->program == NULL ? NULL :
				    cs->program->rules;
	const char		*why;
	size_t			*which, n;

	which = origin_limits(d->arena, rules, m->container, &n);
	why = admit_limits(&cs->admission, m, which, n, claims);
	if (why != NULL)
		decode_fault(d, NULL, "%s", why);
	return why == NULL;
}

static void
decode(struct containers *cs, struct member *m)
{
	struct container	*c = m->container;
	struct budget		 claims = { 0, 0 };
	struct translation	 t;
	struct settings		 settings = { .enable = -1 };
	struct routes		 routes;
	struct decode		 d;
	enum route_verdict	 verdict;
	unsigned int		 unpublished = 0;

	arena_reset(&cs->arena);
	decode_init(&d, &cs->arena, cs->conf);
	verdict = containers_make(cs, &d, c, &t, &settings, &routes,
	    &unpublished);
	unread_note(&cs->unread, m, t.unread);
	cs->unpublished += unpublished - m->unpublished;
	m->unpublished = unpublished;
	m->non_running = settings.allow_non_running;
	if (verdict == ROUTE_GOOD)
		claims = room_cost(&routes);
	else if (verdict == ROUTE_FAULT && routes_stay(cs, m))
		claims = m->claimed;
	if (!keeps_limits(cs, &d, m, &claims)) {
		verdict = ROUTE_BLOCKED;
		memset(&claims, 0, sizeof(claims));
	}
	m->blocked = verdict == ROUTE_BLOCKED;
	if (!admit(&cs->admission, m, &d.faults, &claims))
		return;
	if (verdict == ROUTE_GOOD) {
		if (cs->conf->traefik_assumed)
			needs_say(&cs->needs, &cs->arena, c->name, &routes);
		take_routes(cs, m, &routes);
		m->claimed = claims;
		m->version = cs->conf->traefik_version;
		m->policy = cs->conf->policy_number;
	} else if (verdict != ROUTE_FAULT || !routes_stay(cs, m))
		member_drop_claims(&cs->objects, m);
	member_take_faults(m, &d.faults);
}

/*
 * Decodes the containers that use the target's network again, each only once,
 * because their names may form a circle.
 */
static void
decode_joined(struct containers *cs, const char *target, int depth)
{
	struct join		*j = NULL;
	const struct hexid	*before;
	char			 id[HEXID_DIGITS + 1];

	if (depth > JOINED_MAX)
		return;
	while ((j = index_joined(&cs->members, target, j)) != NULL) {
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
	if (cs->members.count < CONTAINER_MAX)
		return index_add(&cs->members, id);
	log_repeat("too many containers", "more than %d containers; "
		    "the others are ignored", CONTAINER_MAX);
	return NULL;
}

static void
member_free(struct containers *cs, struct member *m)
{
	room_drop(&cs->admission.room, &m->lodger);
	admit_drop_limits(&cs->admission, m);
	member_drop_claims(&cs->objects, m);
	claimants_remove(&cs->objects.claimants, &m->who);
	cs->unpublished -= m->unpublished;
	index_remove(&cs->members, m);
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
	if ((m = containers_find(cs, &c->id)) == NULL &&
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
	index_hold(&cs->members, m, c);
	name = xstrdup(m->who.name);
	set_claimant(cs, m);
	decode(cs, m);
	show(cs, c);
	/* Only containers that use another one's network keep their labels. */
	if (m->lodger.place == ROOM_OUT)
		member_go_bare(m);
	else
		member_rest(m, m->join != NULL);
	decode_all_joined(cs, &m->who.id, m->who.name);
	if (strcmp(name, m->who.name) != 0)
		decode_joined(cs, name, 1);
	free(name);
	if (!cs->listing)
		unread_say(&cs->unread, &cs->members, cs->objects.clock());
}

int
containers_is_same(struct containers *cs, const struct hexid *id,
    uint64_t source)
{
	struct member	*m;

	if (cs->look != NULL || source == 0 ||
	    (m = containers_find(cs, id)) == NULL || m->container == NULL ||
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
	if ((m = containers_find(cs, id)) == NULL &&
	    (m = member_new(cs, id)) == NULL)
		return;
	m->round = cs->round;
	if (m->container != NULL)
		container_invalidate(m->container);
	else if (*name != '\0')
		index_rename(&cs->members, m, name);
	if (m->version != cs->conf->traefik_version ||
	    m->policy != cs->conf->policy_number)
		member_drop_claims(&cs->objects, m);
	if ((faults = calloc(1, sizeof(*faults))) == NULL)
		fatal(NULL);
	faults[0] = xstrdup(reason);
	member_set_faults(m, faults, 1);
	m->unreadable = 1;
}

void
containers_remove(struct containers *cs, const struct hexid *id)
{
	struct member	*m;
	struct hexid	 gone = *id;
	char		*name;

	if ((m = containers_find(cs, id)) == NULL)
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

	if ((m = containers_find(cs, id)) == NULL)
		return;
	if (!m->non_running || m->container == NULL) {
		containers_remove(cs, id);
		return;
	}
	container_stop(m->container);
	container_invalidate(m->container);
	LIST_FOREACH(c, &m->who.claims, of_claimant)
		claim_unserve(&cs->objects, c);
	decode_all_joined(cs, &m->who.id, m->who.name);
}

int
containers_runs(struct containers *cs, const struct hexid *id)
{
	struct member	*m = containers_find(cs, id);

	return m != NULL && m->container != NULL && m->container->running;
}

void
containers_seen(struct containers *cs, const struct hexid *id)
{
	struct member	*m;

	if ((m = containers_find(cs, id)) != NULL)
		m->round = cs->round;
}

void
containers_recall(struct containers *cs,
    void (*f)(void *, const struct hexid *), void *arg)
{
	admit_recall(&cs->admission, f, arg);
}

void
containers_round_begin(struct containers *cs)
{
	cs->round++;
	cs->listing = 1;
	limits_rank(&cs->admission.limits, 1);
	cs->listed = cs->conf->policy_number;
	member_free_faults(cs->strays, cs->nstrays);
	cs->strays = NULL;
	cs->nstrays = 0;
}

void
containers_round_end(struct containers *cs)
{
	struct member	*m, *next;
	struct hexid	 id;

	for (m = containers_next(cs, NULL); m != NULL; m = next) {
		next = containers_next(cs, m);
		id = m->who.id;
		if (m->round != cs->round)
			containers_remove(cs, &id);
	}
	cs->listing = 0;
	set_apart(cs);
	limits_rank(&cs->admission.limits, 0);
	cs->settled = cs->listed;
	bind_check_say(&cs->bind_check);
	unread_say(&cs->unread, &cs->members, cs->objects.clock());
}

void
containers_free(struct containers *cs)
{
	struct member	*m;

	while ((m = containers_next(cs, NULL)) != NULL)
		member_free(cs, m);
	member_free_faults(cs->strays, cs->nstrays);
	bind_check_free(&cs->bind_check);
	limits_free(&cs->admission.limits);
	objects_free(&cs->objects);
	arena_free(&cs->arena);
}
