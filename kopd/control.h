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

/* The control socket, to which kopctl(8) connects. */

#ifndef KOPD_CONTROL_H
#define KOPD_CONTROL_H

#include <event2/event.h>

struct control;

/*
 * control_open: before privileges are dropped.  As root, it creates the
 * directory of the default socket.  The directory and the socket belong to
 * root; the group of user ("": no user) may use the socket.  If another kopd
 * answers at the socket, that is fatal(); else the socket is replaced.
 */
struct control	*control_open(const char *path, const char *user);

/* control_folder: the directory of the socket. */
const char	*control_folder(const struct control *);

/*
 * control_start: from now on, accepted(arg, fd) is called for each client, and
 * owns fd.  It returns -1 if there are too many clients.
 */
void		 control_start(struct control *, struct event_base *,
		    int (*accepted)(void *, int), void *arg);

/* control_close: removes the socket; NULL is allowed. */
void		 control_close(struct control *);

#endif
