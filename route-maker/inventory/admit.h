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
 * The containers that are accepted: those for which there is room on this host
 * (room.h) and in the limits of the policy (limits.h).  A rejected container
 * has no claims, and one error with the reason.
 */

#ifndef ROUTE_MAKER_INVENTORY_ADMIT_H
#define ROUTE_MAKER_INVENTORY_ADMIT_H

#include "common/budget.h"
#include "common/hexid.h"
#include "route-maker/base/fault.h"
#include "route-maker/inventory/limits.h"
#include "route-maker/inventory/member.h"
#include "route-maker/inventory/room.h"
#include "route-maker/object/object.h"

struct admission {
	struct room	 room;
	struct limits	 limits;
	struct objects	*objects;
};

/* Containers that are rejected later drop their claims on the objects. */
void	 admit_init(struct admission *, struct objects *);

/*
 * admit_limits: the container was decoded, its claims have that cost, and these
 * limits apply to it.  Returns NULL if they permit it; others may be rejected
 * because of that.  Else returns the reason, which is also in m->limited.
 * admit_drop_limits: it counts in no limit any more.
 */
const char	*admit_limits(struct admission *, struct member *,
	    const size_t *which, size_t n, const struct budget *claims);
void	 admit_drop_limits(struct admission *, struct member *);

/*
 * The container was decoded, with these errors and warnings, and its claims
 * have that cost.  Returns 1 if it is in; others may be out because of that.
 * Returns 0 if it is out.
 */
int	 admit(struct admission *, struct member *, const struct faults *,
	    const struct budget *claims);

/*
 * Calls f for each container that is out and for which there is room again, and
 * invalidates the container.
 */
void	 admit_recall(struct admission *,
	    void (*f)(void *, const struct hexid *), void *arg);

#endif
