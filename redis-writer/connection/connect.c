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

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/util.h>

#include "common/backoff.h"
#include "common/dial.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "redis-writer/connection/connect.h"
#include "redis-writer/connection/link.h"

struct connection {
	struct event_base		*base;
	const struct connection_callbacks *cb;
	void				*arg;
	char				*host;
	char				*socket;
	uint32_t			 port;
	const struct tls		*tls;		/* NULL: plain */
	struct dial			*dial;
	struct event			*timer;		/* to retry */
	struct link			*link;		/* when connected */
	struct command_queue		 unanswered;	/* get no reply */
	struct event			*ended;		/* calls handlers */
	struct backoff			 backoff;
};

static void	connection_start(struct connection *);
static void	connection_on_timer(evutil_socket_t, short, void *);
static void	connection_on_dialled(void *, int, int);
static void	connection_on_ended(evutil_socket_t, short, void *);
static int	connection_message(struct connection *, const redisReply *);
static void	connection_replied(struct connection *);

static const struct link_owner link_owner = {
	.failed = connection_fail,
	.message = connection_message,
	.replied = connection_replied,
};

struct connection *
connection_new(struct event_base *base, struct resolver *resolver,
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
	c->dial = dial_new(base, resolver, connection_on_dialled, c);
	c->cb = cb;
	c->arg = arg;
	c->backoff = fresh;
	return c;
}

/* Handlers may send commands, which get no reply either. */
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
	dial_free(c->dial);
	event_free(c->timer);
	event_free(c->ended);
	free(c->host);
	free(c->socket);
	free(c);
}

void
connection_close(struct connection *c)
{
	struct link	*link = c->link;

	dial_stop(c->dial);
	event_del(c->timer);
	c->link = NULL;
	link_free(link, &c->unanswered);
	if (!STAILQ_EMPTY(&c->unanswered))
		event_active(c->ended, EV_TIMEOUT, 0);
}

void
connection_fail(struct connection *c, const char *why)
{
	struct timeval	 delay;
	char		 text[256];

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

size_t
connection_commands(const struct connection *c)
{
	return c->link == NULL ? 0 : link_commands(c->link);
}

long
connection_retry_in(const struct connection *c)
{
	struct timeval	 when, now;

	if (c->link != NULL || dial_is_busy(c->dial) ||
	    !evtimer_pending(c->timer, &when))
		return -1;
	/* libevent reports the ends of timers as wall-clock time. */
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
	const char	*numeric = dial_address(c->dial);

	if (c->host == NULL)
		return "";
	if (*c->socket != '\0')
		(void)snprintf(text, sizeof(text), "%.400s", c->socket);
	else if (*numeric == '\0' || strcmp(numeric, c->host) == 0)
		hostaddr_port(text, sizeof(text), c->host, c->port);
	else
		(void)snprintf(text, sizeof(text), "%.400s:%u (%s)", c->host,
		    c->port, numeric);
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
	(void)fd;
	(void)what;
	connection_start(arg);
}

/*
 * If the path does not exist, uses the name below the root directory, because
 * confinement makes the directory of the socket the root directory.
 */
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
connect_advice(const struct connection *c, int code)
{
	static char	 text[128];
	int		 name = dial_name_error(code);

	if (name != 0) {
		(void)snprintf(text, sizeof(text),
		    "the name does not resolve: %s", resolver_error(name));
		return text;
	}
	switch (code) {
	case ECONNREFUSED:
		return "nothing listens there; check that Redis runs";
	case ENOENT:
		return "there is no such socket; check that Redis runs";
	case EACCES:
		return *c->socket != '\0' ?
		    "permission denied; add the user _kopdr to the group of "
		    "the socket" :
		    "permission denied: the sandbox does not permit this port";
	case ETIMEDOUT:
		(void)snprintf(text, sizeof(text), "no answer within %d "
		    "seconds; check the address", DIAL_TIMEOUT);
		return text;
	default:
		return strerror(code);
	}
}

static void
connection_up(struct connection *c, int fd)
{
	SSL	*ssl = NULL;

	if (c->tls != NULL && (ssl = tls_session(c->tls, c->host)) == NULL) {
		(void)close(fd);
		connection_fail(c, "no certificate can have this name; see "
		    "`tls server name' in kopd.conf(5)");
		return;
	}
	c->link = link_new(c->base, fd, ssl, &link_owner, c);
	c->cb->up(c->arg);
}

static void
connection_on_dialled(void *arg, int fd, int code)
{
	if (fd == -1)
		connection_fail(arg, connect_advice(arg, code));
	else
		connection_up(arg, fd);
}

static int
connection_message(struct connection *c, const redisReply *reply)
{
	if (c->cb->message == NULL)
		return -1;
	c->cb->message(c->arg, reply);
	return 0;
}

static void
connection_replied(struct connection *c)
{
	if (c->cb->replied != NULL)
		c->cb->replied(c->arg);
}

static void
connection_start_socket(struct connection *c)
{
	int	 fd, saved;

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd != -1 && connect_socket(fd, c->socket) == -1) {
		saved = errno;
		(void)close(fd);
		fd = -1;
		errno = saved;
	}
	connection_on_dialled(c, fd, errno);
}

static void
connection_start(struct connection *c)
{
	if (*c->socket != '\0')
		connection_start_socket(c);
	else
		dial_start(c->dial, c->host, c->port);
}
