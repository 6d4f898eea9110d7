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
 * A Docker engine, or its proxy, at a host and port.
 */

#ifndef DOCKER_READER_TCP_H
#define DOCKER_READER_TCP_H

#include <stdint.h>

#include <event2/event.h>

#include "common/dial.h"

struct tcp;

/*
 * tcp_new: before confinement, because it opens the sockets of name servers;
 * host is a name or an address.  Out of memory is fatal().
 */
struct tcp	*tcp_new(struct event_base *, const char *host, uint32_t port);
void		 tcp_free(struct tcp *);

/* "socket-proxy:2375", "[2001:db8::1]:2375". */
const char	*tcp_name(const struct tcp *);

/* Connects to the engine: see dial.h. */
struct dial	*tcp_dial(struct tcp *, dial_fn, void *arg);
void		 tcp_connect(struct tcp *, struct dial *);

/* The engine has accepted a request: waits for its name from now on. */
void		 tcp_answers(struct tcp *);

/* The configuration was reloaded: see resolver_reloaded(). */
void		 tcp_reloaded(struct tcp *);

/* Warns if the connection is not encrypted. */
void		 tcp_warn(const struct tcp *);

/* The error of a code of dial.h; valid until the next call. */
const char	*tcp_fault(struct tcp *, int code);

#endif
