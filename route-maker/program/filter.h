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

/* Selects the containers that kopd publishes. */

#ifndef ROUTE_MAKER_PROGRAM_FILTER_H
#define ROUTE_MAKER_PROGRAM_FILTER_H

#include "route-maker/base/decode.h"
#include "route-maker/container/container.h"
#include "route-maker/label/label.h"
#include "route-maker/program/compiled.h"

/*
 * filter_namespace: true if kop.namespace has a namespace of kopd.conf, or if
 * both have no namespace: traefik-kop's rule.
 */
int	 filter_namespace(const struct decode *, const struct container *);

/*
 * Traefik's keepContainer() (pkg/provider/docker/config.go), in its order.  The
 * settings are those of the container's labels.
 *
 * filter_enabled: true if the container is enabled.
 */
int	 filter_enabled(const struct decode *, const struct settings *);

/*
 * filter_matching: returns 1 if the constraints match, else 0.  The program may
 * be NULL. Returns -1 with a reason in why if they cannot be evaluated.
 */
int	 filter_matching(const struct decode *, const struct program *,
	    const struct container *, char *why, size_t whysize);

/*
 * filter_state: true if the container runs and is healthy, or if the settings
 * do not require this.
 */
int	 filter_state(const struct decode *, const struct container *,
	    const struct settings *);

#endif
