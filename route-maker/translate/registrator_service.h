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
 * A service of registrator as a router and a service of Traefik 3.  For
 * registrator.h only.
 */

#ifndef ROUTE_MAKER_TRANSLATE_REGISTRATOR_SERVICE_H
#define ROUTE_MAKER_TRANSLATE_REGISTRATOR_SERVICE_H

#include <stdint.h>

#include "route-maker/translate/registrator_port.h"

/*
 * registrator_v1, registrator_v3: the labels of a port whose tags are those of
 * Traefik 1 or 3.
 * registrator_check: the health check of the service of that name.
 * They return -1 with an error.
 */
int	 registrator_v1(struct made *, const struct container *,
	    const struct registrator_port *);
int	 registrator_v3(struct made *, const struct container *,
	    const struct registrator_port *);
int	 registrator_check(struct made *, const struct container *,
	    uint16_t port, const char *service);

#endif
