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
 * The address of Docker: a unix socket, with its permitted users, or a host
 * and port (tcp.h).  What needs files, the user database and name servers is
 * looked up before confinement.
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
 * As root: true where the socket's directory is missing.  Then each
 * endpoint_connect() follows the links again and hands enter(arg, directory)
 * what it finds, until that returns 0: the directory is the root directory
 * now.  Before, it returns -1 with errno.
 */
int		 endpoint_is_outside(const struct endpoint *);
void		 endpoint_enter(struct endpoint *,
		    int (*enter)(void *, const char *folder), void *arg);

/*
 * A later configuration: another socket in the same directory; the same path
 * changes nothing.  -1 where it has what needs a restart.
 */
int		 endpoint_configure(struct endpoint *,
		    const struct docker_reader_conf *);

/* The path as it was configured, or "host:port". */
const char	*endpoint_name(const struct endpoint *);
/* True for a host and port. */
int		 endpoint_is_tcp(const struct endpoint *);

/*
 * endpoint_dial: by TCP, what connects, for as many connections as one likes,
 * one after the other; NULL with a socket.  endpoint_connect: with that, the
 * function is called when it is connected or not, maybe at once, and -1 is
 * returned with errno 0.  Without, returns a connected non-blocking descriptor,
 * or -1 with errno: a unix socket connects at once or not at all (EAGAIN: its
 * queue is full).
 */
struct dial	*endpoint_dial(struct endpoint *, dial_fn, void *arg);
int		 endpoint_connect(struct endpoint *, struct dial *);

/* It has taken a request. */
void		 endpoint_answers(struct endpoint *);

/*
 * What an errno of endpoint_connect(), or a code of dial.h, means and what to
 * do; until the next call.
 */
const char	*endpoint_fault(struct endpoint *, int code);

#endif
