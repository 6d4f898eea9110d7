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

/*
 * Names of hosts, looked up while the peer (Redis, or a Docker engine) is away.
 * The name servers of /etc/resolv.conf are those of the start: confinement lets
 * no process read it again.  So a name that does not resolve for a while may
 * need another start, and the process ends for it.
 */

#ifndef COMMON_RESOLVER_H
#define COMMON_RESOLVER_H

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

/* Seconds without an answer to a name, while the peer is away, until it ends. */
#define RESOLVER_PATIENCE	30

struct resolver;

/*
 * resolver_new: dns is to be freed by resolver_free(), NULL where nothing is
 * looked up.  Without by_name the configuration had addresses alone, and there
 * are no name servers: a name is fatal() at once.
 */
struct resolver	*resolver_new(struct event_base *, struct evdns_base *dns,
		    int by_name);
void		 resolver_free(struct resolver *);

/*
 * resolver_ask: as evdns_getaddrinfo() with port as a number; NULL when the
 * callback was called already, since host is an address, or in /etc/hosts.
 */
struct evdns_getaddrinfo_request *resolver_ask(struct resolver *,
		    const char *host, uint32_t port,
		    evdns_getaddrinfo_cb, void *arg);

/* What the callback's error means, in plain words; static. */
const char	*resolver_error(int error);

/* A name server has answered with an address. */
void		 resolver_found(struct resolver *);
/* host, a name, has no address. */
void		 resolver_failed(struct resolver *, const char *host,
		    const char *why);

/*
 * resolver_connected: the peer is connected, or it is not.  While it is, no
 * name matters.  resolver_restart: it is to be somewhere else, or nowhere.
 */
void		 resolver_connected(struct resolver *, int is_connected);
void		 resolver_restart(struct resolver *);

/* Nothing is published any more, and another start would publish again. */
void		 resolver_idle(struct resolver *);

/*
 * Another start would lose more than it finds: from now on a name is waited for
 * as long as it takes.  A reload ends it all the same.
 */
void		 resolver_keep(struct resolver *);

/* The configuration was loaded again: a name that does not resolve ends it. */
void		 resolver_reloaded(struct resolver *);

#endif
