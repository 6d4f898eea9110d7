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
 * How a line reaches syslogd(8): logger_linux.c connects to its socket,
 * logger_openbsd.c uses a system call.
 */

#ifndef KOPD_LOGGER_SYSTEM_H
#define KOPD_LOGGER_SYSTEM_H

#include "common/confine/policy.h"

/* Its descriptor for a process that waits at the terminal. */
#define LOGGER_FD_WAITING	4

/* Why lines are lost. */
extern const char	 logger_refusal[];

/*
 * Sets the system calls, or promises, that the logger needs, and a root
 * directory from which it can reach syslogd.  Returns that directory, to be
 * freed; NULL: an empty directory.
 */
char	*logger_permit(struct confine *);

/* Called when confined.  Returns 0, or -1: logger_send() retries. */
int	 logger_connect(void);

/* Sends a line, "<priority>...".  Returns 0, or -1. */
int	 logger_send(const char *text);

#endif
