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
#include "kopd/conf/row.h"
#include "kopd/conf/rules.h"
#include "policy/rule.h"

/* Tokens of one rule: more than its limits of entries and criteria permit. */
#define TOKENS_MAX	(4 * RULE_ENTRIES_MAX)

/* The rules that were read. */
static struct {
	struct arena	 arena;
	struct rule	*rules[RULES_MAX];
	size_t		 n;
	char		*text;		/* as children get them */
	size_t		 len;
	int		 full;		/* an error was reported */
} list;

/* One rule that is read. */
struct rule_ctx {
	struct reader		*reader;
	struct arena		 arena;
	const char		*file;		/* of its first token */
	int			 files;		/* open ones at that token */
	struct rule_token	 tokens[TOKENS_MAX + 1];
	size_t			 n;
	int			 depth;		/* open braces */
	int			 nested;	/* a list in a list */
	int			 failed;	/* an error was reported */
};

static void
complain_rule(struct rule_ctx *x, int line, const char *why)
{
	conf_error(x->reader->report, arena_printf(&x->arena, "%s:%d",
	    x->file, line), "%s", why);
	x->failed = 1;
}

static void
take(struct rule_ctx *x, enum rule_token_type type)
{
	const struct token	*t = &x->reader->token;
	struct rule_token	*to = &x->tokens[x->n];

	if (x->n == TOKENS_MAX && type != RULE_END) {
		if (!x->failed)
			complain_rule(x, t->lineno, "a rule with too many "
			    "entries");
		return;
	}
	to->type = type;
	to->text = arena_strdup(&x->arena, type == RULE_END ? "" : t->text);
	to->line = t->lineno;
	x->n++;
}

/* Counts braces: a list may have several lines. */
static void
take_mark(struct rule_ctx *x)
{
	int	 c = x->reader->token.text[0];

	take(x, RULE_MARK);
	if (c == '{' && ++x->depth > 1)
		x->nested = 1;
	else if (c == '}' && x->depth > 0)
		x->depth--;
}

/*
 * Returns 0 at the end of the rule.  A list within a list is the block behind a
 * list without its "}": the rule ends with that block.
 */
static int
take_token(struct rule_ctx *x)
{
	switch (x->reader->token.kind) {
	case LEX_END:
		return 0;
	case LEX_NEWLINE:
		return x->depth > x->nested &&
		    source_depth(x->reader->source) >= x->files;
	case LEX_WORD:
	case LEX_KEYWORD:
	case LEX_NUMBER:
		take(x, RULE_WORD);
		break;
	case LEX_QUOTED:
		take(x, RULE_TEXT);
		break;
	case LEX_OTHER:
		take_mark(x);
		break;
	case LEX_BAD:
		x->failed = 1;
		break;
	}
	return 1;
}

static void
warn_unreachable(struct rule_ctx *x, const struct rule *r)
{
	struct arena	 room = ARENA_INITIALIZER;
	size_t		 i;

	for (i = 0; i < list.n; i++)
		if (rule_covers(&room, list.rules[i], r)) {
			conf_warn(x->reader->report, r->place, "the rule "
			    "decides nothing: the rule at %s is `quick' and "
			    "matches the same objects", list.rules[i]->place);
			break;
		}
	arena_free(&room);
}

/* Returns -1 if there is no room for the line. */
static int
append(const char *line)
{
	size_t	 n = strlen(line);

	if (list.full || list.n == RULES_MAX || list.len + n > CONF_FILE_MAX)
		return -1;
	if ((list.text = realloc(list.text, list.len + n + 1)) == NULL)
		fatal(NULL);
	memcpy(list.text + list.len, line, n + 1);
	list.len += n;
	return 0;
}

static void
add(struct rule_ctx *x, struct rule *r)
{
	const char	*line = rule_line(&x->arena, r->place, r);

	if (strlen(line) > RULE_TEXT_MAX)
		complain_rule(x, x->tokens[0].line,
		    "the rule is too long");
	else if (append(line) == 0) {
		warn_unreachable(x, r);
		list.rules[list.n++] = r;
	} else if (!list.full) {
		list.full = 1;
		complain_rule(x, x->tokens[0].line,
		    list.n == RULES_MAX ? "more than 1024 rules" :
		    "the rules are too long together");
	}
}

static void
build(struct rule_ctx *x)
{
	struct rule	*r = arena_alloc(&list.arena, sizeof(*r));
	char		 why[RULE_WHY_MAX];
	size_t		 at;

	if (rule_build(r, &list.arena, x->tokens, &at, why) == -1) {
		complain_rule(x, x->tokens[at].line, why);
		return;
	}
	r->place = arena_printf(&list.arena, "%s:%d", x->file, x->tokens[0].line);
	add(x, r);
}

void
rules_read(struct reader *reader, const char *first)
{
	struct rule_ctx	*x;

	if ((x = calloc(1, sizeof(*x))) == NULL)
		fatal(NULL);
	x->reader = reader;
	x->file = arena_strdup(&x->arena, reader->source->name);
	x->files = source_depth(reader->source);
	if (first != NULL) {
		x->tokens[0] = (struct rule_token){ RULE_WORD, first,
		    reader->token.lineno };
		x->n = 1;
	}
	while (take_token(x))
		reader_word(reader);
	take(x, RULE_END);
	if (!x->failed)
		build(x);
	arena_free(&x->arena);
	free(x);
}

void
rules_begin(void)
{
	arena_free(&list.arena);
	free(list.text);
	memset(&list, 0, sizeof(list));
}

void
rules_end(struct kopd_conf *conf)
{
	if (list.n > 0) {
		setting_put_string(conf, SET_POLICY, list.text);
		free(conf->origin[SET_POLICY]);
		conf->origin[SET_POLICY] = xstrdup(list.rules[0]->place);
	}
	rules_begin();
}
