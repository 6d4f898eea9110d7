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
 * Containers of two projects of Docker Compose that do not share an object,
 * even if they define it equally: then one of them waits.  The meaning of their
 * claims differs by a digest of the project.  Containers without a project are
 * like those of one project.
 */

#ifndef ROUTE_MAKER_OBJECT_APART_H
#define ROUTE_MAKER_OBJECT_APART_H

#include "route-maker/object/object.h"

/* apart_set: decides which objects these are; claims change their meaning. */
void		 apart_set(struct objects *, enum apart);

/* True if two claims on one object are of projects that do not share it. */
int		 apart_differ(const struct objects *, const struct claim *,
		    const struct claim *);

#endif
