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
 * The environment of a service of a compose file: `environment' as a mapping or
 * a list, `env_file', ${NAME} from the environment of the process and from the
 * file .env in the same directory; and its files of the host: `volumes',
 * `secrets' and `configs' (the compose specification, "services").
 */

#ifndef KOPCTL_MIGRATE_COMPOSE_H
#define KOPCTL_MIGRATE_COMPOSE_H

#include "kopctl/migrate/service.h"
#include "kopd/conf/conf.h"

#define COMPOSE_BYTES_MAX	(1024 * 1024)

/*
 * compose_read: reads the service, or, if service is NULL, the one whose name
 * or image has "traefik-kop" in it.  Its `hostname' counts as KOP_HOSTNAME.
 * Errors are reported with file and line; what is ignored, or handled as empty,
 * is a warning.  Returns -1 if there is no such service, or the file cannot be
 * read or is not a compose file.
 */
int	 compose_read(const char *path, const char *service,
	    struct compose_service *, struct conf_report *);

/* Wipes its strings and frees them. */
void	 compose_free(struct compose_service *);

#endif
