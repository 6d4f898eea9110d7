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

#include "go/position.h"
#include "go/quote.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/parse.h"

void
parser_fail(struct parser *p, const char *fmt, ...)
{
	char	 why[256];
	va_list	 ap;

	va_start(ap, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	go_position_error(p->error, p->size, p->template->text,
	    p->tokens[p->at].pos, "%s", why);
	longjmp(p->failed, 1);
}

void
parser_unexpected(struct parser *p, const char *context)
{
	const struct token	*t = &p->tokens[p->at];

	if (t->type == TOKEN_ERROR)
		parser_fail(p, "%.*s", (int)t->len, t->text);
	if (t->type == TOKEN_EOF)
		parser_fail(p, "unexpected EOF in %s", context);
	parser_fail(p, "unexpected \"%.*s\" in %s",
	    t->len > 40 ? 40 : (int)t->len, t->text, context);
}

struct token *
parser_peek(struct parser *p)
{
	return &p->tokens[p->at];
}

struct token *
parser_peek_word(struct parser *p)
{
	while (p->tokens[p->at].type == TOKEN_SPACE)
		p->at++;
	return &p->tokens[p->at];
}

struct token *
parser_next_word(struct parser *p)
{
	struct token	*t = parser_peek_word(p);

	p->at++;
	return t;
}

struct token *
parser_expect(struct parser *p, enum token_type type, const char *context)
{
	if (parser_peek_word(p)->type != type)
		parser_unexpected(p, context);
	return parser_next_word(p);
}

struct tmpl_syntax *
parser_syntax(struct parser *p, enum tmpl_syntax_type type,
    const struct token *t)
{
	struct tmpl_syntax	*n;

	n = arena_calloc(&p->template->arena, sizeof(*n));
	n->type = type;
	n->pos = t->pos;
	n->end = t->pos + t->len;
	return n;
}

void
parser_nest(struct parser *p)
{
	if (++p->nest > TEMPLATE_NEST_MAX)
		parser_fail(p, "nested deeper than %d", TEMPLATE_NEST_MAX);
}

struct tmpl_string
parser_string(struct parser *p, const struct token *t)
{
	struct tmpl_string	 result;
	char			*buffer;

	buffer = arena_alloc(&p->template->arena, t->len + 1);
	if (go_unquote(t->text, t->len, buffer, &result.len) == -1) {
		p->at--;
		parser_fail(p, "invalid syntax of a string");
	}
	result.s = buffer;
	return result;
}
