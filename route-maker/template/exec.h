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
 * One execution of a template.  All of its memory is in the arena, so any
 * function may end it by exec_fail(), which returns to template_execute().
 */

#ifndef ROUTE_MAKER_TEMPLATE_EXEC_H
#define ROUTE_MAKER_TEMPLATE_EXEC_H

#include <jansson.h>
#include <setjmp.h>
#include <stddef.h>

#include "common/arena.h"
#include "route-maker/template/datum.h"
#include "route-maker/template/syntax.h"

struct buffer;
struct template_data;

struct tmpl_variable {
	const char	*name;		/* unique by address */
	struct datum	 value;
};

struct exec {
	const struct template		*template;
	const struct template_data	*data;
	struct arena			*arena;
	const struct tmpl_syntax	*at;	/* for errors */
	struct tmpl_variable		*vars;
	size_t				 nvars;
	size_t				 room;
	size_t				 frame;	/* the first visible variable */
	size_t				 depth;
	size_t				 steps;
	size_t				 memory;
	size_t				 regex_memory;
	struct tmpl_map			*labels; /* from data_field() */
	struct buffer			*out;
	json_t				*json;	/* freed when the execution
						   ends */
	const char			*function; /* being called, or NULL */
	char				*error;
	size_t				 size;
	jmp_buf				 failed;
};

/*
 * Ends the execution with an error: the position and the beginning of the
 * current part of the template, the function that is being called, and the
 * reason.
 */
void	 exec_fail(struct exec *, const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 2, 3)));

#endif
