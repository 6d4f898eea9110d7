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
 * What differs from system to system: system_linux.c, system_openbsd.c.
 * Called by confine() in this order; each is fatal() on failure.
 */

#ifndef COMMON_CONFINE_SYSTEM_H
#define COMMON_CONFINE_SYSTEM_H

#include "common/confine/policy.h"

/* The resource of setrlimit(2) that bounds all memory of a process. */
extern const int confine_memory;

/* Makes an empty directory the root directory.  fatal() on failure. */
void	 confine_system_nowhere(void);

/* Still as root, with all privileges: opens the files of the rules. */
void	 confine_system_prepare(const struct confine *);

/*
 * Before the uid changes: gives up what only root can give up, and with
 * chroot_later sees that the right to chroot outlives the change.
 */
void	 confine_system_drop(const struct confine *);

/* Last: everything else.  Adds each achieved level to the string of level.h. */
void	 confine_system_enter(const struct confine *);

/* After chroot_later: gives up the right to chroot, and the calls for it. */
void	 confine_system_settle(const struct confine *);

#endif
