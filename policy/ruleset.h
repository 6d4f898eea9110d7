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
 * The policy of kopd.conf: rules in their order.  The last one that matches an
 * object decides; a `quick' one ends the search.  Without a rule that matches,
 * the object passes.
 */

#ifndef POLICY_RULESET_H
#define POLICY_RULESET_H

#include "policy/match.h"

struct ruleset {
	struct arena	 arena;
	struct rule	*rules;
	size_t		 n;
	struct rule	*limits;	/* all of them apply, also two to one
					   container */
	size_t		 nlimits;
};

/*
 * ruleset_parse: makes the rules of a string whose lines are those of
 * rule_line().  Returns NULL if a line is malformed, or if there are more than
 * RULES_MAX.  ruleset_free: frees it, and accepts NULL.
 */
struct ruleset	*ruleset_parse(const char *text);
void		 ruleset_free(struct ruleset *);

/* ruleset_decide: the rule that decides, or NULL.  The ruleset may be NULL. */
struct rule	*ruleset_decide(const struct ruleset *, const struct facts *,
		    const struct origin *);

#endif
