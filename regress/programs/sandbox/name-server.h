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
 * For those who resolve names: a name server, and cases of who asks it.  The
 * including file calls name_server() before it enters the sandbox.
 */

#ifndef REGRESS_PROGRAMS_SANDBOX_NAME_SERVER_H
#define REGRESS_PROGRAMS_SANDBOX_NAME_SERVER_H

#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include <netinet/in.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

#include "common/dial.h"
#include "common/log.h"
#include "common/names.h"
#include "regress/programs/sandbox/inside.h"

static struct event_base	*base;
static struct evdns_base	*dns;
static int			 server;	/* its descriptor */

/* As names_open() does; the name server is we ourselves, at the other end. */
static int
name_server(void)
{
	struct sockaddr_in	 sin;
	socklen_t		 len = sizeof(sin);
	char			 path[128];
	FILE			*f;

	if (dns != NULL)
		return server;
	(void)snprintf(path, sizeof(path), "%s/resolv.conf", fixture.dir);
	if (getsockname(fixture.udp_fd, (struct sockaddr *)&sin, &len) == -1 ||
	    (f = fopen(path, "w")) == NULL ||
	    fprintf(f, "nameserver 127.0.0.1:%u\n", ntohs(sin.sin_port)) < 0 ||
	    fclose(f) != 0 || (base = event_base_new()) == NULL)
		fatal("a name server");
	dial_fill(FD_NAME_SERVERS);
	server = dup(STDIN_FILENO);
	(void)close(server);
	dns = names_new(base, path);
	if (server < FD_NAME_SERVERS ||
	    getsockname(server, (struct sockaddr *)&sin, &len) == -1 ||
	    connect(fixture.udp_fd, (struct sockaddr *)&sin, len) == -1)
		fatal("the socket of a name server");
	return server;
}

static struct sockaddr_in
elsewhere(void)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };

	sin.sin_port = htons(9);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return sin;
}

static int
send_elsewhere(void)
{
	struct sockaddr_in	 sin = elsewhere();

	return (int)syscall(SYS_sendto, name_server(), "x", 1, 0, &sin,
	    sizeof(sin));
}

static int
message_elsewhere(void)
{
	struct sockaddr_in	 sin = elsewhere();
	struct iovec		 iov = { &sin, 1 };
	struct msghdr		 msg = { .msg_name = &sin,
	    .msg_namelen = sizeof(sin), .msg_iov = &iov, .msg_iovlen = 1 };

	return (int)sendmsg(name_server(), &msg, 0);
}

static int
connect_elsewhere(void)
{
	struct sockaddr_in	 sin = elsewhere();

	return connect(name_server(), (struct sockaddr *)&sin, sizeof(sin));
}

/* It has another address then, for libevent, too. */
static int
library_elsewhere(void)
{
	struct sockaddr_in	 sin = elsewhere();
	struct pollfd		 pfd = { fixture.udp_fd, POLLIN, 0 };

	if (sendto(name_server(), "x", 1, 0, (struct sockaddr *)&sin,
	    sizeof(sin)) == -1)
		return -1;
	errno = EPROTO;
	return poll(&pfd, 1, 1000) == 1 ? 0 : -1;
}

/* Any socket that there was before. */
static int
connect_older(void)
{
	return inside_connect_tcp(fixture.tcp_fd, fixture.port);
}

static void
on_addresses(int error, struct evutil_addrinfo *list, void *arg)
{
	int	*result = arg;

	(void)list;
	*result = error;
	event_base_loopbreak(base);
}

/* The name server: that there is no such name, whatever it was. */
static void
answer_name(evutil_socket_t fd, short what, void *arg)
{
	char	 packet[512];
	ssize_t	 n;
	int	*asked = arg;

	(void)what;
	n = recvfrom(fd, packet, sizeof(packet), 0, NULL, NULL);
	if (n < 12)
		return;
	*asked = 1;
	packet[2] = (char)0x81;
	packet[3] = (char)0x83;
	(void)!write(fd, packet, (size_t)n);
}

static int
resolve(void)
{
	struct evutil_addrinfo	 hints = { .ai_family = AF_UNSPEC,
	    .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP,
	    .ai_flags = EVUTIL_AI_NUMERICSERV };
	struct event		*asking;
	int			 asked = 0, result = 0;

	asking = event_new(base, fixture.udp_fd, EV_READ | EV_PERSIST,
	    answer_name, &asked);
	if (asking == NULL || event_add(asking, NULL) == -1)
		return -1;
	if (evdns_getaddrinfo(dns, "redis.example", "6379", &hints,
	    on_addresses, &result) != NULL)
		event_base_dispatch(base);
	if (asked && result == EVUTIL_EAI_NONAME)
		return 0;
	errno = EPROTO;
	return -1;
}

static const struct inside_case inside_names[] = {
	{ "resolve a name", resolve, WORKS, ANYBODY },
	{ "a question to another address goes to the name server",
	    library_elsewhere, WORKS, ANYBODY },
	{ "send to another than the name server", send_elsewhere, DENIED,
	    ANYBODY },
	{ "a message to another than the name server", message_elsewhere,
	    DENIED, ANYBODY },
	{ "connect to another than the name server", connect_elsewhere,
	    DENIED, ANYBODY },
	{ "connect a socket that there was before", connect_older, DENIED,
	    ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

#endif
