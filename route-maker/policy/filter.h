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

/* Which containers are ours to publish. */

#ifndef ROUTE_MAKER_POLICY_FILTER_H
#define ROUTE_MAKER_POLICY_FILTER_H

#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"
#include "route-maker/label/label.h"
#include "route-maker/policy/policy.h"

/*
 * filter_namespace: traefik-kop's namespaces; true if one of kop.namespace's is
 * one of ours, or if neither side has any.
 */
int	 filter_namespace(const struct decode *, const struct container *);

/*
 * Traefik's keepContainer() (pkg/provider/docker/config.go), in its order; the
 * settings are those of the container's labels.
 *
 * filter_enabled: true if it is to be published at all.
 */
int	 filter_enabled(const struct decode *, const struct settings *);

/*
 * filter_matching: true if the constraints let it in; the policy may be NULL.
 * -1 with a reason in why when they cannot be decided.
 */
int	 filter_matching(const struct decode *, const struct policy *,
	    const struct container *, char *why, size_t whysize);

/* filter_state: true if it runs and is healthy, or if that does not count. */
int	 filter_state(const struct decode *, const struct container *,
	    const struct settings *);

#endif
