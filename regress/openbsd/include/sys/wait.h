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

/* wait(2) */

#ifndef OPENBSD_SYS_WAIT_H
#define OPENBSD_SYS_WAIT_H

#include <sys/types.h>

#define WNOHANG		1

#define WSTATUS(x)	((x) & 0177)
#define WIFEXITED(x)	(WSTATUS(x) == 0)
#define WEXITSTATUS(x)	((x) >> 8 & 0xff)
#define WIFSIGNALED(x)	(WSTATUS(x) != 0177 && WSTATUS(x) != 0)
#define WTERMSIG(x)	WSTATUS(x)

pid_t	 waitpid(pid_t, int *, int);

#endif
