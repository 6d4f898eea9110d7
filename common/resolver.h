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
 * Names of hosts, looked up while the peer (Redis, or a Docker engine) is
 * disconnected.  The name servers are those of /etc/resolv.conf at start,
 * because a confined process cannot read it again.  If a name does not resolve
 * for a while, the process ends, because another start may help.
 */

#ifndef COMMON_RESOLVER_H
#define COMMON_RESOLVER_H

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

/* Seconds that a name may not resolve, while disconnected, before it ends. */
#define RESOLVER_PATIENCE	30

struct resolver;

/*
 * resolver_new: resolver_free() frees dns, which is NULL if nothing is looked
 * up.  Without by_name the configuration had addresses only, and there are no
 * name servers: a name is fatal() at once.
 */
struct resolver	*resolver_new(struct event_base *, struct evdns_base *dns,
		    int by_name);
void		 resolver_free(struct resolver *);

/*
 * resolver_ask: as evdns_getaddrinfo() with port as a number.  Returns NULL if
 * the callback was already called, because host is an address or in /etc/hosts.
 */
struct evdns_getaddrinfo_request *resolver_ask(struct resolver *,
		    const char *host, uint32_t port,
		    evdns_getaddrinfo_cb, void *arg);

/* The meaning of the callback's error, as a string; static. */
const char	*resolver_error(int error);

/* A name server has answered with an address. */
void		 resolver_found(struct resolver *);
/* host, a name, has no address. */
void		 resolver_failed(struct resolver *, const char *host,
		    const char *why);

/*
 * resolver_connected: the peer has connected, or disconnected.  While it is
 * connected, names do not matter.  resolver_restart: the peer gets another
 * address, or none.
 */
void		 resolver_connected(struct resolver *, int is_connected);
void		 resolver_restart(struct resolver *);

/* Nothing is published any more; after another start, routes are published. */
void		 resolver_idle(struct resolver *);

/*
 * Another start would lose more than it helps: from now on the process waits
 * for a name without a limit.  After a reload it ends nevertheless.
 */
void		 resolver_keep(struct resolver *);

/* The configuration was reloaded: a name that does not resolve ends it. */
void		 resolver_reloaded(struct resolver *);

#endif
