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
 * docker-reader has the Docker endpoint.  It converts each request to a
 * constant HTTP request, connects, and copies the answer to route-maker
 * without parsing it.
 */

#ifndef DOCKER_READER_DOCKER_READER_H
#define DOCKER_READER_DOCKER_READER_H

#include <event2/event.h>

#include "common/config.h"
#include "docker-reader/relay.h"

struct reader {
	struct event_base		*base;
	struct peer			*parent;
	struct docker_reader_conf	*conf;
	struct relay			*relay;
	struct endpoint			*endpoint;
};

/* config.c: see CHILD_DISPATCH; the peer's arg is the reader. */
int	 on_conf_end(struct peer *, struct msg *);

/*
 * sandbox.c: confines the process; as root its root directory is then the
 * socket's, or an empty one with a host, where name servers' sockets are the
 * last that were opened.  Returns what was reached, as of confine().
 */
const char *sandbox_enter(const struct docker_reader_conf *);

/*
 * The same where that directory is not there: all but the root directory.
 * Then sandbox_arrive() with the directory; NULL with errno where it cannot be
 * had yet.
 */
const char *sandbox_wait(const struct docker_reader_conf *);
const char *sandbox_arrive(const struct docker_reader_conf *,
	    const char *folder);

#endif
