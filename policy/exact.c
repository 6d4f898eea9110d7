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

#include "policy/exact.h"
#include "policy/match.h"

/* Middlewares that a rule demands; more are in its list alone. */
#define DEMANDED_MAX	16

/* From here on, the engine itself chooses ports of the host. */
#define CHOSEN_PORTS	32768

struct exact_ctx {
	struct arena		*arena;
	const struct facts	*facts;
	struct rule		 rule;
};

static struct rule_part *
add_part(struct exact_ctx *x, enum criterion_id id, size_t room)
{
	struct rule_part	*part = &x->rule.parts[x->rule.n++];

	part->id = id;
	part->entries = arena_calloc(x->arena,
	    (room + 1) * sizeof(*part->entries));
	return part;
}

static void
add_entry(struct rule_part *part, enum entry_type type, const char *text)
{
	struct rule_entry	*e = &part->entries[part->n++];

	e->type = type;
	e->text = text;
	e->len = text == NULL ? 0 : strlen(text);
}

static int
is_ascii(int c)
{
	return c >= ' ' && c <= '~';
}

/*
 * `?' is narrower than `*', and there is no other way to write a `*'.  A file
 * may be read by programs that do not print other bytes.
 */
static const char *
narrow(struct exact_ctx *x, const char *name)
{
	char	*text = arena_strdup(x->arena, name), *p;

	for (p = text; *p != '\0'; p++)
		if (*p == '*' || !is_ascii(*p))
			*p = '?';
	return text;
}

static int
is_all_ascii(const char *s)
{
	while (is_ascii(*s))
		s++;
	return *s == '\0';
}

static void
add_text(struct exact_ctx *x, enum criterion_id id, const char *text)
{
	add_entry(add_part(x, id, 1), ENTRY_TEXT, text);
}

static int
has_entry(const struct rule_part *part, const char *text)
{
	size_t	 i;

	for (i = 0; i < part->n; i++)
		if (part->entries[i].type == ENTRY_TEXT &&
		    strcmp(part->entries[i].text, text) == 0)
			return 1;
	return 0;
}

/* An empty set is in a list with `any' alone, and no other set is. */
static void
add_set(struct exact_ctx *x, enum criterion_id id, const struct set *s)
{
	struct rule_part	*part = add_part(x, id, s->n);
	const char		*text;
	size_t			 i;

	for (i = 0; !s->any && i < s->n; i++) {
		text = id == CRITERION_HOST ? s->v[i] : narrow(x, s->v[i]);
		if (!has_entry(part, text))
			add_entry(part, ENTRY_TEXT, text);
	}
	if (part->n == 0)
		add_entry(part, ENTRY_ANY, NULL);
}

static void
add_yes_no(struct exact_ctx *x, enum criterion_id id, int yes)
{
	add_part(x, id, 0)->yes = yes;
}

/* The priority is below this. */
static void
add_priority(struct exact_ctx *x, int64_t number)
{
	add_part(x, CRITERION_PRIORITY, 0)->number = number;
}

/*
 * A middleware may protect the service: the rule demands each whose name it can
 * have.
 */
static void
add_middlewares(struct exact_ctx *x)
{
	const struct set	*s = &x->facts->middlewares;
	size_t			 i;

	add_set(x, CRITERION_MIDDLEWARE, s);
	for (i = 0; !s->any && i < s->n && i < DEMANDED_MAX; i++)
		if (is_all_ascii(s->v[i]))
			add_text(x, CRITERION_WITH_MIDDLEWARE, s->v[i]);
}

static void
add_router(struct exact_ctx *x)
{
	const struct facts	*f = x->facts;

	add_text(x, CRITERION_PROTOCOL, f->family);
	add_set(x, CRITERION_HOST, &f->hosts);
	add_set(x, CRITERION_ENTRY_POINT, &f->entry_points);
	add_middlewares(x);
	add_yes_no(x, CRITERION_TLS, f->tls);
}

static void
add_address(struct rule_part *part, const struct fact_server *s)
{
	enum entry_type	 type = ENTRY_TEXT;
	size_t		 i;

	if (s->kind == ADDRESS_PUBLISHED)
		type = ENTRY_PUBLISHED;
	else if (s->kind == ADDRESS_CONTAINER)
		type = ENTRY_CONTAINER;
	else if (s->host == NULL)
		type = ENTRY_LABELLED;
	if (type == ENTRY_TEXT) {
		if (!has_entry(part, s->host))
			add_entry(part, type, s->host);
		return;
	}
	for (i = 0; i < part->n; i++)
		if (part->entries[i].type == type)
			return;
	add_entry(part, type, NULL);
}

/* A port that the engine has chosen is another one after a restart. */
static void
add_port(struct rule_part *part, const struct fact_server *s)
{
	uint16_t	 low = s->port, high = s->port;
	size_t		 i;

	if (s->kind == ADDRESS_PUBLISHED && low >= CHOSEN_PORTS) {
		low = CHOSEN_PORTS;
		high = UINT16_MAX;
	}
	for (i = 0; i < part->n; i++)
		if (part->entries[i].low == low &&
		    part->entries[i].high == high)
			return;
	add_entry(part, low == 0 ? ENTRY_ANY : ENTRY_TEXT, "");
	part->entries[part->n - 1].low = low;
	part->entries[part->n - 1].high = high;
}

/*
 * A service without a server gets one when its container starts.  The engine
 * then decides about the port.
 */
static void
add_service(struct exact_ctx *x)
{
	const struct facts	*f = x->facts;
	struct rule_part	*part;
	size_t			 i;

	add_text(x, CRITERION_PROTOCOL, f->family);
	part = add_part(x, CRITERION_ADDRESS, f->nservers + 2);
	if (f->nservers == 0) {
		add_entry(part, ENTRY_PUBLISHED, NULL);
		add_entry(part, ENTRY_CONTAINER, NULL);
		return;
	}
	for (i = 0; i < f->nservers; i++)
		add_address(part, &f->servers[i]);
	part = add_part(x, CRITERION_PORT, f->nservers);
	for (i = 0; i < f->nservers; i++)
		add_port(part, &f->servers[i]);
}

/* True if rules that are of more than one object must not block it. */
static int
is_special(const struct facts *f)
{
	return f->references.any || f->references.n > 0 || f->file ||
	    f->number != NULL;
}

static void
add_rest(struct exact_ctx *x)
{
	const struct facts	*f = x->facts;

	add_set(x, CRITERION_REFERENCE, &f->references);
	add_yes_no(x, CRITERION_FILE, f->file);
	if (f->kind != RULE_ROUTER)
		return;
	if (f->priority < INT64_MAX)
		add_priority(x, f->priority + 1);
}

static void
fill(struct exact_ctx *x, enum exact_class class)
{
	const struct facts	*f = x->facts;

	x->rule.pass = 1;
	x->rule.kind = f->kind;
	x->rule.parts = arena_calloc(x->arena,
	    RULE_CRITERIA_MAX * sizeof(*x->rule.parts));
	add_text(x, CRITERION_NAME, narrow(x, f->name));
	if (f->kind == RULE_ROUTER)
		add_router(x);
	else if (f->kind == RULE_SERVICE)
		add_service(x);
	else if (f->kind == RULE_MIDDLEWARE)
		add_set(x, CRITERION_KIND, &f->kinds);
	if (class != EXACT_PLAIN)
		add_rest(x);
}

/* True if kopd.conf can have the rule, and it matches. */
static int
is_good(struct exact_ctx *x, const char *text)
{
	struct rule_token	*tokens;
	struct rule		 rule;
	char			 why[RULE_WHY_MAX];
	size_t			 at;

	return strlen(text) <= EXACT_TEXT_MAX &&
	    (tokens = rule_tokens(x->arena, text)) != NULL &&
	    rule_build(&rule, x->arena, tokens, &at, why) == 0 &&
	    rule_match(&rule, x->facts, NULL);
}

const char *
exact_rule(struct arena *a, const struct facts *f, enum exact_class *class)
{
	struct exact_ctx	 x = { .arena = a, .facts = f };
	const char		*text;

	*class = f->kind == RULE_ALL ? EXACT_ALL : is_special(f) ?
	    EXACT_SPECIAL : EXACT_PLAIN;
	fill(&x, *class);
	text = rule_text(a, &x.rule);
	return is_good(&x, text) ? text : NULL;
}
