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
 * Decides the owner of a name.  An object is published together with its
 * closure.  A claim is good if its object is published as its container defines
 * it.  The same must be true of each object that it refers to and that the same
 * container claims.  A claim that is not good waits:
 *
 * displaced	a claim with another meaning owns the object, or the name is
 *		reserved for another container
 * blocked	it refers, perhaps through others, to an object on which its
 *		container has a displaced claim
 *
 * A blocked claim owns nothing.  When the objects are live, the owner and its
 * definition stay while the owner is not blocked.  A claim that changes its
 * meaning keeps the name unless others share the old meaning.  If there is no
 * such owner, the first claim that is not blocked becomes the owner, in the
 * order of claim_cmp(): that of the containers' creation.  A reserved name goes
 * to a claim with its former meaning, or to a container with the former owner's
 * name.
 */

#ifndef ROUTE_MAKER_OBJECT_CLOSURE_H
#define ROUTE_MAKER_OBJECT_CLOSURE_H

#include "route-maker/object/object.h"

/*
 * closure_decide: sets the owner of each object that has changed, and the marks
 * of its claims.  Leaves the objects in the queue `decided', and the claims
 * that have started or stopped waiting in the notes.
 */
void	 closure_decide(struct objects *);

/* True if the name is reserved for that claimant, or for that meaning. */
int	 closure_entitled(const struct reservation *, const struct claim *);

#endif
