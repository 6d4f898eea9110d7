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

/* The control socket, at which kopctl(8) asks. */

#ifndef KOPD_CONTROL_H
#define KOPD_CONTROL_H

#include <event2/event.h>

struct control;

/*
 * control_open: before privileges go.  As root, the socket and the folder of
 * the default one, which is made, are root's; the group of user ("" none) may
 * use the socket.  A socket where another kopd answers is fatal(), one where
 * nobody does is replaced.
 */
struct control	*control_open(const char *path, const char *user);

/* The socket's folder. */
const char	*control_folder(const struct control *);

/*
 * control_start: from now on, whoever connects is handed to
 * accepted(arg, fd), whose fd it is then; -1 says that there are too many.
 */
void		 control_start(struct control *, struct event_base *,
		    int (*accepted)(void *, int), void *arg);

/* Removes the socket; NULL is allowed. */
void		 control_close(struct control *);

#endif
