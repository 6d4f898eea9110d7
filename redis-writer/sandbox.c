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
 * redis-writer may connect to Redis: with TCP to the configured ports, or to
 * any port if sentinels name the master and no ports are configured; or to the
 * configured unix socket, but not both.  It cannot connect sockets that were
 * opened before: the sockets of name servers, which exist if the configuration
 * has names, stay connected.  It cannot read files.
 */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/bounds.h"
#include "common/confine/confine.h"
#include "common/dial.h"
#include "common/log.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/sandbox_system.h"

/*
 * Limit of ports: those of the sentinels and of the masters that they may
 * name.
 */
#define PORTS_MAX	(2 * CONF_LIST_MAX)

/* The state of 10,000 containers and a reply at its limit fit in. */
#define MEMORY	(UINT64_C(2) * 1024 * 1024 * 1024)

/*
 * Sentinels name the port of a master later.  Unless kopd.conf lists the
 * ports, any port is permitted: Landlock has rules for single ports only.
 */
static int
any_port(const struct redis_writer_conf *conf)
{
	return conf->sentinels.n > 0 && conf->sentinel_ports.n == 0;
}

/*
 * Sets the port of the server, or those of sentinels and masters; 0 ends them.
 */
static void
set_ports(const struct redis_writer_conf *conf, uint16_t *ports)
{
	size_t	 i, n = 0;

	if (conf->sentinels.n == 0)
		ports[n++] = (uint16_t)conf->port;
	for (i = 0; i < conf->sentinels.n; i++)
		ports[n++] = (uint16_t)strtoul(conf->sentinels.v[i], NULL, 10);
	for (i = 0; i < conf->sentinel_ports.n; i++)
		ports[n++] = (uint16_t)strtoul(conf->sentinel_ports.v[i],
		    NULL, 10);
	ports[n] = 0;
}

/*
 * Returns the socket if a client must be in its group to connect; NULL if any
 * client may.  kopd has verified it, too, but it may be another one now.
 */
static const char *
needs_group(const struct redis_writer_conf *conf)
{
	struct stat	 st;

	if (stat(conf->socket, &st) == -1)
		return conf->socket;
	if (st.st_mode & S_IWOTH)
		return NULL;
	if (st.st_gid == 0 && *conf->run_as != '\0')
		fatalx("%s: its group is 0; give it a group of its own",
		    conf->socket);
	return conf->socket;
}

const char *
sandbox_enter(const struct redis_writer_conf *conf)
{
	struct confine	 c = { .files = FD_SOCKETS_END };
	uint16_t	 ports[PORTS_MAX + 1];
	const char	*level;
	char		*folder = NULL;

	if (*conf->socket != '\0') {
		folder = confine_folder(conf->socket);
		c.chroot = folder;		/* has the socket */
		c.group_of = needs_group(conf);	/* may connect to Redis */
		c.group = "redis";
		sandbox_permit_unix(&c);
	} else {
		set_ports(conf, ports);
		c.tcp_ports = ports;
		c.tcp_any = any_port(conf);
		sandbox_permit_tcp(&c, config_has_names(conf));
	}
	dial_fill(FD_SOCKETS);
	if (fcntl(FD_SOCKETS, F_GETFD) != -1)
		fatalx("too many descriptors for the sandbox");
	c.user = conf->run_as;
	c.memory = MEMORY;
	c.sandbox = (enum sandbox)conf->sandbox;
	level = confine(&c);
	free(folder);
	return level;
}
