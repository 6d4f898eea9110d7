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
 * Rules of Traefik 1 ("Host:a.example;PathPrefixStrip:/x") as rules of
 * Traefik 3, and as the middlewares that their modifiers become.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_RULE_H
#define ROUTE_MAKER_TRANSLATE_V1_RULE_H

#include "route-maker/translate/made.h"
#include "route-maker/translate/v1_modifiers.h"

/*
 * v1_rule: translates a rule whose escapes are resolved.  All strings are in
 * the arena of made.  Returns 0.  Returns -1 with an error: Traefik 1 could
 * not use the rule, or Traefik 3 cannot, or it would become longer than
 * V1_RULE_MAX bytes.  label is the name for errors and warnings, or NULL.
 */
int	 v1_rule(struct made *, const char *label, const char *,
	    struct v1_rule *);

#endif
