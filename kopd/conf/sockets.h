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
 * What redis-writer can reach if Redis has a unix socket: its root directory
 * is that of the socket, it may connect to all sockets in that directory, and
 * it is in the group of the socket.  The socket of Docker must not be one of
 * these.
 */

#ifndef KOPD_CONF_SOCKETS_H
#define KOPD_CONF_SOCKETS_H

#include "kopd/conf/conf.h"

/*
 * sockets_check: reports an error if other programs use the directory of the
 * socket of Redis, too; if the socket of Docker is in that directory or below;
 * or if the group of the socket is that of root or of Docker's socket.  If a
 * socket does not exist or cannot be read, only its name is checked.
 */
void	 sockets_check(const struct kopd_conf *, struct conf_report *);

#endif
