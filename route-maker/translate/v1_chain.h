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
 * A router that is being made of labels of Traefik 1, and the middlewares
 * before it.  For v1_router.c and what it calls.
 */

#ifndef ROUTE_MAKER_TRANSLATE_V1_CHAIN_H
#define ROUTE_MAKER_TRANSLATE_V1_CHAIN_H

#include "route-maker/translate/v1_modifiers.h"
#include "route-maker/translate/v1_part.h"

/* An entry point of Traefik 1, as kopd.conf translates it. */
struct v1_entry {
	const char	*name;		/* of Traefik 3 */
	const char	*resolver;	/* of certificates; NULL: none */
	int		 tls;
	int		 mapped;	/* kopd.conf has it */
};

struct v1_router {
	struct v1_part		*part;
	struct v1_rule		 rule;
	const char		*rule_label;	/* its name, or MADE_DEFAULT */
	struct words		 middlewares;	/* their names, in order */
	size_t			 room;
	const char		*redirect;	/* the one to an entry point;
						   NULL: none */
	struct v1_entry		 target;	/* of that */
};

/*
 * v1_entry: finds an entry point of Traefik 1 in kopd.conf.  Without it there,
 * the same name without TLS.
 */
void	 v1_entry(const struct v1_part *, const char *name, struct v1_entry *);

/*
 * v1_middleware: a new middleware of the router, whose name ends with that kind
 * and, unless it is NULL, with the name of a set.  Returns what the names of
 * its labels begin with, or NULL with an error.
 */
const char *v1_middleware(struct v1_router *, const char *origin,
	    const char *kind, const char *set);

/*
 * v1_criterion: the function of Traefik 1 that tells the sources of requests
 * apart, for the fields below base.  host is what the host is in Traefik 3:
 * true if it is not the default.  Returns -1 with an error.
 */
int	 v1_criterion(const struct v1_part *, const struct v1_label *,
	    const char *base, int host);

#endif
