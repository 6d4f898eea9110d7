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

/* The three children: start, configuration, death, end. */

#ifndef KOPD_CHILDREN_H
#define KOPD_CHILDREN_H

#include "common/item.h"
#include "kopd/kopd.h"

/*
 * What daemon.c has them tell; kopd->events is set before the start.  What
 * item and end are given is theirs for the call.
 */
struct children_events {
	/* All are ready. */
	void	(*ready)(struct kopd *);
	/* One closed its channel: it is to be gone soon. */
	void	(*lost)(struct kopd *);
	/* One died, which has been said. */
	void	(*died)(struct kopd *);
	/* All are gone. */
	void	(*gone)(struct kopd *);
	/* One accepts the later configuration, or would; it rejects one, by
	   this message.  -1: nobody asked. */
	int	(*accepted)(struct kopd *, enum role);
	int	(*rejected)(struct kopd *, enum role, const struct msg *);
	/* The Docker engine that answers, or another one that does now. */
	void	(*engine)(struct kopd *, const char *id, const char *name);
	/* An answer to PARENT_STATUS and the like: an item of it, its end. */
	void	(*item)(struct kopd *, struct peer *, uint32_t id,
		    const struct item *);
	void	(*end)(struct kopd *, enum role, uint32_t id,
		    const char *error);
};

/*
 * Starts all three.  route-maker, which validates the configuration, gets its
 * part at once; once it is ready, so do the others.
 */
void	 children_start(struct kopd *, int to_stderr, int verbose);

/*
 * Sends route-maker its part of a configuration, which takes effect if it is
 * accepted: accepted or rejected follows.
 */
void	 children_validate(struct kopd *, const struct kopd_conf *,
	    const char *bind_address);

/*
 * Has redis-writer validate a later configuration, which takes no effect yet:
 * accepted or rejected follows.
 */
void	 children_test(struct kopd *, const struct kopd_conf *);

/* Sends the other two their parts, and wipes the password here. */
void	 children_configure(struct kopd *);

/* To one of them, if it is there. */
void	 children_send(struct kopd *, enum role, uint32_t type, uint32_t id,
	    const void *, size_t len);

/* Asks all to end. */
void	 children_stop(struct kopd *);

/*
 * Tells all that are left to end, since kopd ends for a fault that it has said,
 * and closes all channels.
 */
void	 children_close(struct kopd *);

/* Who is not ready yet, or not gone yet; "" nobody.  Static. */
const char	*children_unready(const struct kopd *);
const char	*children_left(const struct kopd *);

/* A SIGCHLD: somebody died.  The verdict follows, soon or at once. */
void	 children_reap(struct kopd *);

/* Says who died of what, if that is still open. */
void	 children_verdict(struct kopd *);

#endif
