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
 * Turns the tree of a container into its objects.  Each has its keys for Redis,
 * and a digest that compares the objects of several containers.
 */

#ifndef ROUTE_MAKER_ROUTE_ROUTES_H
#define ROUTE_MAKER_ROUTE_ROUTES_H

#include <sys/queue.h>

#include <stdint.h>

#include "route-maker/base/decode.h"
#include "route-maker/label/tree.h"

/* One object as one container asks for it; lives as long as the arena. */
struct route {
	STAILQ_ENTRY(route)	 entry;
	const char		*id;		/* folded: "http/routers/web" */
	const char		*name;		/* the published one */
	int			 service;	/* with a load-balancer, for
						   servers that are
						   containers */
	/*
	 * The keys below it, sorted.  The keys of a service's only server are
	 * separate: "url", "weight".  Without a server there are none.
	 */
	struct pairs		 keys;
	struct pairs		 server;
	int			 pool;		/* a service made of labels of
						   Traefik 1: all such share
						   it, and the first created
						   one has the definition */
	int			 fixed;		/* a label sets the server's
						   url */
	uint8_t			 address;	/* whose the server's is, as
						   enum address_kind */
	int			 checks_server;	/* its health check has the port
						   of its server: the ports of
						   others that share it may
						   differ */
	uint64_t		 meaning;	/* equal if Traefik finds them
						   equal */
};
STAILQ_HEAD(routes, route);

/*
 * routes_express: appends the objects below the root, for the Traefik of
 * `traefik version'.  With pool, its services with servers are pools.  Names
 * begin with the scope, see scope.h.  Returns -1 after errors about labels that Redis cannot store.  With `lossy labels'
 * these are warnings, and the labels are ignored.
 */
int	routes_express(struct decode *, const struct node *root, int pool,
	    const char *scope, struct routes *);

#endif
