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
#include "policy/ruleset.h"
#include "redis-writer/allowed.h"

/* Policies that are accepted at the same time; the oldest one is dropped. */
#define POLICIES_MAX	4

struct allowed {
	struct ruleset	*rules[POLICIES_MAX];	/* newest first */
	uint32_t	 numbers[POLICIES_MAX];
	size_t		 n;
	uint32_t	 holds;		/* the number of the one that holds */
};

struct allowed *
allowed_new(void)
{
	struct allowed	*a;

	if ((a = calloc(1, sizeof(*a))) == NULL)
		fatal(NULL);
	return a;
}

static void
drop(struct allowed *a, size_t i)
{
	ruleset_free(a->rules[i]);
	a->n--;
	memmove(a->rules + i, a->rules + i + 1,
	    (a->n - i) * sizeof(*a->rules));
	memmove(a->numbers + i, a->numbers + i + 1,
	    (a->n - i) * sizeof(*a->numbers));
}

void
allowed_free(struct allowed *a)
{
	while (a->n > 0)
		drop(a, 0);
	free(a);
}

/*
 * One that was added and never taken belongs to a reload that was rejected; the
 * next one has its number.
 */
static void
drop_rejected(struct allowed *a)
{
	while (a->n > 0 && a->numbers[0] != a->holds)
		drop(a, 0);
}

int
allowed_add(struct allowed *a, const struct redis_writer_conf *conf)
{
	struct ruleset	*rules;

	if (a->n > 0 && a->numbers[0] == conf->policy_number &&
	    a->holds == conf->policy_number)
		return 0;
	if ((rules = ruleset_parse(conf->policy)) == NULL)
		return -1;
	drop_rejected(a);
	if (a->n == POLICIES_MAX)
		drop(a, a->n - 1);
	memmove(a->rules + 1, a->rules, a->n * sizeof(*a->rules));
	memmove(a->numbers + 1, a->numbers, a->n * sizeof(*a->numbers));
	a->rules[0] = rules;
	a->numbers[0] = conf->policy_number;
	a->n++;
	return 0;
}

int
allowed_take(struct allowed *a, const struct redis_writer_conf *conf)
{
	if (allowed_add(a, conf) == -1)
		return -1;
	a->holds = conf->policy_number;
	return 0;
}

void
allowed_settled(struct allowed *a, uint32_t number)
{
	size_t	 i;

	for (i = 0; i < a->n && a->numbers[i] != number; i++)
		continue;
	while (i < a->n && a->n > i + 1)
		drop(a, a->n - 1);
}

/* Returns NULL if the policy passes it, else the rule that blocks it. */
static const struct rule *
blocks(const struct ruleset *rules, const struct facts *f)
{
	const struct rule	*r = ruleset_decide(rules, f, NULL);

	return r == NULL || r->pass ? NULL : r;
}

/*
 * A definition and its servers may be those of several containers, which
 * different rules pass.
 */
static const char *
apart(const struct ruleset *rules, const struct facts *whole)
{
	struct facts		 f = *whole;
	const struct rule	*r;
	size_t			 i;

	f.no_servers = 1;
	if ((r = blocks(rules, &f)) == NULL && whole->many)
		return "too many servers";
	f.no_servers = 0;
	f.no_definition = 1;
	f.nservers = 1;
	for (i = 0; r == NULL && i < whole->nservers; i++) {
		f.servers = &whole->servers[i];
		r = blocks(rules, &f);
	}
	return r == NULL ? NULL : arena_printf(f.arena, "blocked by %s: %s",
	    r->place, rule_about(r, &f));
}

static const char *
fault(const struct ruleset *rules, const struct facts *f)
{
	const struct rule	*r = blocks(rules, f);

	if (r == NULL)
		return NULL;
	if (f->kind == RULE_SERVICE)
		return apart(rules, f);
	return arena_printf(f->arena, "blocked by %s: %s", r->place,
	    rule_about(r, f));
}

const char *
allowed_fault(const struct allowed *a, const struct facts *f)
{
	const char	*first = NULL, *why;
	size_t		 i;

	for (i = 0; i < a->n; i++) {
		if ((why = fault(a->rules[i], f)) == NULL)
			return NULL;
		if (first == NULL)
			first = why;
	}
	return first;
}
