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
 * The room for the routes of a host's containers (`limit objects', `limit
 * bytes').  Each container that is `in' has a cost.  The sum of the costs does
 * not exceed the limits.  Older containers come first: if the sum is too high,
 * the newest ones are `out'.  The result does not depend on the order of
 * Docker's list.
 */

#ifndef ROUTE_MAKER_INVENTORY_ROOM_H
#define ROUTE_MAKER_INVENTORY_ROOM_H

#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

#include "common/budget.h"
#include "common/hexid.h"
#include "route-maker/container/container.h"
#include "route-maker/route/routes.h"

enum room_place {
	ROOM_NONE,		/* not counted */
	ROOM_IN,
	ROOM_OUT
};

/* One container. */
struct lodger {
	RB_ENTRY(lodger)	 entry;		/* of those in, or out */
	const struct hexid	*id;
	int64_t			 created;
	struct budget		 cost;		/* of one in, or its cost if it
						   were in */
	uint8_t			 place;		/* enum room_place */
	uint8_t			 recalled;	/* by room_recall() */
};
RB_HEAD(lodgers, lodger);

struct room {
	struct lodgers	 in;
	struct lodgers	 out;
	struct budget	 used;		/* of those in */
	uint32_t	 objects;	/* the limits; 0: no limit */
	uint32_t	 bytes;
	int		 freed;		/* there may be room for one that is
					   out */
	int		 few_objects;	/* the last exceeded limit: objects, or
					   bytes */
	/* A container that was in is out from now on: frees its memory. */
	void		(*leave)(const struct room *, void *arg,
			    struct lodger *);
	void		*arg;
};

/* room_limit() sets the limits; leave gets arg. */
void	 room_init(struct room *, void (*leave)(const struct room *, void *arg,
	    struct lodger *), void *arg);

/* Sets the limits.  If they are lower, the newest containers leave. */
void	 room_limit(struct room *, uint32_t objects, uint32_t bytes);

/*
 * room_take: the container has that time of creation and that cost.  Returns 1
 * if it is in; newer ones may have left because of that.  Else returns 0.
 */
int	 room_take(struct room *, struct lodger *, int64_t created,
	    struct budget cost);

/* The container does not exist any more. */
void	 room_drop(struct room *, struct lodger *);

/*
 * Calls f once for each container that is out and for which there is room
 * again.  The caller asks for it, and then calls room_take().
 */
void	 room_recall(struct room *, void (*f)(void *, struct lodger *), void *);

/* The cost of a container's routes. */
struct budget room_cost(const struct routes *);

#endif
