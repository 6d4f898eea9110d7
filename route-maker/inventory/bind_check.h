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
 * Checks whether other hosts reach the address that this host publishes.  They
 * do not if it is the address of a container: kopd finds such an address if it
 * runs in a container itself.
 */

#ifndef ROUTE_MAKER_INVENTORY_BIND_CHECK_H
#define ROUTE_MAKER_INVENTORY_BIND_CHECK_H

#include "common/config.h"
#include "route-maker/base/ip.h"
#include "route-maker/container/container.h"

enum bind_fault {
	BIND_GOOD,
	BIND_IN_NETWORK,	/* it is in that of a network */
	BIND_IN_CONTAINER	/* it is that of a container */
};

struct bind_check {
	char		*address;	/* that has been looked at; NULL none */
	struct ip	 ip;		/* the same */
	enum bind_fault	 found;		/* the worst, since it is known */
	char		*name;		/* of that container, or network */
	int		 said;		/* the log has it */
};

/*
 * bind_check_look: compares conf's address with the networks of the container,
 * and notes the worst result.  Begins anew if the address has changed.  Does
 * not note that a fixed address lies in a container's subnet: the host may have
 * it.  Notes nothing if servers get addresses as Docker has them.
 */
void	 bind_check_look(struct bind_check *, const struct route_maker_conf *,
	    const struct container *);

/* Logs what was noted, once for each address. */
void	 bind_check_say(struct bind_check *);

void	 bind_check_free(struct bind_check *);

#endif
