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
 * Sends objects to redis-writer: first a snapshot of all, then the changes.
 * The objects come from the queue of unsent objects while the peer has room.
 * Without room, changes do not accumulate: the newest state of an object is
 * sent later.  A change ends when nothing is unsent.  Then it has everything
 * that resolve_settle() decided at one time.
 */

#ifndef ROUTE_MAKER_PUBLISH_H
#define ROUTE_MAKER_PUBLISH_H

#include <stdint.h>

#include <event2/event.h>

#include "common/peer.h"
#include "common/record.h"
#include "route-maker/base/latency.h"
#include "route-maker/base/timer.h"
#include "route-maker/object/object.h"

struct publish {
	struct timer		 timer;		/* while names are reserved */
	struct peer		*writer;	/* NULL: disconnected */
	struct objects		*objects;
	const uint32_t		*policy;	/* the number of that of all
						   objects */
	uint32_t		 announced;	/* redis-writer knows it */
	int			 allowed;	/* a snapshot may be sent */
	int			 snapshot;	/* the snapshot has begun */
	int			 open;		/* BEGIN is sent, END is not */
	uint64_t		 number;	/* of the newest BEGIN */
	uint64_t		 done;		/* the newest number in Redis */
	struct latency		 latency;	/* of the changes */
	struct record		*chunks;	/* of one object, to be sent */
	size_t			 nchunks;
	size_t			 next;
};

/*
 * The caller keeps the arguments.  They must outlive publish; see
 * publish_allow().
 */
void	 publish_init(struct publish *, struct event_base *, struct peer *,
	    struct objects *, const uint32_t *policy);
void	 publish_free(struct publish *);

/* All containers of the host are known: from now on publish_run() sends. */
void	 publish_allow(struct publish *);

/* Decides the changes, and sends as much as the peer has room for. */
void	 publish_run(struct publish *);

#endif
