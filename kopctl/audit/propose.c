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

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/encode.h"
#include "common/log.h"
#include "common/text.h"
#include "kopctl/audit/claims.h"
#include "kopctl/audit/propose.h"
#include "policy/exact_class.h"
#include "policy/rule.h"

/* Containers of one rule; more are in further rules. */
#define NAMES_MAX	32

/* Columns of a line, and those of a tab. */
#define COLUMNS		80
#define TAB		8

/* Digits and letters of the id in a name that a swarm has given. */
#define TASK_ID		25

/* The rule for the object of a container. */
struct line {
	const char		*class;
	const char		*rule;
	char			*from;		/* pattern of the container */
	const struct claim	*claim;
	size_t			 n;		/* lines with the same rule, from
						   here on; 0: another has it */
};

struct propose_ctx {
	const struct claims	*claims;
	struct line		*lines;
	size_t			 n;
	FILE			*out;
	size_t			 rules;		/* that were printed */
	long long		 priority;	/* the highest of plain routers */
	int			 failed;
};

static int
is_name_char(int c)
{
	return isalnum(c) || c == '_' || c == '.' || c == '-';
}

/*
 * "shop_web.*" for "shop_web.1.abc...": a task of a swarm has another name
 * after each update.
 */
static char *
pattern_of(const char *container)
{
	const char	*id = strrchr(container, '.'), *slot = id;
	char		*text, *p;

	while (slot != NULL && slot > container && *--slot != '.')
		continue;
	if (slot == NULL || slot == container || strlen(id + 1) != TASK_ID ||
	    strspn(id + 1, "abcdefghijklmnopqrstuvwxyz0123456789") != TASK_ID)
		slot = container + strlen(container);
	if (asprintf(&text, "%.*s%s", (int)(slot - container), container,
	    *slot == '\0' ? "" : ".*") == -1)
		fatal(NULL);
	for (p = text; *p != '\0'; p++)
		if (!is_name_char((unsigned char)*p) && *p != '*')
			*p = '?';
	return text;
}

/* By rule: those with the same one are beside each other. */
static int
compare_rules(const void *va, const void *vb)
{
	const struct line	*a = va, *b = vb;
	int			 order = strcmp(a->class, b->class);

	if (order == 0)
		order = strcmp(a->rule, b->rule);
	return order != 0 ? order : strcmp(a->from, b->from);
}

static int
is_published(const struct claims *all, const char *container)
{
	size_t	 i;

	for (i = 0; i < all->n; i++)
		if (all->v[i].published &&
		    strcmp(all->v[i].container, container) == 0)
			return 1;
	return 0;
}

/*
 * A container passes as a whole, so what waits gets a rule, too; but not if all
 * of its container waits.
 */
static int
is_needed(struct propose_ctx *x, const struct claim *c)
{
	return c->published || is_published(x->claims, c->container);
}

static void
add_line(struct propose_ctx *x, const struct claim *c)
{
	const struct items	*items = x->claims->items;
	struct line		*line = &x->lines[x->n];
	long long		 priority;

	if (!is_needed(x, c))
		return;
	line->class = items_value(items, c->item, "class");
	line->rule = items_value(items, c->item, "rule");
	if (*line->rule == '\0') {
		log_errorx("container %s: %s: no rule can be so narrow; nothing "
		    "of this container passes", c->container, c->item->value);
		x->failed = 1;
		return;
	}
	line->claim = c;
	line->from = pattern_of(c->container);
	priority = strtonum(items_value(items, c->item, "priority"), INT64_MIN,
	    INT64_MAX, NULL);
	if (strcmp(line->class, exact_word(EXACT_PLAIN)) == 0 &&
	    priority > x->priority)
		x->priority = priority;
	x->n++;
}

/* Notes which lines have the same rule, at the first of them. */
static void
join_lines(struct propose_ctx *x)
{
	struct line	*first, *line;
	size_t		 i;

	if (x->n == 0)
		return;
	qsort(x->lines, x->n, sizeof(*x->lines), compare_rules);
	first = x->lines;
	for (i = 0; i < x->n; i++) {
		line = &x->lines[i];
		if (line > first && (first->n == NAMES_MAX ||
		    strcmp(line->class, first->class) != 0 ||
		    strcmp(line->rule, first->rule) != 0))
			first = line;
		first->n++;
	}
}

/* The length of the word at the start, which may be in quotes. */
static size_t
word_length(const char *s)
{
	size_t	 n = 0;
	int	 quoted = 0;

	for (; s[n] != '\0' && (quoted || s[n] != ' '); n++) {
		if (s[n] == '"')
			quoted = !quoted;
		else if (quoted && s[n] == '\\' && s[n + 1] != '\0')
			n++;
	}
	return n;
}

/* The length of the words of a criterion at the start; 0 if there is none. */
static size_t
criterion_length(const char *s)
{
	enum criterion_id	 id;
	size_t			 n;

	for (id = 0; id < CRITERION_MAX; id++) {
		n = strlen(criterion_get(id)->words);
		if (strncmp(s, criterion_get(id)->words, n) == 0 &&
		    s[n] == ' ')
			return n;
	}
	return 0;
}

/* The length up to the next criterion. */
static size_t
part_length(const char *s)
{
	size_t	 n = criterion_length(s);

	do {
		n += word_length(s + n);
		if (s[n] == '\0' || criterion_length(s + n + 1) > 0)
			return n;
		n++;
	} while (s[n] != '\0');
	return n;
}

/* Writes a part of a rule.  A short one is not broken. */
static void
put_part(struct propose_ctx *x, const char *s, size_t len, size_t *column)
{
	size_t	 n, at;

	for (at = 0; at < len; at += n + (at + n < len)) {
		n = word_length(s + at);
		if (*column > 0 && *column + 1 + (at == 0 && len < COLUMNS / 2 ?
		    len : n) > COLUMNS - 2) {
			fputs(" \\\n\t", x->out);
			*column = TAB;
		} else if (*column > 0) {
			fputc(' ', x->out);
			++*column;
		}
		fprintf(x->out, "%.*s", (int)n, s + at);
		*column += n;
	}
}

/* Writes one rule, in lines that fit, which begin with a criterion. */
static void
put_rule(struct propose_ctx *x, const char *text)
{
	char		*safe = encode(text, VIS_TAB | VIS_NOSLASH);
	const char	*s = safe;
	size_t		 n, column = 0;

	for (; *s != '\0'; s += n + (s[n] == ' ')) {
		n = part_length(s);
		put_part(x, s, n, &column);
	}
	fputc('\n', x->out);
	free(safe);
	x->rules++;
}

static char *
line_text(const struct line *line)
{
	char	*text;
	size_t	 i, size;
	FILE	*out;

	out = text_open(&text, &size);
	fprintf(out, "%s from container ", line->rule);
	if (line->n == 1)
		fprintf(out, "\"%s\"", line->from);
	else {
		fputs("{ ", out);
		for (i = 0; i < line->n; i++)
			if (i == 0 || strcmp(line[i].from,
			    line[i - 1].from) != 0)
				fprintf(out, "\"%s\" ", line[i].from);
		fputc('}', out);
	}
	text_close(out);
	return text;
}

static int
compare_places(const void *va, const void *vb)
{
	const struct line	*a = *(const struct line *const *)va;
	const struct line	*b = *(const struct line *const *)vb;
	int			 order;

	if ((order = strcmp(a->claim->project, b->claim->project)) == 0)
		order = strcmp(a->claim->container, b->claim->container);
	return order != 0 ? order : strcmp(a->rule, b->rule);
}

/* Names the project, or the container, where it begins. */
static void
put_title(struct propose_ctx *x, const struct claim *c,
    const struct claim *before)
{
	char	*safe;

	if (before != NULL && claims_same(c, before))
		return;
	safe = encode(*c->project != '\0' ? c->project : c->container,
	    VIS_TAB | VIS_NOSLASH);
	fprintf(x->out, "# %s %s\n", *c->project != '\0' ? "project" :
	    "container", safe);
	free(safe);
}

/* Returns how many rules the class has. */
static size_t
put_class(struct propose_ctx *x, enum exact_class class)
{
	const struct line	**list;
	size_t			  i, n = 0;
	char			 *text;

	if ((list = calloc(x->n + 1, sizeof(*list))) == NULL)
		fatal(NULL);
	for (i = 0; i < x->n; i++)
		if (x->lines[i].n > 0 && strcmp(x->lines[i].class,
		    exact_word(class)) == 0)
			list[n++] = &x->lines[i];
	if (n > 0)
		qsort(list, n, sizeof(*list), compare_places);
	for (i = 0; i < n; i++) {
		put_title(x, list[i]->claim, i == 0 ? NULL :
		    list[i - 1]->claim);
		text = line_text(list[i]);
		put_rule(x, text);
		free(text);
	}
	free(list);
	return n;
}

/* The rules of the first class are of all kinds of objects: these end them. */
static void
put_kinds(struct propose_ctx *x, const char *rest)
{
	static const enum rule_kind	 kinds[] = { RULE_ROUTER,
					    RULE_SERVICE, RULE_MIDDLEWARE,
					    RULE_STORE };
	char				*text;
	size_t				 i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (asprintf(&text, "block %s%s", rule_kind_word(kinds[i]),
		    rest) == -1)
			fatal(NULL);
		put_rule(x, text);
		free(text);
	}
}

static void
put_limits(struct propose_ctx *x, int all)
{
	char	*text;

	fputs("# No other provider's objects, no files of Traefik's machine, "
	    "and no\n# priority above these.\n", x->out);
	if (all) {
		put_kinds(x, " reference \"*\"");
		put_kinds(x, " file yes");
	} else {
		put_rule(x, "block all reference \"*\"");
		put_rule(x, "block all file yes");
	}
	if (x->priority == 0)
		return;
	if (asprintf(&text, "block router priority > %lld", x->priority) == -1)
		fatal(NULL);
	put_rule(x, text);
	free(text);
}

static void
put_policy(struct propose_ctx *x)
{
	int	 all;

	fputs("# What the containers of this host publish now passes, and "
	    "nothing else.\n# `any' is what no label says: any host, the "
	    "default entry points, no\n# middleware.  See POLICY in "
	    "kopd.conf(5).\n", x->out);
	put_rule(x, "block all");
	if ((all = put_class(x, EXACT_ALL) > 0))
		put_kinds(x, "");
	if (put_class(x, EXACT_PLAIN) > 0)
		put_limits(x, all);
	(void)put_class(x, EXACT_SPECIAL);
}

/* Freed by the caller; NULL after an error. */
static char *
make_policy(struct propose_ctx *x)
{
	char	*text;
	size_t	 size, i;

	if ((x->lines = calloc(x->claims->n + 1, sizeof(*x->lines))) == NULL)
		fatal(NULL);
	x->out = text_open(&text, &size);
	for (i = 0; i < x->claims->n; i++)
		add_line(x, &x->claims->v[i]);
	join_lines(x);
	put_policy(x);
	text_close(x->out);
	for (i = 0; i < x->n; i++)
		free(x->lines[i].from);
	free(x->lines);
	if (x->rules <= RULES_MAX)
		return text;
	log_errorx("this host needs %zu rules, and a policy has at most %d: "
	    "write rules with patterns, by hand", x->rules, RULES_MAX);
	free(text);
	return NULL;
}

int
propose_show(struct emit *e, const struct answer *answer)
{
	struct claims		 claims;
	struct propose_ctx	 x = { .claims = &claims };
	char			*text;

	claims_init(&claims, answer);
	text = make_policy(&x);
	claims_free(&claims);
	if (text == NULL)
		return -1;
	emit_object(e, NULL);
	if (e->json)
		emit_string(e, "policy", text);
	else
		fputs(text, e->out);
	emit_end(e);
	free(text);
	return x.failed ? -1 : 0;
}
