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
 * The policy of a process: its user, its root directory, its permitted files
 * and ports, and its permitted system calls.  Each program's sandbox.c has one,
 * and sandbox_linux.c and sandbox_openbsd.c have its system calls.
 */

#ifndef COMMON_CONFINE_POLICY_H
#define COMMON_CONFINE_POLICY_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

struct confine_syscall;		/* syscalls_linux.h: a row of the allow-list */

/* A directory or file that stays reachable (Landlock, unveil). */
struct confine_path {
	const char	*path;		/* as seen before confinement */
	int		 flags;
#define CONFINE_READ	0x01	/* read files and directories below it */
#define CONFINE_REMOVE	0x02	/* remove files and sockets below it */
};

/* How much of the policy is required. */
enum sandbox {
	SANDBOX_DEFAULT,	/* seccomp, and Landlock of some version */
	SANDBOX_STRICT,		/* all of both, and not as root */
	SANDBOX_LENIENT		/* what the kernel has */
};

#define CONFINE_NEEDS_MAX	4

struct confine {
	const char			*user;		/* new user; "" or NULL: the same */
	const char			*group_of;	/* take this file's group too; or NULL */
	const char			*group;		/* or this, if that is not there */
	const char			*chroot;	/* NULL: empty */
	int				 chroot_later;	/* that directory is missing
							   yet: confine_chroot() */
	const struct confine_syscall	*syscalls;	/* Linux: beyond those that every
							   process makes; ends with {0} */
	const struct confine_syscall	*needs[CONFINE_NEEDS_MAX]; /* and those that only
							   this configuration needs */
	const char			*pledge;	/* OpenBSD */
	const struct confine_path	*paths;		/* ends with a NULL path; or NULL */
	const uint16_t			*tcp_ports;	/* may connect to; ends with 0; or NULL */
	int				 tcp_any;	/* may connect to any port */
	uint64_t			 memory;	/* RLIMIT_AS in bytes; 0: none */
	unsigned int			 files;		/* RLIMIT_NOFILE */
	enum sandbox			 sandbox;
};

#endif
