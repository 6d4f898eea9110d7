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

/* A container's own address and port: Traefik's rules. */

#ifndef ROUTE_MAKER_ADDRESS_OWN_H
#define ROUTE_MAKER_ADDRESS_OWN_H

#include "route-maker/address/place.h"

/*
 * own_holder: the container whose network this one uses; usually this one.
 * Returns NULL with a reason if that container does not exist or does not run.
 */
const struct container	*own_holder(const struct place *, char *why,
			    size_t whysize);

/*
 * own_address: Traefik's getIPAddress().  Sets host and no_network of the
 * address.  Returns 0; -1 with the reason in why.
 */
int			 own_address(const struct place *, struct address *);

/*
 * own_port: the labelled port, else the lowest port of the protocol (-1: any
 * protocol) that the container exposes.  Returns 0 if there is no such port.
 */
uint16_t		 own_port(const struct container *, const char *label,
			    int protocol, struct trace *);

#endif
