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
 * Redis by TCP and by name; redis-writer-address.c has an address for it, and
 * redis-writer-unix.c a unix socket.
 */

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <string.h>

#include "redis-writer/redis-writer.h"
#include "regress/programs/sandbox/inside.h"
#include "regress/programs/sandbox/name-server.h"

static int
redis(void)
{
	char		 c = 'x';
	struct iovec	 iov = { &c, 1 };
	socklen_t	 len = sizeof(int);
	int		 fd, one = 1, n;

	if ((fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &one,
	    sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &one, sizeof(one)) == -1)
		return -1;
	if (inside_connect_tcp(fd, fixture.port) == -1 ||
	    getsockopt(fd, SOL_SOCKET, SO_ERROR, &n, &len) == -1 ||
	    ioctl(fd, FIONREAD, &n) == -1)
		return -1;
	return writev(fd, &iov, 1) == 1 ? 0 : -1;
}

static int
debug_socket(void)
{
	int	 one = 1;

	return setsockopt(fixture.tcp_fd, SOL_SOCKET, SO_REUSEADDR, &one,
	    sizeof(one));
}

static const struct inside_case own[] = {
	{ "connect to Redis", redis, WORKS, ANYBODY },
	{ "another option of a socket", debug_socket, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);

	(void)name_server();
	evutil_secure_rng_init();
	conf->address = strdup("redis.example");
	conf->run_as = strdup(user);
	conf->port = fixture.port;
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_names,
		inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_sockets, inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
