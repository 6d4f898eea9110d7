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

#include "route-maker/template/function.h"
#include "route-maker/template/literal.h"
#include "route-maker/template/pipeline.h"

/* Returns a copy of a name.  The same name always has the same copy. */
static const char *
intern(struct parser *p, const struct token *t)
{
	struct name	*n;

	/* The last name is template_dollar. */
	for (n = p->names; n != NULL; n = n->next)
		if (strlen(n->s) == t->len && memcmp(n->s, t->text,
		    t->len) == 0)
			return n->s;
	n = arena_alloc(&p->template->arena, sizeof(*n));
	n->s = arena_strndup(&p->template->arena, t->text, t->len);
	n->next = p->names;
	p->names = n;
	return n->s;
}

static void
declare(struct parser *p, const char *name)
{
	struct scope	 *s = p->scope;
	const char	**names;

	if ((s->count & (s->count - 1)) == 0) {
		names = arena_alloc(&p->template->arena,
		    (s->count == 0 ? 1 : s->count * 2) * sizeof(*names));
		if (s->count > 0)
			memcpy(names, s->names, s->count * sizeof(*names));
		s->names = names;
	}
	s->names[s->count++] = name;
}

static void
check_declared(struct parser *p, const char *name)
{
	size_t	 i;

	for (i = 0; i < p->scope->count; i++)
		if (p->scope->names[i] == name)
			return;
	p->at--;
	parser_fail(p, "undefined variable \"%s\"", name);
}

static struct tmpl_syntax *
parse_identifier(struct parser *p, const struct token *t)
{
	struct tmpl_syntax		*n;
	const struct tmpl_function	*f;

	n = parser_syntax(p, SYNTAX_FUNCTION, t);
	f = function_find(t->text, t->len);
	if (f == NULL || f->call == NULL)
		p->at--;
	if (f == NULL)
		parser_fail(p, "function \"%.*s\" not defined",
		    t->len > 80 ? 80 : (int)t->len, t->text);
	if (f->call == NULL)
		parser_fail(p, "function \"%s\" is not allowed: %s", f->name,
		    f->refused);
	n->function = f;
	return n;
}

/* Parses the names of the following .a.b into the chain. */
static void
parse_fields(struct parser *p, struct tmpl_syntax *n)
{
	struct token	*t;
	size_t		 count, i;

	for (count = 0; p->tokens[p->at + count].type == TOKEN_FIELD; count++)
		continue;
	n->chain.fields = arena_alloc(&p->template->arena,
	    (count + 1) * sizeof(*n->chain.fields));
	for (i = 0; i < count; i++) {
		t = &p->tokens[p->at++];
		n->chain.fields[i].s = arena_strndup(&p->template->arena,
		    t->text + 1, t->len - 1);
		n->chain.fields[i].len = t->len - 1;
		n->end = t->pos + t->len;
	}
	n->chain.nfields = count;
}

static struct tmpl_syntax *
parse_variable(struct parser *p, const struct token *t)
{
	struct tmpl_syntax	*n;

	n = parser_syntax(p, SYNTAX_VARIABLE, t);
	n->chain.variable = intern(p, t);
	check_declared(p, n->chain.variable);
	parse_fields(p, n);
	return n;
}

static struct tmpl_syntax *
parse_parentheses(struct parser *p, const struct token *t)
{
	struct tmpl_syntax	*n, *chain;

	parser_nest(p);
	n = parser_pipe(p, "parenthesized pipeline", TOKEN_CLOSE);
	n->pos = t->pos;
	n->end = p->tokens[p->at - 1].pos + 1;
	p->nest--;
	if (parser_peek(p)->type != TOKEN_FIELD)
		return n;
	chain = parser_syntax(p, SYNTAX_CHAIN, t);
	chain->chain.of = n;
	parse_fields(p, chain);
	return chain;
}

/* Returns the next operand, or NULL if there is none. */
static struct tmpl_syntax *
parse_operand(struct parser *p)
{
	struct tmpl_syntax	*n;
	struct token		*t = parser_peek_word(p);

	switch (t->type) {
	case TOKEN_IDENTIFIER:
		p->at++;
		n = parse_identifier(p, t);
		if (parser_peek(p)->type == TOKEN_FIELD) {
			struct tmpl_syntax	*chain;

			chain = parser_syntax(p, SYNTAX_CHAIN, t);
			chain->chain.of = n;
			parse_fields(p, chain);
			return chain;
		}
		return n;
	case TOKEN_VARIABLE:
		p->at++;
		return parse_variable(p, t);
	case TOKEN_OPEN:
		p->at++;
		return parse_parentheses(p, t);
	case TOKEN_FIELD:
		n = parser_syntax(p, SYNTAX_FIELD, t);
		parse_fields(p, n);
		return n;
	case TOKEN_DOT:
	case TOKEN_NIL:
	case TOKEN_BOOL:
	case TOKEN_NUMBER:
	case TOKEN_CHARACTER:
	case TOKEN_STRING:
		p->at++;
		n = parser_literal(p, t);
		if (parser_peek(p)->type == TOKEN_FIELD)
			parser_fail(p, "unexpected . after term \"%.*s\"",
			    (int)t->len, t->text);
		return n;
	default:
		return NULL;
	}
}

static struct tmpl_syntax *
parse_command(struct parser *p)
{
	struct tmpl_syntax	*n, *operand, **tail;

	n = parser_syntax(p, SYNTAX_COMMAND, parser_peek_word(p));
	tail = &n->command.operands;
	for (;;) {
		if ((operand = parse_operand(p)) != NULL) {
			*tail = operand;
			tail = &operand->next;
			n->command.count++;
			n->end = operand->end;
		}
		if (parser_peek(p)->type == TOKEN_SPACE) {
			p->at++;
			continue;
		}
		break;
	}
	if (parser_peek(p)->type == TOKEN_PIPE)
		p->at++;
	else if (parser_peek(p)->type != TOKEN_RIGHT &&
	    parser_peek(p)->type != TOKEN_CLOSE)
		parser_unexpected(p, "operand");
	if (n->command.count == 0)
		parser_fail(p, "empty command");
	return n;
}

/* Reads $x := or $x =, and for range also $x, $y :=. */
static void
parse_declarations(struct parser *p, struct tmpl_syntax *n, const char *context)
{
	struct token	*t;
	size_t		 back;
	int		 comma;

	while ((t = parser_peek_word(p))->type == TOKEN_VARIABLE) {
		back = p->at++;
		comma = parser_peek_word(p)->type == TOKEN_OTHER &&
		    parser_peek(p)->text[0] == ',';
		if (!comma && parser_peek(p)->type != TOKEN_ASSIGN &&
		    parser_peek(p)->type != TOKEN_DECLARE) {
			p->at = back;
			return;
		}
		if (comma && (strcmp(context, "range") != 0 ||
		    n->pipe.nnames == 1))
			parser_fail(p, "too many declarations in %s", context);
		n->pipe.assign = parser_peek(p)->type == TOKEN_ASSIGN;
		n->pipe.names[n->pipe.nnames++] = intern(p, t);
		declare(p, n->pipe.names[n->pipe.nnames - 1]);
		p->at++;
		if (!comma)
			return;
		if (parser_peek_word(p)->type != TOKEN_VARIABLE)
			parser_fail(p, "range can only initialize variables");
	}
}

static void
check_stages(struct parser *p, const struct tmpl_syntax *pipe,
    const char *context)
{
	const struct tmpl_syntax	*c;
	int				 stage = 1;

	if (pipe->pipe.commands == NULL)
		parser_fail(p, "missing value for %s", context);
	for (c = pipe->pipe.commands->next; c != NULL; c = c->next) {
		stage++;
		switch (c->command.operands->type) {
		case SYNTAX_BOOL:
		case SYNTAX_DOT:
		case SYNTAX_NIL:
		case SYNTAX_NUMBER:
		case SYNTAX_STRING:
			parser_fail(p,
			    "non executable command in pipeline stage %d",
			    stage);
		default:
			break;
		}
	}
}

struct tmpl_syntax *
parser_pipe(struct parser *p, const char *context, enum token_type end)
{
	struct tmpl_syntax	*n, **tail;

	n = parser_syntax(p, SYNTAX_PIPE, parser_peek_word(p));
	parse_declarations(p, n, context);
	tail = &n->pipe.commands;
	while (parser_peek_word(p)->type != end) {
		switch (parser_peek(p)->type) {
		case TOKEN_BOOL:
		case TOKEN_CHARACTER:
		case TOKEN_DOT:
		case TOKEN_FIELD:
		case TOKEN_IDENTIFIER:
		case TOKEN_NUMBER:
		case TOKEN_NIL:
		case TOKEN_STRING:
		case TOKEN_VARIABLE:
		case TOKEN_OPEN:
			*tail = parse_command(p);
			n->end = (*tail)->end;
			tail = &(*tail)->next;
			break;
		default:
			parser_unexpected(p, context);
		}
	}
	check_stages(p, n, context);
	p->at++;
	return n;
}
