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

#include "common/hostaddr.h"
#include "common/log.h"
#include "common/resolver.h"

#define NEXT_START	"kopd ends, so that its next start reads the name " \
			"servers of /etc/resolv.conf again"

struct resolver {
	struct evdns_base	*dns;
	int			 by_name;
	int			 connected;	/* the peer is connected */
	int			 failed;	/* since disconnected */
	int			 idle;		/* nothing is published */
	int			 keep;		/* does not end by itself */
	struct event		*patience;	/* runs since the first lookup */
	char			 host[256];	/* being looked up */
	char			 why[128];	/* of failure; "" none */
};

static void	on_impatience(evutil_socket_t, short, void *);

struct resolver *
resolver_new(struct event_base *base, struct evdns_base *dns, int by_name)
{
	struct resolver	*r;

	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->patience = evtimer_new(base, on_impatience, r)) == NULL)
		fatal(NULL);
	r->dns = dns;
	r->by_name = by_name;
	return r;
}

void
resolver_free(struct resolver *r)
{
	if (r->dns != NULL)
		evdns_base_free(r->dns, 0);
	event_free(r->patience);
	free(r);
}

static void
on_impatience(evutil_socket_t fd, short what, void *arg)
{
	struct resolver	*r = arg;

	(void)fd;
	(void)what;
	fatalx("%s does not resolve for %d seconds (%s): " NEXT_START,
	    r->host, RESOLVER_PATIENCE, *r->why != '\0' ? r->why :
	    resolver_error(EVUTIL_EAI_AGAIN));
}

/* A lookup is running, or has failed. */
static void
resolver_wait(struct resolver *r, const char *host)
{
	struct timeval	 patience = { RESOLVER_PATIENCE, 0 };

	if (r->connected || r->idle || r->keep)
		return;
	(void)strlcpy(r->host, host, sizeof(r->host));
	if (!evtimer_pending(r->patience, NULL))
		evtimer_add(r->patience, &patience);
}

struct evdns_getaddrinfo_request *
resolver_ask(struct resolver *r, const char *host, uint32_t port,
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
	asking = evdns_getaddrinfo(r->dns, host, number, &hints, done, arg);
	if (asking == NULL)
		return NULL;
	if (!r->by_name)
		fatalx("%s does not resolve: there was no name server when "
		    "kopd started; restart kopd", host);
	resolver_wait(r, host);
	return asking;
}

const char *
resolver_error(int error)
{
	switch (error) {
	case EVUTIL_EAI_NONAME:
		return "there is no such name";
	case EVUTIL_EAI_NODATA:
		return "it has no address";
	case EVUTIL_EAI_AGAIN:
	case EVUTIL_EAI_FAIL:
		return "no name server answers";
	default:
		return evutil_gai_strerror(error);
	}
}

void
resolver_found(struct resolver *r)
{
	event_del(r->patience);
	r->failed = 0;
	*r->why = '\0';
}

void
resolver_failed(struct resolver *r, const char *host, const char *why)
{
	if (r->connected || r->idle || hostaddr_is_address(host))
		return;
	r->failed = 1;
	(void)strlcpy(r->host, host, sizeof(r->host));
	(void)strlcpy(r->why, why, sizeof(r->why));
	resolver_wait(r, host);
}

void
resolver_connected(struct resolver *r, int is_connected)
{
	if (r->connected != is_connected)
		resolver_found(r);
	r->connected = is_connected;
}

void
resolver_restart(struct resolver *r)
{
	resolver_found(r);
	r->connected = 0;
}

void
resolver_idle(struct resolver *r)
{
	resolver_found(r);
	r->idle = 1;
}

void
resolver_keep(struct resolver *r)
{
	event_del(r->patience);
	r->keep = 1;
}

void
resolver_reloaded(struct resolver *r)
{
	if (r->failed)
		fatalx("%s does not resolve (%s), and kopd was reloaded: "
		    NEXT_START, r->host, r->why);
}
