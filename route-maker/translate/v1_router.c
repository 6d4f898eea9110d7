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
#include <string.h>

#include "common/bounds.h"
#include "route-maker/translate/v1_chain.h"
#include "route-maker/translate/v1_middleware.h"
#include "route-maker/translate/v1_router.h"
#include "route-maker/translate/v1_rule.h"
#include "route-maker/translate/v1_service.h"
#include "route-maker/translate/v1_value.h"

/* The entry points of a router, with or without TLS. */
struct router_ctx {
	struct v1_router	*router;
	const char		*origin;	/* of the entry points */
	const char		*priority_label;
	const char		*priority;
	struct words		 plain;
	struct words		 tls;
	const char		*resolver;	/* of those with TLS; NULL:
						   none */
};

static void
add_entry(struct router_ctx *x, const char *name)
{
	struct v1_part	*p = x->router->part;
	struct v1_entry	 e;
	struct words	*w;
	size_t		 i;

	v1_entry(p, name, &e);
	if (!e.mapped)
		made_warn(p->made, x->origin, "kopd.conf has no entry point "
		    "\"%.64s\" in labels v1: it is published with this name, "
		    "which Traefik 3 may not know", name);
	w = e.tls ? &x->tls : &x->plain;
	for (i = 0; i < w->n; i++)
		if (strcmp(w->v[i], e.name) == 0)
			return;
	if (e.tls && w->n == 0)
		x->resolver = e.resolver;
	else if (e.tls && strcmp(x->resolver == NULL ? "" : x->resolver,
	    e.resolver == NULL ? "" : e.resolver) != 0)
		made_warn(p->made, x->origin, "entry points %s and %s have "
		    "different certificate resolvers in kopd.conf: that of the "
		    "first one is used", w->v[0], e.name);
	w->v[w->n++] = e.name;
}

/* Without a label, those of kopd.conf count; without these, none is made. */
static int
read_entries(struct router_ctx *x)
{
	struct v1_part			*p = x->router->part;
	const struct string_list	*list;
	const struct v1_label		*l;
	struct arena			*a = p->made->d->arena;
	struct words			 w = { NULL, 0 };
	size_t				 i, n;

	list = &p->made->d->conf->v1_default_entry_points;
	l = v1_filled(p, "frontend.entryPoints");
	x->origin = MADE_DEFAULT;
	if (l != NULL && v1_words(p, l, &w) == -1)
		return -1;
	if (w.n > V1_ENTRIES_MAX)
		return made_fault(p->made, l->origin, "more than %d entry "
		    "points", V1_ENTRIES_MAX);
	if (w.n > 0)
		x->origin = l->origin;
	n = w.n > 0 ? w.n : list->n;
	x->plain.v = arena_alloc(a, (n + 1) * sizeof(*x->plain.v));
	x->tls.v = arena_alloc(a, (n + 1) * sizeof(*x->tls.v));
	for (i = 0; i < n; i++)
		add_entry(x, w.n > 0 ? w.v[i] : list->v[i]);
	return 0;
}

/* A redirect to the router's only entry point would never end. */
static struct words
middlewares_of(const struct router_ctx *x, const struct words *entries)
{
	const struct v1_router	*r = x->router;
	struct words		 w = r->middlewares;
	size_t			 i;

	if (r->redirect == NULL || entries->n != 1 ||
	    strcmp(entries->v[0], r->target.name) != 0)
		return w;
	w.v = arena_alloc(r->part->made->d->arena, (w.n + 1) * sizeof(*w.v));
	w.n = 0;
	for (i = 0; i < r->middlewares.n; i++)
		if (r->middlewares.v[i] != r->redirect)
			w.v[w.n++] = r->middlewares.v[i];
	return w;
}

static int
put_tls(struct router_ctx *x, const char *base)
{
	struct made	*m = x->router->part->made;

	if (made_add(m, x->origin, "true", "%stls", base) == -1)
		return -1;
	return x->resolver == NULL ? 0 : made_add(m, x->origin, x->resolver,
	    "%stls.certresolver", base);
}

static int
put_router(struct router_ctx *x, const char *suffix,
    const struct words *entries)
{
	struct v1_router	*r = x->router;
	struct v1_part		*p = r->part;
	struct made		*m = p->made;
	struct arena		*a = m->d->arena;
	struct words		 used = middlewares_of(x, entries);
	const char		*name, *base;

	name = arena_printf(a, "%s%s", p->router, suffix);
	if (made_object(m, p->named, "router", name) == -1)
		return -1;
	base = arena_printf(a, "traefik.http.routers.%s.", name);
	if (made_add(m, r->rule_label, r->rule.text, "%srule", base) == -1 ||
	    made_add(m, x->priority_label, x->priority, "%spriority",
	    base) == -1 ||
	    made_add(m, p->backend, p->service, "%sservice", base) == -1)
		return -1;
	if (entries->n > 0 && made_add(m, x->origin, words_join(a, entries),
	    "%sentrypoints", base) == -1)
		return -1;
	if (used.n > 0 && made_add(m, MADE_DEFAULT, words_join(a, &used),
	    "%smiddlewares", base) == -1)
		return -1;
	return entries == &x->tls ? put_tls(x, base) : 0;
}

/* The length of the rule of Traefik 1, because that of Traefik 3 differs. */
static void
set_priority(struct router_ctx *x, const char *rule)
{
	static const char	 name[] = "frontend.priority";
	struct v1_part		*p = x->router->part;
	int64_t			 priority = v1_int(p, name, 0);

	x->priority_label = x->router->rule_label;
	if (priority > 0)
		x->priority_label = v1_get(p, name)->origin;
	else
		priority = (int64_t)strlen(rule);
	x->priority = arena_printf(p->made->d->arena, "%" PRId64, priority);
}

/* Returns the rule of Traefik 1, or NULL with an error. */
static const char *
find_rule(struct v1_router *r)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*l = v1_filled(p, "frontend.rule");

	if (l != NULL) {
		r->rule_label = l->origin;
		return v1_text(p, l);
	}
	r->rule_label = MADE_DEFAULT;
	if (p->rule == NULL && !faults_fatal(&p->made->d->faults))
		(void)made_fault(p->made, p->named, "it has no rule, and "
		    "labels v1 in kopd.conf has no domain for a default rule; "
		    "set label traefik.frontend.rule");
	return p->rule;
}

static int
make_router(struct v1_part *p)
{
	struct v1_router	 r = { .part = p };
	struct router_ctx	 x = { .router = &r };
	const char		*rule;

	if ((rule = find_rule(&r)) == NULL ||
	    v1_rule(p->made, r.rule_label, rule, &r.rule) == -1 ||
	    read_entries(&x) == -1 || v1_middlewares(&r) == -1)
		return -1;
	set_priority(&x, rule);
	if (x.plain.n > 0 && x.tls.n > 0)
		return put_router(&x, "", &x.plain) == -1 ||
		    put_router(&x, "-tls", &x.tls) == -1 ? -1 : 0;
	return put_router(&x, "", x.tls.n > 0 ? &x.tls : &x.plain);
}

/* What Traefik 3 cannot do. */
static void
say_lost(const struct v1_part *p)
{
	const struct v1_label	*l;
	size_t			 i;

	for (i = 0; i < p->n; i++) {
		l = &p->labels[i];
		if (l->row != NULL && l->row->into == V1_INTO_LOST &&
		    v1_bool(p, l->name, 0))
			made_warn(p->made, l->origin, "it has no effect: %s",
			    l->row->say);
	}
}

int
v1_part_make(struct v1_part *p)
{
	say_lost(p);
	return v1_service(p) == -1 || make_router(p) == -1 ? -1 : 0;
}
