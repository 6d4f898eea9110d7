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
#include <sys/syscall.h>
#include <sys/uio.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

#include "dial.h"
#include "inside.h"
#include "log.h"
#include "names.h"
#include "redis-writer.h"

static struct event_base	*base;
static struct evdns_base	*dns;
static int			 server;	/* its descriptor */

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

/* As main.c does; the name server is we ourselves, at the other end. */
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
	close(server);
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

static int
debug_socket(void)
{
	int	 one = 1;

	return setsockopt(fixture.tcp_fd, SOL_SOCKET, SO_REUSEADDR, &one,
	    sizeof(one));
}

static const struct inside_case own[] = {
	{ "connect to Redis", redis, WORKS, ANYBODY },
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
	{ "another option of a socket", debug_socket, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);

	(void)name_server();
	evutil_secure_rng_init();
	conf->host = strdup("redis.example");
	conf->run_as = strdup(user);
	conf->port = fixture.port;
	conf->sandbox = SANDBOX_LENIENT;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_sockets, inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
