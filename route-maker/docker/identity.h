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
 * The identity of the engine, because a host's lease in Redis belongs to an
 * engine.  Docker's /info has an ID that does not change.  Podman's /info has a
 * new one at each request, and a proxy may refuse /info.  Then this machine and
 * the engine's endpoint identify it.
 */

#ifndef ROUTE_MAKER_DOCKER_IDENTITY_H
#define ROUTE_MAKER_DOCKER_IDENTITY_H

#include "common/config.h"
#include "route-maker/docker/exchange.h"
#include "route-maker/docker/result.h"

struct identity {
	char		*id;		/* NULL: not known yet */
	char		*name;
	char		*version;
	int		 podman;

	/* Private. */
	struct exchange	 info;
	struct exchange	 version_of;
	char		*info_id;	/* from INFO; "": INFO was refused */
	char		*info_name;
	char		*info_version;
	int		 refused;	/* INFO, at the last request */
	int		 warned;	/* that hostname must be unique */
};

/* The next step after one of its exchanges has ended. */
enum identity_end {
	IDENTITY_MORE,		/* the second request has begun */
	IDENTITY_SAME,		/* the engine has not changed */
	IDENTITY_NEW,		/* it is known now, or has changed */
	IDENTITY_LATER		/* ask it again, after a delay */
};

/* The channel must outlive it. */
void			 identity_init(struct identity *, struct channel *);
void			 identity_free(struct identity *);

/* Asks the engine for its identity, unless a request is under way. */
void			 identity_begin(struct identity *);

/*
 * The exchange, which belongs to this identity, has ended; result and why come
 * from result_of().
 */
enum identity_end	 identity_end(struct identity *, struct exchange *,
			    enum result, const char *why,
			    const struct route_maker_conf *);

#endif
