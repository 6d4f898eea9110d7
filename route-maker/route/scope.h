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
 * `name scope project': the names of a container's objects begin with its
 * project of Docker Compose, and so do the names by which its objects refer to
 * each other.  Names with a provider stay, and so do the store of TLS, which
 * Traefik knows by its name, and what no label makes: options of TLS, and
 * servers transports.
 */

#ifndef ROUTE_MAKER_ROUTE_SCOPE_H
#define ROUTE_MAKER_ROUTE_SCOPE_H

#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"

/*
 * scope_of: "shop-", or "" if names stay as they are.  Returns NULL after an
 * error if no name can begin with the project.
 */
const char	*scope_of(struct decode *, const struct container *);

/* scope_has: true if objects of that kind ("stores") are in the scope. */
int		 scope_has(const char *kind);

/* scope_keys: changes the references in the keys of the object of that id. */
void		 scope_keys(struct arena *, const char *scope, const char *id,
		    struct pairs *);

#endif
