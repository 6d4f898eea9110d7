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
 * The members by id and by name.  Also the members that use another container's
 * network, by their name for that container.
 */

#ifndef ROUTE_MAKER_INVENTORY_INDEX_H
#define ROUTE_MAKER_INVENTORY_INDEX_H

#include <sys/tree.h>

#include <stddef.h>

#include "common/hexid.h"
#include "route-maker/inventory/member.h"

RB_HEAD(joins, join);
RB_HEAD(member_ids, member);
RB_HEAD(member_names, member);

/* Private except count. */
struct index {
	struct member_ids	 ids;
	struct member_names	 names;
	struct joins		 joins;
	size_t			 count;		/* of members */
};

void		 index_init(struct index *);

/*
 * index_add: adds a member of that id; its name is the beginning of the id.
 * index_remove: removes and frees the member, which must have no claims any
 * more.
 */
struct member	*index_add(struct index *, const struct hexid *);
void		 index_remove(struct index *, struct member *);

/*
 * These return NULL if there is no such member.  If several have one name,
 * index_name() returns the one with the lowest id.
 */
struct member	*index_id(struct index *, const struct hexid *);
struct member	*index_name(struct index *, const char *);

/*
 * Steps in the order of ids: the next member, or with NULL the first one; NULL
 * at the end.
 */
struct member	*index_next(struct index *, struct member *);

/* Copies the name. */
void		 index_rename(struct index *, struct member *, const char *);

/*
 * index_hold: from now on the member owns this container.
 * index_drop: frees the member's container; then it has none.
 */
void		 index_hold(struct index *, struct member *,
		    struct container *);
void		 index_drop(struct index *, struct member *);

/*
 * Steps through the members that use the network of a container and call it by
 * this name or id: the next one, or with NULL the first one; NULL at the end.
 */
struct join	*index_joined(struct index *, const char *target,
		    struct join *);

#endif
