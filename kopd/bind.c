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

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "kopd/bind.h"
#include "kopd/iface.h"

/* A container that starts changes routes, too, many of them at once. */
static const struct timeval	 settle = { 0, 200 * 1000 };

struct bind {
	int		 query;		/* -1: nothing is followed */
	int		 notices;
	struct event	*readable;
	struct event	*settled;
	void		(*changed)(void *);
	void		*arg;
	char		 address[INET6_ADDRSTRLEN];
};

struct bind *
bind_new(const struct kopd_conf *conf)
{
	struct bind	*b;

	if ((b = calloc(1, sizeof(*b))) == NULL)
		fatal(NULL);
	b->query = b->notices = -1;
	if (conf->bind != BIND_DEFAULT && conf->bind != BIND_INTERFACE)
		return b;
	b->notices = iface_watch();
	b->query = iface_open();
	if (b->query == -1 || b->notices == -1)
		fatal("addresses of this machine");
	return b;
}

void
bind_free(struct bind *b)
{
	if (b == NULL)
		return;
	if (b->readable != NULL)
		event_free(b->readable);
	if (b->settled != NULL)
		event_free(b->settled);
	if (b->query != -1)
		(void)close(b->query);
	if (b->notices != -1)
		(void)close(b->notices);
	free(b);
}

int
bind_follows(const struct bind *b)
{
	return b->query != -1;
}

const char *
bind_resolve(struct bind *b, const struct kopd_conf *conf, const char **why)
{
	if (conf->bind == BIND_IP)
		return conf->bind_value;
	if (conf->bind == BIND_NONE)
		return "";
	if (b->query == -1) {
		*why = "changes of addresses are not reported";
		return NULL;
	}
	if (conf->bind == BIND_INTERFACE)
		return iface_address(b->query, conf->bind_value,
		    b->address, sizeof(b->address), why);
	return iface_default(b->query, b->address, sizeof(b->address), why);
}

const char *
bind_absent(const struct kopd_conf *conf, const char *why)
{
	static char	 text[256];

	if (conf->bind != BIND_INTERFACE)
		return why;
	(void)snprintf(text, sizeof(text), "interface %s: %s",
	    conf->bind_value, why);
	return text;
}

const char *
bind_remedy(const struct kopd_conf *conf)
{
	if (conf->bind == BIND_INTERFACE)
		return "bring the interface up with an address, or set another "
		    "one in kopd.conf";
	return "set up a default route, or set the address of this host in "
	    "kopd.conf (bind ip)";
}

/* The notice is ignored: the address is determined again in any case. */
static void
bind_noticed(evutil_socket_t fd, short what, void *arg)
{
	struct bind	*b = arg;
	char		 buf[8192];
	ssize_t		 n;

	(void)what;
	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0 ||
	    (n == -1 && (errno == ENOBUFS || errno == EINTR)))
		continue;
	if (!evtimer_pending(b->settled, NULL))
		evtimer_add(b->settled, &settle);
}

static void
bind_settled(evutil_socket_t fd, short what, void *arg)
{
	struct bind	*b = arg;

	(void)fd;
	(void)what;
	b->changed(b->arg);
}

void
bind_watch(struct bind *b, struct event_base *base, void (*changed)(void *),
    void *arg)
{
	if (b->notices == -1)
		return;
	b->changed = changed;
	b->arg = arg;
	b->settled = evtimer_new(base, bind_settled, b);
	b->readable = event_new(base, b->notices, EV_READ | EV_PERSIST,
	    bind_noticed, b);
	if (b->settled == NULL || b->readable == NULL ||
	    event_add(b->readable, NULL) == -1)
		fatalx("cannot watch the addresses of this machine");
}
