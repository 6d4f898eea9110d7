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
 * The members by id and by name, and those that use another container's
 * network by the name that they have for it.
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

/* Private but for count. */
struct index {
	struct member_ids	 ids;
	struct member_names	 names;
	struct joins		 joins;
	size_t			 count;		/* of members */
};

void		 index_init(struct index *);

/*
 * index_add: a new member of that id; its name is the beginning of the id.
 * index_remove: removes and frees it; it must have no claims any more.
 */
struct member	*index_add(struct index *, const struct hexid *);
void		 index_remove(struct index *, struct member *);

/* NULL if there is none.  Of several with one name, that of the lowest id. */
struct member	*index_id(struct index *, const struct hexid *);
struct member	*index_name(struct index *, const char *);

/*
 * In the order of ids: the one after, or with NULL the first; NULL at the end.
 */
struct member	*index_next(struct index *, struct member *);

/* Copies the name. */
void		 index_rename(struct index *, struct member *, const char *);

/*
 * index_hold: the member owns this container from now on.
 * index_drop: frees the member's container; it has none.
 */
void		 index_hold(struct index *, struct member *,
		    struct container *);
void		 index_drop(struct index *, struct member *);

/*
 * Those that use the network of the container that they call by this name or
 * id: the one after, or with NULL the first; NULL at the end.
 */
struct join	*index_joined(struct index *, const char *target,
		    struct join *);

#endif
