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
 * They stand below `docker:', as traefik-kop has them, below `providers:'
 * and `docker:', as Traefik's own file has them, or at the top.  Case does
 * not count in their names.  A boolean may be what YAML 1.1 or Go call one,
 * an httpClientTimeout is what conf_go_duration() takes; null is as if the
 * option was not there.
 *
 * Options that mean nothing on a unix socket are warnings, Swarm's are
 * errors.  Both say where: "file:line:column: message".
 */

#ifndef KOPD_CONF_PROVIDER_H
#define KOPD_CONF_PROVIDER_H

#include "kopd/conf/conf.h"

/*
 * provider_file: sets what that file says; place is of the statement that
 * names it.  A file that has come out of reach is as it was when it was read
 * last; a path stays that from the folder where it was first used.  meant is
 * file_meant() of it.
 */
void	 provider_file(struct kopd_conf *, const struct conf_place *,
	    const char *name, const char *meant);

/*
 * provider_given: DOCKER_CONFIG as in traefik-kop: the name of a file when
 * it has one line and .yaml or .yml in it, else the options themselves.
 * provider_is_file: which of both; 1 or 0.
 */
int	 provider_is_file(const char *value);
void	 provider_given(struct kopd_conf *, const struct conf_place *,
	    const char *value);

#endif
