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
 * The requests at hand and their connections, one each.  Bytes are copied
 * as far as route-maker has granted credit (DOCKER_WINDOW), so that a slow
 * reader costs Docker's patience and no memory.
 */

#ifndef DOCKER_READER_RELAY_H
#define DOCKER_READER_RELAY_H

#include <event2/event.h>

#include "common/config.h"
#include "common/peer.h"
#include "docker-reader/endpoint.h"

/* Requests at once: a stream, two lists and a few small ones are enough. */
#define RELAY_MAX	8

struct relay;

/*
 * fd is route-maker's.  endpoint and conf stay the caller's and must outlive
 * the relay; conf may be replaced by relay_configure().
 */
struct relay	*relay_new(struct event_base *, int fd,
		    struct endpoint *, const struct docker_reader_conf *);
void		 relay_free(struct relay *);

/*
 * A new timeout and socket, for what begins from now on; -1 as of
 * endpoint_configure().
 */
int		 relay_configure(struct relay *,
		    const struct docker_reader_conf *);

/* Answers kopd's question: the items named docker.*. */
void		 relay_status(const struct relay *, struct peer *, uint32_t id);

#endif
