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
 * Who owns a name.  What is published is not a single object but its closure:
 * a claim is good if the object is published as its container means it, and
 * so is each object that it refers to, of those that the same container
 * claims.  A claim that is not good waits:
 *
 * displaced	the object is owned by a claim of another meaning, or its name
 *		is reserved for somebody else
 * blocked	it refers, maybe through others, to an object on which its
 *		container has a claim that is displaced
 *
 * A blocked claim owns nothing.  Once the objects are live, the owner stays as
 * long as it is not blocked, and so does what it is published as; a claim that changes its meaning keeps
 * the name unless others share the old one.  Otherwise the first claim that is
 * not blocked becomes the owner, in the order of claim_cmp(), that of the
 * containers' creation.  A name that is reserved goes to the former meaning,
 * or to a container of the former owner's name.
 */

#ifndef ROUTE_MAKER_OBJECT_CLOSURE_H
#define ROUTE_MAKER_OBJECT_CLOSURE_H

#include "route-maker/object/object.h"

/*
 * closure_decide: gives each object that has changed its owner, and each claim
 * that is concerned its marks.  Leaves the objects in the queue `decided', and
 * the claims that began or ceased to wait in the notes.
 */
void	 closure_decide(struct objects *);

/* True if the name is reserved for that claimant, or for that meaning. */
int	 closure_entitled(const struct reservation *, const struct claim *);

#endif
