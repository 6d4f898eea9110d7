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
 * The port of a service's health check.  Traefik uses this port at the address
 * of each server, so the address must reach it.
 */

#ifndef ROUTE_MAKER_ROUTE_HEALTH_H
#define ROUTE_MAKER_ROUTE_HEALTH_H

#include "route-maker/address/address.h"
#include "route-maker/label/tree.h"

/* Below a service. */
#define HEALTH_PORT	"loadBalancer/healthCheck/port"

/*
 * health_port: replaces the labelled port, unless it is 0, by its port at the
 * server's address, by the rules for the server's own port.  If both ports are
 * the same, the check may differ between containers (see apart in struct node).
 * Adds a warning if the port is not published.  The address is the server's;
 * its member why changes.  family is http or tcp.
 */
void	 health_port(const struct place *, const char *family,
	    struct node *service, const struct service_port *server,
	    struct address *);

#endif
