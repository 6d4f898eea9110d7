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
 * a header of type, length, peer and pid, a payload, and possibly one
 * descriptor (SCM_RIGHTS).  Integers are in host order: both ends are one
 * machine.  Nothing here blocks or allocates without a bound.
 */

#ifndef IMSG_H
#define IMSG_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

/* What goes before each payload on the wire. */
struct imsg_header {
	uint32_t	 type;
	uint32_t	 len;	/* of the payload; IMSG_HAS_FD: a descriptor too */
	uint32_t	 peer;
	uint32_t	 pid;
};

#define IMSG_HEADER	16
#define IMSG_HAS_FD	0x80000000u

struct imsg {
	uint32_t	 type;
	uint32_t	 peer;	/* whatever the pair agreed on: an id, a number */
	uint32_t	 pid;	/* sender's, as the sender says */
	const u_char	*data;	/* payload; until the next imsg_get() or _read() */
	size_t		 len;
	int		 fd;	/* passed descriptor or -1; imsg_take_fd() claims it */
};

struct imsgbuf;

/*
 * imsgbuf_new: takes ownership of fd and makes it non-blocking and
 * close-on-exec.  queue_max is the ceiling in bytes of what imsg_compose()
 * may leave unsent.  Returns NULL with errno on failure.
 */
struct imsgbuf	*imsgbuf_new(int fd, size_t queue_max);

/* Closes the descriptor and all that were received but not taken. */
void		 imsgbuf_free(struct imsgbuf *);

int		 imsgbuf_fd(const struct imsgbuf *);

/* Bytes waiting to be written. */
size_t		 imsgbuf_queued(const struct imsgbuf *);

/*
 * Permits messages with a descriptor: at most one received descriptor is
 * held for each message.  Without it, a descriptor that arrives is closed
 * and the stream is an error (EPROTO).
 */
void		 imsgbuf_allow_fd(struct imsgbuf *);

/*
 * imsg_compose: queues a message.  fd is -1 or a descriptor that is closed
 * once it is sent.  Returns 0; -1 with errno ENOBUFS when the queue is at
 * its ceiling (nothing is queued: wait for room), EMSGSIZE when len is over
 * IMSG_PAYLOAD_MAX.  A message is accepted whole as long as the queue is
 * below its ceiling, so the queue never exceeds it by more than one message.
 */
int		 imsg_compose(struct imsgbuf *, uint32_t type, uint32_t peer,
		    const void *, size_t len, int fd);

/* The same beyond the ceiling: for a message that ends an exchange. */
int		 imsg_compose_always(struct imsgbuf *, uint32_t type,
		    uint32_t peer, const void *, size_t len, int fd);

/*
 * imsg_flush: writes what the socket takes.  Returns 0, also when some is
 * left (EAGAIN); -1 with errno when the peer is gone.
 */
int		 imsg_flush(struct imsgbuf *);

/*
 * imsg_read: reads what is there, once.  Returns 1 when bytes came, 0 at
 * end of file, -1 with errno (EAGAIN: nothing there; EPROTO: a descriptor
 * nobody expects).
 */
int		 imsg_read(struct imsgbuf *);

/*
 * imsg_get: takes the next whole message.  Returns 1 with *imsg filled, 0
 * when none is complete, -1 with errno EMSGSIZE when the header announces
 * more than IMSG_PAYLOAD_MAX (the stream is of no use any more).  A
 * descriptor not taken before the next call is closed.
 */
int		 imsg_get(struct imsgbuf *, struct imsg *);

/* The message's descriptor, now the caller's; -1 if there is none. */
int		 imsg_take_fd(struct imsgbuf *, struct imsg *);

#endif
