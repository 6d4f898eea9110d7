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

/*
 * The state of the parser and its steps through the tokens.  pipeline.c parses
 * the tokens between {{ and }}, and parser.c parses actions.
 */

#ifndef ROUTE_MAKER_TEMPLATE_PARSE_H
#define ROUTE_MAKER_TEMPLATE_PARSE_H

#include <setjmp.h>

#include "route-maker/template/lexer.h"
#include "route-maker/template/syntax.h"

struct name {
	const char	*s;
	struct name	*next;
};

/* Visible variables.  Each defined template has its own. */
struct scope {
	const char	**names;
	size_t		  count;
	size_t		  ranges;	/* of open ones */
};

struct parser {
	struct template	*template;
	struct token	*tokens;
	size_t		 at;
	size_t		 nest;
	struct scope	*scope;
	struct name	*names;		/* each variable's name once */
	char		*error;
	size_t		 size;
	jmp_buf		 failed;
};

/* End the parser with an error at the position of the current token. */
void	 parser_fail(struct parser *, const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 2, 3)));
void	 parser_unexpected(struct parser *, const char *context)
	    __attribute__((__noreturn__));

/*
 * parser_peek: returns the next token.
 * parser_peek_word: returns the next token that is not a space.
 * parser_next_word: takes that token and returns it.
 * parser_expect: the same if the token has that type; else the parser fails.
 */
struct token	*parser_peek(struct parser *);
struct token	*parser_peek_word(struct parser *);
struct token	*parser_next_word(struct parser *);
struct token	*parser_expect(struct parser *, enum token_type,
		    const char *context);

/* Returns a new node, zeroed, whose bytes are those of the token. */
struct tmpl_syntax	*parser_syntax(struct parser *, enum tmpl_syntax_type,
			    const struct token *);

/* One level deeper.  The caller decreases nest again. */
void	 parser_nest(struct parser *);

/* Returns a string without its quotes. */
struct tmpl_string	 parser_string(struct parser *, const struct token *);

#endif
