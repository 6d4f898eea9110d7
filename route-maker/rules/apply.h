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

/* Applies the policy of kopd.conf to the objects of one container. */

#ifndef ROUTE_MAKER_RULES_APPLY_H
#define ROUTE_MAKER_RULES_APPLY_H

#include "policy/ruleset.h"
#include "route-maker/container/container.h"
#include "route-maker/route/routes.h"

/*
 * rules_apply: decides about each object.  Returns 0 if all pass.  Returns -1
 * after an error for each object that is blocked; then nothing of the container
 * is published.  Traces each decision, or counts it in its rule, and logs it if
 * a rule with `log' passes the object.  The ruleset may be NULL.
 */
int	 rules_apply(struct decode *, struct ruleset *,
	    const struct container *, const struct routes *);

#endif
