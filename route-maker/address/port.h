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

/* The ports of the host that publish a container's ports. */

#ifndef ROUTE_MAKER_ADDRESS_PORT_H
#define ROUTE_MAKER_ADDRESS_PORT_H

#include "route-maker/container/container.h"

/* How well an address of the host reaches a binding.  The best comes first. */
enum reach {
	REACH_EXACT,		/* bound to exactly that address */
	REACH_ANY,		/* to all addresses of its family */
	REACH_FAMILY,		/* to all addresses of the other family */
	REACH_OTHER,		/* only to another address */
	REACH_NOT		/* no binding */
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
 * or that of the container.  If the address does not reach the host's port, the
 * label means the container's port that is bound to the address.
 */
struct binding	 port_labelled(const struct container *, enum protocol,
		    uint16_t number, const char *host);

/*
 * port_inside: the container's own port for a label, which may have the port of
 * the host.  Returns the label's number if the container exposes neither.
 */
uint16_t	 port_inside(const struct container *, enum protocol,
		    uint16_t number);

/*
 * port_only: the binding of the only port of the protocol that is published at
 * the address, or else at any address.  Returns REACH_NOT if there are no ports
 * or several.
 */
struct binding	 port_only(const struct container *, enum protocol,
		    const char *host);

#endif
