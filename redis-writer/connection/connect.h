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
 * The connection to Redis: name, addresses, socket, and commands and replies
 * in order.  It retries with growing delays after a disconnect.
 */

#ifndef REDIS_WRITER_CONNECTION_CONNECT_H
#define REDIS_WRITER_CONNECTION_CONNECT_H

#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>

#include "redis-writer/connection/reply.h"
#include "redis-writer/connection/tls.h"

/* The first and the longest delay before a retry, in milliseconds. */
#define RETRY_FIRST	100
#define RETRY_LAST	5000

struct connection;
struct resolver;

struct connection_callbacks {
	void	(*up)(void *);
	/* The connection broke, or connecting failed.  It retries. */
	void	(*down)(void *, const char *why);
	/*
	 * A message on a subscribed channel.  NULL: there are no
	 * subscriptions, and an unexpected reply breaks the connection.
	 */
	void	(*message)(void *, const redisReply *);
	/*
	 * The handlers of replies of one read have run, and the connection
	 * still exists.  May be NULL.
	 */
	void	(*replied)(void *);
};

struct connection	*connection_new(struct event_base *,
			    struct resolver *,
			    const struct connection_callbacks *, void *arg);
void			 connection_free(struct connection *);

/*
 * connection_open: connects now, and after each disconnect, to the path
 * socket, or to host and port if socket is "".  Closes an existing connection
 * first.  With tls, the server must prove to be that host.  tls must last
 * until the connection is closed.
 */
void			 connection_open(struct connection *, const char *host,
			    uint32_t port, const char *socket,
			    const struct tls *);
/* Disconnects and stays disconnected; does not call down(). */
void			 connection_close(struct connection *);
/* Disconnects because of a reply, and calls down() with the reason. */
void			 connection_fail(struct connection *, const char *why);
/* The server works: the next delay is the first one again. */
void			 connection_proven(struct connection *);

int			 connection_is_up(const struct connection *);
/* True while a reply is expected. */
int			 connection_is_waiting(const struct connection *);
/* The number of commands without a reply. */
size_t			 connection_commands(const struct connection *);
/* Returns the milliseconds until the next retry; -1 without one. */
long			 connection_retry_in(const struct connection *);
/* Returns "redis.example.com:6379 (192.0.2.1)".  Valid until the next call. */
const char		*connection_address(const struct connection *);

/*
 * connection_send: sends a command and copies its arguments.  Without a
 * connection, the handler is called with NULL.
 */
void			 connection_send(struct connection *, reply_handler,
			    void *, size_t argc, const char **argv,
			    const size_t *lens);

#endif
