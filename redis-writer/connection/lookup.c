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

#include <netinet/in.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lookup.h"
#include "log.h"
#include "permit.h"

#define NEXT_START	"kopd ends, so that its next start reads the name " \
			"servers of /etc/resolv.conf again"

struct lookup {
	struct evdns_base	*dns;
	int			 by_name;
	int			 connected;	/* to Redis */
	int			 failed;	/* since Redis is away */
	int			 idle;		/* nothing is published */
	struct event		*patience;	/* runs since the first lookup */
	char			 host[256];	/* that is looked up */
	char			 why[128];	/* it failed; "" not yet */
};

static void	lookup_on_end(evutil_socket_t, short, void *);

struct lookup *
lookup_new(struct event_base *base, struct evdns_base *dns, int by_name)
{
	struct lookup	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL ||
	    (l->patience = evtimer_new(base, lookup_on_end, l)) == NULL)
		fatal(NULL);
	l->dns = dns;
	l->by_name = by_name;
	return l;
}

void
lookup_free(struct lookup *l)
{
	if (l->dns != NULL)
		evdns_base_free(l->dns, 0);
	event_free(l->patience);
	free(l);
}

static void
lookup_on_end(evutil_socket_t fd, short what, void *arg)
{
	struct lookup	*l = arg;

	(void)fd;
	(void)what;
	fatalx("%s does not resolve for %d seconds (%s): " NEXT_START,
	    l->host, LOOKUP_PATIENCE, *l->why != '\0' ? l->why :
	    lookup_error(EVUTIL_EAI_AGAIN));
}

/* A question is on its way, or had a bad answer. */
static void
lookup_wait(struct lookup *l, const char *host)
{
	struct timeval	 patience = { LOOKUP_PATIENCE, 0 };

	if (l->connected || l->idle)
		return;
	(void)strlcpy(l->host, host, sizeof(l->host));
	if (!evtimer_pending(l->patience, NULL))
		evtimer_add(l->patience, &patience);
}

struct evdns_getaddrinfo_request *
lookup_ask(struct lookup *l, const char *host, uint32_t port,
    evdns_getaddrinfo_cb done, void *arg)
{
	struct evdns_getaddrinfo_request	*asking;
	struct evutil_addrinfo			 hints;
	char					 number[8];

	/* Numbers only, so that nothing is looked up in files. */
	memset(&hints, 0, sizeof(hints));
	hints.ai_family = AF_UNSPEC;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_protocol = IPPROTO_TCP;
	hints.ai_flags = EVUTIL_AI_NUMERICSERV;
	(void)snprintf(number, sizeof(number), "%u", port);
	asking = evdns_getaddrinfo(l->dns, host, number, &hints, done, arg);
	if (asking == NULL)
		return NULL;
	if (!l->by_name)
		fatalx("%s does not resolve: there was no name server when "
		    "kopd was started, which has to be started again", host);
	lookup_wait(l, host);
	return asking;
}

const char *
lookup_error(int error)
{
	switch (error) {
	case EVUTIL_EAI_NONAME:
		return "there is no such name";
	case EVUTIL_EAI_NODATA:
		return "it has no address";
	case EVUTIL_EAI_AGAIN:
	case EVUTIL_EAI_FAIL:
		return "no name server has an answer";
	default:
		return evutil_gai_strerror(error);
	}
}

void
lookup_found(struct lookup *l)
{
	event_del(l->patience);
	l->failed = 0;
	*l->why = '\0';
}

void
lookup_failed(struct lookup *l, const char *host, const char *why)
{
	if (l->connected || l->idle || permit_is_address(host))
		return;
	l->failed = 1;
	(void)strlcpy(l->why, why, sizeof(l->why));
	lookup_wait(l, host);
}

void
lookup_redis(struct lookup *l, int is_connected)
{
	if (l->connected != is_connected)
		lookup_found(l);
	l->connected = is_connected;
}

void
lookup_restart(struct lookup *l)
{
	lookup_found(l);
	l->connected = 0;
}

void
lookup_idle(struct lookup *l)
{
	lookup_found(l);
	l->idle = 1;
}

void
lookup_reloaded(struct lookup *l)
{
	if (l->failed)
		fatalx("%s does not resolve (%s), and kopd was reloaded: "
		    NEXT_START, l->host, l->why);
}
