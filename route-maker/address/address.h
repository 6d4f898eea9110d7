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
 * Where a service of a container is reached: Traefik's rules of its docker
 * provider (pkg/provider/docker/config.go), and over them traefik-kop's for
 * addresses and ports that the host publishes.
 */

#ifndef ROUTE_MAKER_ADDRESS_ADDRESS_H
#define ROUTE_MAKER_ADDRESS_ADDRESS_H

#include <stdint.h>

#include "route-maker/address/place.h"

/* address_of: of a server of the service.  Returns 0; -1 without text. */
int	 address_of(const struct place *, const struct service_port *,
	    struct address *);

/*
 * address_port: at which port of the address, which is that of a server of
 * the same service, another port of the container is reached: the label is
 * this one, and not 0.  Returns the number; its why is a reason why nothing
 * may be there, or "".
 */
uint16_t address_port(const struct place *, const struct service_port *,
	    struct address *);

#endif
