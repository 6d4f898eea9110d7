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
 * The options of Traefik's docker provider, as YAML.
 *
 * They are below `docker:', as in traefik-kop; below `providers:' and
 * `docker:', as in Traefik's own file; or at the top.  Their names are not
 * case-sensitive.  A boolean is one of YAML 1.1 or Go; conf_go_duration()
 * reads httpClientTimeout; an option that is null is not set.
 *
 * Options without effect on a unix socket are warnings, those of Swarm are
 * errors: "file:line:column: message".
 */

#ifndef KOPD_CONF_PROVIDER_H
#define KOPD_CONF_PROVIDER_H

#include "kopd/conf/conf.h"

/*
 * provider_file: sets the options of that file; place is that of the statement
 * with its name.  If the file can no longer be reached, its last contents are
 * used.  A relative path stays relative to the working directory of its first
 * use.  meant is its file_meant().
 */
void	 provider_file(struct kopd_conf *, const struct conf_place *,
	    const char *name, const char *meant);

/*
 * provider_given: sets DOCKER_CONFIG as traefik-kop does: a single line with
 * .yaml or .yml in it is the name of a file, other values are the options
 * themselves.  provider_is_file: true for the name of a file.
 */
int	 provider_is_file(const char *value);
void	 provider_given(struct kopd_conf *, const struct conf_place *,
	    const char *value);

#endif
