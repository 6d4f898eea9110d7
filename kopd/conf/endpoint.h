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
 * The address of the Docker engine, as in DOCKER_HOST and Traefik's `endpoint':
 * unix:///path, /path, tcp://host[:port], http://host[:port][/].
 */

#ifndef KOPD_CONF_ENDPOINT_H
#define KOPD_CONF_ENDPOINT_H

#include "kopd/conf/conf.h"

/*
 * endpoint_set: sets the socket, or the address and port; overrides kopd.conf.
 * Other forms are errors with what to do.  They repeat only the scheme of the
 * value, because the rest may contain a password.  They begin with what:
 * "endpoint: ".
 */
void	 endpoint_set(struct kopd_conf *, const struct conf_place *,
	    const char *what, const char *value);

#endif
