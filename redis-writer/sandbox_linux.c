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

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/futex.h>

#include "common/confine/dial_linux.h"
#include "redis-writer/sandbox_system.h"

/* System calls to send and receive, wherever Redis is. */
#define CONVERSATION							\
	STAYS("glibc: qsort of more than 1 kB")			\
	ALLOW(sysinfo),			/* qsort: size of memory */	\
	/* libcrypto: pthread_once, without other threads */		\
	ALLOW_ARG(futex, 1, FUTEX_WAKE | FUTEX_PRIVATE_FLAG),		\
	ALLOW(readv),			/* bufferevent: replies */	\
	ALLOW(writev),			/* bufferevent: commands */	\
	ALLOW_ARG(ioctl, 1, FIONREAD)	/* bufferevent: size */

static const struct confine_syscall over_tcp[] = {
	CONVERSATION,
	DIAL_TCP,
	{ 0 }
};

static const struct confine_syscall over_tcp_by_name[] = {
	CONVERSATION,
	DIAL_TCP,
	ASK_NAMES,
	{ 0 }
};

static const struct confine_syscall over_unix[] = {
	CONVERSATION,
	CONNECT_NEW,			/* connect_socket() */
	ASK_CONNECTED,			/* bufferevent: error of the socket */
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	{ 0 }
};

void
sandbox_permit_unix(struct confine *c)
{
	c->syscalls = over_unix;
}

void
sandbox_permit_tcp(struct confine *c, int by_name)
{
	c->syscalls = by_name ? over_tcp_by_name : over_tcp;
}
