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
 * A connected socket to Redis: commands and replies in order, and a deadline
 * for the next reply.
 */

#ifndef REDIS_WRITER_CONNECTION_LINK_H
#define REDIS_WRITER_CONNECTION_LINK_H

#include <sys/queue.h>

#include <stddef.h>

#include <event2/event.h>

#include "redis-writer/connection/reply.h"
#include "redis-writer/connection/tls.h"

/*
 * Seconds for the next reply, from the previous one or from the command,
 * whichever is later.  The reply must be complete by then: a server that sends
 * a byte a second is no better than a silent one.  With a heartbeat of 5
 * seconds, a silent server is noticed within 10 seconds.
 */
#define REPLY_TIMEOUT	5

struct connection;
struct link;

/* A command, and the handler of its reply. */
struct command {
	STAILQ_ENTRY(command)	 entry;
	reply_handler		 handler;
	void			*arg;
};

STAILQ_HEAD(command_queue, command);

/* Out of memory is fatal(). */
struct command	*command_new(reply_handler, void *arg);

/*
 * The events of a link.
 *
 * failed: called once, with the reason; it frees the link.
 *
 * message: a message of a subscription.  Returns -1 if none is expected.
 *
 * replied: replies of one read were delivered, without an error.
 */
struct link_owner {
	void	(*failed)(struct connection *, const char *);
	int	(*message)(struct connection *, const redisReply *);
	void	(*replied)(struct connection *);
};

/* Takes ownership of fd, and of the TLS session, which may be NULL. */
struct link	*link_new(struct event_base *, int fd, SSL *,
		    const struct link_owner *, struct connection *);

/*
 * link_free: closes the socket.  Appends commands without a reply to
 * unanswered, in the order in which they were sent.  Does not call handlers.
 */
void		 link_free(struct link *, struct command_queue *unanswered);
/* Sends a command like connection_send(). */
void		 link_send(struct link *, reply_handler, void *, size_t argc,
		    const char **argv, const size_t *lens);

int		 link_is_waiting(const struct link *);
/* The number of commands without a reply. */
size_t		 link_commands(const struct link *);

#endif
