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
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/imsg.h"

#define READ_SIZE	(64 * 1024)
#define CHUNK_SIZE	(32 * 1024)	/* small messages share one */

_Static_assert(sizeof(struct imsg_header) == IMSG_HEADER,
    "the header has no padding");

/* Whole messages, ready to be written. */
struct chunk {
	TAILQ_ENTRY(chunk)	 entry;
	size_t			 size;
	size_t			 len;
	size_t			 done;
	u_char			 data[];
};

struct imsgbuf {
	int			 fd;
	uint32_t		 pid;
	size_t			 queue_max;
	size_t			 queued;
	TAILQ_HEAD(chunks, chunk) queue;
	u_char			*in;
	size_t			 in_size;
	size_t			 in_start;
	size_t			 handed_out;	/* bytes before in_start */
	size_t			 in_end;
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
	TAILQ_INIT(&ib->queue);
	return ib;
}

static void
chunk_free(struct imsgbuf *ib, struct chunk *c)
{
	TAILQ_REMOVE(&ib->queue, c, entry);
	freezero(c, sizeof(*c) + c->size);
}

void
imsgbuf_free(struct imsgbuf *ib)
{
	struct chunk	*c;

	if (ib == NULL)
		return;
	while ((c = TAILQ_FIRST(&ib->queue)) != NULL)
		chunk_free(ib, c);
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

static struct chunk *
chunk_new(struct imsgbuf *ib, size_t size)
{
	struct chunk	*c;

	if ((c = malloc(sizeof(*c) + size)) == NULL)
		return NULL;
	c->size = size;
	c->len = c->done = 0;
	TAILQ_INSERT_TAIL(&ib->queue, c, entry);
	return c;
}

/* Where len more bytes go: the last chunk if they fit, else a new one. */
static struct chunk *
chunk_for(struct imsgbuf *ib, size_t len)
{
	struct chunk	*c = TAILQ_LAST(&ib->queue, chunks);

	if (c != NULL && c->size - c->len >= len)
		return c;
	if (len > CHUNK_SIZE)
		return chunk_new(ib, len);
	return chunk_new(ib, ib->queued == 0 ? (len < 512 ? 512 : len) :
	    CHUNK_SIZE);
}

int
imsg_compose_always(struct imsgbuf *ib, uint32_t type, uint32_t peer,
    const void *data, size_t len)
{
	struct imsg_header	 h;
	struct chunk	*c;

	if (len > IMSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	if ((c = chunk_for(ib, IMSG_HEADER + len)) == NULL)
		return -1;
	h.type = type;
	h.len = (uint32_t)len;
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
    const void *data, size_t len)
{
	if (ib->queued >= ib->queue_max) {
		errno = ENOBUFS;
		return -1;
	}
	return imsg_compose_always(ib, type, peer, data, len);
}

static void
sent(struct imsgbuf *ib, struct chunk *c, size_t n)
{
	ib->queued -= n;
	c->done += n;
	if (c->done == c->len)
		chunk_free(ib, c);
}

int
imsg_flush(struct imsgbuf *ib)
{
	struct chunk	*c;
	ssize_t		 n;

	while ((c = TAILQ_FIRST(&ib->queue)) != NULL) {
		n = write(ib->fd, c->data + c->done, c->len - c->done);
		if (n == -1) {
			if (errno == EINTR)
				continue;
			return errno == EAGAIN || errno == ENOBUFS ? 0 : -1;
		}
		sent(ib, c, (size_t)n);
	}
	return 0;
}

/* What the caller has done with: a payload may have been a secret. */
static void
drop_handed_out(struct imsgbuf *ib)
{
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

int
imsg_read(struct imsgbuf *ib)
{
	ssize_t	 n;

	if (make_room(ib) == -1)
		return -1;
	do
		n = read(ib->fd, ib->in + ib->in_end,
		    ib->in_size - ib->in_end);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	ib->in_end += (size_t)n;
	return n > 0;
}

int
imsg_get(struct imsgbuf *ib, struct imsg *imsg)
{
	struct imsg_header	 h;
	size_t		 have = ib->in_end - ib->in_start;

	if (ib->in != NULL)
		drop_handed_out(ib);
	if (have < IMSG_HEADER)
		return 0;
	memcpy(&h, ib->in + ib->in_start, IMSG_HEADER);
	if (h.len > IMSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	if (have - IMSG_HEADER < h.len)
		return 0;
	imsg->type = h.type;
	imsg->peer = h.peer;
	imsg->pid = h.pid;
	imsg->len = h.len;
	imsg->data = ib->in + ib->in_start + IMSG_HEADER;
	ib->in_start += IMSG_HEADER + h.len;
	ib->handed_out = h.len;
	return 1;
}
