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

#include <stdlib.h>
#include <unistd.h>

#include "common/entry.h"
#include "kopd/absent.h"
#include "kopd/bind.h"
#include "kopd/iface.h"
#include "kopd/roles.h"

static void
warn_address(const struct kopd_conf *conf, struct conf_report *report)
{
	struct bind	*bind;
	const char	*why;
	int		 fd;

	if (conf->origin[SET_BIND] == NULL || (fd = iface_open()) == -1)
		return;
	(void)close(fd);
	bind = bind_new(conf);
	if (bind_resolve(bind, conf, &why) == NULL)
		conf_warn(report, conf->origin[SET_BIND], "bind: %s: kopd "
		    "would wait for it and publish nothing until then; %s",
		    bind_absent(conf, why), bind_remedy(conf));
	bind_free(bind);
}

/* Warns if the user of docker-reader cannot reach the socket. */
static void
warn_socket(const struct kopd_conf *conf, struct conf_report *report)
{
	const char	*user = roles_user(ROLE_DOCKER_READER);
	struct stat	 st;
	char		*folder;

	if (conf->reader.socket[0] != '/')
		return;
	if ((folder = entry_shut(conf->reader.socket, user, &st)) != NULL)
		conf_warn(report, conf->origin[SET_DOCKER_SOCKET], "docker "
		    "socket %s: %s, not %s%s; %s", conf->reader.socket,
		    entry_text(folder, &st, 1), *user != '\0' ?
		    "docker-reader, which changes to user " : "this user", user,
		    entry_remedy(&st));
	free(folder);
}

void
absent_warn(const struct kopd_conf *conf, struct conf_report *report)
{
	warn_address(conf, report);
	warn_socket(conf, report);
}
