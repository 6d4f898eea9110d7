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
 * Confinement of a process: who it becomes, what it may still see, and
 * which system calls it may make.  A role's sandbox.c is one such table,
 * written to be read; confine() enforces it and fails closed.
 */

#ifndef CONFINE_H
#define CONFINE_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

struct confine_syscall;		/* confine_linux.h: a row of the allow-list */

/* A folder or file that stays within reach (Landlock, unveil). */
struct confine_path {
	const char	*path;		/* as seen before confinement */
	int		 flags;
#define CONFINE_READ	0x01	/* read files and folders below it */
#define CONFINE_REMOVE	0x02	/* remove files and sockets below it */
};

struct confine {
	const char			*user;		/* to become; "" or NULL: stay */
	const char			*group_of;	/* take this file's group too; or NULL */
	const char			*group;		/* or this, if that is not there */
	const char			*chroot;	/* NULL: an empty folder */
	const struct confine_syscall	*syscalls;	/* Linux: beyond those that every
							   process makes; ends with {0} */
	const char			*pledge;	/* OpenBSD */
	const struct confine_path	*paths;		/* ends with a NULL path; or NULL */
	const uint16_t			*tcp_ports;	/* may connect to; ends with 0; or NULL */
	uint64_t			 memory;	/* RLIMIT_AS in bytes; 0: none */
	unsigned int			 files;		/* RLIMIT_NOFILE */
	int				 strict;	/* refuse to run with less than all */
};

/*
 * Applies all of it, in the order that works: rlimits, groups, chroot, uids,
 * capabilities, no_new_privs, not dumpable, Landlock, seccomp; and looks
 * whether it holds.  Started as an ordinary user it leaves out user, groups
 * and chroot.  The empty folder is one that has been removed already, so
 * that nobody, root included, can ever put anything into it.
 *
 * Returns a text that says what was reached ("uid _kopdm, chroot, landlock 7,
 * seccomp"), static.  What fails is fatal(); what the kernel lacks is said in
 * the text, and fatal() when strict.  Only a process of one thread may call
 * it, and once.
 */
const char	*confine(const struct confine *);

/*
 * confine_folder: the folder that path is in, its symbolic links followed,
 * for chroot; path is absolute and need not exist, its folder must: fatal().
 * The caller frees.
 */
char		*confine_folder(const char *path);

#endif
