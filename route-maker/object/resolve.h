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
 * From claims to what redis-writer is told: which server has which slot, and
 * the keys that come of it.
 */

#ifndef ROUTE_MAKER_OBJECT_RESOLVE_H
#define ROUTE_MAKER_OBJECT_RESOLVE_H

#include "route-maker/object/object.h"

/*
 * resolve_settle: decides who owns what has changed or is no longer reserved,
 * gives servers their slots (the smallest that is free, kept as long as the
 * claim), logs who waits for whom, and queues as OBJECT_UNSENT what
 * redis-writer must be told.
 */
void	 resolve_settle(struct objects *);

/*
 * resolve_keys: the keys below an object, settled.  Returns 1; 0 when it is not
 * published.
 */
int	 resolve_keys(struct objects *, struct object *, struct pack *);

/*
 * resolve_first: of the claims that share an object the first in Traefik's
 * order; a service's own middlewares are this one's.  It is published.
 */
const struct claim	*resolve_first(struct object *);

/* True if its servers are to be shared with other hosts that say so too. */
int	 resolve_merges(const struct objects *, struct object *);

/* redis-writer has been told these keys; frees an object that is gone. */
void	 resolve_sent(struct objects *, struct object *, const struct pack *);

#endif
