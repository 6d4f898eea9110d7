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
 * The default name of a container's service and router: `<service>_<project>'
 * of Docker Compose, else the container's own name, normalised.
 */

#ifndef ROUTE_MAKER_CONTAINER_DEFAULT_NAME_H
#define ROUTE_MAKER_CONTAINER_DEFAULT_NAME_H

#include "route-maker/container/container.h"

/* The caller frees the result. */
char		*container_service_name(const struct container *);

/*
 * container_raw_name: the same before it is normalised; the caller frees it.
 * container_compose: true if Docker Compose has made the container; then
 * project and service are its labels.
 */
char		*container_raw_name(const struct container *);
int		 container_compose(const struct container *,
		    const char **project, const char **service);

/* The container's project of Docker Compose; "": none. */
const char	*container_project(const struct container *);

/* The origin of a default name, for a trace, or "". */
const char	*container_name_source(const struct container *);

#endif
