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
 * The connection to Redis: name, addresses, socket, commands out and replies
 * in, in order.  It comes back by itself when it breaks, with growing delays.
 */

#ifndef REDIS_WRITER_CONNECTION_CONNECT_H
#define REDIS_WRITER_CONNECTION_CONNECT_H

#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>

#include "redis-writer/connection/reply.h"
#include "redis-writer/connection/tls.h"

/* Milliseconds until the first new try, and at most. */
#define RETRY_FIRST	100
#define RETRY_LAST	5000

struct connection;
struct resolver;

struct connection_callbacks {
	void	(*up)(void *);
	/* It broke, or did not come about; it will be tried again. */
	void	(*down)(void *, const char *why);
	/*
	 * Something was published on a channel that was subscribed to; NULL:
	 * nothing is, and an answer to no question breaks the connection.
	 */
	void	(*message)(void *, const redisReply *);
	/*
	 * Some replies of the same read were delivered, and the connection is
	 * still there.  NULL: nobody wants to know.
	 */
	void	(*replied)(void *);
};

struct connection	*connection_new(struct event_base *,
			    struct resolver *,
			    const struct connection_callbacks *, void *arg);
void			 connection_free(struct connection *);

/*
 * connection_open: connects to socket, a path, or where that is "" to host
 * and port; at once, and from now on.  What is connected is closed first.
 * With tls, which has to last as long as the connection is not closed, only
 * who proves to be that host is spoken to.
 */
void			 connection_open(struct connection *, const char *host,
			    uint32_t port, const char *socket,
			    const struct tls *);
/* Closes it and leaves it closed; down() is not called. */
void			 connection_close(struct connection *);
/* Closes it because of what was answered: down() is called with why. */
void			 connection_fail(struct connection *, const char *why);
/* It does what it should: the next delay is the first one again. */
void			 connection_proven(struct connection *);

int			 connection_is_up(const struct connection *);
/* True while a reply is due. */
int			 connection_is_waiting(const struct connection *);
/* Milliseconds until the next try; -1 when none waits. */
long			 connection_retry_in(const struct connection *);
/* "redis.example.com:6379 (192.0.2.1)"; good until the next call. */
const char		*connection_address(const struct connection *);

/*
 * connection_send: sends a command; the arguments are copied.  Without a
 * connection the handler is called with NULL.
 */
void			 connection_send(struct connection *, reply_handler,
			    void *, size_t argc, const char **argv,
			    const size_t *lens);

#endif
