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
 * The limits of the policy: what all containers of an origin publish together.
 * Each container has a cost, and counts in each limit that applies to it.  It
 * is `in' if all of these have room for it; else it is `out'.
 *
 * A container that is in stays, whichever come later.  While containers are
 * ranked, which is from a new policy or the begin of a list to the end of the
 * list, those that were in before come first, and then the older ones: so the
 * result does not depend on the order of Docker's list.
 *
 * Each limit keeps sums.  The cost of a change does not depend on the number
 * of containers, as long as none that waits has room.
 */

#ifndef ROUTE_MAKER_INVENTORY_LIMITS_H
#define ROUTE_MAKER_INVENTORY_LIMITS_H

#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

#include "common/budget.h"
#include "common/hexid.h"
#include "policy/ruleset.h"

struct tenant;

/* A container in one limit. */
struct stake {
	RB_ENTRY(stake)	 entry;		/* of those ranked, or out */
	struct tenant	*tenant;
	size_t		 limit;		/* its index */
};
RB_HEAD(stakes, stake);

enum tenant_place {
	TENANT_NONE,		/* no limit applies */
	TENANT_IN,
	TENANT_RANKED,		/* in, and may leave for an older one */
	TENANT_OUT
};

/* One container. */
struct tenant {
	const struct hexid	*id;
	int64_t			 created;
	struct budget		 cost;
	struct stake		*stakes;
	size_t			 n;		/* of these */
	uint64_t		 round;		/* that ranked it first */
	uint8_t			 place;		/* enum tenant_place */
	uint8_t			 late;		/* was not in before */
	uint8_t			 recalled;	/* by limits_recall() */
};

/* The sums of one limit. */
struct limit {
	const struct rule	*rule;
	struct budget		 used;		/* of those in */
	struct budget		 promised;	/* to those recalled */
	struct budget		 least;		/* no cost of one that is out
						   is below that */
	struct stakes		 ranked;
	struct stakes		 out;
	int			 freed;		/* there may be room for one
						   that is out */
};

/* Why a container is out. */
struct excess {
	const struct rule	*rule;
	int			 objects;	/* too many of these; else of
						   bytes */
	uint64_t		 others;	/* what the others have */
	uint64_t		 own;
};

struct limits {
	struct limit	*v;
	size_t		 n;
	uint64_t	 round;
	int		 ranking;
	int		 ending;	/* it ends when none is recalled */
	size_t		 recalled;	/* containers */
	/* A container that was in is out from now on. */
	void		(*leave)(void *arg, struct tenant *,
			    const struct excess *);
	void		*arg;
};

void	 limits_init(struct limits *, void (*leave)(void *arg,
	    struct tenant *, const struct excess *), void *arg);
void	 limits_free(struct limits *);

/*
 * limits_configure: from now on these limits apply, and containers are ranked.
 * No container may have a stake any more.  The ruleset may be NULL; else it
 * must outlive the limits.
 */
void	 limits_configure(struct limits *, const struct ruleset *);

/*
 * limits_rank: begins to rank containers, or ends that as soon as
 * limits_recall() finds none that comes before one that is in.
 */
void	 limits_rank(struct limits *, int begin);

/*
 * limits_take: the container has that time of creation and cost, and these
 * limits apply to it.  held: it was published before.  Returns 1 if it is in;
 * others may have left because of that.  Else returns 0 with the reason.
 */
int	 limits_take(struct limits *, struct tenant *, int64_t created,
	    struct budget cost, int held, const size_t *which, size_t n,
	    struct excess *);

/* limits_drop: the container publishes nothing any more. */
void	 limits_drop(struct limits *, struct tenant *);

/*
 * limits_recall: calls f once for each container that is out and for which
 * there is room again.  The caller asks for it, and then calls limits_take().
 */
void	 limits_recall(struct limits *, void (*f)(void *, struct tenant *),
	    void *);

#endif
