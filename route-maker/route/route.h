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
 * Makes the routes that one container asks for, as Traefik's docker provider
 * does (pkg/provider/docker/config.go, pkg/provider/configuration.go).
 */

#ifndef ROUTE_MAKER_ROUTE_ROUTE_H
#define ROUTE_MAKER_ROUTE_ROUTE_H

#include "route-maker/address/address.h"
#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"
#include "route-maker/label/tree.h"
#include "route-maker/program/compiled.h"
#include "route-maker/route/routes.h"
#include "route-maker/translate/translate.h"

enum route_verdict {
	ROUTE_NONE,		/* nothing to publish, without an error */
	ROUTE_FAULT,		/* an error, not only warnings */
	ROUTE_NOWHERE,		/* an error, and the container has left the
				   address of its earlier routes */
	ROUTE_BLOCKED,		/* a rule of kopd.conf blocks an object */
	ROUTE_GOOD
};

/*
 * route_settings: reads traefik.enable and traefik.docker.* of any container,
 * also of one that is not published, because other containers may use its
 * network.  Sets network, network_labelled and docker_fault.  route_make()
 * needs the settings, and whose labels these are.
 */
void			route_settings(struct decode *, struct container *,
			    struct translation *, struct settings *);

/*
 * route_make: makes the routes that the container of the place asks for.  Its
 * decode has the errors of route_settings(), and gets further ones.  If only
 * one router is rejected, this is a warning.  Errors of a container of another
 * namespace are not reported.  The program may be NULL.
 */
enum route_verdict	route_make(struct place *, const struct program *,
			    struct translation *, const struct settings *,
			    struct routes *);

/* kop.merge-lbs, or its older name traefik.merge-lbs. */
int			 route_merges(const struct container *, struct trace *);

#endif
