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
 * The current requests, each with its connection.  Bytes are copied as far as
 * route-maker has granted credit (DOCKER_WINDOW), so that a slow reader delays
 * Docker, and needs no memory here.
 */

#ifndef DOCKER_READER_RELAY_H
#define DOCKER_READER_RELAY_H

#include <event2/event.h>

#include "common/config.h"
#include "common/metric.h"
#include "common/peer.h"
#include "docker-reader/endpoint.h"

/* Requests at the same time: a stream, two lists and a few small ones. */
#define RELAY_MAX	8

struct relay;

/*
 * fd is connected to route-maker.  The caller owns endpoint and conf, which
 * must outlive the relay; relay_configure() may replace conf.
 */
struct relay	*relay_new(struct event_base *, int fd,
		    struct endpoint *, const struct docker_reader_conf *);
void		 relay_free(struct relay *);

/*
 * Sets a new timeout and socket for new requests; returns -1 as
 * endpoint_configure() does.
 */
int		 relay_configure(struct relay *,
		    const struct docker_reader_conf *);

/* Answers kopd's request: the items docker.*. */
void		 relay_status(const struct relay *, struct peer *, uint32_t id);

/* Sends the metrics of the requests, and of the queue to route-maker. */
void		 relay_metrics(const struct relay *,
		    const struct metric_sink *);

#endif
