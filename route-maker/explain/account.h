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
 * The results of one container's labels, as items for kopctl(8).  They come
 * from the same code as its routes, with a trace.
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
	char			*refusal;	/* why it is ignored; or NULL */
	struct items		 items;		/* of depth 1 and more */
};

/*
 * account_make: compares what is wanted with a container, which must have its
 * labels, and with its objects.  Unless the result is MATCH_NONE, fills in the
 * other members.  refusal and items are the caller's; account_free() frees
 * them.  brief: without the items.  Resets the arena and uses it during the
 * call.
 *
 * The items are those of a container in messages.h, from `decision' on.  Values
 * longer than ACCOUNT_VALUE_MAX bytes are truncated, and end in "...".
 */
#define ACCOUNT_VALUE_MAX	4096
void	account_make(struct account *, struct containers *, struct arena *,
	    struct container *, const struct wanted *, int brief);
void	account_free(struct account *);

#endif
