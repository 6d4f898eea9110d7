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
 * Messages over a unix stream socket: a header of type, length, peer and pid,
 * then a payload.  Integers are in host order, because both ends are on one
 * machine.  Nothing here blocks or allocates without a limit.  Out of memory
 * is fatal().
 *
 * The idea is that of OpenBSD's imsg(3), the interface is another one:
 * - len is the length of the payload, without the header and without flags;
 * - no descriptor is passed: the kernel drops one that the other end sends,
 *   because read(2) has no room for it;
 * - the queue has a limit, at which msg_compose() fails;
 * - a payload stays in the buffer of the stream, is valid until the next
 *   msg_get() or msg_read(), and is wiped then: there is no msg_free().
 */
#ifndef COMMON_MSG_H
#define COMMON_MSG_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"

/* The header before each payload. */
struct msg_header {
	uint32_t	 type;
	uint32_t	 len;	/* of the payload */
	uint32_t	 peer;
	uint32_t	 pid;
};

#define MSG_HEADER	16

struct msg {
	uint32_t	 type;
	uint32_t	 peer;	/* its meaning depends on type */
	uint32_t	 pid;	/* of the sender, by its own account */
	const u_char	*data;	/* payload; until the next msg_get(), _read() */
	size_t		 len;
};

/* Both directions of a socket: the queue, and the unread bytes. */
struct msg_stream;

/*
 * msg_stream_new: takes ownership of fd and makes it non-blocking and
 * close-on-exec.  queue_max is the limit in bytes of the queue of
 * msg_compose().  Returns NULL with errno on failure.
 */
struct msg_stream *msg_stream_new(int fd, size_t queue_max);

/* Closes the descriptor. */
void		 msg_stream_free(struct msg_stream *);

int		 msg_stream_fd(const struct msg_stream *);

/* Bytes waiting to be written. */
size_t		 msg_stream_queued(const struct msg_stream *);

/*
 * msg_compose: queues a message.  Returns 0; -1 with errno ENOBUFS if the queue
 * is at its limit (nothing is queued: wait for room), EMSGSIZE if len exceeds
 * MSG_PAYLOAD_MAX.  A message is accepted as a whole while the queue is below
 * its limit, so that the queue exceeds it by one message at most.
 */
int		 msg_compose(struct msg_stream *, uint32_t type,
		    uint32_t peer, const void *, size_t len);

/* The same without the limit: for a message that ends an exchange. */
int		 msg_compose_always(struct msg_stream *, uint32_t type,
		    uint32_t peer, const void *, size_t len);

/*
 * msg_flush: writes as much as the socket accepts.  Returns 0, also if bytes
 * remain (EAGAIN); -1 with errno if the other end has disconnected.
 * The program has to ignore SIGPIPE.
 */
int		 msg_flush(struct msg_stream *);

/*
 * msg_last: sends a message without a payload, if the socket accepts it at once.
 * It needs no memory, because a process may end for lack of it.
 */
void		 msg_last(struct msg_stream *, uint32_t type);

/*
 * msg_read: reads once what is available.  Returns 1 if it has read bytes, 0 at
 * end of file, -1 with errno (EAGAIN: nothing is available).
 */
int		 msg_read(struct msg_stream *);

/*
 * msg_get: takes the next complete message.  Returns 1 with *msg filled, 0 if
 * no message is complete, -1 with errno EMSGSIZE if the header announces more
 * than MSG_PAYLOAD_MAX (the stream can no longer be used).
 */
int		 msg_get(struct msg_stream *, struct msg *);

#endif
