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
 * Confinement of a process: confine() enforces its policy, and fails closed.
 */

#ifndef COMMON_CONFINE_CONFINE_H
#define COMMON_CONFINE_CONFINE_H

#include "common/confine/policy.h"

/*
 * Enforces the whole policy, in this order: rlimits, groups, chroot, uids,
 * capabilities, no_new_privs, not dumpable, Landlock, seccomp; and verifies the
 * result.  If an ordinary user starts the process, user, groups and root
 * directory do not change.  The empty directory is already removed, so that no
 * user, including root, can create anything in it.
 *
 * Returns a string with the achieved confinement ("uid _kopdm, chroot,
 * landlock 7, seccomp"), static.  A failure is fatal().  The string names what
 * the kernel lacks, which is fatal() if sandbox does not permit it.  Only a
 * process of one thread may call it, and only once.
 */
const char	*confine(const struct confine *);

/*
 * confine_chroot: after confine() with chroot_later, which did everything else
 * and kept only CAP_SYS_CHROOT: changes the root directory, drops that
 * capability, and enforces the system calls of this table, too.  The first
 * table must include these, and the calls that are made here
 * (docker-reader/sandbox.c).  Returns the string, as confine() does; NULL with
 * errno if it cannot change the root directory: nothing has changed.
 */
const char	*confine_chroot(const struct confine *, const char *folder);

/*
 * confine_folder: the directory of path, with its symbolic links followed, for
 * chroot.  path is absolute and need not exist.  If its directory does not
 * exist, that is fatal().  The caller frees the result.
 */
char		*confine_folder(const char *path);

#endif
