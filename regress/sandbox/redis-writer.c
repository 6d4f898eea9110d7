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

/* Redis by TCP; redis-writer-unix.c has it behind a unix socket. */

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>

#include "inside.h"
#include "log.h"
#include "redis-writer.h"

static struct event_base	*base;
static struct evdns_base	*dns;

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
ask_name_server(void)
{
	struct sockaddr_in	 sin;
	socklen_t		 len = sizeof(sin);
	char			 c = 'x';

	memset(&sin, 0, sizeof(sin));
	sin.sin_family = AF_INET;
	sin.sin_port = htons(53);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (sendto(fixture.udp_fd, &c, 1, 0, (struct sockaddr *)&sin,
	    len) == -1)
		return -1;
	(void)recvfrom(fixture.udp_fd, &c, 1, MSG_DONTWAIT,
	    (struct sockaddr *)&sin, &len);
	return 0;
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
	struct sockaddr_in	 sin;
	socklen_t		 len = sizeof(sin);
	char			 packet[512];
	ssize_t			 n;
	int			*asked = arg;

	(void)what;
	n = recvfrom(fd, packet, sizeof(packet), 0, (struct sockaddr *)&sin,
	    &len);
	if (n < 12)
		return;
	*asked = 1;
	packet[2] = (char)0x81;
	packet[3] = (char)0x83;
	(void)!sendto(fd, packet, (size_t)n, 0, (struct sockaddr *)&sin, len);
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
	{ "ask a name server", ask_name_server, WORKS, ANYBODY },
	{ "resolve a name", resolve, WORKS, ANYBODY },
	{ "another option of a socket", debug_socket, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct redis_writer_conf	*conf = config_blank(&redis_writer_table);
	struct sockaddr_in		 sin;
	socklen_t			 len = sizeof(sin);

	/* As main.c does: before there is a sandbox. */
	if ((base = event_base_new()) == NULL ||
	    (dns = evdns_base_new(base, 0)) == NULL ||
	    getsockname(fixture.udp_fd, (struct sockaddr *)&sin, &len) == -1 ||
	    evdns_base_nameserver_sockaddr_add(dns, (struct sockaddr *)&sin,
	    len, 0) != 0)
		fatalx("evdns");
	evutil_secure_rng_init();
	conf->run_as = strdup(user);
	conf->port = fixture.port;
	return sandbox_enter(conf);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, own, inside_forbidden, inside_sockets,
		inside_no_unix, NULL
	};

	return inside_main(tables, enter, "_kopdr");
}
