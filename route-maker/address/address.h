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
 * The address of a container's service: the rules of Traefik's docker provider
 * (pkg/provider/docker/config.go), and traefik-kop's rules for addresses and
 * ports that the host publishes.
 */

#ifndef ROUTE_MAKER_ADDRESS_ADDRESS_H
#define ROUTE_MAKER_ADDRESS_ADDRESS_H

#include <stdint.h>

#include "route-maker/address/place.h"

/*
 * address_of: the address of a server of the service.  Returns 0.  Returns -1
 * if there is no address; then the address's string is NULL.
 */
int	 address_of(const struct place *, const struct service_port *,
	    struct address *);

/*
 * address_port: another port of the container, at the address of a server of
 * the same service.  label has the number, which is not 0.  Returns the number
 * at that address.  Sets why of the address to the reason why the address may
 * not work, or to "".
 */
uint16_t address_port(const struct place *, const struct service_port *,
	    struct address *);

#endif
