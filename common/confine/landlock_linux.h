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

/* Linux: reachable files, ports, abstract sockets and signals, landlock(7). */

#ifndef COMMON_CONFINE_LANDLOCK_LINUX_H
#define COMMON_CONFINE_LANDLOCK_LINUX_H

#include "common/confine/policy.h"

/* The version with everything that kopd uses: Linux 6.12. */
#define LANDLOCK_COMPLETE	6

/*
 * Returns the kernel's version; 0 if it has none, with errno (ENOSYS: the
 * kernel is too old, EOPNOTSUPP: disabled at boot, EPERM: the seccomp profile
 * of a container denies it).
 */
int	 landlock_version(void);

/* Makes the rules, and opens the files that they name.  fatal() on failure. */
void	 landlock_prepare(const struct confine *);

/* Enforces the rules, if there are any.  fatal() on failure. */
void	 landlock_enter(void);

#endif
