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

#include "route-maker/template/lexer.h"
#include "route-maker/template/parser.h"
#include "route-maker/template/pipeline.h"

static struct tmpl_syntax	*parse_list(struct parser *, struct token **);
static struct tmpl_syntax	*parse_control(struct parser *,
				    enum tmpl_syntax_type,
			    const char *, const struct token *);

/* True for white space alone, which another definition may replace. */
static int
is_blank(const struct tmpl_syntax *list)
{
	for (; list != NULL; list = list->next)
		if (list->type != SYNTAX_TEXT ||
		    strspn(list->text.s, " \t\r\n\v\f") < list->text.len)
			return 0;
	return 1;
}

static void
define(struct parser *p, struct tmpl_string name, struct tmpl_syntax *list)
{
	struct template		*t = p->template;
	struct tmpl_definition	*d;

	for (d = t->definitions; d != NULL; d = d->next)
		if (string_compare(d->name, name) == 0)
			break;
	if (d != NULL && !is_blank(d->list)) {
		if (!is_blank(list))
			parser_fail(p, "multiple definition of template \"%s\"",
			    name.s);
		return;
	}
	if (d == NULL) {
		d = arena_alloc(&t->arena, sizeof(*d));
		d->name = name;
		d->checked = 0;
		d->next = t->definitions;
		t->definitions = d;
	}
	d->list = list;
}

/* Reads the body of define or block, up to its end. */
static void
parse_body(struct parser *p, struct tmpl_string name, const char *context)
{
	struct scope		 scope = { NULL, 0, 0 }, *outer = p->scope;
	struct token		*end;
	struct tmpl_syntax	*list;

	parser_nest(p);
	p->scope = &scope;
	scope.names = arena_alloc(&p->template->arena, sizeof(*scope.names));
	scope.names[0] = template_dollar;
	scope.count = 1;
	list = parse_list(p, &end);
	if (end->type != TOKEN_END)
		parser_fail(p, "unexpected {{else}} in %s", context);
	parser_expect(p, TOKEN_RIGHT, "end");
	define(p, name, list);
	p->scope = outer;
	p->nest--;
}

static struct tmpl_string
parse_name(struct parser *p, const char *context)
{
	return parser_string(p, parser_expect(p, TOKEN_STRING, context));
}

static struct tmpl_syntax *
parse_template(struct parser *p, const struct token *t)
{
	struct tmpl_syntax	*n;

	n = parser_syntax(p, SYNTAX_TEMPLATE, t);
	n->call.name = parse_name(p, "template clause");
	if (parser_peek_word(p)->type == TOKEN_RIGHT)
		p->at++;
	else
		n->call.pipe = parser_pipe(p, "template clause", TOKEN_RIGHT);
	return n;
}

static struct tmpl_syntax *
parse_block(struct parser *p, const struct token *t)
{
	struct tmpl_syntax	*n;

	n = parser_syntax(p, SYNTAX_TEMPLATE, t);
	n->call.name = parse_name(p, "block clause");
	n->call.pipe = parser_pipe(p, "block clause", TOKEN_RIGHT);
	parse_body(p, n->call.name, "block clause");
	return n;
}

static struct tmpl_syntax *
parse_jump(struct parser *p, const struct token *t)
{
	const char	*word;

	word = t->type == TOKEN_BREAK ? "{{break}}" : "{{continue}}";
	parser_expect(p, TOKEN_RIGHT, word);
	if (p->scope->ranges == 0)
		parser_fail(p, "%s outside {{range}}", word);
	return parser_syntax(p, t->type == TOKEN_BREAK ? SYNTAX_BREAK :
	    SYNTAX_CONTINUE, t);
}

/* Reads the list after else; "else if" and "else with" are nested in it. */
static struct tmpl_syntax *
parse_else(struct parser *p, enum tmpl_syntax_type type, const char *context)
{
	struct tmpl_syntax	*list;
	struct token		*t, *end;

	t = parser_peek_word(p);
	if ((t->type == TOKEN_IF && type == SYNTAX_IF) ||
	    (t->type == TOKEN_WITH && type == SYNTAX_WITH)) {
		p->at++;
		return parse_control(p, type, context, t);
	}
	parser_expect(p, TOKEN_RIGHT, "else");
	list = parse_list(p, &end);
	if (end->type != TOKEN_END)
		parser_fail(p, "expected end; found {{else}}");
	parser_expect(p, TOKEN_RIGHT, "end");
	return list;
}

static struct tmpl_syntax *
parse_control(struct parser *p, enum tmpl_syntax_type type, const char *context,
    const struct token *t)
{
	struct tmpl_syntax	*n;
	struct token		*end;
	size_t			 names = p->scope->count;

	parser_nest(p);
	n = parser_syntax(p, type, t);
	n->control.pipe = parser_pipe(p, context, TOKEN_RIGHT);
	if (type == SYNTAX_RANGE)
		p->scope->ranges++;
	n->control.list = parse_list(p, &end);
	if (type == SYNTAX_RANGE)
		p->scope->ranges--;
	if (end->type == TOKEN_ELSE)
		n->control.otherwise = parse_else(p, type, context);
	else
		parser_expect(p, TOKEN_RIGHT, "end");
	p->scope->count = names;
	p->nest--;
	return n;
}

/* Parses an action after its {{.  Returns NULL and *end for end and else. */
static struct tmpl_syntax *
parse_action(struct parser *p, struct token **end)
{
	struct tmpl_syntax	*n;
	struct token		*t = parser_peek_word(p);

	p->at++;
	switch (t->type) {
	case TOKEN_BLOCK:
		return parse_block(p, t);
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		return parse_jump(p, t);
	case TOKEN_ELSE:
	case TOKEN_END:
		*end = t;
		return NULL;
	case TOKEN_IF:
		return parse_control(p, SYNTAX_IF, "if", t);
	case TOKEN_RANGE:
		return parse_control(p, SYNTAX_RANGE, "range", t);
	case TOKEN_TEMPLATE:
		return parse_template(p, t);
	case TOKEN_WITH:
		return parse_control(p, SYNTAX_WITH, "with", t);
	default:
		p->at--;
	}
	n = parser_syntax(p, SYNTAX_ACTION, t);
	n->control.pipe = parser_pipe(p, "command", TOKEN_RIGHT);
	return n;
}

/*
 * Parses nodes up to end or else, which becomes *end; NULL at the last token.
 */
static struct tmpl_syntax *
parse_nodes(struct parser *p, struct token **end, int top)
{
	struct tmpl_syntax	*list = NULL, **tail = &list, *n;
	struct token		*t;

	*end = NULL;
	while ((t = parser_peek_word(p))->type != TOKEN_EOF) {
		if (t->type == TOKEN_TEXT) {
			p->at++;
			n = parser_syntax(p, SYNTAX_TEXT, t);
			n->text.s = arena_strndup(&p->template->arena, t->text,
			    t->len);
			n->text.len = t->len;
		} else if (t->type == TOKEN_LEFT) {
			p->at++;
			if (top && parser_peek_word(p)->type == TOKEN_DEFINE) {
				struct tmpl_string	 name;

				p->at++;
				name = parse_name(p, "define clause");
				parser_expect(p, TOKEN_RIGHT, "define clause");
				parse_body(p, name, "define clause");
				continue;
			}
			if ((n = parse_action(p, end)) == NULL)
				return list;
		} else
			parser_unexpected(p, "input");
		*tail = n;
		tail = &n->next;
	}
	return list;
}

static struct tmpl_syntax *
parse_list(struct parser *p, struct token **end)
{
	struct tmpl_syntax	*list;

	list = parse_nodes(p, end, 0);
	if (*end == NULL)
		parser_fail(p, "unexpected EOF");
	return list;
}

static void
parse_all(struct parser *p)
{
	struct template		*t = p->template;
	struct name		*dollar;
	struct scope		 scope = { NULL, 0, 0 };
	struct token		*end;
	struct tmpl_syntax	*list;

	dollar = arena_alloc(&t->arena, sizeof(*dollar));
	dollar->s = template_dollar;
	dollar->next = NULL;
	p->names = dollar;
	p->scope = &scope;
	scope.names = arena_alloc(&t->arena, sizeof(*scope.names));
	scope.names[0] = template_dollar;
	scope.count = 1;
	list = parse_nodes(p, &end, 1);
	if (end != NULL) {
		p->at--;
		parser_fail(p, "unexpected {{%s}}",
		    end->type == TOKEN_END ? "end" : "else");
	}
	define(p, string_of(TEMPLATE_NAME), list);
	t->start = template_find(t, string_of(TEMPLATE_NAME));
}

/* Reads all tokens, so that the parser may go forward and back. */
static struct token *
read_tokens(struct arena *a, const struct template *t)
{
	struct lexer	 l = { t->text, t->len, 0, 0, 0 };
	struct token	*tokens = NULL, *more;
	size_t		 count = 0, room = 0;

	do {
		if (count == room) {
			room = room == 0 ? 64 : room * 2;
			more = arena_alloc(a, room * sizeof(*more));
			if (count > 0)
				memcpy(more, tokens, count * sizeof(*more));
			tokens = more;
		}
		tokens[count] = lexer_next(&l);
	} while (tokens[count].type != TOKEN_EOF &&
	    tokens[count++].type != TOKEN_ERROR);
	return tokens;
}

int
template_parse(struct template *t, char *error, size_t size)
{
	struct arena	 scratch = ARENA_INITIALIZER;
	struct parser	 p;
	int		 failed;

	memset(&p, 0, sizeof(p));
	p.template = t;
	p.error = error;
	p.size = size;
	p.tokens = read_tokens(&scratch, t);
	if ((failed = setjmp(p.failed)) == 0)
		parse_all(&p);
	arena_free(&scratch);
	return failed ? -1 : 0;
}
