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
 * Names of hosts: evdns with a connected socket for each name server, so that
 * the sandbox need not permit packets to any other address.
 */

#ifndef COMMON_NAMES_H
#define COMMON_NAMES_H

struct event_base;
struct evdns_base;
struct resolver;

/* Name servers that are asked; resolv.conf(5) has 3. */
#define NAME_SERVERS_MAX	8

/*
 * names_new: to be called before confinement, because it reads resolv_conf, a
 * path, and /etc/hosts.  It opens a socket for each name server at the lowest
 * free descriptors.  A name server without a route is ignored with a warning;
 * if no name server has a route, it waits 10 seconds for one.  If the address
 * of this host changes later and no name server can be asked from the old one,
 * resolver.h handles that.  Without resolv_conf (NULL) names do not resolve and
 * no socket is opened.  Freed by evdns_base_free().
 */
struct evdns_base	*names_new(struct event_base *,
			    const char *resolv_conf);

/*
 * names_open: a resolver for dial.h, before confinement.  With by_name, names
 * are looked up by the servers of /etc/resolv.conf; their sockets are at
 * FD_NAME_SERVERS and above.
 */
struct resolver		*names_open(struct event_base *, int by_name);

#endif
