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

#include "go/number.h"
#include "go/utf8.h"
#include "route-maker/template/literal.h"

/* As Go's newNumber: a number may be an integer, a float or both. */
static void
parse_number(struct parser *p, const struct token *t, struct tmpl_number *n)
{
	struct tmpl_string	 s = { t->text, t->len };
	size_t			 i;
	int			 hex, point = 0;

	hex = t->len > 2 && s.s[0] == '0' && (s.s[1] == 'x' || s.s[1] == 'X') &&
	    memchr(s.s, 'p', s.len) == NULL && memchr(s.s, 'P', s.len) == NULL;
	for (i = 0; i < s.len; i++)
		point |= strchr(".eEpP", s.s[i]) != NULL;
	n->by_point = point && !hex;
	if (go_parse_int(s.s, s.len, 0, &n->i) == 0) {
		n->is_int = 1;
		n->f = (double)n->i;
		return;
	}
	if (go_parse_float(s.s, s.len, &n->f) == -1) {
		p->at--;
		parser_fail(p, "illegal number syntax: \"%.*s\"", (int)t->len,
		    t->text);
	}
	if (!point) {
		p->at--;
		parser_fail(p, "integer overflow: \"%.*s\"", (int)t->len,
		    t->text);
	}
	if (n->f >= -0x1p63 && n->f < 0x1p63 && (double)(int64_t)n->f == n->f) {
		n->is_int = 1;
		n->i = (int64_t)n->f;
	}
}

static void
parse_character(struct parser *p, const struct token *t, struct tmpl_number *n)
{
	struct tmpl_string	 s;
	uint32_t		 c;
	size_t			 len;

	s = parser_string(p, t);
	if (s.len == 0)
		goto bad;
	c = rune_next(s.s, s.len, &len);
	if (len != s.len)
		goto bad;
	if (len == 1)
		c = (unsigned char)s.s[0];
	n->is_int = 1;
	n->i = c;
	n->f = c;
	return;
bad:
	p->at--;
	parser_fail(p, "malformed character constant: %.*s", (int)t->len,
	    t->text);
}

struct tmpl_syntax *
parser_literal(struct parser *p, const struct token *t)
{
	struct tmpl_syntax	*n;

	switch (t->type) {
	case TOKEN_DOT:
		return parser_syntax(p, SYNTAX_DOT, t);
	case TOKEN_NIL:
		return parser_syntax(p, SYNTAX_NIL, t);
	case TOKEN_BOOL:
		n = parser_syntax(p, SYNTAX_BOOL, t);
		n->b = t->text[0] == 't';
		return n;
	case TOKEN_NUMBER:
		n = parser_syntax(p, SYNTAX_NUMBER, t);
		parse_number(p, t, &n->number);
		return n;
	case TOKEN_CHARACTER:
		n = parser_syntax(p, SYNTAX_NUMBER, t);
		parse_character(p, t, &n->number);
		return n;
	default:
		n = parser_syntax(p, SYNTAX_STRING, t);
		n->text = parser_string(p, t);
		return n;
	}
}
