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
 * A single child without the other processes, to validate a configuration or
 * to preview the routes of containers.
 */

#ifndef KOPD_STANDALONE_H
#define KOPD_STANDALONE_H

#include <sys/types.h>

#include "common/peer.h"
#include "kopd/conf/conf.h"

struct standalone {
	struct peer	*peer;		/* NULL: not started */
	enum role	 role;
	pid_t		 pid;
	int		 ends[2];	/* of channels to its neighbours, in
					   order; -1 when the caller has it */
};

/*
 * standalone_start: starts the child, and passes its messages to the callbacks.
 * The child logs fatal errors only, to standard error.  It is confined.  If
 * this process is root and the user of the child exists, the child runs as
 * that user.  Failure is fatal().
 */
void	 standalone_start(struct standalone *, enum role, struct event_base *,
	    const struct peer_callbacks *, void *arg);

/*
 * standalone_configure: sends a route-maker or a redis-writer its part of the
 * configuration; CHILD_READY or CHILD_REJECTED follows.
 */
void	 standalone_configure(struct standalone *, const struct kopd_conf *,
	    const char *bind_address, enum sandbox);

/*
 * standalone_stop: asks the child to end, unless its channel is closed, waits
 * for its end, and frees what remains.  Returns its status as of wait(2).
 */
int	 standalone_stop(struct standalone *, int closed);

/* How it ended, as a string: "status 1", "signal 9 (Killed)".  Static. */
const char	*standalone_status(int status);

#endif
