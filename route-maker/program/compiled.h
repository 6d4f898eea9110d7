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

/* The template, the expression and the rules of kopd.conf, compiled once. */

#ifndef ROUTE_MAKER_PROGRAM_COMPILED_H
#define ROUTE_MAKER_PROGRAM_COMPILED_H

#include "common/config.h"
#include "policy/ruleset.h"
#include "route-maker/program/constraint.h"
#include "route-maker/template/template.h"

struct program {
	struct template		*default_rule;	/* NULL: no template */
	struct constraint	*constraints;	/* NULL: no expression */
	struct ruleset		*rules;		/* the policy */
};

/*
 * program_compile: returns 0 with a program.  If settings do not compile,
 * returns -1 after calling say() for each, with its name in kopd.conf and
 * "line:column: reason", which may have foreign bytes.  program_free() frees a
 * program; it accepts NULL.
 */
int	program_compile(struct program **, const struct route_maker_conf *,
	    void (*say)(void *arg, const char *setting, const char *why),
	    void *arg);
void	program_free(struct program *);

#endif
