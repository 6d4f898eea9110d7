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
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "imsg.h"

#define READ_SIZE	(64 * 1024)
#define FDS_HELD	16	/* received, their messages not yet complete */
#define CHUNK_SIZE	(32 * 1024)	/* small messages share one */
#define IOV_COUNT	16

_Static_assert(sizeof(struct imsg_header) == IMSG_HEADER,
    "the header has no padding");

/* Whole messages, ready to be written; one with a descriptor stands alone. */
struct chunk {
	TAILQ_ENTRY(chunk)	 entry;
	size_t			 size;
	size_t			 len;
	size_t			 done;
	int			 fd;
	u_char			 data[];
};

struct imsgbuf {
	int			 fd;
	int			 allow_fd;
	uint32_t		 pid;
	size_t			 queue_max;
	size_t			 queued;
	TAILQ_HEAD(chunks, chunk) queue;
	u_char			*in;
	size_t			 in_size;
	size_t			 in_start;
	size_t			 handed_out;	/* bytes before in_start */
	size_t			 in_end;
	int			 fds[FDS_HELD];
	size_t			 nfds;
	int			 current_fd;	/* of the last imsg_get() */
};

static int
set_flags(int fd)
{
	int	 flags;

	if ((flags = fcntl(fd, F_GETFL)) == -1 ||
	    fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1 ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) == -1)
		return -1;
	return 0;
}

struct imsgbuf *
imsgbuf_new(int fd, size_t queue_max)
{
	struct imsgbuf	*ib;

	if (set_flags(fd) == -1 || (ib = calloc(1, sizeof(*ib))) == NULL)
		return NULL;
	ib->fd = fd;
	ib->pid = (uint32_t)getpid();
	ib->queue_max = queue_max;
	ib->current_fd = -1;
	TAILQ_INIT(&ib->queue);
	return ib;
}

static void
chunk_free(struct imsgbuf *ib, struct chunk *c)
{
	TAILQ_REMOVE(&ib->queue, c, entry);
	if (c->fd != -1)
		close(c->fd);
	freezero(c, sizeof(*c) + c->size);
}

void
imsgbuf_free(struct imsgbuf *ib)
{
	struct chunk	*c;
	size_t		 i;

	if (ib == NULL)
		return;
	while ((c = TAILQ_FIRST(&ib->queue)) != NULL)
		chunk_free(ib, c);
	for (i = 0; i < ib->nfds; i++)
		close(ib->fds[i]);
	if (ib->current_fd != -1)
		close(ib->current_fd);
	close(ib->fd);
	freezero(ib->in, ib->in_size);
	free(ib);
}

int
imsgbuf_fd(const struct imsgbuf *ib)
{
	return ib->fd;
}

size_t
imsgbuf_queued(const struct imsgbuf *ib)
{
	return ib->queued;
}

void
imsgbuf_allow_fd(struct imsgbuf *ib)
{
	ib->allow_fd = 1;
}

static struct chunk *
chunk_new(struct imsgbuf *ib, size_t size, int fd)
{
	struct chunk	*c;

	if ((c = malloc(sizeof(*c) + size)) == NULL)
		return NULL;
	c->size = size;
	c->len = c->done = 0;
	c->fd = fd;
	TAILQ_INSERT_TAIL(&ib->queue, c, entry);
	return c;
}

/* Where len more bytes go: the last chunk if they fit, else a new one. */
static struct chunk *
chunk_for(struct imsgbuf *ib, size_t len, int fd)
{
	struct chunk	*c = TAILQ_LAST(&ib->queue, chunks);

	if (fd == -1 && c != NULL && c->fd == -1 && c->size - c->len >= len)
		return c;
	if (fd != -1 || len > CHUNK_SIZE)
		return chunk_new(ib, len, fd);
	return chunk_new(ib, ib->queued == 0 ? (len < 512 ? 512 : len) :
	    CHUNK_SIZE, -1);
}

int
imsg_compose_always(struct imsgbuf *ib, uint32_t type, uint32_t peer,
    const void *data, size_t len, int fd)
{
	struct imsg_header	 h;
	struct chunk	*c;

	if (len > IMSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	if ((c = chunk_for(ib, IMSG_HEADER + len, fd)) == NULL)
		return -1;
	h.type = type;
	h.len = (uint32_t)len | (fd != -1 ? IMSG_HAS_FD : 0);
	h.peer = peer;
	h.pid = ib->pid;
	memcpy(c->data + c->len, &h, IMSG_HEADER);
	if (len > 0)
		memcpy(c->data + c->len + IMSG_HEADER, data, len);
	c->len += IMSG_HEADER + len;
	ib->queued += IMSG_HEADER + len;
	return 0;
}

int
imsg_compose(struct imsgbuf *ib, uint32_t type, uint32_t peer,
    const void *data, size_t len, int fd)
{
	if (ib->queued >= ib->queue_max) {
		errno = ENOBUFS;
		return -1;
	}
	return imsg_compose_always(ib, type, peer, data, len, fd);
}

static void
attach_fd(struct msghdr *msg, void *buf, size_t size, int fd)
{
	struct cmsghdr	*cmsg;

	msg->msg_control = buf;
	msg->msg_controllen = size;
	cmsg = CMSG_FIRSTHDR(msg);
	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
}

/* A descriptor goes with the first byte of its own chunk, alone. */
static ssize_t
send_some(struct imsgbuf *ib)
{
	union {
		struct cmsghdr	 hdr;
		u_char		 buf[CMSG_SPACE(sizeof(int))];
	}		 control;
	struct iovec	 iov[IOV_COUNT];
	struct msghdr	 msg;
	struct chunk	*c;
	size_t		 n = 0;

	memset(&msg, 0, sizeof(msg));
	TAILQ_FOREACH(c, &ib->queue, entry) {
		if (n == IOV_COUNT || (n > 0 && c->fd != -1))
			break;
		iov[n].iov_base = c->data + c->done;
		iov[n++].iov_len = c->len - c->done;
		if (c->fd != -1) {
			memset(&control, 0, sizeof(control));
			attach_fd(&msg, &control, sizeof(control.buf), c->fd);
			break;
		}
	}
	msg.msg_iov = iov;
	msg.msg_iovlen = n;
	return sendmsg(ib->fd, &msg, MSG_NOSIGNAL);
}

static void
sent(struct imsgbuf *ib, size_t n)
{
	struct chunk	*c;
	size_t		 left;

	ib->queued -= n;
	while (n > 0 && (c = TAILQ_FIRST(&ib->queue)) != NULL) {
		if (c->fd != -1) {
			close(c->fd);
			c->fd = -1;
		}
		left = c->len - c->done;
		if (n < left) {
			c->done += n;
			return;
		}
		n -= left;
		chunk_free(ib, c);
	}
}

int
imsg_flush(struct imsgbuf *ib)
{
	ssize_t	 n;

	while (ib->queued > 0) {
		if ((n = send_some(ib)) == -1) {
			if (errno == EINTR)
				continue;
			return errno == EAGAIN || errno == ENOBUFS ? 0 : -1;
		}
		sent(ib, (size_t)n);
	}
	return 0;
}

/* What the caller has done with: a payload may have been a secret. */
static void
drop_handed_out(struct imsgbuf *ib)
{
	if (ib->current_fd != -1)
		close(ib->current_fd);
	ib->current_fd = -1;
	explicit_bzero(ib->in + ib->in_start - ib->handed_out, ib->handed_out);
	ib->handed_out = 0;
}

/* Room for at least one read behind what is there already. */
static int
make_room(struct imsgbuf *ib)
{
	size_t	 have = ib->in_end - ib->in_start, size;
	u_char	*p;

	if (ib->in != NULL)
		drop_handed_out(ib);
	if (have == 0)
		ib->in_start = ib->in_end = 0;
	else if (ib->in_start > 0 && ib->in_size - ib->in_end < READ_SIZE) {
		memmove(ib->in, ib->in + ib->in_start, have);
		ib->in_start = 0;
		ib->in_end = have;
	}
	if (ib->in_size - ib->in_end >= READ_SIZE / 2)
		return 0;
	size = ib->in_end + READ_SIZE;
	if ((p = recallocarray(ib->in, ib->in_size, size, 1)) == NULL)
		return -1;
	ib->in = p;
	ib->in_size = size;
	return 0;
}

/* Keeps the descriptors of a received message in their order. */
static int
take_fds(struct imsgbuf *ib, struct msghdr *msg)
{
	struct cmsghdr	*cmsg;
	size_t		 i, n;
	int		 fd, bad = (msg->msg_flags & MSG_CTRUNC) != 0;

	for (cmsg = CMSG_FIRSTHDR(msg); cmsg != NULL;
	    cmsg = CMSG_NXTHDR(msg, cmsg)) {
		if (cmsg->cmsg_level != SOL_SOCKET ||
		    cmsg->cmsg_type != SCM_RIGHTS)
			continue;
		n = (cmsg->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (i = 0; i < n; i++) {
			memcpy(&fd, CMSG_DATA(cmsg) + i * sizeof(int),
			    sizeof(fd));
			if (!ib->allow_fd || ib->nfds == FDS_HELD) {
				close(fd);
				bad = 1;
			} else
				ib->fds[ib->nfds++] = fd;
		}
	}
	if (bad)
		errno = EPROTO;
	return bad ? -1 : 0;
}

int
imsg_read(struct imsgbuf *ib)
{
	union {
		struct cmsghdr	 hdr;
		u_char		 buf[CMSG_SPACE(sizeof(int) * FDS_HELD)];
	}		 control;
	struct iovec	 iov;
	struct msghdr	 msg;
	ssize_t		 n;

	if (make_room(ib) == -1)
		return -1;
	memset(&msg, 0, sizeof(msg));
	iov.iov_base = ib->in + ib->in_end;
	iov.iov_len = ib->in_size - ib->in_end;
	msg.msg_iov = &iov;
	msg.msg_iovlen = 1;
	msg.msg_control = &control;
	msg.msg_controllen = sizeof(control.buf);
	do
		n = recvmsg(ib->fd, &msg, MSG_CMSG_CLOEXEC);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	if (take_fds(ib, &msg) == -1)
		return -1;
	ib->in_end += (size_t)n;
	return n > 0;
}

static int
next_fd(struct imsgbuf *ib)
{
	int	 fd;

	if (ib->nfds == 0)
		return -1;
	fd = ib->fds[0];
	memmove(ib->fds, ib->fds + 1, --ib->nfds * sizeof(ib->fds[0]));
	return fd;
}

int
imsg_get(struct imsgbuf *ib, struct imsg *imsg)
{
	struct imsg_header	 h;
	size_t		 have = ib->in_end - ib->in_start, len;

	if (ib->in != NULL)
		drop_handed_out(ib);
	if (have < IMSG_HEADER)
		return 0;
	memcpy(&h, ib->in + ib->in_start, IMSG_HEADER);
	len = h.len & ~IMSG_HAS_FD;
	if (len > IMSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	if (have - IMSG_HEADER < len)
		return 0;
	if (h.len & IMSG_HAS_FD)
		ib->current_fd = next_fd(ib);
	imsg->type = h.type;
	imsg->peer = h.peer;
	imsg->pid = h.pid;
	imsg->len = len;
	imsg->data = ib->in + ib->in_start + IMSG_HEADER;
	imsg->fd = ib->current_fd;
	ib->in_start += IMSG_HEADER + len;
	ib->handed_out = len;
	return 1;
}

int
imsg_take_fd(struct imsgbuf *ib, struct imsg *imsg)
{
	int	 fd = imsg->fd;

	imsg->fd = ib->current_fd = -1;
	return fd;
}
