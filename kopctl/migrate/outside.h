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
 * Converts settings that are paths in a container to paths of the host on
 * which kopd will run.
 */

#ifndef KOPCTL_MIGRATE_OUTSIDE_H
#define KOPCTL_MIGRATE_OUTSIDE_H

#include "kopctl/migrate/compose.h"
#include "kopd/conf/conf.h"

/*
 * outside_value: the value of this variable of traefik-kop, to be freed.  If it
 * is a path, it is the path on the host; else it does not change.  A file in a
 * volume without a path of its own is an error with place.
 */
char	*outside_value(const struct compose_service *, const char *variable,
	    const char *value, const char *place, struct conf_report *);

/*
 * outside_socket: the same for Docker's socket, if no variable and no option
 * sets it: for the default, or for the endpoint in DOCKER_CONFIG.
 */
void	 outside_socket(const struct compose_service *, struct kopd_conf *,
	    struct conf_report *);

#endif
