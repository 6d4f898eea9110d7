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

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/child.h"
#include "common/log.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/pool.h"
#include "route-maker/object/resolve.h"
#include "route-maker/route-maker.h"

static void
say_time(struct peer *peer, uint32_t id, const char *name, int64_t seconds)
{
	struct item	 item = { .type = ITEM_TIME, .name = name };
	char		 value[32];

	(void)snprintf(value, sizeof(value), "%" PRId64, seconds);
	item.value = value;
	child_item(peer, id, &item);
}

static void
say_engine(struct peer *peer, uint32_t id, const struct engine *e)
{
	const struct identity	*i = &e->identity;
	const char		*waiting = engine_waiting(e);

	child_status(peer, id, "docker.state", "%s",
	    waiting != NULL ? waiting :
	    e->stream.refused ? "connected, events are refused" :
	    e->stream.subscribed ? "connected" : "connecting");
	child_word(peer, id, "docker.state", waiting != NULL ? "waiting" :
	    e->stream.refused ? "refused" :
	    e->stream.subscribed ? "connected" : "connecting");
	if (i->id != NULL) {
		child_status(peer, id, "engine.name", "%s", i->name);
		child_status(peer, id, "engine.id", "%s", i->id);
		child_status(peer, id, "engine.version", "%s", i->version);
	}
	child_number(peer, id, "events", (int64_t)e->answer.nevents);
	child_number(peer, id, "lists", (int64_t)e->nlists);
	if (e->nlists > 0)
		say_time(peer, id, "last_list", e->last_list);
}

/* Adds warnings about overruled definitions, and returns their number. */
static size_t
say_pools(struct peer *peer, uint32_t id, struct objects *os)
{
	const struct claim	*other;
	struct object		*o = NULL;
	struct claim		*c;
	size_t			 n = 0;
	char			*text;

	while ((o = object_after(os, o == NULL ? NULL : o->id)) != NULL) {
		if (o->owner == NULL || !o->owner->pool)
			continue;
		SPLAY_FOREACH(c, claims, &o->claims) {
			if ((other = pool_other(c)) == NULL)
				continue;
			text = pool_text(c, other);
			child_status(peer, id, "error", "container %s: %s",
			    c->claimant->name, text);
			free(text);
			n++;
		}
	}
	return n;
}

static void
say_faults(struct peer *peer, uint32_t id, struct containers *cs)
{
	struct member	*m = NULL;
	size_t		 i, warnings = 0;

	while ((m = containers_next(cs, m)) != NULL) {
		warnings += m->warnings;
		for (i = 0; i < m->nfaults; i++)
			child_status(peer, id, "error", "container %s: %s",
			    m->who.name, m->faults[i]);
	}
	for (i = 0; i < cs->nstrays; i++)
		child_status(peer, id, "error", "container without an id: %s",
		    cs->strays[i]);
	warnings += say_pools(peer, id, &cs->objects);
	child_number(peer, id, "warnings", (int64_t)warnings);
}

static void
say_blocked(struct peer *peer, uint32_t id, struct containers *cs)
{
	struct member	*m = NULL;
	int64_t		 n = 0;

	while ((m = containers_next(cs, m)) != NULL)
		n += m->blocked;
	child_number(peer, id, "blocked", n);
}

static void
say_rule_number(struct peer *peer, uint32_t id, const char *name,
    const char *value)
{
	struct item	 item = { .depth = 1, .type = ITEM_NUMBER,
			    .name = name, .value = item_count(value) };

	child_item(peer, id, &item);
}

/* The place of a rule is its file, a colon, and its line. */
static void
say_rule(struct peer *peer, uint32_t id, struct arena *a,
    const struct rule *rule, uint64_t n)
{
	const char	*line = strrchr(rule->place, ':');

	if (line == NULL)
		line = rule->place + strlen(rule->place);
	child_status(peer, id, "rule", "%s", rule_text(a, rule));
	child_detail(peer, id, "file", arena_strndup(a, rule->place,
	    (size_t)(line - rule->place)));
	say_rule_number(peer, id, "line", *line == '\0' ? "" : line + 1);
	say_rule_number(peer, id, "decided", arena_printf(a, "%" PRIu64,
	    n));
	arena_reset(a);
}

/* At most RULES_MAX lines. */
static void
say_rules(struct route_maker *rm, uint32_t id)
{
	const struct ruleset	*rs = rm->program->rules;
	const struct limits	*ls = &rm->containers.admission.limits;
	struct arena		 a = ARENA_INITIALIZER;
	size_t			 i;

	for (i = 0; i < rs->n; i++)
		say_rule(rm->parent, id, &a, &rs->rules[i],
		    rs->rules[i].decided);
	for (i = 0; i < ls->n; i++)
		say_rule(rm->parent, id, &a, ls->v[i].rule,
		    ls->v[i].used.objects);
	arena_free(&a);
}

static size_t
count_published(struct objects *os)
{
	struct object	*o;
	size_t		 n = 0;

	RB_FOREACH(o, object_tree, &os->tree)
		n += object_owner(o) != NULL;
	return n;
}

/* "... waits for container a", "... is blocked: ...". */
static void
say_conflict(struct peer *peer, uint32_t id, const struct claim *c,
    const struct conflict *cf)
{
	char	*text = conflict_text(cf);
	int	 waits = cf->how == CONFLICT_WAITS;

	child_status(peer, id, "waiting", "%s of container %s %s%s%s%s",
	    claim_name(c), c->claimant->name, waits ? "" : "is ",
	    waits ? "" : conflict_word(cf->how), waits ? "" : ": ", text);
	free(text);
}

static void
say_waiting(struct peer *peer, uint32_t id, struct objects *os)
{
	struct object	*o = NULL;
	struct claim	*c;
	struct conflict	 cf;

	if (os->waiting == 0)
		return;
	while ((o = object_after(os, o == NULL ? NULL : o->id)) != NULL)
		SPLAY_FOREACH(c, claims, &o->claims) {
			if (!claim_waits(c))
				continue;
			conflict_find(os, c, &cf);
			say_conflict(peer, id, c, &cf);
		}
}

int
on_status(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);
	struct containers	*cs = &rm->containers;
	uint32_t		 id = msg->peer;

	resolve_settle(&cs->objects);
	say_engine(peer, id, &rm->engine);
	child_number(peer, id, "containers", (int64_t)cs->members.count);
	child_number(peer, id, "published", (int64_t)containers_published(cs));
	say_blocked(peer, id, cs);
	child_number(peer, id, "unpublished_ports", (int64_t)cs->unpublished);
	child_number(peer, id, "objects",
	    (int64_t)count_published(&cs->objects));
	child_number(peer, id, "sent", (int64_t)rm->publish.number);
	child_number(peer, id, "done", (int64_t)rm->publish.done);
	say_faults(peer, id, cs);
	say_waiting(peer, id, &cs->objects);
	say_rules(rm, id);
	child_status_end(peer, id, "");
	return 0;
}

/*
 * Why the containers of this host are not known; NULL if they are, or if kopd
 * itself waits for an address.
 */
static const char *
docker_trouble(const struct route_maker *rm)
{
	const struct engine	*e = &rm->engine;

	if (rm->held != NULL)
		return NULL;
	if (engine_waiting(e) != NULL)
		return engine_waiting(e);
	if (!e->stream.subscribed)
		return "Docker: connecting";
	if (!rm->publish.allowed)
		return "Docker: waiting for the list of containers";
	return NULL;
}

int
on_health(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);
	struct containers	*cs = &rm->containers;
	const char		*trouble = docker_trouble(rm);

	if (trouble != NULL)
		child_status(peer, msg->peer, "docker", "%s", trouble);
	child_number(peer, msg->peer, "containers",
	    (int64_t)cs->members.count);
	child_number(peer, msg->peer, "published",
	    (int64_t)containers_published(cs));
	child_status_end(peer, msg->peer, "");
	return 0;
}

static void
listing_begin(struct route_maker *rm, uint32_t id, enum listing_kind kind)
{
	struct listing	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL)
		fatal(NULL);
	l->id = id;
	l->kind = kind;
	STAILQ_INSERT_TAIL(&rm->listings, l, entry);
	status_resume(rm);
}

int
on_routes(struct peer *peer, struct msg *msg)
{
	listing_begin(peer_arg(peer), msg->peer, LISTING_KEYS);
	return 0;
}

int
on_table(struct peer *peer, struct msg *msg)
{
	listing_begin(peer_arg(peer), msg->peer, LISTING_TABLE);
	return 0;
}

int
on_audit(struct peer *peer, struct msg *msg)
{
	if (msg->data[0] > 1)
		return -1;
	listing_begin(peer_arg(peer), msg->peer, msg->data[0] ?
	    LISTING_RULES : LISTING_AUDIT);
	return 0;
}

/* Sends the keys that the parent has room for.  Returns 1 when all are sent. */
static int
say_object(struct route_maker *rm, struct listing *l, struct object *o)
{
	struct pack	*keys = &rm->containers.objects.scratch;
	const char	*at = NULL, *key, *value;
	size_t		 n = 0;
	char		*name;

	resolve_keys(&rm->containers.objects, o, keys);
	while (pack_next(keys->data, keys->len, &at, &key, &value)) {
		if (n++ < l->done)
			continue;
		if (!peer_want_room(rm->parent))
			return 0;
		if (asprintf(&name, "%s%s%s", object_name(o),
		    *key == '\0' ? "" : "/", key) == -1)
			fatal(NULL);
		child_status(rm->parent, l->id, name, "%s", value);
		free(name);
		l->done++;
	}
	return 1;
}

/* Returns 1 when all of the object is sent. */
static int
say_part(struct route_maker *rm, struct listing *l, struct object *o)
{
	switch (l->kind) {
	case LISTING_TABLE:
		return table_object(rm, l->id, o, &l->done);
	case LISTING_AUDIT:
	case LISTING_RULES:
		return audit_object(rm, l->id, o, &l->done,
		    l->kind == LISTING_RULES);
	default:
		return say_object(rm, l, o);
	}
}

/* Returns 1 when everything is sent. */
static int
say_listing(struct route_maker *rm, struct listing *l)
{
	struct object	*o;

	resolve_settle(&rm->containers.objects);
	while ((o = object_after(&rm->containers.objects, l->after)) != NULL) {
		if (!say_part(rm, l, o))
			return 0;
		free(l->after);
		if ((l->after = strdup(o->id)) == NULL)
			fatal(NULL);
		l->done = 0;
	}
	child_status_end(rm->parent, l->id, "");
	return 1;
}

void
status_resume(struct route_maker *rm)
{
	struct listing	*l;

	while ((l = STAILQ_FIRST(&rm->listings)) != NULL &&
	    say_listing(rm, l)) {
		STAILQ_REMOVE_HEAD(&rm->listings, entry);
		free(l->after);
		free(l);
	}
}
