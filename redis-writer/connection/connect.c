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

#include <sys/socket.h>
#include <sys/un.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/util.h>

#include "backoff.h"
#include "connect.h"
#include "link.h"
#include "log.h"
#include "lookup.h"

struct connection {
	struct event_base		*base;
	struct lookup			*lookup;
	const struct connection_callbacks *cb;
	void				*arg;
	char				*host;
	char				*socket;
	uint32_t			 port;
	const struct tls		*tls;		/* NULL: plain */
	struct evdns_getaddrinfo_request *asking;
	struct evutil_addrinfo		*addresses;
	struct evutil_addrinfo		*trying;
	int				 fd;		/* while connecting */
	struct event			*writable;
	struct event			*timer;		/* to connect, or to retry */
	struct link			*link;		/* when connected */
	struct command_queue		 unanswered;	/* and never will be */
	struct event			*ended;		/* tells their handlers */
	struct backoff			 backoff;
	char				 numeric[64];	/* address in use */
	char				 why[256];	/* last failure */
};

static void	connection_start(struct connection *);
static void	connection_try(struct connection *);
static void	connection_on_timer(evutil_socket_t, short, void *);
static void	connection_on_ended(evutil_socket_t, short, void *);
static int	connection_message(struct connection *, const redisReply *);

static const struct link_owner link_owner = {
	connection_fail, connection_message
};

struct connection *
connection_new(struct event_base *base, struct lookup *lookup,
    const struct connection_callbacks *cb, void *arg)
{
	struct connection	*c;
	struct backoff		 fresh =
	    BACKOFF_INITIALIZER(RETRY_FIRST, RETRY_LAST);

	if ((c = calloc(1, sizeof(*c))) == NULL ||
	    (c->timer = evtimer_new(base, connection_on_timer, c)) == NULL ||
	    (c->ended = evtimer_new(base, connection_on_ended, c)) == NULL)
		fatal(NULL);
	STAILQ_INIT(&c->unanswered);
	c->base = base;
	c->lookup = lookup;
	c->cb = cb;
	c->arg = arg;
	c->fd = -1;
	c->backoff = fresh;
	return c;
}

/* Handlers may send: that is not answered, either. */
static void
connection_on_ended(evutil_socket_t fd, short what, void *arg)
{
	struct connection	*c = arg;
	struct command		*cmd;

	(void)fd;
	(void)what;
	while ((cmd = STAILQ_FIRST(&c->unanswered)) != NULL) {
		STAILQ_REMOVE_HEAD(&c->unanswered, entry);
		cmd->handler(cmd->arg, NULL);
		free(cmd);
	}
}

void
connection_free(struct connection *c)
{
	if (c == NULL)
		return;
	connection_close(c);
	connection_on_ended(-1, 0, c);
	event_free(c->timer);
	event_free(c->ended);
	free(c->host);
	free(c->socket);
	free(c);
}

static void
connection_stop_trying(struct connection *c)
{
	if (c->writable != NULL)
		event_free(c->writable);
	c->writable = NULL;
	if (c->fd != -1)
		close(c->fd);
	c->fd = -1;
	event_del(c->timer);
}

static void
connection_forget_addresses(struct connection *c)
{
	if (c->asking != NULL)
		evdns_getaddrinfo_cancel(c->asking);
	c->asking = NULL;
	if (c->addresses != NULL)
		evutil_freeaddrinfo(c->addresses);
	c->addresses = c->trying = NULL;
}

void
connection_close(struct connection *c)
{
	struct link	*link = c->link;

	connection_stop_trying(c);
	connection_forget_addresses(c);
	c->link = NULL;
	link_free(link, &c->unanswered);
	if (!STAILQ_EMPTY(&c->unanswered))
		event_active(c->ended, EV_TIMEOUT, 0);
}

void
connection_fail(struct connection *c, const char *why)
{
	struct timeval	 delay;
	char		 text[sizeof(c->why)];

	(void)strlcpy(text, why, sizeof(text));
	connection_close(c);
	delay = backoff_next(&c->backoff);
	evtimer_add(c->timer, &delay);
	c->cb->down(c->arg, text);
}

void
connection_proven(struct connection *c)
{
	backoff_reset(&c->backoff);
}

int
connection_is_up(const struct connection *c)
{
	return c->link != NULL;
}

int
connection_is_waiting(const struct connection *c)
{
	return c->link != NULL && link_is_waiting(c->link);
}

long
connection_retry_in(const struct connection *c)
{
	struct timeval	 when, now;

	if (c->link != NULL || c->fd != -1 || c->asking != NULL ||
	    !evtimer_pending(c->timer, &when))
		return -1;
	/* Libevent tells timers' ends by the clock on the wall. */
	evutil_gettimeofday(&now, NULL);
	if (evutil_timercmp(&when, &now, <=))
		return 0;
	evutil_timersub(&when, &now, &when);
	return when.tv_sec * 1000 + when.tv_usec / 1000;
}

const char *
connection_address(const struct connection *c)
{
	static char	 text[512];

	if (c->host == NULL)
		return "";
	if (*c->socket != '\0')
		(void)snprintf(text, sizeof(text), "%.400s", c->socket);
	else if (*c->numeric == '\0' || strcmp(c->numeric, c->host) == 0)
		(void)snprintf(text, sizeof(text),
		    strchr(c->host, ':') != NULL ? "[%.400s]:%u" :
		    "%.400s:%u", c->host, c->port);
	else
		(void)snprintf(text, sizeof(text), "%.400s:%u (%s)", c->host,
		    c->port, c->numeric);
	return text;
}

void
connection_send(struct connection *c, reply_handler handler, void *arg,
    size_t argc, const char **argv, const size_t *lens)
{
	struct command	*cmd;

	if (c->link != NULL) {
		link_send(c->link, handler, arg, argc, argv, lens);
		return;
	}
	cmd = command_new(handler, arg);
	STAILQ_INSERT_TAIL(&c->unanswered, cmd, entry);
	event_active(c->ended, EV_TIMEOUT, 0);
}

void
connection_open(struct connection *c, const char *host, uint32_t port,
    const char *socket, const struct tls *tls)
{
	connection_close(c);
	free(c->host);
	free(c->socket);
	if ((c->host = strdup(host)) == NULL ||
	    (c->socket = strdup(socket)) == NULL)
		fatal(NULL);
	c->port = port;
	c->tls = tls;
	backoff_reset(&c->backoff);
	connection_start(c);
}

static void
connection_on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct connection	*c = arg;

	(void)fd;
	(void)what;
	if (c->fd == -1) {
		connection_start(c);
		return;
	}
	(void)snprintf(c->why, sizeof(c->why),
	    "no answer within %d seconds: is the address right?",
	    CONNECT_TIMEOUT);
	connection_stop_trying(c);
	connection_try(c);
}

static void
connection_on_addresses(int error, struct evutil_addrinfo *list, void *arg)
{
	struct connection	*c = arg;
	int			 by_server = c->asking != NULL;

	if (error == EVUTIL_EAI_CANCEL)
		return;
	c->asking = NULL;
	if (error != 0) {
		lookup_failed(c->lookup, c->host, lookup_error(error));
		(void)snprintf(c->why, sizeof(c->why),
		    "the name does not resolve: %s", lookup_error(error));
		connection_fail(c, c->why);
		return;
	}
	if (by_server)
		lookup_found(c->lookup);
	c->addresses = c->trying = list;
	(void)strlcpy(c->why, "the name has no address", sizeof(c->why));
	connection_try(c);
}

/* A path below a folder that became our root is at its top. */
static int
connect_socket(int fd, const char *path)
{
	struct sockaddr_un	 sun;
	const char		*name = strrchr(path, '/');

	memset(&sun, 0, sizeof(sun));
	sun.sun_family = AF_UNIX;
	if (strlcpy(sun.sun_path, path, sizeof(sun.sun_path)) <
	    sizeof(sun.sun_path) &&
	    connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == 0)
		return 0;
	if (name == NULL || strlcpy(sun.sun_path, name,
	    sizeof(sun.sun_path)) >= sizeof(sun.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (errno == ENOENT || errno == EACCES)
		return connect(fd, (struct sockaddr *)&sun, sizeof(sun));
	return -1;
}

static const char *
connect_advice(const struct connection *c, int error)
{
	switch (error) {
	case ECONNREFUSED:
		return "nothing listens there: is Redis running?";
	case ENOENT:
		return "there is no such socket: is Redis running?";
	case EACCES:
		return *c->socket != '\0' ?
		    "permission denied: kopd's user _kopdr must be in the "
		    "socket's group" :
		    "permission denied: that port is outside of the sandbox";
	default:
		return strerror(error);
	}
}

static void
connection_up(struct connection *c)
{
	SSL	*ssl = NULL;
	int	 fd = c->fd;

	if (c->tls != NULL && (ssl = tls_session(c->tls, c->host)) == NULL) {
		connection_fail(c, "no certificate can have that name: see "
		    "`tls server name' in kopd.conf(5)");
		return;
	}
	c->fd = -1;
	connection_stop_trying(c);
	c->link = link_new(c->base, fd, ssl, &link_owner, c);
	c->cb->up(c->arg);
}

static int
connection_message(struct connection *c, const redisReply *reply)
{
	if (c->cb->message == NULL)
		return -1;
	c->cb->message(c->arg, reply);
	return 0;
}

/* This address did not do: the next one, if there is one. */
static void
connection_next(struct connection *c, int error)
{
	(void)strlcpy(c->why, connect_advice(c, error), sizeof(c->why));
	connection_stop_trying(c);
	connection_try(c);
}

static void
connection_on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct connection	*c = arg;
	socklen_t		 len = sizeof(int);
	int			 error = 0;

	(void)what;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
		error = errno;
	if (error != 0)
		connection_next(c, error);
	else
		connection_up(c);
}

static void
connection_wait(struct connection *c)
{
	struct timeval	 limit = { CONNECT_TIMEOUT, 0 };

	if ((c->writable = event_new(c->base, c->fd, EV_WRITE,
	    connection_on_writable, c)) == NULL)
		fatal(NULL);
	event_add(c->writable, NULL);
	evtimer_add(c->timer, &limit);
}

static void
connection_option(int fd, int level, int name, int value)
{
	(void)setsockopt(fd, level, name, &value, sizeof(value));
}

static void
connection_options(int fd)
{
	connection_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	connection_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
	connection_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_FIRST);
	connection_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_EVERY);
	connection_option(fd, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT);
#endif
}

/* Tries the address at hand and turns to the one after it. */
static void
connection_try(struct connection *c)
{
	struct evutil_addrinfo	*a = c->trying;

	if (a == NULL) {
		connection_fail(c, c->why);
		return;
	}
	c->trying = a->ai_next;
	if (getnameinfo(a->ai_addr, a->ai_addrlen, c->numeric,
	    sizeof(c->numeric), NULL, 0, NI_NUMERICHOST) != 0)
		*c->numeric = '\0';
	c->fd = socket(a->ai_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd == -1) {
		connection_next(c, errno);
		return;
	}
	connection_options(c->fd);
	if (connect(c->fd, a->ai_addr, a->ai_addrlen) == -1 &&
	    errno != EINPROGRESS)
		connection_next(c, errno);
	else
		connection_wait(c);
}

static void
connection_start_socket(struct connection *c)
{
	c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd == -1 || connect_socket(c->fd, c->socket) == -1)
		connection_next(c, errno);
	else
		connection_up(c);
}

static void
connection_start(struct connection *c)
{
	connection_forget_addresses(c);
	*c->numeric = '\0';
	if (*c->socket != '\0') {
		connection_start_socket(c);
		return;
	}
	c->asking = lookup_ask(c->lookup, c->host, c->port,
	    connection_on_addresses, c);
}
