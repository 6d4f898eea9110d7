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
 * Converts the settings of traefik-kop to those of kopd.conf.  Each function
 * reports an error of the place for an invalid value.  It accepts what
 * traefik-kop accepts; it reports what kopd does not support.
 */

#ifndef KOPD_CONF_APPLY_H
#define KOPD_CONF_APPLY_H

#include "kopd/conf/conf.h"

typedef void	apply_fn(struct kopd_conf *, const struct conf_place *,
		    const char *);

apply_fn	 apply_hostname;
apply_fn	 apply_bind_interface;
apply_fn	 apply_bind_ip;
apply_fn	 apply_skip_replace;
apply_fn	 apply_redis_addr;
apply_fn	 apply_redis_user;
apply_fn	 apply_redis_pass;
apply_fn	 apply_redis_pass_file;
apply_fn	 apply_redis_db;
apply_fn	 apply_redis_ttl;
apply_fn	 apply_sentinels;
apply_fn	 apply_sentinel_master;
apply_fn	 apply_docker_host;
apply_fn	 apply_docker_config;
apply_fn	 apply_docker_prefix;
apply_fn	 apply_poll;
apply_fn	 apply_namespace;
apply_fn	 apply_verbose;

/*
 * apply_settle: called after an address of Redis was applied: removes the ports
 * and masters that a sentinel block permits, unless there are sentinels.
 */
void	 apply_settle(struct kopd_conf *);

#endif
