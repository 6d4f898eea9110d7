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

#include "common/log.h"
#include "common/msg.h"

#define READ_SIZE	(64 * 1024)
#define CHUNK_SIZE	(32 * 1024)	/* small messages share one */

_Static_assert(sizeof(struct msg_header) == MSG_HEADER,
    "the header has no padding");

/* Complete messages that are ready to be written. */
struct chunk {
	TAILQ_ENTRY(chunk)	 entry;
	size_t			 size;
	size_t			 len;
	size_t			 done;
	u_char			 data[];
};

struct msg_stream {
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

struct msg_stream *
msg_stream_new(int fd, size_t queue_max)
{
	struct msg_stream	*ms;

	if (set_flags(fd) == -1)
		return NULL;
	if ((ms = calloc(1, sizeof(*ms))) == NULL)
		fatal(NULL);
	ms->fd = fd;
	ms->pid = (uint32_t)getpid();
	ms->queue_max = queue_max;
	TAILQ_INIT(&ms->queue);
	return ms;
}

static void
chunk_free(struct msg_stream *ms, struct chunk *c)
{
	TAILQ_REMOVE(&ms->queue, c, entry);
	freezero(c, sizeof(*c) + c->size);
}

void
msg_stream_free(struct msg_stream *ms)
{
	struct chunk	*c;

	if (ms == NULL)
		return;
	while ((c = TAILQ_FIRST(&ms->queue)) != NULL)
		chunk_free(ms, c);
	(void)close(ms->fd);
	freezero(ms->in, ms->in_size);
	free(ms);
}

int
msg_stream_fd(const struct msg_stream *ms)
{
	return ms->fd;
}

size_t
msg_stream_queued(const struct msg_stream *ms)
{
	return ms->queued;
}

static struct chunk *
chunk_new(struct msg_stream *ms, size_t size)
{
	struct chunk	*c;

	if ((c = malloc(sizeof(*c) + size)) == NULL)
		fatal(NULL);
	c->size = size;
	c->len = c->done = 0;
	TAILQ_INSERT_TAIL(&ms->queue, c, entry);
	return c;
}

/* A chunk for len more bytes: the last one if they fit, else a new one. */
static struct chunk *
chunk_for(struct msg_stream *ms, size_t len)
{
	struct chunk	*c = TAILQ_LAST(&ms->queue, chunks);

	if (c != NULL && c->size - c->len >= len)
		return c;
	if (len > CHUNK_SIZE)
		return chunk_new(ms, len);
	return chunk_new(ms, ms->queued == 0 ? (len < 512 ? 512 : len) :
	    CHUNK_SIZE);
}

int
msg_compose_always(struct msg_stream *ms, uint32_t type, uint32_t peer,
    const void *data, size_t len)
{
	struct msg_header	 h;
	struct chunk	*c;

	if (len > MSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	c = chunk_for(ms, MSG_HEADER + len);
	h.type = type;
	h.len = (uint32_t)len;
	h.peer = peer;
	h.pid = ms->pid;
	memcpy(c->data + c->len, &h, MSG_HEADER);
	if (len > 0)
		memcpy(c->data + c->len + MSG_HEADER, data, len);
	c->len += MSG_HEADER + len;
	ms->queued += MSG_HEADER + len;
	return 0;
}

int
msg_compose(struct msg_stream *ms, uint32_t type, uint32_t peer,
    const void *data, size_t len)
{
	if (ms->queued >= ms->queue_max) {
		errno = ENOBUFS;
		return -1;
	}
	return msg_compose_always(ms, type, peer, data, len);
}

static void
sent(struct msg_stream *ms, struct chunk *c, size_t n)
{
	ms->queued -= n;
	c->done += n;
	if (c->done == c->len)
		chunk_free(ms, c);
}

int
msg_flush(struct msg_stream *ms)
{
	struct chunk	*c;
	ssize_t		 n;

	while ((c = TAILQ_FIRST(&ms->queue)) != NULL) {
		n = write(ms->fd, c->data + c->done, c->len - c->done);
		if (n == -1) {
			if (errno == EINTR)
				continue;
			return errno == EAGAIN || errno == ENOBUFS ? 0 : -1;
		}
		sent(ms, c, (size_t)n);
	}
	return 0;
}

void
msg_last(struct msg_stream *ms, uint32_t type)
{
	struct msg_header	 h = { .type = type, .pid = ms->pid };

	if (msg_flush(ms) == 0 && ms->queued == 0)
		(void)!write(ms->fd, &h, sizeof(h));
}

/* Wipes what the caller has finished with, because it may be a secret. */
static void
drop_handed_out(struct msg_stream *ms)
{
	explicit_bzero(ms->in + ms->in_start - ms->handed_out, ms->handed_out);
	ms->handed_out = 0;
}

/* Makes room for at least one read after the unread bytes. */
static void
make_room(struct msg_stream *ms)
{
	size_t	 have = ms->in_end - ms->in_start, size;
	u_char	*p;

	if (ms->in != NULL)
		drop_handed_out(ms);
	if (have == 0)
		ms->in_start = ms->in_end = 0;
	else if (ms->in_start > 0 && ms->in_size - ms->in_end < READ_SIZE) {
		memmove(ms->in, ms->in + ms->in_start, have);
		ms->in_start = 0;
		ms->in_end = have;
	}
	if (ms->in_size - ms->in_end >= READ_SIZE / 2)
		return;
	size = ms->in_end + READ_SIZE;
	if ((p = recallocarray(ms->in, ms->in_size, size, 1)) == NULL)
		fatal(NULL);
	ms->in = p;
	ms->in_size = size;
}

int
msg_read(struct msg_stream *ms)
{
	ssize_t	 n;

	make_room(ms);
	do
		n = read(ms->fd, ms->in + ms->in_end,
		    ms->in_size - ms->in_end);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	ms->in_end += (size_t)n;
	return n > 0;
}

int
msg_get(struct msg_stream *ms, struct msg *msg)
{
	struct msg_header	 h;
	size_t		 have = ms->in_end - ms->in_start;

	if (ms->in != NULL)
		drop_handed_out(ms);
	if (have < MSG_HEADER)
		return 0;
	memcpy(&h, ms->in + ms->in_start, MSG_HEADER);
	if (h.len > MSG_PAYLOAD_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	if (have - MSG_HEADER < h.len)
		return 0;
	msg->type = h.type;
	msg->peer = h.peer;
	msg->pid = h.pid;
	msg->len = h.len;
	msg->data = ms->in + ms->in_start + MSG_HEADER;
	ms->in_start += MSG_HEADER + h.len;
	ms->handed_out = h.len;
	return 1;
}
