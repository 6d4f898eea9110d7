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

/* A set of container ids.  Each has the time at which it was added. */

#ifndef ROUTE_MAKER_DOCKER_IDSET_H
#define ROUTE_MAKER_DOCKER_IDSET_H

#include <sys/queue.h>
#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

#include "common/hexid.h"

struct idset_entry {
	RB_ENTRY(idset_entry)		 entry;
	TAILQ_ENTRY(idset_entry)	 order;
	struct hexid			 id;
	uint64_t			 time;
};
RB_HEAD(idset_tree, idset_entry);
TAILQ_HEAD(idset_order, idset_entry);

struct idset {
	struct idset_tree	 tree;
	struct idset_order	 order;		/* oldest first */
	size_t			 count;
};

/* All of these call fatal() when memory is exhausted. */
void	 idset_init(struct idset *);
/* Empties the set and frees its memory. */
void	 idset_clear(struct idset *);

/* Adds the id.  An id that is already in the set becomes the newest. */
void	 idset_add(struct idset *, const struct hexid *, uint64_t time);
/* Does nothing if the set does not have the id. */
void	 idset_remove(struct idset *, const struct hexid *);
int	 idset_has(struct idset *, const struct hexid *);

/* Removes the ids with an earlier time. */
void	 idset_expire(struct idset *, uint64_t time);

/*
 * Removes the oldest id, which was added with that time.  Returns 0; -1 if the
 * set is empty.
 */
int	 idset_take(struct idset *, struct hexid *, uint64_t *time);

#endif
