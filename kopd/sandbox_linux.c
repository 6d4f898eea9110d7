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

#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/confine/syscalls_linux.h"
#include "kopd/sandbox_system.h"

/*
 * The flags of file_open(): they create, write and truncate nothing.  musl and
 * libc of 32 bits add O_LARGEFILE.
 */
#define TO_READ		(O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK |	\
			    O_LARGEFILE)

static const struct confine_syscall syscalls[] = {
	ALLOW(accept4),			/* control.c: kopctl connects */
	/* requests.c: getpeereid, the user of the client */
	ALLOW_ARGS(getsockopt, 1, SOL_SOCKET, 2, SO_PEERCRED),
	ALLOW_TESTS(wait4, IS(2, WNOHANG)),	/* children.c: exit status */
	{ 0 }
};

/*
 * file.c: kopd.conf, its includes and secrets, and their permissions.  Names
 * are relative to the root directory only, never to a descriptor.
 */
static const struct confine_syscall reloads[] = {
	ALLOW_TESTS(openat, IS(0, AT_FDCWD), BITS(2, 0, TO_READ)),
	ALLOW(fstat),
	{ 0 }
};

/* iface_linux.c: on sockets that are already open. */
static const struct confine_syscall follows[] = {
	ALLOW_TESTS(sendto, IS(3, 0), IS_NULL(4)),	/* send */
	ALLOW_TESTS(recvfrom, IS(3, 0), IS_NULL(4)),	/* recv */
	ALLOW_ARG(send, 3, 0),		/* the same on arm */
	ALLOW_ARG(recv, 3, 0),
	{ 0 }
};

/* detach.c: replaces the terminal by /dev/null, which is already open. */
static const struct confine_syscall detaches[] = {
	ALLOW_ARG(dup2, 1, STDIN_FILENO),
	ALLOW_ARG(dup2, 1, STDOUT_FILENO),
	ALLOW_ARG(dup2, 1, STDERR_FILENO),
	STAYS("arm64")
	ALLOW_ARGS(dup3, 1, STDIN_FILENO, 2, 0),	/* dup2 on arm64 */
	STAYS("arm64")
	ALLOW_ARGS(dup3, 1, STDOUT_FILENO, 2, 0),
	STAYS("arm64")
	ALLOW_ARGS(dup3, 1, STDERR_FILENO, 2, 0),
	{ 0 }
};

/* control.c: removes the socket at the end, if it is inside of the root. */
static const struct confine_syscall removes[] = {
	ALLOW_ARGS(unlinkat, 0, AT_FDCWD, 2, 0),
	{ 0 }
};
static const struct confine_syscall leaves[] = {
	DENY(unlinkat, EACCES),
	{ 0 }
};

void
sandbox_permit(struct confine *c, const struct sandbox_needs *needs)
{
	size_t	 n = 0;

	c->syscalls = syscalls;
	if (needs->folder != NULL)
		c->needs[n++] = reloads;
	if (needs->addresses)
		c->needs[n++] = follows;
	if (needs->detaches)
		c->needs[n++] = detaches;
	c->needs[n++] = needs->socket_folder != NULL ? removes : leaves;
}
