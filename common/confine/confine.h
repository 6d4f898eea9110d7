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

#ifndef COMMON_CONFINE_CONFINE_H
#define COMMON_CONFINE_CONFINE_H

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

/* How much of it has to be there. */
enum sandbox {
	SANDBOX_DEFAULT,	/* seccomp, and Landlock of some version */
	SANDBOX_STRICT,		/* all of both, and not as root */
	SANDBOX_LENIENT		/* what the kernel has */
};

#define CONFINE_NEEDS_MAX	4

struct confine {
	const char			*user;		/* to become; "" or NULL: stay */
	const char			*group_of;	/* take this file's group too; or NULL */
	const char			*group;		/* or this, if that is not there */
	const char			*chroot;	/* NULL: an empty folder */
	int				 chroot_later;	/* that folder is not there
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

/*
 * Applies all of it, in the order that works: rlimits, groups, chroot, uids,
 * capabilities, no_new_privs, not dumpable, Landlock, seccomp; and looks
 * whether it holds.  Started as an ordinary user it leaves out user, groups
 * and chroot.  The empty folder is one that has been removed already, so
 * that nobody, root included, can ever put anything into it.
 *
 * Returns a text that says what was reached ("uid _kopdm, chroot, landlock 7,
 * seccomp"), static.  What fails is fatal(); what the kernel lacks is said in
 * the text, and fatal() where sandbox does not permit it.  Only a process of
 * one thread may call it, and once.
 */
const char	*confine(const struct confine *);

/*
 * confine_chroot: after confine() with chroot_later, which did all but the
 * root folder and left CAP_SYS_CHROOT alone of all capabilities: makes folder
 * the root folder, gives up that capability, and enforces the system calls of
 * this table, too.  The first table must have had these, and the calls that
 * are made here (docker-reader/sandbox.c).  Returns the text, as confine()
 * does; NULL with errno where the folder cannot be had: nothing has changed.
 */
const char	*confine_chroot(const struct confine *, const char *folder);

/*
 * confine_check: fatal(), with what to do about it, where the kernel has less
 * than sandbox demands.  confine() calls it, too.
 */
void		 confine_check(enum sandbox);

/*
 * confine_missing: what the kernel lacks of a complete sandbox, for a
 * warning ("Landlock 4 (TCP ports), 6 (...)"), static; "" when it is complete.
 */
const char	*confine_missing(void);

/*
 * confine_folder: the folder that path is in, its symbolic links followed,
 * for chroot; path is absolute and need not exist, its folder must: fatal().
 * The caller frees.
 */
char		*confine_folder(const char *path);

#endif
