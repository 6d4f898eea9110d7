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

/* Linux: system call filters, seccomp(2). */

#ifndef COMMON_CONFINE_FILTER_LINUX_H
#define COMMON_CONFINE_FILTER_LINUX_H

#include "common/confine/policy.h"

/*
 * Compiles the role's rows, those for its configuration, then confine_base, and
 * enforces the filter for good.  Needs no_new_privs.  fatal() on failure.
 */
void	 filter_enter(const struct confine *);

/* Returns 1 if there are rows for this architecture (arch_linux.h), else 0. */
int	 filter_known(void);

/* Returns 1 if there are, and the kernel has such filters; else 0. */
int	 filter_available(void);

#endif
