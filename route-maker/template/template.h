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
 * Go's text/template with sprig's functions, as Traefik has them for its
 * default rule (pkg/provider/configuration.go, MakeDefaultRuleTemplate).
 * Compiled once, executed for each container.
 *
 * The files of this directory, from the lowest up:
 *	datum			values
 *	syntax			the tree of a template
 *	exec limit		an execution, its errors and its limits
 *	buffer collection equal	strings, lists and maps of an execution
 *	calendar layout semver	times and versions
 *	verb numeral data format printf
 *				values as strings; the data of an execution
 *	convert fn_* builtin compare function
 *				the functions, and the table of them
 *	lexer parse literal pipeline parser fields
 *				from a string to a tree
 *	method evaluate walk	from a tree to a string
 *	template		what the others call
 */

#ifndef ROUTE_MAKER_TEMPLATE_TEMPLATE_H
#define ROUTE_MAKER_TEMPLATE_TEMPLATE_H

#include <stddef.h>

#include "common/arena.h"
#include "route-maker/template/data.h"
#include "route-maker/template/limit.h"

struct template;

/*
 * Returns a template, which template_free() frees.  On error returns NULL after
 * writing "line:column: reason" to error, which has size bytes.
 * template_free() accepts NULL.
 */
struct template	*template_compile(const char *, char *error, size_t size);
void		 template_free(struct template *);

/*
 * Executes a template with the data.  Returns 0 and the result, in the arena,
 * in *out.  Returns -1 and an error, "line:column: at <part of template>:
 * reason", or "1:1: reason" if it has no position.  error has size bytes.
 */
int		 template_execute(const struct template *, struct arena *,
		    const struct template_data *, char **out, char *error,
		    size_t size);

#endif
