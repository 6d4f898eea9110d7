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

#ifndef KEEP_H
#define KEEP_H

#include "config.h"
#include "container.h"
#include "label.h"
#include "trace.h"

/*
 * keep_namespace: traefik-kop's namespaces; true if one of kop.namespace's is
 * one of ours, or if neither side has any.
 */
int	 keep_namespace(const struct route_maker_conf *,
	    const struct container *, struct trace *);

/*
 * keep_container: Traefik's keepContainer() (pkg/provider/docker/config.go)
 * without constraints; the settings are those of the container's labels.
 */
int	 keep_container(const struct route_maker_conf *,
	    const struct container *, const struct settings *,
	    struct trace *);

#endif
