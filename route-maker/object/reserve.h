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
 * Names that are reserved for their former owner: `reserve names' in kopd.conf.
 * If there are more than RESERVED_MAX, the oldest reservation ends.
 */

#ifndef ROUTE_MAKER_OBJECT_RESERVE_H
#define ROUTE_MAKER_OBJECT_RESERVE_H

#include <sys/queue.h>
#include <sys/tree.h>

#include <stddef.h>
#include <stdint.h>

struct object;

struct reservation {
	RB_ENTRY(reservation)	 entry;
	TAILQ_ENTRY(reservation) order;
	struct object		*object;
	uint64_t		 meaning;	/* its former definition */
	uint64_t		 since;		/* ms, of the caller's clock */
	char			 name[];	/* of the container that owned
						   it */
};
RB_HEAD(reservation_tree, reservation);
TAILQ_HEAD(reservation_queue, reservation);

struct reservations {
	struct reservation_tree	 tree;		/* by object */
	struct reservation_queue queue;		/* the oldest first */
	size_t			 count;
};

void	 reserve_init(struct reservations *);
void	 reserve_free(struct reservations *);

/*
 * The object must have no reservation yet.  since must not be before the one of
 * an earlier call.
 */
void	 reserve_add(struct reservations *, struct object *, uint64_t meaning,
	    const char *name, uint64_t since);
void	 reserve_drop(struct reservations *, struct reservation *);

/* NULL if there is none. */
struct reservation	*reserve_find(struct reservations *,
			    const struct object *);
struct reservation	*reserve_oldest(struct reservations *);

#endif
