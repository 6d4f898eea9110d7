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
 * What differs between the systems: system_linux.c, system_openbsd.c.
 * confine() calls these in this order; each is fatal() on failure.
 */

#ifndef COMMON_CONFINE_SYSTEM_H
#define COMMON_CONFINE_SYSTEM_H

#include "common/confine/policy.h"

/* The resource of setrlimit(2) that bounds all memory of a process. */
extern const int confine_memory;

/* Makes an empty directory the root directory.  fatal() on failure. */
void	 confine_system_nowhere(void);

/* Called as root, with all privileges: opens the files of the rules. */
void	 confine_system_prepare(const struct confine *);

/*
 * Called before the uid changes: drops what only root can drop.  With
 * chroot_later, it keeps the right to chroot after the change.
 */
void	 confine_system_drop(const struct confine *);

/* Called last: does the rest.  Adds each achieved level to level.h's string. */
void	 confine_system_enter(const struct confine *);

/* After chroot_later: drops the right to chroot, and its system calls. */
void	 confine_system_settle(const struct confine *);

#endif
