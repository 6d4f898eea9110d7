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
 * Framed messages over a unix stream socket, after OpenBSD's imsg(3):
 * a header of type, length, peer and pid, and a payload.  Integers are in
 * host order: both ends are one machine.  Nothing here blocks or allocates
 * without a bound.  No descriptor goes along: the kernel drops one that a
 * peer sends, since read(2) has no room for it.
 */

#ifndef COMMON_IMSG_H
#define COMMON_IMSG_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "common/bounds.h"

/* What goes before each payload on the wire. */
struct imsg_header {
	uint32_t	 type;
	uint32_t	 len;	/* of the payload */
	uint32_t	 peer;
	uint32_t	 pid;
};

#define IMSG_HEADER	16

struct imsg {
	uint32_t	 type;
	uint32_t	 peer;	/* whatever the pair agreed on: an id, a number */
	uint32_t	 pid;	/* sender's, as the sender says */
	const u_char	*data;	/* payload; until the next imsg_get() or _read() */
	size_t		 len;
};

struct imsgbuf;

/*
 * imsgbuf_new: takes ownership of fd and makes it non-blocking and
 * close-on-exec.  queue_max is the ceiling in bytes of what imsg_compose()
 * may leave unsent.  Returns NULL with errno on failure.
 */
struct imsgbuf	*imsgbuf_new(int fd, size_t queue_max);

/* Closes the descriptor. */
void		 imsgbuf_free(struct imsgbuf *);

int		 imsgbuf_fd(const struct imsgbuf *);

/* Bytes waiting to be written. */
size_t		 imsgbuf_queued(const struct imsgbuf *);

/*
 * imsg_compose: queues a message.  Returns 0; -1 with errno ENOBUFS when the
 * queue is at its ceiling (nothing is queued: wait for room), EMSGSIZE when
 * len is over IMSG_PAYLOAD_MAX.  A message is accepted whole as long as the queue is
 * below its ceiling, so the queue never exceeds it by more than one message.
 */
int		 imsg_compose(struct imsgbuf *, uint32_t type, uint32_t peer,
		    const void *, size_t len);

/* The same beyond the ceiling: for a message that ends an exchange. */
int		 imsg_compose_always(struct imsgbuf *, uint32_t type,
		    uint32_t peer, const void *, size_t len);

/*
 * imsg_flush: writes what the socket takes.  Returns 0, also when some is
 * left (EAGAIN); -1 with errno when the peer is gone.
 * The program has to ignore SIGPIPE.
 */
int		 imsg_flush(struct imsgbuf *);

/*
 * imsg_read: reads what is there, once.  Returns 1 when bytes came, 0 at
 * end of file, -1 with errno (EAGAIN: nothing there).
 */
int		 imsg_read(struct imsgbuf *);

/*
 * imsg_get: takes the next whole message.  Returns 1 with *imsg filled, 0
 * when none is complete, -1 with errno EMSGSIZE when the header announces
 * more than IMSG_PAYLOAD_MAX (the stream is of no use any more).
 */
int		 imsg_get(struct imsgbuf *, struct imsg *);

#endif
