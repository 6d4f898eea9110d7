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
 * Names of hosts, looked up while Redis is away.  The name servers of
 * /etc/resolv.conf are those of the start: confinement lets nobody read it
 * again.  So a name that does not resolve for a while may need another start,
 * and redis-writer ends for it.
 */

#ifndef LOOKUP_H
#define LOOKUP_H

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

/* Seconds without an answer to a name, while Redis is away, until it ends. */
#define LOOKUP_PATIENCE	30

struct lookup;

/*
 * lookup_new: dns is to be freed by lookup_free(), NULL where nothing is
 * looked up.  Without by_name the configuration had addresses alone, and there
 * are no name servers: a name is fatal() at once.
 */
struct lookup	*lookup_new(struct event_base *, struct evdns_base *dns,
		    int by_name);
void		 lookup_free(struct lookup *);

/*
 * lookup_ask: as evdns_getaddrinfo() with port as a number; NULL when the
 * callback was called already, since host is an address, or in /etc/hosts.
 */
struct evdns_getaddrinfo_request *lookup_ask(struct lookup *,
		    const char *host, uint32_t port,
		    evdns_getaddrinfo_cb, void *arg);

/* What the callback's error means, in plain words; static. */
const char	*lookup_error(int error);

/* A name server has answered with an address. */
void		 lookup_found(struct lookup *);
/* host, a name, has no address. */
void		 lookup_failed(struct lookup *, const char *host,
		    const char *why);

/*
 * lookup_redis: Redis is connected, or it is not.  While it is, no name
 * matters.  lookup_restart: Redis is to be somewhere else, or nowhere.
 */
void		 lookup_redis(struct lookup *, int is_connected);
void		 lookup_restart(struct lookup *);

/* Nothing is published any more, and another start would publish again. */
void		 lookup_idle(struct lookup *);

/* The configuration was loaded again: a name that does not resolve ends it. */
void		 lookup_reloaded(struct lookup *);

#endif
