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
 * docker-reader connects to the Docker endpoint.  It converts each request to a
 * constant HTTP request, and copies the answer to route-maker without parsing
 * it.
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

/* config.c: see CHILD_DISPATCH; peer_arg() is the reader. */
int	 on_conf_end(struct peer *, struct msg *);

/*
 * sandbox.c: confines the process.  As root, its root directory becomes that of
 * the socket, or with a host an empty one.  With a host, the sockets of name
 * servers are the last that were opened.  Returns the string of confine().
 */
const char *sandbox_enter(const struct docker_reader_conf *);

/*
 * The same if the directory of the socket is missing: everything but the root
 * directory.  Later sandbox_arrive() enters the directory; it returns NULL with
 * errno while that is not possible.
 */
const char *sandbox_wait(const struct docker_reader_conf *);
const char *sandbox_arrive(const struct docker_reader_conf *,
	    const char *folder);

#endif
