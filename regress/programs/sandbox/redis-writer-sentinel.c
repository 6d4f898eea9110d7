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

/* Redis behind Sentinel: the ports of sentinels and masters, and no other. */

#include <sys/socket.h>

#include <netinet/in.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/redis-writer.h"
#include "regress/programs/sandbox/inside.h"

static uint16_t	 elsewhere;

static int
sentinel(void)
{
	return inside_connect_tcp(-1, fixture.port);
}

static int
master(void)
{
	return inside_connect_tcp(-1, fixture.port_other);
}

static int
somebody_else(void)
{
	return inside_connect_tcp(-1, elsewhere);
}

static const struct inside_case own[] = {
	{ "connect to a sentinel", sentinel, WORKS, ANYBODY },
	{ "connect to a master", master, WORKS, ANYBODY },
	{ "connect to another port", somebody_else, DENIED, PORTS },
	{ NULL, NULL, DENIED, ANYBODY }
};

static uint16_t
listen_elsewhere(void)
{
	struct sockaddr_in	 sin;
	socklen_t		 len = sizeof(sin);
	int			 fd;

	memset(&sin, 0, sizeof(sin));
	sin.sin_family = AF_INET;
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if ((fd = socket(AF_INET, SOCK_STREAM, 0)) == -1 ||
	    bind(fd, (struct sockaddr *)&sin, len) == -1 ||
	    listen(fd, 8) == -1 ||
	    getsockname(fd, (struct sockaddr *)&sin, &len) == -1)
		fatal("a socket to listen at");
	return ntohs(sin.sin_port);
}

static void
add(struct string_list *list, const char *after, uint16_t port)
{
	if ((list->v = calloc(1, sizeof(*list->v))) == NULL ||
	    asprintf(&list->v[0], "%u%s", port, after) == -1)
		fatal(NULL);
	list->n = 1;
}

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);

	conf->run_as = strdup(user);
	add(&conf->sentinels, ":127.0.0.1", fixture.port);
	add(&conf->sentinel_ports, "", fixture.port_other);
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_no_unix, NULL
	};

	elsewhere = listen_elsewhere();
	return inside_main(tables, enter, "_kopdr");
}
