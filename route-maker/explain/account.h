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
 * What became of one container's labels, as items for kopctl(8): made by the
 * same making as its routes, with a trace.
 */

#ifndef ROUTE_MAKER_EXPLAIN_ACCOUNT_H
#define ROUTE_MAKER_EXPLAIN_ACCOUNT_H

#include "common/arena.h"
#include "route-maker/explain/items.h"
#include "route-maker/explain/wanted.h"
#include "route-maker/inventory/containers.h"

struct account {
	enum match		 match;
	enum route_verdict	 verdict;
	char			*refusal;	/* why it is not taken; or NULL */
	struct items		 items;		/* of depth 1 and more */
};

/*
 * account_make: matches what is wanted against a container, whose labels are
 * at hand, and what it asks for.  Unless that is MATCH_NONE, fills the rest:
 * refusal and items are the caller's to free, by account_free().  brief:
 * without the items.  The arena is for the while.
 *
 * Items are what messages.h has of a container from `decision' on.
 * Values longer than ACCOUNT_VALUE_MAX bytes are cut, and end in "...".
 */
#define ACCOUNT_VALUE_MAX	4096
void	account_make(struct account *, struct containers *, struct arena *,
	    struct container *, const struct wanted *, int brief);
void	account_free(struct account *);

#endif
