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
 * One execution of a template: its state, and what functions need of it.
 */

#ifndef ROUTE_MAKER_TEMPLATE_EXECUTE_H
#define ROUTE_MAKER_TEMPLATE_EXECUTE_H

#include <jansson.h>

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "common/arena.h"
#include "route-maker/template/datum.h"
#include "route-maker/template/syntax.h"
#include "route-maker/template/template.h"

struct variable {
	const char	*name;
	struct datum	 value;
};

/*
 * All memory of an execution is the arena's, so what fails may leave from
 * anywhere: by exec_fail(), to template_execute().
 */
struct exec {
	const struct template		*template;
	const struct template_data	*data;
	struct arena			*arena;
	const struct syntax		*at;	/* for errors */
	struct variable			*vars;
	size_t				 nvars;
	size_t				 room;
	size_t				 frame;	/* first variable in sight */
	size_t				 depth;
	size_t				 steps;
	size_t				 memory;
	struct map			*labels; /* once looked at */
	struct buffer			*out;
	json_t				*json;	/* freed where it ends */
	const char			*function; /* being called, or NULL */
	char				*error;
	size_t				 size;
	jmp_buf				 failed;
};

void	 exec_fail(struct exec *, const char *, ...)
	    __attribute__((__noreturn__, __format__ (printf, 2, 3)));

/* Counts towards the ceiling on steps. */
void	 exec_step(struct exec *, size_t);

/* Memory, counted towards the ceiling. */
void	*exec_alloc(struct exec *, size_t count, size_t size);

/* One call deeper, and back. */
void	 exec_enter(struct exec *);
void	 exec_leave(struct exec *);

/* The labels as a map, made when they are first asked for. */
struct map	*exec_labels(struct exec *);

/* A text that grows in the arena. */
struct buffer {
	char	*s;
	size_t	 len;
	size_t	 room;
};

void		 buffer_add(struct exec *, struct buffer *, const char *, size_t);
void		 buffer_puts(struct exec *, struct buffer *, const char *);
void		 buffer_putc(struct exec *, struct buffer *, int);
void		 buffer_rune(struct exec *, struct buffer *, uint32_t);
void		 buffer_printf(struct exec *, struct buffer *, const char *, ...)
		    __attribute__((__format__ (printf, 3, 4)));

/* What was added; the buffer must not grow after it. */
struct string	 buffer_string(struct exec *, struct buffer *);

/* evaluate.c: a pipeline's value; variables that it declares are pushed. */
struct datum	 eval_pipe(struct exec *, const struct datum *dot,
		    const struct syntax *);

/* A variable's place, which is the last of its name. */
struct datum	*exec_variable(struct exec *, const char *);
void		 exec_push(struct exec *, const char *, struct datum);

/* method.c: a field of data, a key of a map, a method of a time or version. */
struct datum	 eval_field(struct exec *, const struct datum *,
		    struct string name, const struct datum *args, size_t n);

#endif
