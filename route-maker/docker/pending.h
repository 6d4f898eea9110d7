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
 * The containers that route-maker asks the engine for, and the answers that are
 * out of date.
 *
 * The event that a container has stopped counts at once.  An engine may list it
 * as running a little longer (20.10: 0.1 s), and so does a list that was
 * requested before.  So a list never makes a stopped container run again: only
 * a start does.  The same is true of pause and unpause.
 */

#ifndef ROUTE_MAKER_DOCKER_PENDING_H
#define ROUTE_MAKER_DOCKER_PENDING_H

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"
#include "common/hexid.h"
#include "route-maker/docker/idset.h"

/* Milliseconds in which a list does not make a stopped container run again. */
#define PENDING_STOPPED_MS	3000

/*
 * Milliseconds after which route-maker asks for a container once more, because
 * an engine (Docker 20.10, Podman 4.3) sends some events a little before its
 * lists change.
 */
#define PENDING_LAG_MS		300

struct pending {
	int		 want_all;	/* ask for a full list */
	int		 all_open;	/* a full list is under way */
	int		 some_open;	/* a list of some is under way */
	struct idset	 wanted;	/* to ask for, with the time of the
					   event in microseconds */
	struct idset	 again;		/* to ask for later */
	struct idset	 stopped;	/* lists must not have them as
					   running */
	struct idset	 removed;	/* lists must not have them */
	struct idset	 newer;		/* newer than in the full list */
	struct hexid	 asked[LIST_IDS_MAX];	/* in the list of some */
	uint64_t	 since[LIST_IDS_MAX];	/* the times of the events */
	unsigned char	 answered[LIST_IDS_MAX];
	size_t		 nasked;
	size_t		 limit;		/* maximum of ids in one request */
	int		 limit_doubted;	/* the cause may be another one */
};

/*
 * Starts with a request for a full list.  All of these call fatal() when memory
 * is exhausted.
 */
void	 pending_init(struct pending *);
void	 pending_free(struct pending *);

/*
 * pending_want: the next list asks for the container.  If there are too many, a
 * full list is requested instead.
 * pending_want_again: asks for it PENDING_LAG_MS later.
 */
void	 pending_want(struct pending *, const struct hexid *);
void	 pending_want_again(struct pending *, const struct hexid *);

/*
 * Asks for the due containers of pending_want_again().  Returns milliseconds
 * until the next one is due, or -1 if there is none.
 */
int64_t	 pending_due(struct pending *);

/*
 * True while there are containers to ask for by their ids, or such a list is
 * under way.
 */
int	 pending_some(const struct pending *);

/*
 * For events: a container has stopped or is paused, is removed, has started or
 * is unpaused.
 */
void	 pending_stop(struct pending *, const struct hexid *);
void	 pending_remove(struct pending *, const struct hexid *);
void	 pending_start(struct pending *, const struct hexid *);

/*
 * Removes containers that stopped long enough ago, while no list is under way.
 */
void	 pending_expire(struct pending *);

int	 pending_is_stopped(struct pending *, const struct hexid *);
int	 pending_is_removed(struct pending *, const struct hexid *);

/* True if a list is under way that may have the container. */
int	 pending_is_asked(const struct pending *, const struct hexid *);

/*
 * True if newer data of the container than that of the list under way (full, or
 * of some) is known or requested.
 */
int	 pending_is_stale(struct pending *, int all, const struct hexid *);

/* The list of some has the container.  Returns 0 if it was not asked for. */
int	 pending_answer(struct pending *, const struct hexid *);

/*
 * The time, by clock_us(), of the first event because of which the list of some
 * asks for the container; 0 if it does not.
 */
uint64_t pending_since(const struct pending *, const struct hexid *);

/* A list begins.  A list of some moves up to limit ids from wanted to asked. */
void	 pending_begin(struct pending *, int all);

/* The list cannot be used: asks again for its containers. */
void	 pending_fail(struct pending *, int all);

/*
 * The list is complete.  Calls missing for each container that a list of some
 * was to have and does not have, unless it is asked for again.
 */
void	 pending_end(struct pending *, int all,
	    void (*missing)(void *arg, const struct hexid *), void *arg);

/*
 * pending_limit_halve: the request was too long; from now on requests have half
 * as many ids.  doubted: the cause may be another one.  Returns -1 if it had
 * only one id, because then its length is not the cause.
 * pending_limit_reset: requests have as many ids as possible.
 */
int	 pending_limit_halve(struct pending *, int doubted);
void	 pending_limit_reset(struct pending *);

#endif
