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

/* What kopctl(8) may ask, and the answers. */

#ifndef KOPD_REQUESTS_H
#define KOPD_REQUESTS_H

#include "kopd/kopd.h"

/*
 * Clients at once: a person and a few monitors.  One more place is kept for
 * root, whom no member of the group _kopd can keep out by that.
 */
#define REQUEST_CLIENTS		16

/*
 * Seconds that a client may hold its place without a complete request, or
 * with an answer that it does not read.  kopctl(8) asks as soon as it has
 * connected, and ends as soon as it has read: both take milliseconds, and on
 * a machine that is short of everything not as long as a child may take to
 * answer (QUERY_SECONDS).
 */
#define REQUEST_IDLE_SECONDS	5

/*
 * A new client of a struct kopd, at the other end of fd, which is taken.
 * -1 when there are too many already: the client is told, and fd is closed.
 */
int	 request_client(void *kopd, int fd);

/* Ends all clients. */
void	 requests_drop_all(void);

/* SIGUSR1: what `kopctl show' would say, in the log. */
void	 request_dump(struct kopd *);

#endif
