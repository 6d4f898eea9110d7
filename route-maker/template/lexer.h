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

/* Tokens of a template (Go's text/template/parse/lex.go). */

#ifndef ROUTE_MAKER_TEMPLATE_LEXER_H
#define ROUTE_MAKER_TEMPLATE_LEXER_H

#include <stddef.h>
#include <stdint.h>

enum token_type {
	TOKEN_ERROR,		/* its bytes are the reason */
	TOKEN_EOF,
	TOKEN_TEXT,
	TOKEN_LEFT,		/* {{ */
	TOKEN_RIGHT,		/* }} */
	TOKEN_SPACE,
	TOKEN_BOOL,
	TOKEN_CHARACTER,	/* a constant such as 'a' */
	TOKEN_NUMBER,
	TOKEN_STRING,		/* with its quotes, " or ` */
	TOKEN_FIELD,		/* .name */
	TOKEN_IDENTIFIER,
	TOKEN_VARIABLE,		/* $name */
	TOKEN_DOT,
	TOKEN_NIL,
	TOKEN_ASSIGN,		/* = */
	TOKEN_DECLARE,		/* := */
	TOKEN_PIPE,
	TOKEN_OPEN,		/* ( */
	TOKEN_CLOSE,
	TOKEN_OTHER,		/* a character such as a comma */
	TOKEN_BLOCK,
	TOKEN_BREAK,
	TOKEN_CONTINUE,
	TOKEN_DEFINE,
	TOKEN_ELSE,
	TOKEN_END,
	TOKEN_IF,
	TOKEN_RANGE,
	TOKEN_TEMPLATE,
	TOKEN_WITH
};

struct token {
	enum token_type	 type;
	uint32_t	 pos;		/* offset of its first byte in the
					   template */
	uint32_t	 len;
	const char	*text;		/* its bytes in the template */
};

struct lexer {
	const char	*text;
	size_t		 len;
	size_t		 pos;
	size_t		 parens;
	int		 inside;	/* between {{ and }} */
};

/* Returns the next token; TOKEN_ERROR and TOKEN_EOF are the last one. */
struct token	 lexer_next(struct lexer *);

#endif
