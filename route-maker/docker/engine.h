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
 * The conversation with Docker, by way of docker-reader: who the engine is,
 * its events, and lists of containers.  Events are subscribed to before the
 * first list; each names a container that is then asked for, together with
 * others that were named meanwhile; a full list every now and then mends what
 * events missed.
 *
 * A container's death counts at once.  An engine may list it as running a
 * little longer (20.10: 0.1 s), and a list asked for before it does so in
 * any case, so no list brings back what has died: a start does.  So it is with
 * pause and unpause.
 */

#ifndef ROUTE_MAKER_DOCKER_ENGINE_H
#define ROUTE_MAKER_DOCKER_ENGINE_H

#include <event2/event.h>

#include <stddef.h>
#include <stdint.h>

#include "common/backoff.h"
#include "common/bounds.h"
#include "common/config.h"
#include "common/peer.h"
#include "route-maker/docker/events.h"
#include "route-maker/docker/exchange.h"
#include "route-maker/docker/identity.h"
#include "route-maker/docker/idset.h"
#include "route-maker/inventory/containers.h"

/* Milliseconds for which a list does not bring back what has died. */
#define ENGINE_GONE	3000

/*
 * Milliseconds after which a container is asked for once more: an engine
 * (Docker 20.10, Podman 4.3) tells of some events a little before its lists
 * know.
 */
#define ENGINE_LAG	300

/* Seconds after which events that were refused are asked for again. */
#define ENGINE_REFUSED	60

struct engine;

struct engine_callbacks {
	/* The engine is known, for the first time or as another one. */
	void	(*known)(void *arg, const char *id, const char *name);
	/* A full list has been taken. */
	void	(*listed)(void *arg);
	/* Something of the host may have changed. */
	void	(*changed)(void *arg);
};

struct engine {
	struct event_base		*base;
	struct peer			*reader;	/* NULL: it has gone, or
							   is not to be asked yet */
	struct host			*host;
	const struct engine_callbacks	*callbacks;
	void				*arg;

	struct exchange			 info;
	struct exchange			 version_of;
	struct exchange			 stream;	/* of events */
	struct exchange			 all;
	struct exchange			 some;
	uint32_t			 last_id;

	char				*id;		/* NULL: not known yet */
	char				*name;
	char				*version;
	int				 podman;
	int				 health_listed;	/* its lists tell it */
	struct identity			 identity;

	struct events			 events;
	int				 subscribed;
	int				 refused;	/* events are; lists are
							   taken all the same */
	uint64_t			 since;		/* ns: newest event seen */
	uint64_t			 nevents;

	int				 checked;	/* who it is, since the
							   last loss */
	int				 want_all;
	struct idset			 wanted;	/* to be asked for */
	struct idset			 gone;		/* died: see above */
	struct idset			 removed;	/* no list may have it */
	struct idset			 newer;		/* than the full list */
	struct idset			 again;		/* to be asked for later */
	struct hexid			 asked[LIST_IDS_MAX];
	unsigned char			 answered[LIST_IDS_MAX];
	size_t				 nasked;
	size_t				 ids_max;	/* that it takes at once */
	int				 ids_doubted;	/* see verdict_shorter() */

	uint64_t			 nlists;	/* full ones */
	int64_t				 last_list;	/* seconds since the epoch */
	uint32_t			 poll;		/* seconds */
	struct backoff			 backoff;
	struct event			*retry;
	struct event			*poll_timer;
	struct event			*headers;	/* of the event stream */
	struct event			*lag;		/* for `again' */
	struct event			*permitted;	/* events may be by now */
	char				*waiting;	/* why, or NULL */
};

/*
 * Asks for nothing yet: engine_next() begins.  All that is given stays the
 * caller's and must outlive it.
 */
void	 engine_init(struct engine *, struct event_base *, struct peer *,
	    struct host *, const struct engine_callbacks *, void *arg);
void	 engine_free(struct engine *);

/* docker-reader has gone: asks for nothing any more. */
void	 engine_leave(struct engine *);

/* Seconds between full lists; 0 for none. */
void	 engine_set_poll(struct engine *, uint32_t);

/* Asks for what is needed next. */
void	 engine_next(struct engine *);

/* Asks for the container at once; or a little later, once more. */
void	 engine_want(struct engine *, const struct hexid *);
void	 engine_want_again(struct engine *, const struct hexid *);

/* Forgets what died long enough ago, while no list is under way. */
void	 engine_forget_gone(struct engine *);

/* Where events are refused, they are asked for again with what is next. */
void	 engine_ask_refused(struct engine *);

/* Asks for a full list, soon. */
void	 engine_list(struct engine *);

/* Milliseconds of a clock that nobody sets. */
uint64_t engine_now(void);

/* Messages of docker-reader: as in struct dispatch. */
int	 engine_on_wait(struct engine *, struct msg *);
int	 engine_on_begin(struct engine *, struct msg *);
int	 engine_on_data(struct engine *, struct msg *);
int	 engine_on_end(struct engine *, struct msg *);

#endif
