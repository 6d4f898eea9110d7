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
 * Ports of a service (compose-spec, "ports" and "expose"), in short and long
 * syntax.  Ranges become one entry for each port.
 */

#ifndef KOPCTL_COMPOSE_PORTS_H
#define KOPCTL_COMPOSE_PORTS_H

#include <netinet/in.h>

#include "kopctl/compose/reading.h"

struct port_range {
	char		 ip[INET6_ADDRSTRLEN];	/* of the host, or "" */
	uint16_t	 host[2];		/* first and last; 0: any */
	uint16_t	 own[2];
	const char	*protocol;
};

/*
 * ports_parse: reads [[IP:]HOST:]CONTAINER[/PROTOCOL]; HOST and CONTAINER are
 * ports or ranges of the same size, or CONTAINER is one port.  Returns NULL, or
 * what is wrong, static.
 */
const char *ports_parse(const char *text, struct port_range *);

/* Each reports its errors. */
void	 ports_read(struct reading *, struct entries *,
	    const struct yaml_node *);
void	 ports_read_exposed(struct reading *, struct entries *,
	    const struct yaml_node *);

#endif
