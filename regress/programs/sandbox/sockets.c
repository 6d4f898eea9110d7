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
 * Sockets: what nobody may do with those it has, and those that only one
 * role may make.
 */

#include <sys/socket.h>
#include <sys/syscall.h>

#include <linux/netlink.h>

#include <netinet/in.h>

#include <errno.h>
#include <unistd.h>

#include "regress/programs/sandbox/inside.h"

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP	262
#endif

static int
bind_any(void)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };

	return bind(fixture.tcp_fd, (struct sockaddr *)&sin, sizeof(sin));
}

static int
bind_short(void)
{
	struct sockaddr_nl	 nl = { .nl_family = AF_UNIX };

	return bind(fixture.unix_fd, (struct sockaddr *)&nl, 2);
}

static int
listen_any(void)
{
	return listen(fixture.tcp_fd, 1);
}

static int
pair(void)
{
	int	 fds[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
}

static int
abstract(void)
{
	return inside_connect_abstract(fixture.unix_fd);
}

static int
other_port(void)
{
	return inside_connect_tcp(fixture.tcp_fd, fixture.port_other);
}

static int
fast_open(void)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };

	sin.sin_port = htons(fixture.port_other);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	/* Not libc's, which a program may have in other words. */
	return (int)syscall(SYS_sendto, fixture.tcp_fd, "x", 1, MSG_FASTOPEN,
	    (struct sockaddr *)&sin, sizeof(sin));
}

static int
fast_open_message(void)
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	struct iovec		 iov = { &sin, 1 };
	struct msghdr		 msg = { .msg_name = &sin,
	    .msg_namelen = sizeof(sin), .msg_iov = &iov, .msg_iovlen = 1 };

	sin.sin_port = htons(fixture.port_other);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return (int)sendmsg(fixture.tcp_fd, &msg, MSG_FASTOPEN);
}

static int
raw(void)
{
	return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
}

static int
packets(void)
{
	return socket(AF_PACKET, SOCK_RAW, 0);
}

static int
netlink(void)
{
	return socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
}

static int
multipath(void)
{
	return socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
}

static int
udp(void)
{
	return socket(AF_INET, SOCK_DGRAM, 0);
}

static int
udp6(void)
{
	return socket(AF_INET6, SOCK_DGRAM, 0);
}

static int
unix_datagram(void)
{
	return socket(AF_UNIX, SOCK_DGRAM, 0);
}

static int
unix_packet(void)
{
	return socket(AF_UNIX, SOCK_SEQPACKET, 0);
}

static int
virtual_machine(void)
{
	return socket(AF_VSOCK, SOCK_STREAM, 0);
}

static int
crypto(void)
{
	return socket(AF_ALG, SOCK_SEQPACKET, 0);
}

static int
tcp(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
tcp6(void)
{
	return socket(AF_INET6, SOCK_STREAM, 0);
}

static int
unix_stream(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

const struct inside_case inside_sockets[] = {
	{ "bind", bind_any, DENIED, ANYBODY },
	{ "bind a unix socket", bind_short, DENIED, ANYBODY },
	{ "listen", listen_any, DENIED, ANYBODY },
	{ "a pair of sockets", pair, DENIED, ANYBODY },
	{ "connect to an abstract socket", abstract, DENIED, SCOPES },
	{ "connect to another port", other_port, DENIED, PORTS },
	{ "connect by sending", fast_open, DENIED, ANYBODY },
	{ "connect by sending a message", fast_open_message, DENIED, ANYBODY },
	{ "a raw socket", raw, DENIED, ROOT },
	{ "a packet socket", packets, DENIED, ROOT },
	{ "a netlink socket", netlink, DENIED, ANYBODY },
	{ "a UDP socket", udp, DENIED, ANYBODY },
	{ "a UDP socket, IPv6", udp6, DENIED, ANYBODY },
	{ "a unix datagram socket", unix_datagram, DENIED, ANYBODY },
	{ "a unix packet socket", unix_packet, DENIED, ANYBODY },
	{ "a socket to the hypervisor", virtual_machine, KILLED, ANYBODY },
	{ "a socket of the kernel's crypto", crypto, KILLED, ANYBODY },
	{ "a multipath TCP socket", multipath, KILLED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

const struct inside_case inside_no_tcp[] = {
	{ "a TCP socket", tcp, DENIED, ANYBODY },
	{ "a TCP socket, IPv6", tcp6, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

const struct inside_case inside_no_unix[] = {
	{ "a unix stream socket", unix_stream, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};
