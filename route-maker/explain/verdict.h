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

/* The state of one container, for `kopctl explain'. */

#ifndef ROUTE_MAKER_EXPLAIN_VERDICT_H
#define ROUTE_MAKER_EXPLAIN_VERDICT_H

#include "route-maker/explain/account.h"
#include "route-maker/explain/items.h"
#include "route-maker/inventory/containers.h"

/*
 * verdict_put: adds a member of the host as `container', see PARENT_EXPLAIN in
 * messages.h: its state and that of its objects, then the items of the account.
 * Without an account (NULL: Docker has not listed the container), adds the
 * errors that are known from before.
 *
 * verdict_status: the word that it gives as status without an account.
 */
const char	*verdict_status(const struct member *);
void	 verdict_put(struct items *, struct objects *, struct member *,
	    const struct account *);

#endif
