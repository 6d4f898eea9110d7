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
 */

#ifndef ROUTE_MAKER_TEMPLATE_TEMPLATE_H
#define ROUTE_MAKER_TEMPLATE_TEMPLATE_H

#include <stddef.h>

#include "common/arena.h"
#include "route-maker/label/label.h"

/* Bytes of a template's text; a default rule has some hundred. */
#define TEMPLATE_TEXT_MAX	(64 * 1024)

/*
 * Parentheses and actions within each other in the text: each is a call of
 * the parser and of the interpreter.
 */
#define TEMPLATE_NEST_MAX	100

/*
 * Calls of the interpreter within each other, templates that call themselves
 * and lists in lists too: some 300 bytes of stack each.
 */
#define TEMPLATE_DEPTH_MAX	1000

/*
 * Steps of one execution: nodes, items, and bytes by the 256 that functions
 * go through.  A rule over 100 labels takes some thousand; this many take
 * some milliseconds.
 */
#define TEMPLATE_STEPS_MAX	200000

/* Memory of one execution in bytes: some labels of the greatest length. */
#define TEMPLATE_MEMORY_MAX	(4 * 1024 * 1024)

/* Bytes of the result: it has to fit into a message, with its key. */
#define TEMPLATE_OUTPUT_MAX	(120 * 1024)

struct template;

/* What Traefik's docker provider gives; all stays the caller's. */
struct template_data {
	const char		*name;		/* .Name: of the service */
	const char		*container_name; /* .ContainerName */
	const struct label	*labels;	/* .Labels, in any order */
	size_t			 nlabels;
};

/*
 * The template of a text, or NULL and in error "line:column: reason".
 * template_free() frees it and takes NULL too.
 */
struct template	*template_compile(const char *, char *error, size_t size);
void		 template_free(struct template *);

/*
 * Writes the result to *out, in the arena.  Returns 0, or -1 and in error
 * "line:column: at <part of the template>: reason", or "1:1: reason" where it
 * is no part.  It may be called again, but not while it runs.
 */
int		 template_execute(const struct template *, struct arena *,
		    const struct template_data *, char **out, char *error,
		    size_t size);

#endif
