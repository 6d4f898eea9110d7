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
 * Verifies whether other hosts reach the address that this host publishes.
 * They do not if it is the address of a container.  kopd finds such an address
 * if it runs in a container itself.
 */

#ifndef ROUTE_MAKER_INVENTORY_BIND_CHECK_H
#define ROUTE_MAKER_INVENTORY_BIND_CHECK_H

#include "common/config.h"
#include "route-maker/base/ip.h"
#include "route-maker/container/container.h"

enum bind_fault {
	BIND_GOOD,
	BIND_IN_NETWORK,	/* it is in a network's subnet */
	BIND_IN_CONTAINER	/* it is a container's address */
};

struct bind_check {
	char		*address;	/* that was checked; NULL: none */
	struct ip	 ip;		/* the same address */
	enum bind_fault	 found;		/* the worst result, for this address */
	char		*name;		/* of that container or network */
	int		 said;		/* it is in the log */
};

/*
 * bind_check_look: compares conf's address with the networks of the container,
 * and records the worst result.  Starts again if the address has changed.  A
 * fixed address in a container's subnet is not recorded, because it may be the
 * host's.  Records nothing if servers get addresses of Docker's networks.
 */
void	 bind_check_look(struct bind_check *, const struct route_maker_conf *,
	    const struct container *);

/* Logs the recorded result, once for each address. */
void	 bind_check_say(struct bind_check *);

void	 bind_check_free(struct bind_check *);

#endif
