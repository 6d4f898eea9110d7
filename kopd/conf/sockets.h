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
 * What redis-writer can reach where Redis has a unix socket: its root is the
 * folder of that socket, it may connect to all sockets in there, and it is in
 * the socket's group.  Docker's socket must not be among these.
 */

#ifndef KOPD_CONF_SOCKETS_H
#define KOPD_CONF_SOCKETS_H

#include "kopd/conf/conf.h"

/*
 * sockets_check: an error where Redis' socket lies in a folder that other
 * programs use, too, or that has Docker's socket in it or below it, and where
 * its group is root's or that of Docker's socket.  What cannot be looked at,
 * since it is not there or not ours to see, is judged by its name alone.
 */
void	 sockets_check(const struct kopd_conf *, struct conf_report *);

#endif
