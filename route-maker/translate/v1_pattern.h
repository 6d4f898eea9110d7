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
 * The patterns in rules of Traefik 1: strings with regular expressions in
 * braces, {name:expression} or {name}.  They are those of gorilla/mux.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_PATTERN_H
#define ROUTE_MAKER_TRANSLATE_V1_PATTERN_H

#include "common/arena.h"

/* True if the string has a brace. */
int	 v1_pattern_has(const char *);

/*
 * v1_pattern: the pattern as a regular expression, without anchors.  {name}
 * means the expression `any'.  Names are dropped.  Returns a string in the
 * arena.  Returns NULL and the reason in *why if a brace is not closed, not
 * opened or empty, or if braces are nested deeper than V1_BRACES_MAX.
 */
char	*v1_pattern(struct arena *, const char *, const char *any,
	    const char **why);

#endif
