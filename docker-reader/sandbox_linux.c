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

#include <sys/prctl.h>

#include <linux/seccomp.h>

#include <fcntl.h>

#include "common/confine/dial_linux.h"
#include "docker-reader/sandbox_system.h"

/* relay.c: sends the request, receives the answer. */
#define RELAY								\
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)), /* send */ \
	ALLOW_TESTS(recvfrom, IS(3, 0), IS_NULL(4)),	/* recv */	\
	ALLOW_ARG(send, 3, MSG_NOSIGNAL),	/* the same on arm */	\
	ALLOW_ARG(recv, 3, 0)

static const struct confine_syscall over_unix[] = {
	/* endpoint_connect(): one connection for each request */
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	ALLOW(connect),
	ALLOW(getcwd),			/* endpoint_linux.c: is the root removed? */
	RELAY,
	{ 0 }
};

#define TCP								\
	DIAL_TCP,			/* tcp_connect() */		\
	RELAY

static const struct confine_syscall over_tcp[] = {
	TCP,
	{ 0 }
};

static const struct confine_syscall over_tcp_by_name[] = {
	TCP,
	ASK_NAMES,
	{ 0 }
};

/* While the socket's directory is missing. */
static const struct confine_syscall waits[] = {
	ALLOW(chroot),			/* confine.c: directory exists, */
	ALLOW(chdir),			/* becomes the root */
	ALLOW(capset),			/* system_linux.c: drops the */
	ALLOW(capget),			/* last capability, */
	ALLOW_ARG(prctl, 0, PR_CAP_AMBIENT),	/* of any set */
	/* filter_linux.c: then rejects these calls */
	ALLOW_ARGS(seccomp, 0, SECCOMP_SET_MODE_FILTER, 1,
	    SECCOMP_FILTER_FLAG_TSYNC),
	ALLOW(readlink),		/* entry.c: target of the socket */
	STAYS("arm64")
	ALLOW_ARG(readlinkat, 0, AT_FDCWD),	/* the same on arm64 */
	STAYS("musl")
	ALLOW(stat),			/* entry.c: permissions, for */
	ALLOW_ARG(newfstatat, 0, AT_FDCWD),	/* the log */
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

void
sandbox_permit_wait(struct confine *c)
{
	c->needs[0] = waits;
}
