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
 * The narrowest rule that passes an object, for a policy that passes what is
 * published and nothing else.
 */

#ifndef POLICY_EXACT_H
#define POLICY_EXACT_H

#include "policy/exact_class.h"
#include "policy/facts.h"
#include "policy/rule.h"

/* Bytes of such a rule: it has room for an origin. */
#define EXACT_TEXT_MAX	(RULE_TEXT_MAX - 4 * 1024)

/*
 * exact_rule: the string of a rule for these facts, without an origin, in the
 * arena; and its class.  Returns NULL if no rule can be so narrow, because it
 * would be longer than EXACT_TEXT_MAX.
 */
const char	*exact_rule(struct arena *, const struct facts *,
		    enum exact_class *);

#endif
