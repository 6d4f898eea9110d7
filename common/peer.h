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
 * The other end of a socketpair: a msg_stream in an event loop, with a table of
 * the messages that it may send.
 */

#ifndef COMMON_PEER_H
#define COMMON_PEER_H

#include <event2/event.h>

#include "common/msg.h"
#include "common/role.h"

struct peer;

/*
 * One row for each message.  A type without a row, a payload shorter than min
 * or longer than max, or a handler that returns -1 (malformed, and not logged)
 * ends the process: fatalx() logs sender, type and length.
 */
struct dispatch {
	uint32_t	  type;
	enum role	  sender;
	size_t		  min;
	size_t		  max;
	int		(*handler)(struct peer *, struct msg *);
	const char	 *name;
};

struct peer_callbacks {
	const struct dispatch	*table;
	size_t			 count;
	/* The peer field of each message, MESSAGES_VERSION; 0: any.  Another one
	   is a breach. */
	uint32_t		 version;
	/* The other end closed or failed; NULL: fatalx().  May peer_free(). */
	void			(*closed)(struct peer *);
	/* The queue, which was at its limit, is half empty; may be NULL. */
	void			(*drained)(struct peer *);
	/* A breach of the table; NULL: fatalx().  May peer_free(). */
	void			(*breach)(struct peer *, const char *);
};

/*
 * Takes ownership of fd.  callbacks must outlive the peer.  peer_arg() returns
 * arg.  Never returns NULL: out of memory is fatal().
 */
struct peer	*peer_new(struct event_base *, int fd, enum role who,
		    const struct peer_callbacks *, void *arg);
void		 peer_free(struct peer *);
void		*peer_arg(const struct peer *);
enum role	 peer_role(const struct peer *);

/*
 * Queues a message, which is then sent.  Returns 0; -1 with errno ENOBUFS if
 * the queue is at its limit: keep the data, `drained' will be called.  Any
 * other failure is fatal().
 */
int		 peer_send(struct peer *, uint32_t type, uint32_t id,
		    const void *, size_t len);

/* The same without the limit: for the message that ends an exchange. */
void		 peer_send_always(struct peer *, uint32_t type, uint32_t id,
		    const void *, size_t len);

/* peer_send() of a record's bytes; a failed record is fatal(). */
struct record;
int		 peer_send_record(struct peer *, uint32_t type, uint32_t id,
		    const struct record *);

/* Bytes that are queued and not yet written. */
size_t		 peer_queued(const struct peer *);

/* True if peer_send() accepts a message. */
int		 peer_room(const struct peer *);

/* The same; if false, `drained' will be called. */
int		 peer_want_room(struct peer *);

/* Stops and resumes reading from the peer, so that its sender waits. */
void		 peer_pause(struct peer *);
void		 peer_resume(struct peer *);

/*
 * peer_bye: sends a last message, if the socket accepts it at once, and calls
 * peer_free().  It neither waits nor fails, so that it can be called at exit.
 */
void		 peer_bye(struct peer *, uint32_t type);

/* Writes the whole queue, blocking, before a normal exit.  Returns 0, or -1. */
int		 peer_drain(struct peer *);

#endif
