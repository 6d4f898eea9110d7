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

/* The origin of objects, which rules of a policy ask for. */

#ifndef ROUTE_MAKER_RULES_ORIGIN_H
#define ROUTE_MAKER_RULES_ORIGIN_H

#include "policy/ruleset.h"
#include "route-maker/container/container.h"

/* origin_of: the origin of the container's objects, valid as long as both. */
void	 origin_of(struct origin *, struct arena *, const struct container *);

/*
 * origin_limits: the indexes of the limits that apply to the container, and
 * their number.  The container must have its labels.  The ruleset may be NULL.
 */
size_t	*origin_limits(struct arena *, const struct ruleset *,
	    const struct container *, size_t *n);

#endif
