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
 * Which containers to ask the engine for, and which of its answers are stale.
 *
 * The event that a container has stopped counts at once.  An engine may list it
 * as running a little longer (20.10: 0.1 s), and so does a list that was asked
 * for before.  So no list brings a stopped container back: only a start does.
 * The same is true of pause and unpause.
 */

#ifndef ROUTE_MAKER_DOCKER_PENDING_H
#define ROUTE_MAKER_DOCKER_PENDING_H

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"
#include "common/hexid.h"
#include "route-maker/docker/idset.h"

/* Milliseconds for which a list does not bring back a stopped container. */
#define PENDING_STOPPED_MS	3000

/*
 * Milliseconds after which a container is asked for once more: an engine
 * (Docker 20.10, Podman 4.3) sends some events a little before its lists
 * change.
 */
#define PENDING_LAG_MS		300

struct pending {
	int		 want_all;	/* a full list is to be asked for */
	int		 all_open;	/* a full list is under way */
	int		 some_open;	/* a list of some is under way */
	struct idset	 wanted;	/* to be asked for */
	struct idset	 again;		/* to be asked for later */
	struct idset	 stopped;	/* no list may have them as running */
	struct idset	 removed;	/* no list may have them */
	struct idset	 newer;		/* known better than by the full list */
	struct hexid	 asked[LIST_IDS_MAX];	/* by the list of some */
	unsigned char	 answered[LIST_IDS_MAX];
	size_t		 nasked;
	size_t		 limit;		/* ids that one request may have */
	int		 limit_doubted;	/* it may have another cause */
};

/* A full list is wanted.  Out of memory is fatal() in all of these. */
void	 pending_init(struct pending *);
void	 pending_free(struct pending *);

/*
 * pending_want: the next list asks for the container.  If too many are wanted,
 * a full list is wanted instead.
 * pending_want_again: it is wanted PENDING_LAG_MS later.
 */
void	 pending_want(struct pending *, const struct hexid *);
void	 pending_want_again(struct pending *, const struct hexid *);

/*
 * Wants those of pending_want_again() that are due.  Returns milliseconds until
 * the next one is, or -1 when there is none.
 */
int64_t	 pending_due(struct pending *);

/* True while containers are to be asked for by their ids, or are asked for. */
int	 pending_some(const struct pending *);

/*
 * What events say: a container has stopped or is paused, is removed, has
 * started or goes on.
 */
void	 pending_stop(struct pending *, const struct hexid *);
void	 pending_remove(struct pending *, const struct hexid *);
void	 pending_start(struct pending *, const struct hexid *);

/* Forgets what stopped long enough ago, while no list is under way. */
void	 pending_expire(struct pending *);

int	 pending_is_stopped(struct pending *, const struct hexid *);
int	 pending_is_removed(struct pending *, const struct hexid *);

/* True if a list that may have the container is under way. */
int	 pending_is_asked(const struct pending *, const struct hexid *);

/*
 * True if something newer of the container is known, or asked for, than the
 * list under way has: the full list, or that of some.
 */
int	 pending_is_stale(struct pending *, int all, const struct hexid *);

/* The list of some has the container.  Returns 0 if it was not asked for. */
int	 pending_answer(struct pending *, const struct hexid *);

/* A list begins; that of some moves up to limit ids from wanted to asked. */
void	 pending_begin(struct pending *, int all);

/* The list cannot be used: what it asked for is wanted again. */
void	 pending_fail(struct pending *, int all);

/*
 * The list is whole.  Calls missing for each container that a list of some
 * asked for and does not have, unless it is asked for again.
 */
void	 pending_end(struct pending *, int all,
	    void (*missing)(void *arg, const struct hexid *), void *arg);

/*
 * pending_limit_halve: the request was too long, half as many ids are asked for
 * from now on.  doubted: the cause may be another one.  Returns -1 where it was
 * one id already: then its length is not the cause.
 * pending_limit_reset: as many as possible are asked for.
 */
int	 pending_limit_halve(struct pending *, int doubted);
void	 pending_limit_reset(struct pending *);

#endif
