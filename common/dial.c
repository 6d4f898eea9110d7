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

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/util.h>

#include "common/dial.h"
#include "common/log.h"
#include "common/xstrdup.h"

struct dial {
	struct event_base	*base;
	struct resolver		*resolver;
	dial_fn			 done;
	void			*arg;
	char			*host;
	struct evdns_getaddrinfo_request *asking; /* a name server */
	struct evutil_addrinfo	*addresses;
	struct evutil_addrinfo	*next;		/* is tried next */
	int			 fd;		/* -1: none */
	struct event		*writable;
	struct event		*timer;
	int			 error;		/* of the name */
	int			 code;		/* of the last address */
	char			 numeric[64];
};

static void	dial_next(struct dial *);
static void	on_timeout(evutil_socket_t, short, void *);

struct dial *
dial_new(struct event_base *base, struct resolver *resolver, dial_fn done,
    void *arg)
{
	struct dial	*d;

	if ((d = calloc(1, sizeof(*d))) == NULL ||
	    (d->timer = evtimer_new(base, on_timeout, d)) == NULL)
		fatal(NULL);
	d->base = base;
	d->resolver = resolver;
	d->done = done;
	d->arg = arg;
	d->host = xstrdup("");
	d->fd = -1;
	return d;
}

void
dial_free(struct dial *d)
{
	if (d == NULL)
		return;
	dial_stop(d);
	event_free(d->timer);
	free(d->host);
	free(d);
}

/* Ends the try with the current address; returns its socket. */
static int
leave(struct dial *d)
{
	int	 fd = d->fd;

	if (d->writable != NULL)
		event_free(d->writable);
	d->writable = NULL;
	d->fd = -1;
	event_del(d->timer);
	return fd;
}

static void
forget_addresses(struct dial *d)
{
	if (d->asking != NULL)
		evdns_getaddrinfo_cancel(d->asking);
	d->asking = NULL;
	if (d->addresses != NULL)
		evutil_freeaddrinfo(d->addresses);
	d->addresses = d->next = NULL;
}

void
dial_stop(struct dial *d)
{
	int	 fd = leave(d);

	if (fd != -1)
		(void)close(fd);
	forget_addresses(d);
}

int
dial_is_busy(const struct dial *d)
{
	return d->asking != NULL || d->fd != -1;
}

const char *
dial_address(const struct dial *d)
{
	return d->numeric;
}

int
dial_name_error(int code)
{
	if (!(code & DIAL_NAME))
		return 0;
	code &= ~DIAL_NAME;
	return EVUTIL_EAI_NONAME < 0 ? -code : code;
}

/* The last step: the callback may free the dial. */
static void
end(struct dial *d, int fd, int code)
{
	forget_addresses(d);
	d->done(d->arg, fd, code);
}

/* This address does not connect: tries the next one, if there is one. */
static void
give_up(struct dial *d, int error)
{
	int	 fd = leave(d);

	if (fd != -1)
		(void)close(fd);
	d->code = error;
	dial_next(d);
}

static void
on_timeout(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	give_up(arg, ETIMEDOUT);
}

static void
on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct dial	*d = arg;
	socklen_t	 len = sizeof(int);
	int		 error = 0;

	(void)what;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
		error = errno;
	if (error != 0)
		give_up(d, error);
	else
		end(d, leave(d), 0);
}

static void
await(struct dial *d)
{
	struct timeval	 limit = { DIAL_TIMEOUT, 0 };

	if ((d->writable = event_new(d->base, d->fd, EV_WRITE, on_writable,
	    d)) == NULL || event_add(d->writable, NULL) == -1 ||
	    evtimer_add(d->timer, &limit) == -1)
		fatalx("event_new");
}

static void
option(int fd, int level, int name, int value)
{
	(void)setsockopt(fd, level, name, &value, sizeof(value));
}

static void
set_options(int fd)
{
	option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
	option(fd, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_FIRST);
	option(fd, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_EVERY);
	option(fd, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT);
#endif
}

static void
dial_next(struct dial *d)
{
	struct evutil_addrinfo	*a = d->next;

	if (a == NULL) {
		end(d, -1, d->code);
		return;
	}
	d->next = a->ai_next;
	if (getnameinfo(a->ai_addr, a->ai_addrlen, d->numeric,
	    sizeof(d->numeric), NULL, 0, NI_NUMERICHOST) != 0)
		*d->numeric = '\0';
	d->fd = socket(a->ai_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (d->fd == -1) {
		give_up(d, errno);
		return;
	}
	set_options(d->fd);
	if (connect(d->fd, a->ai_addr, a->ai_addrlen) == 0)
		end(d, leave(d), 0);
	else if (errno == EINPROGRESS)
		await(d);
	else
		give_up(d, errno);
}

/* The name is resolved, or not, with an error. */
static void
resolved(struct dial *d, int error)
{
	if (error == 0 && d->addresses == NULL)
		error = EVUTIL_EAI_NODATA;
	if (error == 0) {
		d->next = d->addresses;
		dial_next(d);
		return;
	}
	resolver_failed(d->resolver, d->host, resolver_error(error));
	end(d, -1, DIAL_NAME | abs(error));
}

/* Called by the event loop after a query to a name server, else at once. */
static void
on_addresses(int error, struct evutil_addrinfo *list, void *arg)
{
	struct dial	*d = arg;

	if (error == EVUTIL_EAI_CANCEL)
		return;
	d->addresses = list;
	d->error = error;
	if (d->asking == NULL)
		return;
	d->asking = NULL;
	if (error == 0)
		resolver_found(d->resolver);
	resolved(d, error);
}

void
dial_start(struct dial *d, const char *host, uint32_t port)
{
	dial_stop(d);
	free(d->host);
	d->host = xstrdup(host);
	*d->numeric = '\0';
	d->asking = resolver_ask(d->resolver, d->host, port, on_addresses, d);
	if (d->asking == NULL)
		resolved(d, d->error);
}

void
dial_fill(int below)
{
	int	 fd;

	do {
		if ((fd = open("/dev/null", O_RDONLY | O_CLOEXEC)) == -1)
			fatal("/dev/null");
	} while (fd < below - 1);
	if (fd >= below)
		(void)close(fd);
}
