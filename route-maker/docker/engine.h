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
 * The conversation with Docker, through docker-reader: the engine's identity,
 * its events, and lists of containers.  route-maker subscribes to events before
 * it asks for the first list.  Each event names a container.  Then a list of
 * all containers named in the meantime follows.  A full list at the poll
 * interval repairs what events missed.
 */

#ifndef ROUTE_MAKER_DOCKER_ENGINE_H
#define ROUTE_MAKER_DOCKER_ENGINE_H

#include <stdint.h>

#include "common/backoff.h"
#include "common/peer.h"
#include "route-maker/base/timer.h"
#include "route-maker/docker/answer.h"
#include "route-maker/docker/exchange.h"
#include "route-maker/docker/identity.h"
#include "route-maker/docker/list.h"
#include "route-maker/docker/pending.h"
#include "route-maker/docker/stream.h"
#include "route-maker/inventory/containers.h"

/* Seconds after which route-maker asks for refused events again. */
#define ENGINE_REFUSED	60

struct engine_callbacks {
	/* The engine is known, for the first time or as a new engine. */
	void	(*known)(void *arg, const char *id, const char *name);
	/* A full list is complete. */
	void	(*listed)(void *arg);
	/* The containers of this host may have changed. */
	void	(*changed)(void *arg);
};

struct engine {
	struct containers		*containers;
	const struct engine_callbacks	*callbacks;
	void				*arg;

	struct channel			 channel;
	struct identity			 identity;
	int				 checked;	/* the identity is
							   verified since the
							   last disconnect */
	struct pending			 pending;
	struct answer			 answer;
	struct stream			 stream;
	struct list			 all;
	struct list			 some;
	uint64_t			 nlists;	/* number of full
							   ones */
	int64_t				 last_list;	/* since the epoch, in s */

	uint32_t			 poll;		/* seconds */
	struct backoff			 backoff;
	struct timer			 retry;		/* after an error */
	struct timer			 next_poll;
	struct timer			 headers;	/* of the events */
	struct timer			 lag;		/* see pending_due() */
	struct timer			 permitted;	/* events may be
							   permitted now */
};

/*
 * Sends no request yet: engine_next() begins.  The caller keeps the arguments.
 * They must outlive the engine.
 */
void		 engine_init(struct engine *, struct event_base *,
		    struct containers *, const struct engine_callbacks *,
		    void *arg);
void		 engine_free(struct engine *);

/* From now on sends requests through this peer; engine_next() begins. */
void		 engine_attach(struct engine *, struct peer *reader);
/* docker-reader is disconnected: sends no more requests. */
void		 engine_detach(struct engine *);

/* Sets the seconds between full lists; 0: no polling. */
void		 engine_set_poll(struct engine *, uint32_t);

/* Sends the next request that is needed. */
void		 engine_next(struct engine *);

/* If events are refused, engine_next() asks for them again. */
void		 engine_ask_refused(struct engine *);

/* Requests a full list soon. */
void		 engine_list(struct engine *);

/* The reason why kopd waits for the engine; NULL: it does not wait. */
const char	*engine_waiting(const struct engine *);

/*
 * For receive.c.
 *
 * engine_headers: the request for events is sent; waits a short time for the
 * headers of the answer.
 * engine_subscribe: from now on events arrive.
 * engine_ended: the exchange has ended; error is an errno if it was
 * interrupted.
 * engine_cancel: ends the exchange, because the rest cannot be used.
 * engine_go_on: an answer, or a part of it, was processed.
 */
void		 engine_headers(struct engine *);
void		 engine_subscribe(struct engine *);
void		 engine_ended(struct engine *, struct exchange *,
		    enum docker_end, int error);
void		 engine_cancel(struct engine *, struct exchange *);
void		 engine_go_on(struct engine *);

#endif
