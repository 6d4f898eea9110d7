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

/* What a rule of Traefik 1 becomes.  For v1_rule.h and v1_matcher.h. */

#ifndef ROUTE_MAKER_TRANSLATE_V1_MODIFIERS_H
#define ROUTE_MAKER_TRANSLATE_V1_MODIFIERS_H

#include "route-maker/translate/words.h"

struct v1_rule {
	const char	*text;		/* of Traefik 3 */
	struct words	 strip;		/* prefixes, the longest first */
	struct words	 strip_regex;	/* expressions, the longest first */
	const char	*add_prefix;	/* NULL: none; also below */
	const char	*replace_path;
	const char	*regex;		/* of ReplacePathRegex */
	const char	*replacement;
};

#endif
