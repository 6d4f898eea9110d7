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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "go/position.h"
#include "go/quote.h"
#include "go/regex.h"
#include "go/scanner.h"
#include "go/utf8.h"
#include "route-maker/program/constraint.h"

enum term_type {
	TERM_LABEL,
	TERM_LABEL_REGEX,
	TERM_NOT,		/* of one operand */
	TERM_AND,
	TERM_OR
};

struct term {
	enum term_type	 type;
	struct term	*operands;
	struct term	*next;		/* the next operand of the same
					   operator */
	const char	*name;		/* of the label; NULL: of no label */
	const char	*value;
	size_t		 len;
	struct regex	*regex;
};

struct constraint {
	struct arena	 arena;
	struct term	*term;
};

struct constraint_ctx {
	struct arena			*arena;
	const char			*text;
	struct go_scanner	 scanner;
	struct go_token		 token;		/* the current one */
	int				 nest;
	char				*error;
	size_t				 size;
};

static struct term	*parse_or(struct constraint_ctx *);

static void	fail_at(struct constraint_ctx *, const char *, const char *,
		    ...) __attribute__((__format__ (printf, 3, 4)));

/* Writes an error: the position of s, and the reason. */
static void
fail_at(struct constraint_ctx *p, const char *s, const char *fmt, ...)
{
	va_list	 ap;
	char	 why[256];

	va_start(ap, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	go_position_error(p->error, p->size, p->text, (size_t)(s - p->text),
	    "%s", why);
}

static void
advance(struct constraint_ctx *p)
{
	p->token = go_scan_next(&p->scanner);
}

/* Writes the error that the current token is not allowed here. */
static void *
unexpected(struct constraint_ctx *p, const char *wanted)
{
	const struct go_token	*t = &p->token;

	if (t->type == GO_TOKEN_BAD)
		fail_at(p, t->s, "%s", t->why);
	else if (t->type == GO_TOKEN_END)
		fail_at(p, t->s, "it ends, but %s is expected", wanted);
	else if (t->type == GO_TOKEN_NEWLINE)
		fail_at(p, t->s, "the line ends, but %s is expected; put an "
		    "operator or a comma before the end of the line",
		    wanted);
	else
		fail_at(p, t->s, "`%.*s', but %s is expected",
		    (int)(t->len > 64 ? 64 : t->len), t->s, wanted);
	return NULL;
}

/* Takes the token if it is of that type. */
static int
take(struct constraint_ctx *p, enum go_token_type type)
{
	if (p->token.type != type)
		return 0;
	advance(p);
	return 1;
}

static struct term *
term_new(struct constraint_ctx *p, enum term_type type)
{
	struct term	*t = arena_calloc(p->arena, sizeof(*t));

	t->type = type;
	return t;
}

/* A string without its quotes; NULL after an error. */
static char *
parse_text(struct constraint_ctx *p, size_t *len)
{
	const struct go_token	 t = p->token;
	char				*text;

	if (t.type != GO_TOKEN_TEXT)
		return unexpected(p, "a string in quotes");
	text = arena_alloc(p->arena, t.len + 1);
	if (go_unquote(t.s, t.len, text, len) == -1) {
		fail_at(p, t.s, "invalid escape sequence in this string; use "
		    "back quotes for a string with backslashes");
		return NULL;
	}
	advance(p);
	return text;
}

static int
parse_regex(struct constraint_ctx *p, struct term *t, const char *where)
{
	char	 why[128];

	t->regex = regex_compile(p->arena, t->value, t->len, why,
	    sizeof(why));
	if (t->regex == NULL)
		fail_at(p, where, "the regular expression: %s", why);
	return t->regex == NULL ? -1 : 0;
}

/* ("name", "value"), with the `...' and comma that Go allows at the end. */
static struct term *
parse_arguments(struct constraint_ctx *p, struct term *t)
{
	const char	*where;
	size_t		 len;

	if (!take(p, GO_TOKEN_OPEN))
		return unexpected(p, "`('");
	if ((t->name = parse_text(p, &len)) == NULL)
		return NULL;
	/* No label's name has a NUL byte. */
	if (strlen(t->name) != len)
		t->name = NULL;
	if (!take(p, GO_TOKEN_COMMA))
		return unexpected(p, "`,' and a second string");
	where = p->token.s;
	if ((t->value = parse_text(p, &t->len)) == NULL)
		return NULL;
	if (t->type == TERM_LABEL_REGEX && parse_regex(p, t, where) == -1)
		return NULL;
	take(p, GO_TOKEN_ELLIPSIS);
	take(p, GO_TOKEN_COMMA);
	if (!take(p, GO_TOKEN_CLOSE))
		return unexpected(p, "`)'");
	return t;
}

static int
is_word(const struct go_token *t, const char *word)
{
	return t->type == GO_TOKEN_WORD && t->len == strlen(word) &&
	    strncmp(t->s, word, t->len) == 0;
}

static struct term *
parse_call(struct constraint_ctx *p)
{
	struct term	*t;

	if (is_word(&p->token, "Label"))
		t = term_new(p, TERM_LABEL);
	else if (is_word(&p->token, "LabelRegex"))
		t = term_new(p, TERM_LABEL_REGEX);
	else
		return unexpected(p, "Label(...), LabelRegex(...), `!' or `('");
	advance(p);
	return parse_arguments(p, t);
}

/* Enters one more level.  The caller leaves it. */
static struct term *
parse_nested(struct constraint_ctx *p)
{
	struct term	*t;

	if (take(p, GO_TOKEN_OPEN)) {
		if ((t = parse_or(p)) == NULL)
			return NULL;
		return take(p, GO_TOKEN_CLOSE) ? t :
		    unexpected(p, "`&&', `||' or `)'");
	}
	if (!take(p, GO_TOKEN_NOT))
		return parse_call(p);
	t = term_new(p, TERM_NOT);
	if (p->nest++ == CONSTRAINT_NEST_MAX) {
		fail_at(p, p->token.s, "nested deeper than %d",
		    CONSTRAINT_NEST_MAX);
		return NULL;
	}
	t->operands = parse_nested(p);
	p->nest--;
	return t->operands == NULL ? NULL : t;
}

/* Parses operands with && or || between them. */
static struct term *
parse_chain(struct constraint_ctx *p, enum term_type type,
    enum go_token_type operator,
    struct term *(*parse)(struct constraint_ctx *))
{
	struct term	*first, *chain, **last;

	if ((first = parse(p)) == NULL || p->token.type != operator)
		return first;
	chain = term_new(p, type);
	chain->operands = first;
	last = &first->next;
	while (take(p, operator)) {
		if ((*last = parse(p)) == NULL)
			return NULL;
		last = &(*last)->next;
	}
	return chain;
}

static struct term *
parse_and(struct constraint_ctx *p)
{
	return parse_chain(p, TERM_AND, GO_TOKEN_AND, parse_nested);
}

static struct term *
parse_or(struct constraint_ctx *p)
{
	struct term	*t;

	if (p->nest++ == CONSTRAINT_NEST_MAX) {
		fail_at(p, p->token.s, "nested deeper than %d",
		    CONSTRAINT_NEST_MAX);
		return NULL;
	}
	t = parse_chain(p, TERM_OR, GO_TOKEN_OR, parse_and);
	p->nest--;
	return t;
}

/* Go's source is UTF-8.  A byte order mark may only be at its start. */
static int
check_bytes(struct constraint_ctx *p)
{
	const char	*s;
	uint32_t	 c;
	size_t		 n, left = strlen(p->text);

	if (left > CONSTRAINT_TEXT_MAX) {
		fail_at(p, p->text, "longer than %d bytes",
		    CONSTRAINT_TEXT_MAX);
		return -1;
	}
	for (s = p->text; left > 0; s += n, left -= n) {
		c = rune_next(s, left, &n);
		if ((c == RUNE_ERROR && n == 1) ||
		    (c == 0xfeff && s > p->text)) {
			fail_at(p, s, "a byte that is not UTF-8, or a byte "
			    "order mark that is not at the start");
			return -1;
		}
	}
	return 0;
}

static struct term *
parse(struct constraint_ctx *p)
{
	struct term	*t;

	if (check_bytes(p) == -1)
		return NULL;
	go_scan(&p->scanner, p->text);
	advance(p);
	if ((t = parse_or(p)) == NULL)
		return NULL;
	take(p, GO_TOKEN_NEWLINE);
	return p->token.type == GO_TOKEN_END ? t :
	    unexpected(p, "`&&', `||' or the end");
}

struct constraint *
constraint_compile(const char *text, char *error, size_t size)
{
	struct constraint	*c;
	struct constraint_ctx	 p = { .text = text, .error = error,
				    .size = size };

	if ((c = calloc(1, sizeof(*c))) == NULL)
		fatal(NULL);
	p.arena = &c->arena;
	if ((c->term = parse(&p)) == NULL) {
		constraint_free(c);
		return NULL;
	}
	return c;
}

void
constraint_free(struct constraint *c)
{
	if (c == NULL)
		return;
	arena_free(&c->arena);
	free(c);
}

static int
match_label(const struct term *t, const struct container *c, char *error,
    size_t size)
{
	const char	*value = NULL;
	size_t		 where[2];
	int		 result;

	if (t->name != NULL)
		value = container_label_exact(c, t->name);
	if (value == NULL)
		value = "";
	if (t->type == TERM_LABEL)
		return strlen(value) == t->len &&
		    memcmp(value, t->value, t->len) == 0;
	result = regex_match(t->regex, value, strlen(value), 0, where);
	if (result == -1)
		(void)snprintf(error, size, "LabelRegex of label %s: the "
		    "regular expression takes too long on its value", t->name);
	return result;
}

/* Its recursion is as deep as that of the parser. */
static int
match(const struct term *t, const struct container *c, char *error,
    size_t size)
{
	const struct term	*operand;
	int			 result = 0;

	if (t->operands == NULL)
		return match_label(t, c, error, size);
	for (operand = t->operands; operand != NULL; operand = operand->next) {
		result = match(operand, c, error, size);
		if (result == -1 || result == (t->type == TERM_OR))
			break;
	}
	return t->type == TERM_NOT && result != -1 ? !result : result;
}

int
constraint_match(const struct constraint *constraint,
    const struct container *c, char *error, size_t size)
{
	return match(constraint->term, c, error, size);
}
