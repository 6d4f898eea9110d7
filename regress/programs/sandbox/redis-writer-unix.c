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

/* Redis behind a unix socket: then there is no network at all. */

#include <sys/socket.h>

#include <string.h>
#include <unistd.h>

#include "redis-writer/redis-writer.h"
#include "regress/programs/sandbox/inside.h"

static int
redis(void)
{
	int	 fd;

	if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) == -1)
		return -1;
	if (inside_connect_unix(fd, fixture.socket) == 0)
		return 0;
	return inside_connect_unix(fd, strrchr(fixture.socket, '/'));
}

static int
other_folder(void)
{
	return inside_connect_unix(fixture.unix_fd, fixture.other);
}

static const struct inside_case own[] = {
	{ "connect to Redis", redis, WORKS, ANYBODY },
	{ "connect to a socket elsewhere", other_folder, DENIED, ROOT },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);

	conf->run_as = strdup(user);
	conf->socket = fixture.socket;
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_sockets, inside_no_tcp, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
