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
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/peer.h"
#include "common/record.h"

/* Messages that are handled before the event loop runs again. */
#define BURST	256

struct peer {
	struct msg_stream		*ms;
	struct event			*readable;
	struct event			*writable;
	struct event			*again;		/* the rest of a burst */
	const struct peer_callbacks	*cb;
	void				*arg;
	enum role			 role;
	int				 full;		/* a send has failed */
	int				 paused;
	int				 more;		/* read, not yet handled */
	int				 gone;		/* other end closed */
	int				 in_handler;
	int				 freed;		/* by its own handler */
};

static void	peer_on_readable(evutil_socket_t, short, void *);
static void	peer_on_writable(evutil_socket_t, short, void *);

struct peer *
peer_new(struct event_base *base, int fd, enum role role,
    const struct peer_callbacks *cb, void *arg)
{
	struct peer	*p;

	if ((p = calloc(1, sizeof(*p))) == NULL ||
	    (p->ms = msg_stream_new(fd, PEER_QUEUE_MAX)) == NULL)
		fatal("peer %s", role_name(role));
	p->readable = event_new(base, fd, EV_READ | EV_PERSIST,
	    peer_on_readable, p);
	p->writable = event_new(base, fd, EV_WRITE, peer_on_writable, p);
	p->again = evtimer_new(base, peer_on_readable, p);
	if (p->readable == NULL || p->writable == NULL || p->again == NULL ||
	    event_add(p->readable, NULL) == -1)
		fatalx("peer %s: cannot watch its socket", role_name(role));
	p->cb = cb;
	p->arg = arg;
	p->role = role;
	return p;
}

static void
peer_unwatch(struct peer *p)
{
	event_del(p->readable);
	event_del(p->writable);
	event_del(p->again);
}

/* Continues with what is already read, after all other events. */
static void
peer_go_on(struct peer *p)
{
	static const struct timeval	 now = { 0, 0 };

	event_add(p->again, &now);
}

void
peer_free(struct peer *p)
{
	if (p == NULL)
		return;
	if (p->in_handler) {
		p->freed = 1;
		peer_unwatch(p);
		return;
	}
	event_free(p->readable);
	event_free(p->writable);
	event_free(p->again);
	msg_stream_free(p->ms);
	free(p);
}

void *
peer_arg(const struct peer *p)
{
	return p->arg;
}

enum role
peer_role(const struct peer *p)
{
	return p->role;
}

int
peer_send(struct peer *p, uint32_t type, uint32_t id, const void *data,
    size_t len)
{
	if (!peer_want_room(p)) {
		errno = ENOBUFS;
		return -1;
	}
	peer_send_always(p, type, id, data, len);
	return 0;
}

void
peer_send_always(struct peer *p, uint32_t type, uint32_t id,
    const void *data, size_t len)
{
	if (p->freed)
		return;
	if (msg_compose_always(p->ms, type, id, data, len) == -1)
		fatal("message to %s", role_name(p->role));
	/* Written after this event, so that messages are sent together. */
	if (!event_pending(p->writable, EV_WRITE, NULL))
		event_active(p->writable, EV_WRITE, 1);
}

int
peer_send_record(struct peer *p, uint32_t type, uint32_t id,
    const struct record *r)
{
	if (r->failed)
		fatalx("message %#x to %s is too long", type,
		    role_name(p->role));
	return peer_send(p, type, id, r->buf, r->len);
}

size_t
peer_queued(const struct peer *p)
{
	return msg_stream_queued(p->ms);
}

int
peer_room(const struct peer *p)
{
	return peer_queued(p) < PEER_QUEUE_MAX;
}

int
peer_want_room(struct peer *p)
{
	if (peer_room(p))
		return 1;
	p->full = 1;
	return 0;
}

void
peer_pause(struct peer *p)
{
	p->paused = 1;
	event_del(p->readable);
	event_del(p->again);
}

void
peer_resume(struct peer *p)
{
	p->paused = 0;
	if (p->freed)
		return;
	event_add(p->readable, NULL);
	peer_go_on(p);
}

int
peer_drain(struct peer *p)
{
	struct pollfd	 pfd;

	pfd.fd = msg_stream_fd(p->ms);
	pfd.events = POLLOUT;
	for (;;) {
		if (msg_flush(p->ms) == -1)
			return -1;
		if (msg_stream_queued(p->ms) == 0)
			return 0;
		if (poll(&pfd, 1, -1) == -1 && errno != EINTR)
			return -1;
	}
}

void
peer_bye(struct peer *p, uint32_t type)
{
	msg_last(p->ms, type);
	peer_free(p);
}

static void
peer_closed(struct peer *p)
{
	peer_unwatch(p);
	if (p->cb->closed == NULL)
		fatalx("%s disconnected", role_name(p->role));
	p->cb->closed(p);
}

static void
peer_breach(struct peer *p, const struct msg *msg, const char *why)
{
	char	 text[256];

	(void)snprintf(text, sizeof(text),
	    "message %#x of %zu bytes from %s: %s", msg->type, msg->len,
	    role_name(p->role), why);
	if (p->cb->breach == NULL)
		fatalx("%s", text);
	peer_unwatch(p);
	p->cb->breach(p, text);
}

/* Returns 0 to continue, -1 on a breach of the table. */
static int
peer_dispatch(struct peer *p, struct msg *msg)
{
	const struct dispatch	*d;
	size_t			 i;

	if (p->cb->version != 0 && msg->peer != p->cb->version) {
		peer_breach(p, msg, "another message version");
		return -1;
	}
	for (i = 0; i < p->cb->count; i++) {
		d = &p->cb->table[i];
		if (d->type != msg->type || d->sender != p->role)
			continue;
		if (msg->len < d->min || msg->len > d->max)
			peer_breach(p, msg, "wrong length");
		else if (d->handler(p, msg) == -1)
			peer_breach(p, msg, "malformed");
		else
			return 0;
		return -1;
	}
	peer_breach(p, msg, "unknown");
	return -1;
}

/* Any handler may free, pause or close the peer. */
static void
peer_handle(struct peer *p)
{
	struct msg	 msg;
	int		 n, burst = BURST;

	p->more = 1;
	while (!p->freed && !p->paused) {
		if (burst-- == 0) {
			peer_go_on(p);
			return;
		}
		if ((n = msg_get(p->ms, &msg)) == 0) {
			p->more = 0;
			return;
		}
		if (n == -1) {
			memset(&msg, 0, sizeof(msg));
			peer_breach(p, &msg, "invalid header");
			return;
		}
		if (peer_dispatch(p, &msg) == -1)
			return;
	}
}

static void
peer_on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct peer	*p = arg;
	int		 n;

	(void)fd;
	(void)what;
	if (!p->more && !p->gone) {
		n = msg_read(p->ms);
		p->gone = n == 0 || (n == -1 && errno != EAGAIN);
	}
	p->in_handler = 1;
	peer_handle(p);
	if (!p->freed && p->gone && !p->more)
		peer_closed(p);
	p->in_handler = 0;
	if (p->freed)
		peer_free(p);
}

static void
peer_on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct peer	*p = arg;
	size_t		 left;

	(void)fd;
	(void)what;
	p->in_handler = 1;
	if (msg_flush(p->ms) == -1)
		peer_closed(p);
	else {
		left = msg_stream_queued(p->ms);
		if (left > 0)
			event_add(p->writable, NULL);
		if (p->full && left <= PEER_QUEUE_MAX / 2) {
			p->full = 0;
			if (p->cb->drained != NULL)
				p->cb->drained(p);
		}
	}
	p->in_handler = 0;
	if (p->freed)
		peer_free(p);
}
