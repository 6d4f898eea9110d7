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

/* docker-reader with a TCP port: what it does there, and may not. */

#ifndef REGRESS_PROGRAMS_SANDBOX_TCP_ENGINE_H
#define REGRESS_PROGRAMS_SANDBOX_TCP_ENGINE_H

#include <sys/socket.h>
#include <sys/stat.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "docker-reader/docker-reader.h"
#include "regress/programs/sandbox/inside.h"

/* As dial.c and relay.c do. */
static int
engine(void)
{
	socklen_t	 len = sizeof(int);
	char		 c = 'x';
	int		 fd, one = 1, n;

	if ((fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &one, sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &one,
	    sizeof(one)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &one, sizeof(one)) == -1 ||
	    inside_connect_tcp(fd, fixture.port) == -1 ||
	    getsockopt(fd, SOL_SOCKET, SO_ERROR, &n, &len) == -1 ||
	    send(fd, &c, 1, MSG_NOSIGNAL) != 1 ||
	    fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK) == -1)
		return -1;
	return recv(fd, &c, 1, 0) == -1 && errno == EAGAIN ? 0 : -1;
}

static int
ipv6(void)
{
	return socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static int
other_port(void)
{
	return inside_connect_tcp(-1, fixture.port_other);
}

static int
unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

/* What there was before confinement may not be connected. */
static int
older_socket(void)
{
	return inside_connect_tcp(fixture.tcp_fd, fixture.port);
}

static int
other_option(void)
{
	int	 one = 1;

	return setsockopt(fixture.tcp_fd, SOL_SOCKET, SO_REUSEADDR, &one,
	    sizeof(one));
}

/* evdns: a question has no flags, a request of relay.c has one. */
static int
send_plain(void)
{
	char	 c = 'x';

	if (send(fixture.pair[0], &c, 1, 0) == 1)
		return 0;
	return -1;
}

/* Its root is empty, and nobody can put anything into it. */
static int
empty_root(void)
{
	struct stat	 st;

	return stat("/etc", &st);
}

static const struct inside_case inside_engine[] = {
	{ "connect to the engine, ask and read", engine, WORKS, ANYBODY },
	{ "a socket of IPv6", ipv6, WORKS, ANYBODY },
	{ "connect to another port", other_port, DENIED, PORTS },
	{ "a unix socket", unix_socket, DENIED, ANYBODY },
	{ "connect a socket that there was before", older_socket, DENIED,
	    ANYBODY },
	{ "another option of a socket", other_option, DENIED, ANYBODY },
	{ "look at a file", empty_root, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter_at(const char *host, const char *user)
{
	struct docker_reader_conf	*conf =
	    config_blank(&docker_reader_table);

	conf->address = strdup(host);
	conf->port = fixture.port;
	conf->run_as = strdup(user);
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

#endif
