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
 * The data that kopd keeps of one container: its claims, its errors, and the
 * part of the container that is needed.
 */

#ifndef ROUTE_MAKER_INVENTORY_MEMBER_H
#define ROUTE_MAKER_INVENTORY_MEMBER_H

#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

#include "common/budget.h"
#include "route-maker/base/fault.h"
#include "route-maker/container/container.h"
#include "route-maker/inventory/limits.h"
#include "route-maker/inventory/room.h"
#include "route-maker/object/object.h"

struct member;

/* Exists only for a container that uses another one's network. */
struct join {
	RB_ENTRY(join)		 entry;
	struct member		*member;
	const char		*target;	/* id or name of the other */
	uint64_t		 pass;		/* the last one that decoded
						   it */
};
struct member {
	RB_ENTRY(member)	 by_id;
	RB_ENTRY(member)	 by_name;
	struct claimant		 who;
	struct container	*container;	/* NULL: was always malformed */
	uint32_t		 version;	/* of Traefik, for the claims */
	uint32_t		 policy;	/* its number, for the claims */
	int			 blocked;	/* by the policy */
	char			*limited;	/* why a limit of the policy
						   blocks it; NULL: none */
	int			 non_running;	/* traefik.docker.allownonrunning */
	char			**faults;
	size_t			 nfaults;
	size_t			 warnings;	/* of these; with warnings alone
						   it is published */
	int			 unreadable;	/* it could not be parsed */
	uint64_t		 round;		/* the last list that had it */
	struct join		*join;		/* NULL: no other network */
	char			*holder;	/* the name of the container
						   whose network it uses; NULL:
						   none, or not known */
	unsigned int		 unpublished;	/* services without a published
						   port */
	uint8_t			 unread;	/* enum language of labels that
						   are not read */
	uint8_t			 unread_said;	/* the log has it */
	struct budget		 claimed;	/* the cost of its claims */
	struct lodger		 lodger;
	struct tenant		 tenant;
};

/* Frees the strings and their array. */
void	 member_free_faults(char **, size_t);

int	 member_had_fault(const struct member *, const char *);

/* Takes ownership.  Logs the new errors, or the end of all errors. */
void	 member_set_faults(struct member *, char **, size_t);
void	 member_take_faults(struct member *, const struct faults *);

void	 member_drop_claims(struct objects *, struct member *);

/* Keeps the container in little memory, with or without its labels. */
void	 member_rest(struct member *, int labels);

/* Keeps only the identity of the container. */
void	 member_go_bare(struct member *);

#endif
