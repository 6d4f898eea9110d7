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
 * Linux: rows for processes that connect by TCP (dial.h) and that ask name
 * servers (names.h).
 */

#ifndef COMMON_CONFINE_DIAL_LINUX_H
#define COMMON_CONFINE_DIAL_LINUX_H

#include <sys/socket.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>

#include "common/confine/syscalls_linux.h"
#include "common/dial.h"

/*
 * Only a socket that is opened after confinement can be connected.  Landlock
 * checks the port.
 */
#define CONNECT_NEW							\
	ALLOW_RANGE(connect, 0, FD_SOCKETS, FD_SOCKETS_END - FD_SOCKETS)

/* Asks a socket whether it has connected. */
#define ASK_CONNECTED							\
	ALLOW_ARGS(getsockopt, 1, SOL_SOCKET, 2, SO_ERROR)

#define DIAL_TCP							\
	CONNECT_NEW,			/* dial_next() */		\
	ASK_CONNECTED,			/* dial.c: on_writable() */	\
	ALLOW_SOCKET(AF_INET, SOCK_STREAM, 0),				\
	ALLOW_SOCKET(AF_INET6, SOCK_STREAM, 0),				\
	/* dial.c: set_options() */					\
	ALLOW_ARGS(setsockopt, 1, IPPROTO_TCP, 2, TCP_NODELAY),		\
	ALLOW_ARGS(setsockopt, 1, SOL_SOCKET, 2, SO_KEEPALIVE),		\
	ALLOW_ARGS(setsockopt, 1, IPPROTO_TCP, 2, TCP_KEEPIDLE),	\
	ALLOW_ARGS(setsockopt, 1, IPPROTO_TCP, 2, TCP_KEEPINTVL),	\
	ALLOW_ARGS(setsockopt, 1, IPPROTO_TCP, 2, TCP_KEEPCNT),		\
	/* if_nametoindex(3), for "fe80::1%eth0": not here, by any */	\
	DENY_SOCKET(AF_UNIX, SOCK_DGRAM, 0, EACCES),			\
	DENY_SOCKET(AF_INET, SOCK_DGRAM, 0, EACCES),			\
	DENY_SOCKET(AF_INET6, SOCK_DGRAM, 0, EACCES)

/* evdns asks name servers, on sockets that are connected to them. */
#define ASK_NAMES							\
	ALLOW_TESTS(sendto, IS(3, 0), IS_NULL(4)),	/* questions */	\
	ALLOW_ARG(send, 3, 0),		/* the same on arm */		\
	ALLOW(recvfrom)					/* answers */

#endif
