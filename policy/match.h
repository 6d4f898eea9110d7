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
 * Whether a rule of a policy matches an object.  A rule that passes matches if
 * everything that the object may be about is within its lists.  A rule that
 * blocks matches if anything of that is.
 */

#ifndef POLICY_MATCH_H
#define POLICY_MATCH_H

#include "policy/facts.h"
#include "policy/rule.h"

/* Whose labels an object comes from. */
struct origin {
	const char	*container;
	const char	*image;		/* "": not known */
	struct set	 networks;
	/* The value of a label, or NULL. */
	const char	*(*label)(const void *arg, const char *name);
	const void	*arg;
};

/*
 * rule_match: true if the rule matches.  Without an origin, a rule that passes
 * matches any origin, and a rule that blocks matches none.
 */
int		 rule_match(const struct rule *, const struct facts *,
		    const struct origin *);

/* rule_is_from: true if the origin is that of the rule. */
int		 rule_is_from(const struct rule *, const struct origin *);

/*
 * rule_about: what of the object a rule that matches has met, for messages:
 * "host evil.example.com".  Without a criterion, what the object is about.
 */
const char	*rule_about(const struct rule *, const struct facts *);

#endif
