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
 * The labels of registrator, which made services of Consul of them, and of
 * these Traefik 1's Consul catalog made frontends.
 */

#ifndef ROUTE_MAKER_TRANSLATE_REGISTRATOR_H
#define ROUTE_MAKER_TRANSLATE_REGISTRATOR_H

#include "route-maker/container/container.h"
#include "route-maker/translate/made.h"

/*
 * registrator_names: true if the label of that name is reason enough for a
 * route: SERVICE_NAME or SERVICE_TAGS, perhaps of one port.
 * registrator_enabled: what the tags say about traefik.enable: 1 if at least
 * one port is enabled, 0 if all are disabled, -1 if they say nothing.
 * registrator_make: makes the labels of Traefik 3.  Returns 0 and sets *pool if
 * tags of Traefik 1 count.  Returns -1 with an error; 1 if there is no route,
 * with the reason in the trace.
 * registrator_trace: as v1_trace().
 */
int	 registrator_names(const char *);
int	 registrator_enabled(struct made *, const struct container *);
int	 registrator_make(struct made *, const struct container *, int *pool);
void	 registrator_trace(struct decode *, const struct container *,
	    const char *why);

#endif
