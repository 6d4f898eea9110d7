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

#include "common/confine/arch_linux.h"

enum confine_action {
	CONFINE_END,			/* of the table */
	CONFINE_ALLOW,
	CONFINE_ERROR			/* the call fails with errno error */
#ifdef CONFINE_WHY
	, CONFINE_STAYS			/* says why of the next row */
#endif
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
#ifdef CONFINE_WHY
	const char		*name;
	const char		*why;
#endif
};

#define NO_SUCH_CALL	(-1)
#ifdef CONFINE_WHY
#define CONFINE_NR(call)	__NR_##call, .name = #call
#elif defined(ARCHITECTURE)
#define CONFINE_NR(call)	__NR_##call
#else
#define CONFINE_NR(call)	NO_SUCH_CALL
#endif

/*
 * Before a row that is not used when the tests run: why it stays all the same.
 * It has no comma.  Only regress/programs/minimal, which defines CONFINE_WHY,
 * reads it; the programs do not have it.
 */
#ifdef CONFINE_WHY
#define STAYS(reason)	{ .action = CONFINE_STAYS, .why = (reason) },
#else
#define STAYS(reason)
#endif

#define CONFINE_INT	UINT64_C(0xffffffff)

#define ALLOW(call)							\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call) }

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
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
	  .test = { __VA_ARGS__ } }

/* An argument of type int that must be value. */
#define ALLOW_ARG(call, n, v)						\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
	  .test = { { .arg = (n), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v) } } }

/* Two of them. */
#define ALLOW_ARGS(call, n1, v1, n2, v2)				\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
	  .test = { { .arg = (n1), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v1) },					\
	    { .arg = (n2), .mask = CONFINE_INT,				\
	    .value = (uint32_t)(v2) } } }

/* An argument that may have no other bits than these. */
#define ALLOW_BITS(call, n, bits)					\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
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
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
	  .test = CONFINE_RANGE(n, first, size) }

/* A pointer that must be NULL. */
#define ALLOW_NULL(call, n)	ALLOW_BITS(call, n, 0)

/* An argument that must be this process' own id. */
#define ALLOW_SELF(call, n)						\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(call),			\
	  .test = { { .arg = (n), .mask = CONFINE_INT, .self = 1 } } }

/* A socket of this family, type (flags aside) and protocol. */
#define CONFINE_SOCKET(family, type, protocol)				\
	{ { .arg = 0, .mask = CONFINE_INT, .value = (family) },		\
	  { .arg = 1, .value = (type), .mask = CONFINE_INT &		\
	    ~(uint64_t)(SOCK_NONBLOCK | SOCK_CLOEXEC) },		\
	  { .arg = 2, .mask = CONFINE_INT, .value = (protocol) } }
#define ALLOW_SOCKET(family, type, protocol)				\
	{ .action = CONFINE_ALLOW, .nr = CONFINE_NR(socket),			\
	  .test = CONFINE_SOCKET(family, type, protocol) }
#define DENY_SOCKET(family, type, protocol, e)				\
	{ .action = CONFINE_ERROR, .nr = CONFINE_NR(socket), .error = (e),	\
	  .test = CONFINE_SOCKET(family, type, protocol) }

/* Fails, and the caller continues: a call that a library does not need. */
#define DENY(call, e)							\
	{ .action = CONFINE_ERROR, .nr = CONFINE_NR(call), .error = (e) }
#define DENY_ARG(call, n, v, e)						\
	{ .action = CONFINE_ERROR, .nr = CONFINE_NR(call), .error = (e),	\
	  .test = { { .arg = (n), .mask = CONFINE_INT,			\
	    .value = (uint32_t)(v) } } }

/*
 * arm: with 32 bits, these are called instead.  The arguments that rows test are
 * the same ones.
 */
#ifdef __arm__
#undef __NR_fcntl
#define __NR_fcntl	__NR_fcntl64
#undef __NR_fstat
#define __NR_fstat	__NR_fstat64
#define __NR_mmap	__NR_mmap2
#define __NR_newfstatat	__NR_statx	/* stat(2) */
#endif

/* Calls of x86_64 that arm64 and riscv64, which are newer, do not have. */
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

/* Calls of arm that architectures with 64 bits do not have. */
#ifndef __NR_clock_gettime64
#define __NR_clock_gettime64	NO_SUCH_CALL
#endif
#ifndef __NR_recv
#define __NR_recv	NO_SUCH_CALL
#endif
#ifndef __NR_send
#define __NR_send	NO_SUCH_CALL
#endif
#ifndef __NR_sigreturn
#define __NR_sigreturn	NO_SUCH_CALL
#endif

#endif
