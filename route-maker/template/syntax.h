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

enum syntax_type {
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

struct function;

struct control {
	struct syntax	*pipe;
	struct syntax	*list;		/* first of its nodes */
	struct syntax	*otherwise;	/* else */
};

struct pipe {
	struct syntax	*commands;
	const char	*names[2];	/* of variables that it sets */
	int		 nnames;
	int		 assign;	/* = and not := */
};

struct command {
	struct syntax	*operands;	/* the first is what is called */
	size_t		 count;
};

/* A literal may be of several types, as what takes it wants it. */
struct number {
	int64_t		 i;
	double		 f;
	int		 is_int;
	int		 by_point;	/* a float where nothing is wanted */
};

struct chain {
	struct syntax	*of;		/* SYNTAX_CHAIN */
	const char	*variable;	/* SYNTAX_VARIABLE; unique by address */
	struct string	*fields;
	size_t		 nfields;
};

struct call {
	struct string	 name;		/* of a template */
	struct syntax	*pipe;		/* or NULL */
};

struct syntax {
	enum syntax_type	 type;
	uint32_t		 pos;	/* bytes of the text that it has */
	uint32_t		 end;
	struct syntax		*next;
	union {
		struct string		 text;
		struct control		 control;
		struct pipe		 pipe;
		struct command		 command;
		struct number		 number;
		struct chain		 chain;
		struct call		 call;
		const struct function	*function;
		int			 b;
	};
};

/* A template by its name: the text's own, and what it defines. */
struct definition {
	struct string		 name;
	struct syntax		*list;
	struct definition	*next;
	int			 checked;	/* by template_check() */
};

struct template {
	struct arena		 arena;
	const char		*text;
	size_t			 len;
	struct definition	*definitions;
	const struct definition	*start;
};

/* The name of the template that is executed. */
#define TEMPLATE_NAME	"defaultRule"

/* The variable that is what a template was executed with. */
extern const char	 template_dollar[];

/* Returns the template of that name, or NULL. */
const struct definition	*template_find(const struct template *, struct string);

#endif
