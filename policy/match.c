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
#include "policy/glob.h"
#include "policy/match.h"
#include "traefik/reference.h"

/* A name, as a host of a list or of a rule of a router. */
struct name {
	const char	*s;
	size_t		 len;
};

static struct name
name_of(const char *s)
{
	struct name	 n = { s, strlen(s) };

	return n;
}

static int
is_wild(const struct name *n)
{
	return n->s[0] == '*' && n->s[1] == '.';
}

/* "*.y" of a list has names of any depth below y. */
static int
is_below(const struct name *n, const struct name *wild)
{
	size_t	 from = wild->len - 1;		/* of ".y" */

	return n->len > from && n->s[n->len - from] == '.' &&
	    memcmp(n->s + n->len - from, wild->s + 1, from) == 0;
}

/* "*.x" of a rule has names that are one label longer than x. */
static int
is_one_below(const struct name *n, const struct name *wild)
{
	return is_below(n, wild) &&
	    strcspn(n->s, ".") == n->len - (wild->len - 1);
}

static int
is_same(const struct name *a, const struct name *b)
{
	return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* All names of a member are names of the entry. */
static int
host_within(const struct name *entry, const struct name *member)
{
	const struct name	 below = { member->s + 1, member->len - 1 };

	if (!is_wild(entry))
		return is_same(entry, member);
	if (!is_wild(member))
		return is_below(member, entry);
	/* "*.b.a" is as far below a as "x.b.a". */
	return is_same(entry, member) || is_below(&below, entry);
}

static int
host_meets(const struct name *entry, const struct name *member)
{
	if (is_wild(member) && !is_wild(entry))
		return is_one_below(entry, member);
	return host_within(entry, member);
}

/*
 * Case matters only to Traefik's names, and there only to what passes.  An
 * object of several containers has the spelling of one of them.
 */
static int
text_matches(const struct rule_part *part, const struct rule_entry *e,
    const struct name *member, int pass, int fold)
{
	const struct name	 entry = { e->text, e->len };
	char			 plain[OBJECT_NAME_MAX];

	switch (part->id) {
	case CRITERION_HOST:
		return pass ? host_within(&entry, member) :
		    host_meets(&entry, member);
	case CRITERION_MIDDLEWARE:
		if (e->len >= sizeof(plain))
			return 0;
		(void)strlcpy(plain, e->text, sizeof(plain));
		plain[reference_plain(plain, e->len)] = '\0';
		return glob_match(plain, member->s, fold);
	case CRITERION_KIND:
		return glob_match(e->text, member->s, 1);
	default:
		return glob_match(e->text, member->s, fold);
	}
}

static int
list_has(const struct rule_part *part, const char *member, int pass,
    int fold)
{
	const struct name	 name = name_of(member);
	size_t			 i;

	for (i = 0; i < part->n; i++)
		if (part->entries[i].type == ENTRY_TEXT && text_matches(part,
		    &part->entries[i], &name, pass, fold))
			return 1;
	return 0;
}

static int
has_any(const struct rule_part *part)
{
	size_t	 i;

	for (i = 0; i < part->n; i++)
		if (part->entries[i].type == ENTRY_ANY)
			return 1;
	return 0;
}

/* The member that decides is in *met, or NULL for any. */
static int
set_matches(const struct rule_part *part, const struct set *s, int pass,
    int fold, const char **met)
{
	size_t	 i;

	*met = NULL;
	if (s->any)
		return !pass || has_any(part);
	for (i = 0; i < s->n; i++) {
		*met = s->v[i];
		if (list_has(part, s->v[i], pass, fold) != pass)
			return !pass;
	}
	return pass;
}

static int
is_kind(const struct rule_entry *e, const struct fact_server *s, int pass)
{
	if (s->kind == ADDRESS_UNKNOWN)
		return pass;
	return (e->type == ENTRY_PUBLISHED && s->kind == ADDRESS_PUBLISHED) ||
	    (e->type == ENTRY_CONTAINER && s->kind == ADDRESS_CONTAINER) ||
	    (e->type == ENTRY_LABELLED && s->kind == ADDRESS_LABELLED);
}

/* A name may be that of any address. */
static int
address_matches(const struct rule_entry *e, const struct fact_server *s,
    int pass)
{
	struct name	 entry = { e->text, e->len }, host;
	int		 is_name = s->host == NULL || s->net.family == 0;

	if (e->type == ENTRY_ANY)
		return is_name;
	if (e->type != ENTRY_TEXT)
		return is_kind(e, s, pass);
	if (s->host == NULL)
		return !pass;
	if (e->net.family != 0)
		return is_name ? !pass : pass ?
		    subnet_has(&e->net, &s->net) :
		    subnet_meets(&e->net, &s->net);
	host = name_of(s->host);
	return is_name && host_within(&entry, &host);
}

static int
port_matches(const struct rule_entry *e, const struct fact_server *s,
    int pass)
{
	if (e->type == ENTRY_ANY)
		return s->port == 0;
	if (s->port == 0)
		return !pass;
	return s->port >= e->low && s->port <= e->high;
}

static int
server_matches(const struct rule_part *part, const struct fact_server *s,
    int pass)
{
	size_t	 i;

	for (i = 0; i < part->n; i++)
		if (part->id == CRITERION_PORT ?
		    port_matches(&part->entries[i], s, pass) :
		    address_matches(&part->entries[i], s, pass))
			return 1;
	return 0;
}

static int
servers_match(const struct rule_part *part, const struct facts *f, int pass,
    const struct fact_server **met)
{
	size_t	 i;

	*met = NULL;
	if (f->no_servers)
		return pass;
	for (i = 0; i < f->nservers; i++) {
		*met = &f->servers[i];
		if (server_matches(part, *met, pass) != pass)
			return !pass;
	}
	return f->many ? !pass : pass;
}

static int
value_matches(const struct rule_part *part, const char *value)
{
	size_t	 i;

	if (value == NULL)
		return 0;
	for (i = 0; i < part->n; i++)
		if (part->entries[i].type == ENTRY_ANY ||
		    glob_match(part->entries[i].text, value, 0))
			return 1;
	return 0;
}

/* An image can choose labels; a project, a service and a namespace are such. */
static int
origin_matches(const struct rule_part *part, const struct origin *o)
{
	size_t	 i;

	switch (part->id) {
	case CRITERION_CONTAINER:
		return value_matches(part, o->container);
	case CRITERION_IMAGE:
		return value_matches(part, *o->image == '\0' ? NULL :
		    o->image);
	case CRITERION_PROJECT:
		return value_matches(part, o->label(o->arg,
		    "com.docker.compose.project"));
	case CRITERION_SERVICE:
		return value_matches(part, o->label(o->arg,
		    "com.docker.swarm.service.name"));
	case CRITERION_NAMESPACE:
		return value_matches(part, o->label(o->arg, "kop.namespace"));
	case CRITERION_LABEL:
		return value_matches(part, o->label(o->arg, part->label));
	default:
		break;
	}
	for (i = 0; i < o->networks.n; i++)
		if (value_matches(part, o->networks.v[i]))
			return 1;
	return 0;
}

int
rule_is_from(const struct rule *r, const struct origin *o)
{
	size_t	 i;

	for (i = 0; i < r->n; i++)
		if (r->parts[i].id >= CRITERION_ORIGIN &&
		    !origin_matches(&r->parts[i], o))
			return 0;
	return 1;
}

static int
with_matches(const struct rule_part *part, const struct facts *f)
{
	const char	*name = part->entries[0].text;
	size_t		 i, len = reference_plain(name, strlen(name));

	for (i = 0; i < f->middlewares.n; i++)
		if (strlen(f->middlewares.v[i]) == len &&
		    strncmp(f->middlewares.v[i], name, len) == 0)
			return 1;
	return 0;
}

static const struct set *
set_of(const struct facts *f, enum criterion_id id, struct set *one)
{
	switch (id) {
	case CRITERION_HOST:
		return &f->hosts;
	case CRITERION_ENTRY_POINT:
		return &f->entry_points;
	case CRITERION_MIDDLEWARE:
		return &f->middlewares;
	case CRITERION_KIND:
		return &f->kinds;
	case CRITERION_REFERENCE:
		return &f->references;
	default:
		break;
	}
	one->v[0] = id == CRITERION_NAME ? f->name : f->family;
	one->n = 1;
	return one;
}

/* `no' and what is not known are the same to what passes. */
static int
file_matches(const struct rule_part *part, const struct facts *f, int pass)
{
	return f->no_definition ? pass : f->file == part->yes;
}

static int
part_matches(const struct rule_part *part, const struct facts *f,
    const struct origin *o, int pass)
{
	const struct fact_server	*server;
	const char			*one[1], *met;
	struct set			 room = { .v = one };

	if (part->id >= CRITERION_ORIGIN)
		return o == NULL ? pass : origin_matches(part, o);
	switch (part->id) {
	case CRITERION_WITH_MIDDLEWARE:
		return with_matches(part, f);
	case CRITERION_TLS:
		return f->tls == part->yes;
	case CRITERION_FILE:
		return file_matches(part, f, pass);
	case CRITERION_PRIORITY:
		if (!f->ranks)
			return pass;
		return part->above ? f->priority > part->number :
		    f->priority < part->number;
	case CRITERION_ADDRESS:
	case CRITERION_PORT:
		return servers_match(part, f, pass, &server);
	case CRITERION_REFERENCE:
		if (f->no_definition)
			return pass;
		break;
	default:
		break;
	}
	return set_matches(part, set_of(f, part->id, &room), pass,
	    !pass || o == NULL, &met);
}

/*
 * To Traefik, an object of the name "auth@file" is that of the other provider.
 * The owner of that one trusts its name, so a rule must say it.
 */
static int
names_provider(const struct rule *r, const struct facts *f, int fold)
{
	const struct rule_part	*part;
	size_t			 i;

	for (part = r->parts; part < r->parts + r->n; part++)
		for (i = 0; part->id == CRITERION_NAME && i < part->n; i++)
			if (strchr(part->entries[i].text, '@') != NULL &&
			    glob_match(part->entries[i].text, f->name, fold))
				return 1;
	return 0;
}

int
rule_match(const struct rule *r, const struct facts *f,
    const struct origin *o)
{
	size_t	 i;

	if (r->kind != RULE_ALL && r->kind != f->kind)
		return 0;
	if (r->pass && strchr(f->name, '@') != NULL &&
	    !names_provider(r, f, o == NULL))
		return 0;
	for (i = 0; i < r->n; i++)
		if (!part_matches(&r->parts[i], f, o, r->pass))
			return 0;
	return 1;
}

static const char *
about_set(const struct facts *f, const char *words, const struct set *s,
    const char *met)
{
	if (s->any)
		met = "any";
	else if (met == NULL)
		met = s->n > 0 ? s->v[0] : "none";
	return arena_printf(f->arena, "%s %.200s", words, met);
}

static const char *
about_server(const struct facts *f, const struct fact_server *s)
{
	if (s == NULL && f->nservers > 0)
		s = &f->servers[0];
	if (s == NULL)
		return "no server";
	return arena_printf(f->arena, "address %.200s port %u",
	    s->host == NULL ? "any" : s->host, s->port);
}

/* The criterion by which such objects are usually selected. */
static const char *
about_object(const struct facts *f)
{
	switch (f->kind) {
	case RULE_ROUTER:
		return about_set(f, "host", &f->hosts, NULL);
	case RULE_SERVICE:
		return about_server(f, NULL);
	case RULE_MIDDLEWARE:
		return about_set(f, "kind", &f->kinds, NULL);
	default:
		return arena_printf(f->arena, "name %.200s", f->name);
	}
}

const char *
rule_about(const struct rule *r, const struct facts *f)
{
	const struct rule_part		*part = r->parts;
	const struct fact_server	*server;
	const char			*one[1], *met;
	struct set			 room = { .v = one };
	const struct set		*s;

	if (r->n == 0 || part->id >= CRITERION_ORIGIN)
		return about_object(f);
	switch (part->id) {
	case CRITERION_WITH_MIDDLEWARE:
		return arena_printf(f->arena, "middleware %.200s",
		    part->entries[0].text);
	case CRITERION_TLS:
		return f->tls ? "tls yes" : "tls no";
	case CRITERION_FILE:
		return f->file ? "file yes" : "file no";
	case CRITERION_PRIORITY:
		return arena_printf(f->arena, "priority %lld",
		    (long long)f->priority);
	case CRITERION_ADDRESS:
	case CRITERION_PORT:
		(void)servers_match(part, f, r->pass, &server);
		return about_server(f, server);
	default:
		s = set_of(f, part->id, &room);
		(void)set_matches(part, s, r->pass, !r->pass, &met);
		return about_set(f, criterion_get(part->id)->words, s, met);
	}
}
