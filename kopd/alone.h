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
 * One child by itself, without the other processes: to judge a configuration,
 * or to preview what becomes of containers.
 */

#ifndef KOPD_ALONE_H
#define KOPD_ALONE_H

#include <sys/types.h>

#include "common/peer.h"
#include "kopd/conf/conf.h"

struct alone {
	struct peer	*peer;		/* NULL: not started */
	enum role	 role;
	pid_t		 pid;
	int		 ends[2];	/* of its channels to its neighbours, in
					   their order; -1 as soon as taken */
};

/*
 * alone_start: with these callbacks for what it says; it logs nothing but
 * what is fatal, to standard error.  It is confined, as its own user where
 * we are root and that user is there.  Failure is fatal().
 */
void	 alone_start(struct alone *, enum role, struct event_base *,
	    const struct peer_callbacks *, void *arg);

/*
 * alone_configure: a route-maker's or redis-writer's part of conf;
 * CHILD_READY or CHILD_REFUSED follows.
 */
void	 alone_configure(struct alone *, const struct kopd_conf *,
	    const char *bind_address, enum sandbox);

/*
 * alone_stop: has it end, unless its channel has closed already, waits for
 * that, frees what is left.  Returns its status as wait(2) has it.
 */
int	 alone_stop(struct alone *, int closed);

/* How it ended, for people: "status 1", "signal 9 (Killed)".  Static. */
const char	*alone_status(int status);

#endif
