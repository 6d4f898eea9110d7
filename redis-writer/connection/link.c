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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>

#include "common/log.h"
#include "redis-writer/connection/link.h"

struct link {
	struct bufferevent	*bev;
	struct reply_reader	*reader;
	struct event		*deadline;
	struct command_queue	 waiting;
	const struct link_owner	*owner;
	struct connection	*connection;
	int			 greeting;	/* TLS handshake is running */
	int			 in_handler;
	int			 delivered;	/* a reply, in this read */
	int			 freed;		/* by one of its handlers */
};

static void	link_on_read(struct bufferevent *, void *);
static void	link_on_event(struct bufferevent *, short, void *);
static void	link_on_deadline(evutil_socket_t, short, void *);

struct command *
command_new(reply_handler handler, void *arg)
{
	struct command	*cmd;

	if ((cmd = calloc(1, sizeof(*cmd))) == NULL)
		fatal(NULL);
	cmd->handler = handler;
	cmd->arg = arg;
	return cmd;
}

struct link *
link_new(struct event_base *base, int fd, SSL *ssl,
    const struct link_owner *owner, struct connection *c)
{
	struct link	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL ||
	    (l->bev = ssl == NULL ?
	    bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE) :
	    bufferevent_openssl_socket_new(base, fd, ssl,
	    BUFFEREVENT_SSL_CONNECTING, BEV_OPT_CLOSE_ON_FREE)) == NULL ||
	    (l->deadline = evtimer_new(base, link_on_deadline, l)) == NULL)
		fatal(NULL);
	l->reader = reply_reader_new();
	STAILQ_INIT(&l->waiting);
	l->owner = owner;
	l->connection = c;
	l->greeting = ssl != NULL;
	bufferevent_setcb(l->bev, link_on_read, NULL, link_on_event, l);
	bufferevent_enable(l->bev, EV_READ | EV_WRITE);
	return l;
}

static void
link_release(struct link *l)
{
	reply_reader_free(l->reader);
	free(l);
}

void
link_free(struct link *l, struct command_queue *unanswered)
{
	if (l == NULL)
		return;
	bufferevent_free(l->bev);
	event_free(l->deadline);
	STAILQ_CONCAT(unanswered, &l->waiting);
	l->freed = 1;
	if (!l->in_handler)
		link_release(l);
}

static void
link_expect(struct link *l)
{
	struct timeval	 limit = { REPLY_TIMEOUT, 0 };

	if (STAILQ_EMPTY(&l->waiting))
		event_del(l->deadline);
	else
		evtimer_add(l->deadline, &limit);
}

static void
free_formatted(const void *data, size_t len, void *arg)
{
	/* AUTH has a password in it. */
	freezero(arg, len);
	(void)data;
}

void
link_send(struct link *l, reply_handler handler, void *arg, size_t argc,
    const char **argv, const size_t *lens)
{
	struct command	*cmd = command_new(handler, arg);
	char		*text;
	int		 len;

	if ((len = redisFormatCommandArgv(&text, (int)argc, argv, lens)) == -1)
		fatal(NULL);
	if (evbuffer_add_reference(bufferevent_get_output(l->bev), text,
	    (size_t)len, free_formatted, text) == -1)
		fatal(NULL);
	STAILQ_INSERT_TAIL(&l->waiting, cmd, entry);
	if (STAILQ_FIRST(&l->waiting) == cmd)
		link_expect(l);
}

int
link_is_waiting(const struct link *l)
{
	return !STAILQ_EMPTY(&l->waiting);
}

size_t
link_commands(const struct link *l)
{
	struct command	*cmd;
	size_t		 n = 0;

	STAILQ_FOREACH(cmd, &l->waiting, entry)
		n++;
	return n;
}

static int
is_message(const redisReply *reply)
{
	return reply_count(reply) == 3 &&
	    strcmp(reply_text(reply_at(reply, 0)), "message") == 0;
}

/* Delivers one reply.  Returns -1 if no command waits for it. */
static int
link_reply(struct link *l, const redisReply *reply)
{
	struct command	*cmd;

	if (is_message(reply))
		return l->owner->message(l->connection, reply);
	if ((cmd = STAILQ_FIRST(&l->waiting)) == NULL)
		return -1;
	STAILQ_REMOVE_HEAD(&l->waiting, entry);
	link_expect(l);
	l->delivered = 1;
	cmd->handler(cmd->arg, reply);
	free(cmd);
	return 0;
}

/* Delivers the complete replies. */
static const char *
link_replies(struct link *l)
{
	redisReply	*reply;
	const char	*fault;
	int		 lost;

	while ((reply = reply_next(l->reader, &fault)) != NULL) {
		lost = link_reply(l, reply) == -1;
		freeReplyObject(reply);
		if (l->freed)
			return NULL;
		if (lost)
			return "unexpected reply from Redis";
	}
	return fault;
}

static void
link_on_read(struct bufferevent *bev, void *arg)
{
	struct link	*l = arg;
	struct evbuffer	*in = bufferevent_get_input(bev);
	const char	*fault = NULL;
	size_t		 n;

	l->in_handler = 1;
	l->delivered = 0;
	while (!l->freed && fault == NULL &&
	    (n = evbuffer_get_contiguous_space(in)) > 0) {
		fault = reply_feed(l->reader, evbuffer_pullup(in,
		    (ev_ssize_t)n), n);
		evbuffer_drain(in, n);
		if (fault == NULL)
			fault = link_replies(l);
	}
	if (!l->freed && fault == NULL && l->delivered)
		l->owner->replied(l->connection);
	else if (!l->freed && fault != NULL)
		l->owner->failed(l->connection, fault);
	l->in_handler = 0;
	if (l->freed)
		link_release(l);
}

static void
link_on_event(struct bufferevent *bev, short what, void *arg)
{
	struct link	*l = arg;
	const SSL	*ssl = bufferevent_openssl_get_ssl(bev);
	const char	*why = NULL;
	unsigned long	 error = 0;
	char		 text[512];

	if (what & BEV_EVENT_CONNECTED) {
		l->greeting = 0;	/* the output is sent now */
		return;
	}
	if (ssl != NULL)
		error = bufferevent_get_openssl_error(bev);
	if (ssl != NULL && !tls_closed(error))
		why = tls_explain(ssl, error);
	if (why != NULL)
		(void)strlcpy(text, why, sizeof(text));
	else if (l->greeting)
		(void)snprintf(text, sizeof(text), "disconnected during the "
		    "TLS handshake; check that this is the tls-port of Redis");
	else if (ssl == NULL && reply_nothing(l->reader))
		(void)snprintf(text, sizeof(text), "disconnected without a "
		    "reply; check that this is the port of Redis without TLS");
	else if ((what & BEV_EVENT_ERROR) && !tls_closed(error))
		(void)snprintf(text, sizeof(text), "disconnected: %s",
		    strerror(errno));
	else
		(void)snprintf(text, sizeof(text),
		    "disconnected by Redis");
	l->owner->failed(l->connection, text);
}

static void
link_on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct link	*l = arg;
	char		 text[128];

	(void)fd;
	(void)what;
	if (l->greeting)
		(void)snprintf(text, sizeof(text), "no TLS handshake within %d "
		    "seconds; check that this is the tls-port of Redis", REPLY_TIMEOUT);
	else if (reply_pending(l->reader) > 0)
		(void)snprintf(text, sizeof(text), "reply incomplete after %d "
		    "seconds", REPLY_TIMEOUT);
	else
		(void)snprintf(text, sizeof(text), "no reply within %d "
		    "seconds", REPLY_TIMEOUT);
	l->owner->failed(l->connection, text);
}
