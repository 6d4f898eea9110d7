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
 * Was a traefik-kop this host's?  Its container's random name does not say,
 * but the servers that it wrote do: all of them are where ours are.
 */

#ifndef REDIS_WRITER_JUDGE_H
#define REDIS_WRITER_JUDGE_H

#include <stddef.h>

#include "redis-writer/state.h"

/* Different addresses that are looked at. */
#define JUDGE_MAX	32

struct judge {
	char	*ours[JUDGE_MAX];	/* those of services that both have */
	size_t	 nours;
	char	*others[JUDGE_MAX];	/* those of services that we have not */
	size_t	 nothers;
	int	 guilty;		/* one is not where ours is, or too many */
};

/* True for what Docker calls a container that nobody named: 12 digits. */
int	 judge_random_name(const char *);

/*
 * judge_server: traefik-kop has this server, a URL or an address with a port,
 * in the service of that id.  Copied.
 */
void	 judge_server(struct judge *, const struct state *, const char *id,
	    const char *server);

/* True when it was this host's; empties the judge. */
int	 judge_end(struct judge *);

#endif
