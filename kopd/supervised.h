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
 * What kopd sends to its supervisor by notify.h: that it is ready, reloads or
 * stops; answers to the watchdog; and a line with the state of Docker and
 * Redis.
 */

#ifndef KOPD_SUPERVISED_H
#define KOPD_SUPERVISED_H

#include "kopd/kopd.h"

/*
 * supervised_begin: before kopd is confined; reads NOTIFY_SOCKET,
 * WATCHDOG_USEC and WATCHDOG_PID.
 */
void	supervised_begin(struct kopd *);

/*
 * supervised_ready: called when all children are confined and have their
 * configuration.  From now on kopd answers the watchdog twice in each
 * WATCHDOG_USEC, if that is set.
 */
void	supervised_ready(struct kopd *);

/* supervised_status: sends the line for the operator, at most once a minute. */
void	supervised_status(struct kopd *);

#endif
