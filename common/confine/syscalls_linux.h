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
 * Linux: the rows of a seccomp allow-list, and the parts of confine_linux.c.
 *
 * A table is read from the top; the first row that matches a call decides, and
 * a call without a matching row kills the process.  Arguments that the kernel
 * takes as int are compared as 32 bits.
 */

#ifndef COMMON_CONFINE_SYSCALLS_LINUX_H
#define COMMON_CONFINE_SYSCALLS_LINUX_H

#include <sys/socket.h>
#include <sys/syscall.h>

#include <stdint.h>

enum confine_action {
	CONFINE_END,			/* of the table */
	CONFINE_ALLOW,
	CONFINE_ERROR			/* the call fails with errno error */
};

/* (argument & mask) == value; mask 0: no test. */
struct confine_test {
	unsigned int	 arg;		/* 0 to 5 */
	int		 self;		/* value is this process' own id */
	uint64_t	 mask;
	uint64_t	 value;
};

struct confine_syscall {
	enum confine_action	 action;
	int			 nr;	/* NO_SUCH_CALL: row does not count */
	int			 error;
	struct confine_test	 test[3];
};

#define CONFINE_INT	UINT64_C(0xffffffff)

#define ALLOW(call)							\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call }

/* An argument of type int that must be v. */
#define IS(n, v)							\
	{ .arg = (n), .mask = CONFINE_INT, .value = (uint32_t)(v) }

/* An argument that must have these bits, may have those, and no others. */
#define BITS(n, must, may)						\
	{ .arg = (n), .mask = ~(uint64_t)(may), .value = (must) }

/* A pointer that must be NULL. */
#define IS_NULL(n)	BITS(n, 0, 0)

/* Several of these. */
#define ALLOW_TESTS(call, ...)						\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = { __VA_ARGS__ } }

/* An argument of type int that must be value. */
#define ALLOW_ARG(call, n, v)						\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = { { .arg = (n), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v) } } }

/* Two of them. */
#define ALLOW_ARGS(call, n1, v1, n2, v2)				\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = { { .arg = (n1), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v1) },					\
	    { .arg = (n2), .mask = CONFINE_INT,				\
	    .value = (uint32_t)(v2) } } }

/* An argument that may have no other bits than these. */
#define ALLOW_BITS(call, n, bits)					\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = { { .arg = (n), .mask = ~(uint64_t)(bits),		\
	    .value = 0 } } }

/*
 * An argument of type int in a range that begins at first.  size is a power of
 * two, and first is a multiple of it.
 */
#define CONFINE_RANGE(n, first, size)					\
	{ { .arg = (n), .value = (uint32_t)(first), .mask = CONFINE_INT & \
	    ~(uint64_t)((size) - 1) } }
#define ALLOW_RANGE(call, n, first, size)				\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = CONFINE_RANGE(n, first, size) }

/* A pointer that must be NULL. */
#define ALLOW_NULL(call, n)	ALLOW_BITS(call, n, 0)

/* An argument that must be this process' own id. */
#define ALLOW_SELF(call, n)						\
	{ .action = CONFINE_ALLOW, .nr = __NR_##call,			\
	  .test = { { .arg = (n), .mask = CONFINE_INT, .self = 1 } } }

/* A socket of this family, type (flags aside) and protocol. */
#define CONFINE_SOCKET(family, type, protocol)				\
	{ { .arg = 0, .mask = CONFINE_INT, .value = (family) },		\
	  { .arg = 1, .value = (type), .mask = CONFINE_INT &		\
	    ~(uint64_t)(SOCK_NONBLOCK | SOCK_CLOEXEC) },		\
	  { .arg = 2, .mask = CONFINE_INT, .value = (protocol) } }
#define ALLOW_SOCKET(family, type, protocol)				\
	{ .action = CONFINE_ALLOW, .nr = __NR_socket,			\
	  .test = CONFINE_SOCKET(family, type, protocol) }
#define DENY_SOCKET(family, type, protocol, e)				\
	{ .action = CONFINE_ERROR, .nr = __NR_socket, .error = (e),	\
	  .test = CONFINE_SOCKET(family, type, protocol) }

/* Fails, and the caller continues: a call that a library does not need. */
#define DENY(call, e)							\
	{ .action = CONFINE_ERROR, .nr = __NR_##call, .error = (e) }
#define DENY_ARG(call, n, v, e)						\
	{ .action = CONFINE_ERROR, .nr = __NR_##call, .error = (e),	\
	  .test = { { .arg = (n), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v) } } }

/* Calls of x86_64 that arm64, a newer architecture, does not have. */
#define NO_SUCH_CALL	(-1)
#ifndef __NR_dup2
#define __NR_dup2	NO_SUCH_CALL
#endif
#ifndef __NR_epoll_wait
#define __NR_epoll_wait	NO_SUCH_CALL
#endif
#ifndef __NR_open
#define __NR_open	NO_SUCH_CALL
#endif
#ifndef __NR_poll
#define __NR_poll	NO_SUCH_CALL
#endif
#ifndef __NR_readlink
#define __NR_readlink	NO_SUCH_CALL
#endif
#ifndef __NR_stat
#define __NR_stat	NO_SUCH_CALL
#endif
#ifndef __NR_access
#define __NR_access	NO_SUCH_CALL
#endif
#ifndef __NR_fork
#define __NR_fork	NO_SUCH_CALL
#endif
#ifndef __NR_pipe
#define __NR_pipe	NO_SUCH_CALL
#endif

#endif
