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
 * Turns claims into data for redis-writer: the slots of the servers, and the
 * keys of each object.
 */

#ifndef ROUTE_MAKER_OBJECT_RESOLVE_H
#define ROUTE_MAKER_OBJECT_RESOLVE_H

#include "route-maker/object/object.h"

/*
 * resolve_settle: decides the owners of objects that have changed or whose
 * reservation has ended.  Gives servers their slots: the smallest free ones,
 * for the lifetime of the claim.  Logs which containers wait for which.  Queues
 * as OBJECT_UNSENT what redis-writer must get.
 */
void	 resolve_settle(struct objects *);

/*
 * resolve_keys: adds the keys below a settled object.  Returns 1; 0 if it is
 * not published.
 */
int	 resolve_keys(struct objects *, struct object *, struct pack *);

/*
 * resolve_first: of the claims that share a published object, the first in
 * Traefik's order.  The middlewares of a service are those of this claim.
 */
const struct claim	*resolve_first(struct object *);

/*
 * True if its servers are shared with those of other hosts that share theirs.
 */
int	 resolve_merges(const struct objects *, struct object *);

/* redis-writer has these keys now.  Frees an object that was removed. */
void	 resolve_sent(struct objects *, struct object *, const struct pack *);

#endif
