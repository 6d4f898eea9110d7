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
#include "go/number.h"
#include "route-maker/label/label.h"
#include "route-maker/program/filter.h"
#include "route-maker/route/build.h"
#include "route-maker/container/default_name.h"
#include "route-maker/route/route.h"
#include "route-maker/route/router.h"
#include "route-maker/route/routes.h"
#include "route-maker/route/scope.h"
#include "route-maker/route/service.h"

/* The second name is older. */
static const char *const merge_labels[] = { "kop.merge-lbs",
    "traefik.merge-lbs" };

#define MERGE_LABELS	(sizeof(merge_labels) / sizeof(merge_labels[0]))

int
route_merges(const struct container *c, struct trace *t)
{
	const char	*value;
	size_t		 i;
	int		 merges, any = 0;

	for (i = 0; i < MERGE_LABELS; i++) {
		if ((value = container_label(c, merge_labels[i])) == NULL ||
		    go_parse_bool(value, strlen(value), &merges) == -1)
			continue;
		any |= merges;
		trace(t, TRACE_USED, merge_labels[i], "servers are %sshared "
		    "with other hosts", merges ? "" : "not ");
	}
	return any;
}

/* For traefik-kop an invalid value means no, without a message. */
static void
check_merges(struct build *b)
{
	const char	*value;
	size_t		 i;
	int		 merges;

	for (i = 0; i < MERGE_LABELS; i++) {
		value = container_label(b->place->container, merge_labels[i]);
		if (value != NULL &&
		    go_parse_bool(value, strlen(value), &merges) == -1)
			decode_warn(b->d, merge_labels[i], "`%s' is handled as "
			    "`false'; set `true' or `false'", value);
	}
}

void
route_settings(struct decode *d, struct container *c, struct translation *t,
    struct settings *settings)
{
	const char	*network = d->conf->network;

	translate_look(d, c, t);
	c->docker_fault = label_settings(d, t->settings, t->nsettings,
	    settings) == -1;
	settings->exposed = t->exposed;
	settings->block = t->block;
	c->network_labelled = 0;
	if (!c->docker_fault && settings->network != NULL) {
		network = settings->network;
		c->network_labelled = *network != '\0';
	}
	free(c->network);
	if ((c->network = strdup(network)) == NULL)
		fatal(NULL);
}

static int
has(const struct build *b, const struct family *f, const char *name)
{
	return build_count(build_section(b, f, name)) > 0;
}

static int
build_family(struct build *b, const struct family *f)
{
	if (build_services(b, f) == -1)
		return -1;
	build_routers(b, f);
	return 0;
}

/* Traefik's build() for one container. */
static int
build(struct build *b)
{
	int	has_tcp, has_udp;

	has_tcp = has(b, &family_tcp, "routers") ||
	    has(b, &family_tcp, "services");
	has_udp = has(b, &family_udp, "routers") ||
	    has(b, &family_udp, "services");
	if (has_tcp && build_family(b, &family_tcp) == -1)
		return -1;
	if (has_udp && build_family(b, &family_udp) == -1)
		return -1;
	if ((has_tcp || has_udp) && !has(b, &family_http, "routers") &&
	    !has(b, &family_http, "middlewares") &&
	    !has(b, &family_http, "services"))
		return 0;
	return build_family(b, &family_http);
}

/* Labels of Traefik 1 were enabled by default there. */
static void
say_disabled(struct build *b, const struct settings *settings)
{
	if (settings->enable == -1 && b->labels->language != LANGUAGE_V3)
		decode_warn(b->d, NULL, "it has labels of %s and is not "
		    "enabled: set exposed by default in%s, or label "
		    "traefik.enable=true", b->labels->language ==
		    LANGUAGE_V1 ? "Traefik 1" : "registrator",
		    settings->block + strlen(" of"));
}

/* Selects the container before its labels are decoded. */
static enum route_verdict
filter(struct build *b, const struct settings *settings)
{
	const struct container	*c = b->place->container;
	char			 why[256];
	int			 matches;

	if (!filter_enabled(b->d, settings)) {
		say_disabled(b, settings);
		return ROUTE_NONE;
	}
	matches = filter_matching(b->d, b->program, c, why, sizeof(why));
	if (matches == -1) {
		decode_fault(b->d, NULL, "constraints: %s", why);
		return ROUTE_FAULT;
	}
	return matches && filter_state(b->d, c, settings) ?
	    ROUTE_GOOD : ROUTE_NONE;
}

enum route_verdict
route_make(struct place *place, const struct program *program,
    struct translation *t, const struct settings *settings,
    struct routes *routes)
{
	struct decode		*d = place->d;
	const struct container	*c = place->container;
	enum route_verdict	 verdict;
	const char		*scope;
	struct build		 b = { .d = d, .place = place,
				    .program = program, .labels = t };
	char			*name;
	int			 r;

	STAILQ_INIT(routes);
	if (*c->name == '\0')
		trace(d->trace, TRACE_REFUSED, "", "it has no name");
	if (*c->name == '\0' || !filter_namespace(d, c)) {
		STAILQ_INIT(&d->faults);
		return ROUTE_NONE;
	}
	if (c->docker_fault)
		return ROUTE_FAULT;
	if ((verdict = filter(&b, settings)) != ROUTE_GOOD)
		return verdict;
	check_merges(&b);
	if ((r = translate_make(d, c, t)) != 0)
		return r == -1 ? ROUTE_FAULT : ROUTE_NONE;
	place->inside = t->language != LANGUAGE_V3;
	b.root = label_decode(d, t->labels, t->n);
	if (b.root == NULL)
		return ROUTE_FAULT;
	b.enabled = settings->enable == 1;
	b.serving = c->running && c->health != HEALTH_BAD;
	name = container_service_name(c);
	b.name = arena_strdup(d->arena, name);
	free(name);
	if ((scope = scope_of(d, c)) == NULL)
		return ROUTE_FAULT;
	if (build(&b) == -1 ||
	    routes_express(d, b.root, t->pool, scope, routes) == -1)
		return b.nowhere ? ROUTE_NOWHERE : ROUTE_FAULT;
	return ROUTE_GOOD;
}
