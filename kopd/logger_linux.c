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

#include <unistd.h>

#include "common/confine/syscalls_linux.h"
#include "kopd/logger_system.h"

static const struct confine_syscall syscalls[] = {
	/* connect again, to what is in its root */
	ALLOW_SOCKET(AF_UNIX, SOCK_DGRAM, 0),
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	ALLOW(connect),
	/* send */
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)),
	/* the terminal goes */
	ALLOW_ARG(dup2, 1, STDERR_FILENO),
	ALLOW_ARG(dup2, 1, LOGGER_FD_WAITING),
	ALLOW_ARGS(dup3, 1, STDERR_FILENO, 2, 0),	/* dup2 on arm64 */
	ALLOW_ARGS(dup3, 1, LOGGER_FD_WAITING, 2, 0),
	{ 0 }
};

void
logger_permit(struct confine *c)
{
	c->syscalls = syscalls;
}
