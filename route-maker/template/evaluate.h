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

/* The values of pipelines, and the variables. */

#ifndef ROUTE_MAKER_TEMPLATE_EVALUATE_H
#define ROUTE_MAKER_TEMPLATE_EVALUATE_H

#include "route-maker/template/datum.h"
#include "route-maker/template/syntax.h"

struct exec;

/* Returns the value of a pipeline; pushes the variables that it declares. */
struct datum	 eval_pipe(struct exec *, const struct datum *dot,
		    const struct tmpl_syntax *);

/* Returns the address of the value of the last variable with that name. */
struct datum	*exec_variable(struct exec *, const char *);

/* Adds a variable.  Names are compared by their addresses. */
void		 exec_push(struct exec *, const char *, struct datum);

#endif
