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
 * Services made of labels of Traefik 1.  There, all containers of one backend
 * are its servers, even if their other labels differ; one of them decides.
 */

#ifndef ROUTE_MAKER_OBJECT_POOL_H
#define ROUTE_MAKER_OBJECT_POOL_H

#include "route-maker/object/object.h"

/*
 * pool_other: the claim whose definition the pool has, if it differs from that
 * of this claim; else NULL, also if the claim waits or is of no pool.
 */
const struct claim	*pool_other(const struct claim *);

/* The message about that difference; the caller frees it. */
char			*pool_text(const struct claim *,
			    const struct claim *other);

/*
 * pool_say: logs the claims of an object whose definition differs from that of
 * the first one, each once, and at most CONFLICTS_SAID at a time.
 */
void			 pool_say(struct object *);

#endif
