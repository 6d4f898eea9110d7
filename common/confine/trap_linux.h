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

/* Linux: what happens to a process after a call without a row. */

#ifndef COMMON_CONFINE_TRAP_LINUX_H
#define COMMON_CONFINE_TRAP_LINUX_H

#include <stdint.h>

/*
 * trap_action: returns the action of seccomp(2) for such a call: the kernel
 * kills the process.  In a build with SECCOMP_DEBUG, the process logs the call
 * to standard error and ends with status 1; call this before the filter is in
 * force, because it sets the handler of SIGSYS.  fatal() on failure.
 */
uint32_t	 trap_action(void);

/* Returns "", or a note on such a build for the string of level.h; static. */
const char	*trap_note(void);

#endif
