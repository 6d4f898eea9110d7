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
 * Which containers are to be published, by their labels: the expressions of
 * Traefik's option `constraints' (documentation, "Docker", "constraints").
 * They are read as Go reads expressions: Label(name, text),
 * LabelRegex(name, expression), !, &&, ||, parentheses, comments, and where
 * a line may end.
 */

#ifndef ROUTE_MAKER_POLICY_CONSTRAINT_H
#define ROUTE_MAKER_POLICY_CONSTRAINT_H

#include <stddef.h>

#include "route-maker/container/container.h"

/* Bytes of an expression. */
#define CONSTRAINT_TEXT_MAX	(64 * 1024)

/* Parentheses and `!' within each other: each is a call of the parser. */
#define CONSTRAINT_NEST_MAX	100

struct constraint;

/*
 * The expression of a text, or NULL and in error "line:column: reason".
 * constraint_free() frees it and takes NULL too.
 */
struct constraint	*constraint_compile(const char *, char *error,
			    size_t size);
void			 constraint_free(struct constraint *);

/*
 * True if the container's labels match.  A label that is not there is the
 * empty text.  -1 and the reason in error when a regular expression takes too
 * much.
 */
int			 constraint_match(const struct constraint *,
			    const struct container *, char *error,
			    size_t size);

#endif
