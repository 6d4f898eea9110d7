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
 * is that of the socket, it may connect to all sockets in there, and it is in
 * the group of the socket.  The socket of Docker must not be one of these.
 */

#ifndef KOPD_CONF_SOCKETS_H
#define KOPD_CONF_SOCKETS_H

#include "kopd/conf/conf.h"

/*
 * sockets_check: reports an error if the socket of Redis is in a directory
 * that other programs use, too, or that has the socket of Docker in it or
 * below it, or if its group is root's or that of Docker's socket.  A socket
 * that does not exist or cannot be read is checked by its name only.
 */
void	 sockets_check(const struct kopd_conf *, struct conf_report *);

#endif
