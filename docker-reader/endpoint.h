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
 * The address of Docker: a unix socket, with its permitted users, or a host and
 * port (tcp.h).  Files, the user database and name servers are read before
 * confinement.
 */

#ifndef DOCKER_READER_ENDPOINT_H
#define DOCKER_READER_ENDPOINT_H

#include <event2/event.h>

#include "common/config.h"
#include "common/dial.h"

struct endpoint;

/*
 * For a socket, an absolute path, looks up its group and the users that can
 * enter its directory.  Out of memory is fatal().
 */
struct endpoint	*endpoint_new(struct event_base *,
		    const struct docker_reader_conf *);
void		 endpoint_free(struct endpoint *);

/*
 * As root: true if the directory of the socket is missing.  Then each
 * endpoint_connect() follows the links again and calls enter(arg, directory),
 * until that returns 0: now the directory is the root directory.  Until then,
 * endpoint_connect() returns -1 with errno.
 */
int		 endpoint_is_outside(const struct endpoint *);
void		 endpoint_enter(struct endpoint *,
		    int (*enter)(void *, const char *folder), void *arg);

/*
 * Takes a later configuration: another socket in the same directory; the same
 * path changes nothing.  Returns -1 if the change needs a restart.
 */
int		 endpoint_configure(struct endpoint *,
		    const struct docker_reader_conf *);

/* The path as it was configured, or "host:port". */
const char	*endpoint_name(const struct endpoint *);
/* True for a host and port. */
int		 endpoint_is_tcp(const struct endpoint *);

/*
 * endpoint_dial: for TCP, a dial for any number of connections, one after the
 * other; NULL for a socket.
 * endpoint_connect: with a dial, the function is called with the connection or
 * an error, maybe at once, and -1 is returned with errno 0.  Without a dial,
 * returns a connected non-blocking descriptor, or -1 with errno: a unix socket
 * connects at once or not at all (EAGAIN: its queue is full).
 */
struct dial	*endpoint_dial(struct endpoint *, dial_fn, void *arg);
int		 endpoint_connect(struct endpoint *, struct dial *);

/* The engine has accepted a request. */
void		 endpoint_answers(struct endpoint *);

/*
 * The meaning of an errno of endpoint_connect(), or of a code of dial.h, and
 * what to do; valid until the next call.
 */
const char	*endpoint_fault(struct endpoint *, int code);

#endif
