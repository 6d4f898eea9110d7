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

/* The ports of the host at which a container's ports are published. */

#ifndef ROUTE_MAKER_ADDRESS_PORT_H
#define ROUTE_MAKER_ADDRESS_PORT_H

#include "route-maker/container/container.h"

/* How well an address of the host reaches a binding; the best first. */
enum reach {
	REACH_EXACT,		/* it is bound to that very address */
	REACH_ANY,		/* to all of the host's, of that family */
	REACH_FAMILY,		/* to all of the other family */
	REACH_OTHER,		/* to another address alone */
	REACH_NOT		/* there is no binding */
};

struct binding {
	const struct port	*port;		/* NULL with REACH_NOT */
	enum reach		 reach;
};

/*
 * port_published: the best binding of a container's port for an address or
 * name of the host.
 */
struct binding	 port_published(const struct container *, enum protocol,
		    uint16_t number, const char *host);

/*
 * port_labelled: the binding for a label, which may have the port of the host
 * or that of the container.  If the port of the host is not reached at the
 * address, the label means the container's port that is bound to it.
 */
struct binding	 port_labelled(const struct container *, enum protocol,
		    uint16_t number, const char *host);

/*
 * port_inside: the container's own port for a label, which may have the port of
 * the host.  The label's number if the container exposes neither.
 */
uint16_t	 port_inside(const struct container *, enum protocol,
		    uint16_t number);

/*
 * port_only: the binding of the only port of the protocol that is published at
 * the address, or else at any address.  REACH_NOT if there is none, or several.
 */
struct binding	 port_only(const struct container *, enum protocol,
		    const char *host);

#endif
