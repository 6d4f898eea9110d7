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
 * kopd itself, once its children run: it reads kopd.conf and what that
 * includes again, answers kopctl(8), follows this machine's addresses, and
 * sees its children end.  It starts nothing any more, and signals nobody.
 */

#include <sys/socket.h>

#include <fcntl.h>

#include "confine.h"
#include "kopd.h"

#ifdef __linux__
#include "confine_linux.h"

/* What file_open() asks for: nothing is made, written or cut. */
#define TO_READ		(O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

static const struct confine_syscall syscalls[] = {
	/* file.c: kopd.conf, its includes, secrets, and who may read them */
	ALLOW_BITS(openat, 2, TO_READ),
	ALLOW_BITS(open, 1, TO_READ),
	ALLOW(fstat),
	ALLOW_ARG(newfstatat, 3, AT_EMPTY_PATH),	/* fstat of libc */
	ALLOW(lseek),			/* stdio: rewind, fclose */
	/* control.c: kopctl comes; at the end the socket goes */
	ALLOW(accept4),
	ALLOW_ARG(unlinkat, 2, 0),
	/* requests.c: is the client root? */
	ALLOW_ARGS(getsockopt, 1, SOL_SOCKET, 2, SO_PEERCRED),
	/* netlink.c: on the sockets opened before */
	ALLOW_NULL(sendto, 4),		/* send */
	ALLOW_NULL(recvfrom, 4),	/* recv */
	/* detach.c: /dev/null, opened before, for the terminal */
	ALLOW(dup2),
	ALLOW(dup3),			/* dup2 on arm64 */
	/* children.c: how a child ended */
	ALLOW(wait4),
	{ 0 }
};
#else
static const struct confine_syscall *const syscalls;
#endif

/* Three children, the control socket and those of kopctl, netlink, log. */
#define FILES	128

/* A configuration file has 1 MB at most; kopctl's answers are queued. */
#define MEMORY	(UINT64_C(256) * 1024 * 1024)

const char *
sandbox_enter(const struct sandbox_needs *needs)
{
	struct confine_path	 paths[3] = { { NULL, 0 } };
	struct confine		 c = { .files = FILES };
	size_t			 n = 0;

	if (needs->folder != NULL) {
		paths[n].path = needs->folder;
		paths[n++].flags = CONFINE_READ;
	}
	if (needs->socket_folder != NULL) {
		paths[n].path = needs->socket_folder;
		paths[n++].flags = CONFINE_REMOVE;
	}
	c.user = needs->user;
	c.chroot = needs->folder;	/* to read it again at reload */
	c.paths = paths;
	c.syscalls = syscalls;
	c.pledge = "stdio rpath cpath unix";
	c.memory = MEMORY;
	c.strict = needs->strict;
	return confine(&c);
}
