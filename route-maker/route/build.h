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
 * The work of Traefik's docker provider on the tree of one container's labels:
 * services get their server, routers their rule and service.  For route/ only.
 */

#ifndef ROUTE_MAKER_ROUTE_BUILD_H
#define ROUTE_MAKER_ROUTE_BUILD_H

#include <stddef.h>

#include "route-maker/address/place.h"
#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"
#include "route-maker/label/tree.h"
#include "route-maker/program/compiled.h"
#include "route-maker/translate/translate.h"

/* http, tcp or udp. */
struct family {
	const char	*name;
	enum protocol	 protocol;
	const char	*target;	/* of a server: url or address */
};

extern const struct family	family_http;
extern const struct family	family_tcp;
extern const struct family	family_udp;

struct build {
	struct decode		*d;
	const struct place	*place;
	const struct translation *labels;
	struct node		*root;
	const char		*name;		/* of default objects */
	const struct node	*default_router;
	const struct program	*program;
	const char		*rule;		/* the default rule; NULL: none
						   yet */
	const char		*no_rule;	/* why there is no default rule,
						   or NULL */
	int			 serving;	/* running, and healthy */
	int			 nowhere;	/* it has no address */
	int			 network_said;	/* network error is reported */
	int			 enabled;	/* by its own label */
};

/* "services" of a family; NULL if no label has services. */
struct node	*build_section(const struct build *, const struct family *,
		    const char *name);

/*
 * The number of children that are not off, at most BUILD_SEVERAL; 0 for NULL.
 * Each router asks for the number of services: it does not count all.
 */
#define BUILD_SEVERAL	2
unsigned int	 build_count(const struct node *);

/* The only child's name; NULL if there are no children or several. */
const char	*build_only_name(const struct node *);

/*
 * The child of that name, which Traefik must know.  Appends it if it is
 * missing.
 */
struct node	*build_add(struct build *, struct node *, const char *name);

/* Removes the child of that name, if any. */
void		 build_drop(struct node *, const char *name);

/* True if the node has a value at that path.  The node may be NULL. */
int		 build_is_set(const struct node *, const char *path);

#endif
