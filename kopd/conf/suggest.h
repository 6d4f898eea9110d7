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
 * Environment variables that look like those of traefik-kop, but are unknown.
 *
 * A name counts as misspelt if
 *	- it begins with KOP_;
 *	- or it differs from a known one by one letter, or by two if it has more
 *	  than five after the first underscore, or in its case; but not by a
 *	  digit at its end, and no name is near to DEBUG;
 *	- or it is REDIS_..._FILE, and the value is not read from a file;
 *	- or other programs use it for a setting (REDIS_PASSWORD), and that
 *	  setting is not given in another way.
 * Variables that Docker's links and Kubernetes set (REDIS_PORT=tcp://...,
 * KOP_SERVICE_HOST) never count as misspelt.
 */

#ifndef KOPD_CONF_SUGGEST_H
#define KOPD_CONF_SUGGEST_H

#include "kopd/conf/conf.h"

/* The limit of warnings. */
#define SUGGEST_MAX	16

/*
 * suggest: returns 1 if the variable looks misspelt; *meant is then the nearest
 * known name, or NULL.  conf has the settings that are given in another way;
 * NULL: none.
 */
int	 suggest(const char *name, const char *value,
	    const struct kopd_conf *conf, const char **meant);

/* suggest_warn: warns of each such variable of the process' environment. */
void	 suggest_warn(const struct kopd_conf *);

#endif
