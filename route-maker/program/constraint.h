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
 * The expressions of Traefik's option `constraints' (documentation, "Docker",
 * "constraints"), which select containers by their labels.  They are parsed as
 * Go's expressions: Label(name, value), LabelRegex(name, expression), !, &&,
 * ||, parentheses, comments, and Go's rules for the end of a line.
 */

#ifndef ROUTE_MAKER_PROGRAM_CONSTRAINT_H
#define ROUTE_MAKER_PROGRAM_CONSTRAINT_H

#include <stddef.h>

#include "route-maker/container/container.h"

/* The maximum of bytes of an expression. */
#define CONSTRAINT_TEXT_MAX	(64 * 1024)

/* The maximum of nested parentheses and `!': each is a call of the parser. */
#define CONSTRAINT_NEST_MAX	100

struct constraint;

/*
 * Compiles an expression.  Returns NULL with "line:column: reason" in error.
 * constraint_free() frees it; it accepts NULL.
 */
struct constraint	*constraint_compile(const char *, char *error,
			    size_t size);
void			 constraint_free(struct constraint *);

/*
 * Returns 1 if the container's labels match, else 0.  A missing label equals
 * the empty string.  Returns -1 with the reason in error if a regular
 * expression takes too long.
 */
int			 constraint_match(const struct constraint *,
			    const struct container *, char *error,
			    size_t size);

#endif
