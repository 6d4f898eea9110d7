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

/* The parts of a sandbox in this kernel: system_linux.c, system_openbsd.c. */

#ifndef COMMON_CONFINE_KERNEL_H
#define COMMON_CONFINE_KERNEL_H

#include "common/confine/policy.h"

/*
 * confine_check: fatal(), with what to do about it, if the kernel has less than
 * sandbox requires.  confine() calls it, too.
 */
void		 confine_check(enum sandbox);

/*
 * confine_missing: the parts of a complete sandbox that the kernel lacks, for a
 * warning ("Landlock 4 (TCP ports), 6 (...)"), static; "" if it lacks none.
 */
const char	*confine_missing(void);

/*
 * confine_unlisted: NULL, or the name of this machine ("s390x"), static, if kopd
 * has no list of system calls for it.
 */
const char	*confine_unlisted(void);

#endif
