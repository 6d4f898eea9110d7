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
 * Framed messages over a unix stream socket: a header of type, length, peer
 * and pid, then a payload.  Integers are in host order: both ends are one
 * machine.  Nothing here blocks or allocates without a bound.
 *
 * The idea is that of OpenBSD's imsg(3), the interface is another one:
 * - len is the length of the payload, without the header and without flags;
 * - no descriptor is passed: the kernel drops one that the other end sends,
 *   because read(2) has no room for it;
 * - the queue has a ceiling, and msg_compose() fails when it is reached;
 * - a payload stays in the buffer of the stream, is valid until the next
 *   msg_get() or msg_read(), and is wiped then: there is no msg_free().
 */

#ifndef COMMON_MSG_H
#define COMMON_MSG_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"

/* What goes before each payload on the wire. */
struct msg_header {
	uint32_t	 type;
	uint32_t	 len;	/* of the payload */
	uint32_t	 peer;
	uint32_t	 pid;
};

#define MSG_HEADER	16

struct msg {
	uint32_t	 type;
	uint32_t	 peer;	/* whatever the pair agreed on: an id, a number */
	uint32_t	 pid;	/* sender's, as the sender says */
	const u_char	*data;	/* payload; until the next msg_get(), _read() */
	size_t		 len;
};

/* Both directions of one socket: what is queued, and what was read. */
struct msg_stream;

/*
 * msg_stream_new: takes ownership of fd and makes it non-blocking and
 * close-on-exec.  queue_max is the ceiling in bytes of what msg_compose()
 * may leave unsent.  Returns NULL with errno on failure.
 */
struct msg_stream *msg_stream_new(int fd, size_t queue_max);

/* Closes the descriptor. */
void		 msg_stream_free(struct msg_stream *);

int		 msg_stream_fd(const struct msg_stream *);

/* Bytes waiting to be written. */
size_t		 msg_stream_queued(const struct msg_stream *);

/*
 * msg_compose: queues a message.  Returns 0; -1 with errno ENOBUFS when the
 * queue is at its ceiling (nothing is queued: wait for room), EMSGSIZE when
 * len is over MSG_PAYLOAD_MAX.  A message is accepted whole as long as the
 * queue is below its ceiling, so the queue never exceeds it by more than one
 * message.
 */
int		 msg_compose(struct msg_stream *, uint32_t type,
		    uint32_t peer, const void *, size_t len);

/* The same beyond the ceiling: for a message that ends an exchange. */
int		 msg_compose_always(struct msg_stream *, uint32_t type,
		    uint32_t peer, const void *, size_t len);

/*
 * msg_flush: writes what the socket takes.  Returns 0, also when some is
 * left (EAGAIN); -1 with errno when the other end has disconnected.
 * The program has to ignore SIGPIPE.
 */
int		 msg_flush(struct msg_stream *);

/*
 * msg_read: reads what is there, once.  Returns 1 when bytes came, 0 at
 * end of file, -1 with errno (EAGAIN: nothing there).
 */
int		 msg_read(struct msg_stream *);

/*
 * msg_get: takes the next whole message.  Returns 1 with *msg filled, 0
 * when none is complete, -1 with errno EMSGSIZE when the header announces
 * more than MSG_PAYLOAD_MAX (the stream is of no use any more).
 */
int		 msg_get(struct msg_stream *, struct msg *);

#endif
