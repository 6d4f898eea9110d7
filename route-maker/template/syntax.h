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

/* A template as a tree (Go's text/template/parse). */

#ifndef ROUTE_MAKER_TEMPLATE_SYNTAX_H
#define ROUTE_MAKER_TEMPLATE_SYNTAX_H

#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"
#include "route-maker/template/datum.h"

enum tmpl_syntax_type {
	SYNTAX_TEXT,
	SYNTAX_ACTION,		/* {{pipeline}} */
	SYNTAX_IF,
	SYNTAX_WITH,
	SYNTAX_RANGE,
	SYNTAX_TEMPLATE,
	SYNTAX_BREAK,
	SYNTAX_CONTINUE,
	SYNTAX_PIPE,
	SYNTAX_COMMAND,
	SYNTAX_FUNCTION,
	SYNTAX_DOT,
	SYNTAX_NIL,
	SYNTAX_BOOL,
	SYNTAX_NUMBER,
	SYNTAX_STRING,
	SYNTAX_FIELD,		/* .a.b */
	SYNTAX_VARIABLE,	/* $x.a.b */
	SYNTAX_CHAIN		/* (pipeline).a.b */
};

struct tmpl_function;

struct tmpl_control {
	struct tmpl_syntax	*pipe;
	struct tmpl_syntax	*list;		/* the first node in it */
	struct tmpl_syntax	*otherwise;	/* else */
};

struct tmpl_pipe {
	struct tmpl_syntax	*commands;
	const char		*names[2];	/* of variables that it sets */
	int			 nnames;
	int			 assign;	/* = instead of := */
};

struct tmpl_command {
	struct tmpl_syntax	*operands;	/* the first one is called */
	size_t			 count;
};

/* A literal.  Its type depends on its use. */
struct tmpl_number {
	int64_t		 i;
	double		 f;
	int		 is_int;
	int		 by_point;	/* a float, where any type is
					   permitted */
};

struct tmpl_chain {
	struct tmpl_syntax	*of;		/* SYNTAX_CHAIN */
	const char		*variable;	/* SYNTAX_VARIABLE; interned */
	struct tmpl_string	*fields;
	size_t			 nfields;
};

struct tmpl_call {
	struct tmpl_string	 name;		/* of a template */
	struct tmpl_syntax	*pipe;		/* or NULL */
};

struct tmpl_syntax {
	enum tmpl_syntax_type	 type;
	uint32_t		 pos;	/* offset of its bytes, up to end */
	uint32_t		 end;
	struct tmpl_syntax	*next;
	union {
		struct tmpl_string		 text;
		struct tmpl_control		 control;
		struct tmpl_pipe		 pipe;
		struct tmpl_command		 command;
		struct tmpl_number		 number;
		struct tmpl_chain		 chain;
		struct tmpl_call		 call;
		const struct tmpl_function	*function;
		int				 b;
	};
};

/* The template itself, or one that it defines. */
struct tmpl_definition {
	struct tmpl_string	 name;
	struct tmpl_syntax	*list;
	struct tmpl_definition	*next;
	int			 checked;	/* by template_check() */
};

struct template {
	struct arena			 arena;
	const char			*text;
	size_t				 len;
	struct tmpl_definition		*definitions;
	const struct tmpl_definition	*start;
};

/* The name of the executed template. */
#define TEMPLATE_NAME	"defaultRule"

/* The name of the variable for the data of a template. */
extern const char	 template_dollar[];

/* Returns the template of that name, or NULL. */
const struct tmpl_definition	*template_find(const struct template *,
				    struct tmpl_string);

#endif
