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

#include "common/log.h"
#include "route-maker/rules/apply.h"
#include "route-maker/rules/origin.h"

#define PASSED_LINES	16	/* maximum of log lines for one container at
				   once */

struct apply_ctx {
	struct decode		*d;
	struct ruleset		*rules;
	const struct container	*container;
	struct origin		 origin;
	size_t			 passed;	/* by rules with `log' */
};

static void
read_route(struct apply_ctx *x, const struct route *r, struct facts *f)
{
	const struct pair	*pair;
	size_t			 i;

	facts_begin(f, x->d->arena, r->id, r->name);
	for (i = 0; i < r->keys.count; i++)
		facts_add(f, r->keys.list[i].key, r->keys.list[i].value);
	for (i = 0; i < r->server.count; i++) {
		pair = &r->server.list[i];
		if (strcmp(pair->key, "url") == 0 ||
		    strcmp(pair->key, "address") == 0)
			facts_server(f, pair->value,
			    (enum address_kind)r->address);
	}
	facts_end(f);
}

/* "router web", "udp service dns". */
static const char *
title(struct apply_ctx *x, const struct facts *f, const struct route *r)
{
	if (f->kind == RULE_ALL)
		return r->name;
	if (strcmp(f->family, "http") == 0 || f->kind == RULE_STORE)
		return arena_printf(x->d->arena, "%s %s",
		    rule_kind_word(f->kind), f->name);
	return arena_printf(x->d->arena, "%s %s %s", f->family,
	    rule_kind_word(f->kind), f->name);
}

static void
say_passed(struct apply_ctx *x, const struct route *r, const char *title,
    const struct rule *rule, const char *met)
{
	const struct log_subject	 about = {
		.container = x->container->name, .object = r->id
	};

	if (x->passed++ < PASSED_LINES)
		log_about(LOG_INFO, &about, "container %s: %s: passed by %s: "
		    "%s", x->container->name, title, rule->place, met);
}

/* Returns 0 if the object passes. */
static int
apply(struct apply_ctx *x, const struct route *r)
{
	struct facts	 f;
	struct rule	*rule;
	const char	*name, *met;

	read_route(x, r, &f);
	if ((rule = ruleset_decide(x->rules, &f, &x->origin)) == NULL) {
		trace(x->d->trace, TRACE_STEP, "rule", "%s: no rule of "
		    "kopd.conf matches, so it passes", title(x, &f, r));
		return 0;
	}
	name = title(x, &f, r);
	met = rule_about(rule, &f);
	trace(x->d->trace, TRACE_STEP, "rule", "%s: %s by %s: %s", name,
	    rule->pass ? "passed" : "blocked", rule->place, met);
	if (x->d->trace == NULL) {
		rule->decided++;
		if (rule->pass && rule->log)
			say_passed(x, r, name, rule, met);
	}
	if (rule->pass)
		return 0;
	decode_fault(x->d, NULL, "%s: blocked by %s: %s", name, rule->place,
	    met);
	return -1;
}

int
rules_apply(struct decode *d, struct ruleset *rules,
    const struct container *c, const struct routes *routes)
{
	struct apply_ctx	 x = { .d = d, .rules = rules, .container = c };
	const struct route	*r;
	int			 result = 0;

	if (rules == NULL || rules->n == 0)
		return 0;
	origin_of(&x.origin, d->arena, c);
	STAILQ_FOREACH(r, routes, entry)
		if (apply(&x, r) == -1)
			result = -1;
	return result;
}
