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
 * The logger: the process that sends the log lines of all others to syslogd.
 * It can reach the socket of syslogd as long as it runs, and therefore connect
 * again after a restart of syslogd.  With -d there is no logger.
 */

#ifndef KOPD_LOGGER_H
#define KOPD_LOGGER_H

#include <sys/types.h>

#include "kopd/conf/conf.h"

/*
 * logger_start: forks it, and returns once it is confined; as root it becomes
 * user.  It wipes the secrets of its copy of conf.  *fd is the descriptor for
 * the lines of log.h: for this process, and as stderr for its children.  The
 * logger ends when the last of these processes has closed it.  Failure is
 * fatal().
 */
pid_t	 logger_start(struct kopd_conf *conf, const char *user, int *fd);

/* From now on no line goes to the terminal. */
void	 logger_detach(int fd);

/* log_set_json(), for the lines of the logger itself. */
void	 logger_set_json(int fd, int on);

#endif
