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

/* The three children: their start, their configuration and their end. */

#ifndef KOPD_CHILDREN_H
#define KOPD_CHILDREN_H

#include "common/item.h"
#include "kopd/kopd.h"

/*
 * The callbacks of daemon.c; kopd->events is set before the start.  The
 * arguments of item and end are valid during the call.
 */
struct children_events {
	/* All are ready. */
	void	(*ready)(struct kopd *);
	/* A child closed its channel, and will end soon. */
	void	(*lost)(struct kopd *);
	/* A child died, and that is logged. */
	void	(*died)(struct kopd *);
	/* All have ended. */
	void	(*gone)(struct kopd *);
	/* A child accepts or validates a later configuration; it rejects one,
	   for the reason in the message.  Return -1 if kopd has not asked. */
	int	(*accepted)(struct kopd *, enum role);
	int	(*rejected)(struct kopd *, enum role, const struct msg *);
	/* A Docker engine answers, the first or another one. */
	void	(*engine)(struct kopd *, const char *id, const char *name);
	/* An item, and the end, of an answer to PARENT_STATUS and the like. */
	void	(*item)(struct kopd *, struct peer *, uint32_t id,
		    const struct item *);
	void	(*end)(struct kopd *, enum role, uint32_t id,
		    const char *error);
};

/*
 * children_start: starts all three.  route-maker, which validates the
 * configuration, gets its part at once; the others get theirs once it is
 * ready.
 */
void	 children_start(struct kopd *, int to_stderr, int verbose);

/*
 * children_validate: sends route-maker its part of a configuration, which
 * takes effect if it is accepted: accepted or rejected follows.
 */
void	 children_validate(struct kopd *, const struct kopd_conf *,
	    const char *bind_address);

/*
 * children_test: asks redis-writer to validate a later configuration, without
 * using it: accepted or rejected follows.
 */
void	 children_test(struct kopd *, const struct kopd_conf *);

/*
 * children_configure: sends the other two children their parts, and wipes the
 * secrets in this process.
 */
void	 children_configure(struct kopd *);

/* children_log: tells them how this process logs: verbose, JSON. */
void	 children_log(struct kopd *);

/* children_send: sends a message to a child, unless its channel is closed. */
void	 children_send(struct kopd *, enum role, uint32_t type, uint32_t id,
	    const void *, size_t len);

/* children_stop: asks all to end. */
void	 children_stop(struct kopd *);

/*
 * children_close: asks the remaining children to end, because kopd ends after
 * an error that it has logged, and closes all channels.
 */
void	 children_close(struct kopd *);

/* Names of the children that are not ready, or have not ended; ""; static. */
const char	*children_unready(const struct kopd *);
const char	*children_left(const struct kopd *);

/* children_reap: after a SIGCHLD: logs the cause at once, or soon. */
void	 children_reap(struct kopd *);

/* children_verdict: logs which child died and why, unless it is logged. */
void	 children_verdict(struct kopd *);

#endif
