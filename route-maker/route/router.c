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

#include "route-maker/container/default_name.h"
#include "route-maker/route/router.h"

static int
has_default_rule(const struct build *b)
{
	return b->program != NULL && b->program->default_rule != NULL;
}

/*
 * Executes the default rule once for all routers of a container, because it has
 * the same result for each.
 */
static void
make_rule(struct build *b)
{
	const struct container	*c = b->place->container;
	struct template_data	 data = { b->name, c->name, c->labels,
				    c->nlabels };
	char			*rule, why[512];

	if (b->rule != NULL || b->no_rule != NULL)
		return;
	if (template_execute(b->program->default_rule, b->d->arena, &data, &rule,
	    why, sizeof(why)) == -1)
		b->no_rule = arena_printf(b->d->arena, "the default rule fails "
		    "at %s", why);
	else if (*rule == '\0')
		b->no_rule = "the default rule has an empty result";
	else
		b->rule = rule;
}

/*
 * If a container has no objects that others may use, it probably lacks a rule.
 */
static void
say_no_router(struct build *b, const struct node *router)
{
	if (b->enabled &&
	    node_label(build_section(b, &family_http, "services")) == NULL &&
	    build_count(build_section(b, &family_http, "middlewares")) == 0)
		decode_warn(b->d, NULL, "http router %s is not "
		    "published because it has no rule; set label "
		    "traefik.http.routers.%s.rule, or `default rule' in "
		    "kopd.conf", router->name, router->name);
	trace(b->d->trace, TRACE_STEP, "router", "none: no label names "
	    "one, and there is no default rule");
}

/* Sets the rule of a router without one.  Returns -1 if there is no rule. */
static int
set_rule(struct build *b, const struct family *f, struct node *router)
{
	const char	*why = "it has no rule; set its label `rule'";

	if (f == &family_http && has_default_rule(b)) {
		make_rule(b);
		why = b->no_rule;
	}
	if (why == NULL) {
		node_set(b->d->arena, router, "rule", b->rule);
		node_set(b->d->arena, router, "defaultRule", "true");
		trace(b->d->trace, TRACE_STEP, "added", "rule `%s' of http "
		    "router %s, by the default rule", b->rule,
		    router->name);
		return 0;
	}
	if (router != b->default_router || has_default_rule(b))
		decode_warn(b->d, node_label(router),
		    "%s router %s: %s", f->name, router->name, why);
	else
		say_no_router(b, router);
	return -1;
}

/* Returns -1 if only this router is rejected. */
static int
build_router(struct build *b, const struct family *f, struct node *router)
{
	struct node	*services = build_section(b, f, "services");
	const char	*service;

	if (f != &family_udp && !build_is_set(router, "rule") &&
	    set_rule(b, f, router) == -1)
		return -1;
	if (build_is_set(router, "service") || build_count(services) == 0)
		return 0;
	if ((service = build_only_name(services)) == NULL) {
		decode_warn(b->d, node_label(router),
		    "%s router %s: there are several services; set its label "
		    "service",
		    f->name, router->name);
		return -1;
	}
	if (*service == '\0') {
		decode_warn(b->d, node_label(router),
		    "%s router %s: its service has no name", f->name,
		    router->name);
		return -1;
	}
	node_set(b->d->arena, router, "service", service);
	trace(b->d->trace, TRACE_STEP, "added", "service %s of %s router "
	    "%s, because it is the only one", service, f->name,
	    router->name);
	return 0;
}

/*
 * Adds a default router.  With several HTTP services its service is not known.
 */
static void
add_default_router(struct build *b, struct node *routers)
{
	if (build_count(build_section(b, &family_http, "services")) <= 1)
		b->default_router = build_add(b, routers, b->name);
	else if (has_default_rule(b))
		decode_warn(b->d, NULL, "http router %s: no "
		    "default router because there are several services; set "
		    "labels of a router for each", b->name);
}

void
build_routers(struct build *b, const struct family *f)
{
	struct node	*routers, *router, *next;

	routers = build_add(b, build_add(b, b->root, f->name), "routers");
	if (f == &family_http && build_count(routers) == 0)
		add_default_router(b, routers);
	for (router = TAILQ_FIRST(&routers->children); router != NULL;
	    router = next) {
		next = TAILQ_NEXT(router, entry);
		if (build_router(b, f, router) == -1) {
			node_trace(b->d->trace, TRACE_IGNORED, router,
			    "router %s is ignored", router->name);
			node_remove(router);
		} else if (router == b->default_router)
			trace(b->d->trace, TRACE_STEP, "added", "http router "
			    "%s, because no label names one%s", router->name,
			    container_name_source(b->place->container));
	}
}
