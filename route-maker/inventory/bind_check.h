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
 * Whether other hosts reach the address that this host publishes.  They do
 * not where it is a container's: kopd takes such a one when it runs in a
 * container itself.
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
 * bind_check_look: notes what this container says of conf's address; another
 * address than the last one begins anew.  What is true of a fixed address in
 * a container's subnet is not noted: it may be the host's own.  Nothing is
 * where servers have addresses as Docker has them.  Costs the container's
 * networks.
 */
void	 bind_check_look(struct bind_check *, const struct route_maker_conf *,
	    const struct container *);

/* Logs what was noted, once for each address. */
void	 bind_check_say(struct bind_check *);

void	 bind_check_free(struct bind_check *);

#endif
