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

/* One of the containers that claim names. */

#ifndef ROUTE_MAKER_OBJECT_CLAIMANT_H
#define ROUTE_MAKER_OBJECT_CLAIMANT_H

#include <sys/queue.h>

#include <stddef.h>
#include <stdint.h>

#include "common/hexid.h"

struct claim;
LIST_HEAD(claim_list, claim);

/*
 * A container with claims, and the members that decide between containers.
 * Change these only while the claims are detached.
 */
struct claimant {
	struct hexid		 id;
	char			*name;
	int64_t			 created;
	char			*service;	/* its default service's name */
	uint64_t		 project;	/* a digest of its project; 0:
						   none */
	struct claim_list	 claims;
	uint32_t		 displaced;	/* number of its displaced
						   claims */
	unsigned int		 merges : 1;	/* kop.merge-lbs */
	unsigned int		 queued : 1;	/* it is in struct claimants */
};

/* Traefik's order of containers: by "<service>-<id>". */
int		 claimant_cmp(const struct claimant *, const struct claimant *);

/* A set without an order. */
struct claimants {
	struct claimant	**v;
	size_t		  n;
	size_t		  size;
};

void		 claimants_free(struct claimants *);
void		 claimants_add(struct claimants *, struct claimant *);
/* Removes one member and returns it; NULL if the set is empty. */
struct claimant	*claimants_next(struct claimants *);
/* Removes the claimant if the set has it.  Call this before freeing it. */
void		 claimants_remove(struct claimants *, struct claimant *);

#endif
