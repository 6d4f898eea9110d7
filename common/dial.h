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
 * A TCP connection to a host: the addresses of its name one after the other,
 * until one takes it.  The peer is asked now and then whether it is still
 * there, so that one that vanishes without a word is noticed.
 */

#ifndef COMMON_DIAL_H
#define COMMON_DIAL_H

#include <stdint.h>

#include <event2/event.h>

#include "common/resolver.h"

/* Seconds to connect to one address. */
#define DIAL_TIMEOUT	4

/*
 * Seconds without a byte until a peer's machine is asked whether it is there,
 * between two such questions, and how many go without an answer: a
 * disconnected peer is noticed within 10 seconds.
 */
#define KEEPALIVE_FIRST	5
#define KEEPALIVE_EVERY	2
#define KEEPALIVE_COUNT	2

/*
 * Why there is no connection: an errno of the last address, ETIMEDOUT where it
 * did not answer within DIAL_TIMEOUT; or DIAL_NAME and the absolute value of
 * an EVUTIL_EAI code, where the name has no address.
 */
#define DIAL_NAME	0x10000

/*
 * The sandbox knows sockets by their descriptors: those to name servers, which
 * are opened before confinement, are from FD_NAME_SERVERS on, and those that
 * may be connected later from FD_SOCKETS on, of which there are as many.
 */
#define FD_NAME_SERVERS	16
#define FD_SOCKETS	32
#define FD_SOCKETS_END	64

struct dial;

/*
 * fd is connected and does not block, and is the callee's; or it is -1 with
 * the reason in code.  The dial may be freed in it.
 */
typedef void	(*dial_fn)(void *arg, int fd, int code);

/* The resolver has to outlive it.  Out of memory is fatal(). */
struct dial	*dial_new(struct event_base *, struct resolver *, dial_fn,
		    void *arg);
/* As dial_stop(); NULL is allowed. */
void		 dial_free(struct dial *);

/*
 * dial_start: host is a name or an address, port 1 to 65535.  What was under
 * way is stopped.  The function is called once, and may be before this
 * returns.  dial_stop: it is not called any more.
 */
void		 dial_start(struct dial *, const char *host, uint32_t port);
void		 dial_stop(struct dial *);

/* True from dial_start() until the function is called. */
int		 dial_is_busy(const struct dial *);

/* The address that was tried last, as a number; "" before there was one. */
const char	*dial_address(const struct dial *);

/* The EVUTIL_EAI code of a name; 0: it is an errno. */
int		 dial_name_error(int code);

/*
 * dial_fill: before confinement, takes all descriptors below this one that are
 * free, so that what is opened next is at it or above.
 */
void		 dial_fill(int below);

#endif
