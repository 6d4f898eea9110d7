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
 * Decides whether a traefik-kop belonged to this host.  The random name of its
 * container does not tell, but the servers that it wrote do: all of them have
 * addresses of this host.
 */

#ifndef REDIS_WRITER_TAKEOVER_OWNERSHIP_H
#define REDIS_WRITER_TAKEOVER_OWNERSHIP_H

#include <stddef.h>

#include "redis-writer/state.h"

/* Limit of different addresses. */
#define OWNERSHIP_MAX	32

struct ownership {
	char	*ours[OWNERSHIP_MAX];	/* in services that both have */
	size_t	 nours;
	char	*others[OWNERSHIP_MAX];	/* in services that we do not have */
	size_t	 nothers;
	int	 differs;		/* one is not ours; too many */
};

/* True for a name that Docker gives a container by default: 12 digits. */
int	 ownership_random_name(const char *);

/*
 * ownership_server: adds a server of traefik-kop, a URL or an address with a
 * port, in the service with that id.  Copies the strings.
 */
void	 ownership_server(struct ownership *, const struct state *,
	    const char *id, const char *server);

/* True if it belonged to this host.  Frees the addresses. */
int	 ownership_matches(struct ownership *);

#endif
