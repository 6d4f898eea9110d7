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
 * A TCP connection to a host: tries the addresses of its name one after the
 * other until one connects.  The kernel probes the peer, so that a peer that
 * disconnects without a packet is noticed.
 */

#ifndef COMMON_DIAL_H
#define COMMON_DIAL_H

#include <stdint.h>

#include <event2/event.h>

#include "common/resolver.h"

/* Seconds to connect to one address. */
#define DIAL_TIMEOUT	4

/*
 * Seconds without a byte before the peer is probed, seconds between two probes,
 * and number of unanswered probes: a disconnected peer is noticed within 10
 * seconds.
 */
#define KEEPALIVE_FIRST	5
#define KEEPALIVE_EVERY	2
#define KEEPALIVE_COUNT	2

/*
 * Why there is no connection: the errno of the last address, ETIMEDOUT if it
 * did not answer within DIAL_TIMEOUT; or DIAL_NAME and the absolute value of an
 * EVUTIL_EAI code, if the name has no address.
 */
#define DIAL_NAME	0x10000

/*
 * The sandbox distinguishes sockets by their descriptors.  Those to name
 * servers, which are opened before confinement, begin at FD_NAME_SERVERS;
 * those that may be connected later begin at FD_SOCKETS, of which there are as
 * many.
 */
#define FD_NAME_SERVERS	16
#define FD_SOCKETS	32
#define FD_SOCKETS_END	64

struct dial;

/*
 * fd is connected and non-blocking, and belongs to the callee; or it is -1 with
 * the reason in code.  The callee may free the dial.
 */
typedef void	(*dial_fn)(void *arg, int fd, int code);

/* The resolver must outlive the dial.  Out of memory is fatal(). */
struct dial	*dial_new(struct event_base *, struct resolver *, dial_fn,
		    void *arg);
/* As dial_stop(); NULL is allowed. */
void		 dial_free(struct dial *);

/*
 * dial_start: host is a name or an address, port 1 to 65535.  Stops the
 * previous dial.  The function is called once, possibly before this returns.
 * dial_stop: the function is not called any more.
 */
void		 dial_start(struct dial *, const char *host, uint32_t port);
void		 dial_stop(struct dial *);

/* True from dial_start() until the function is called. */
int		 dial_is_busy(const struct dial *);

/* The last address that was tried, as a number; "" before the first one. */
const char	*dial_address(const struct dial *);

/* The EVUTIL_EAI code of a name; 0: it is an errno. */
int		 dial_name_error(int code);

/*
 * dial_fill: before confinement: opens all free descriptors below this one, so
 * that the next descriptor is this one or a higher one.
 */
void		 dial_fill(int below);

#endif
