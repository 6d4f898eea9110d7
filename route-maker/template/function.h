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

/* The functions that a template may call, by name. */

#ifndef ROUTE_MAKER_TEMPLATE_FUNCTION_H
#define ROUTE_MAKER_TEMPLATE_FUNCTION_H

#include <stddef.h>

#include "route-maker/template/datum.h"

struct exec;

struct tmpl_function {
	const char	*name;
	/*
	 * A letter for each parameter: s string, i int, b bool, f float64,
	 * m map[string]interface{}, t time.Time, a interface{}, v any value
	 * or no value; a star after the last letter: any number of these.
	 */
	const char	*parameters;

	/* NULL for a function that templates must not call */
	struct datum	(*call)(struct exec *, struct datum *, size_t);
	const char	*refused;	/* the reason, if call is NULL */
};

/* Returns the function of that name, or NULL. */
const struct tmpl_function	*function_find(const char *, size_t);

/*
 * The first returns 1 for "and" and "or", whose arguments are evaluated one by
 * one.  The second returns 1 for "or".  Else both return 0.
 */
int	 function_is_lazy(const struct tmpl_function *);
int	 function_is_or(const struct tmpl_function *);

#endif
