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
 * Messages to the supervisor that has started kopd, as sd_notify(3) sends
 * them: datagrams to the socket that the variable NOTIFY_SOCKET names.
 * Without that variable nothing is sent.
 */

#ifndef KOPD_NOTIFY_H
#define KOPD_NOTIFY_H

#include <event2/event.h>

/* Bytes of a notify_status(); the rest is cut off. */
#define NOTIFY_TEXT_MAX	1024

/*
 * notify_open: connects, before kopd is confined and its environment is wiped.
 * An error is logged, and then nothing is sent.
 */
void	notify_open(struct event_base *);

/* notify_wanted: true if messages are sent. */
int	notify_wanted(void);

/*
 * notify_state: sends "READY=1", "RELOADING=1" or "STOPPING=1"; state has at
 * most 32 bytes.  As long as the socket is full, the last state is sent again
 * each second.
 */
void	notify_state(const char *state);

/*
 * notify_status: sends one line for the operator.  A character that is not
 * printable ASCII becomes `?', because the line may contain foreign strings,
 * and a newline would begin another message.
 */
void	notify_status(const char *text);

/* notify_alive: answers the watchdog; nothing is sent if the socket is full. */
void	notify_alive(void);

#endif
