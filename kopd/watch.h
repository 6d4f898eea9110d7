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
 * Clients of kopctl watch.  Each gets every delta of redis-writer, which
 * reports them only while there is such a client.  A client that does not read
 * loses deltas; nothing waits for it.
 */

#ifndef KOPD_WATCH_H
#define KOPD_WATCH_H

#include <stdint.h>

#include "kopd/kopd.h"

/*
 * Clients at the same time, fewer than REQUEST_CLIENTS, so that there is room
 * for other requests.  Each has a queue of PEER_QUEUE_MAX bytes at most.  One
 * user has at most half of them, except for root.
 */
#define WATCH_CLIENTS		8
#define WATCH_CLIENTS_OF_USER	(WATCH_CLIENTS / 2)

struct watcher;

/*
 * watch_add: from now on this client gets deltas.  Returns NULL if there are
 * too many.  The caller keeps the peer until watch_remove().
 */
struct watcher	*watch_add(struct kopd *, struct peer *);
void		 watch_remove(struct kopd *, struct watcher *);

/* watch_resume: the client has read: it gets the number of lost deltas. */
void		 watch_resume(struct watcher *);

/* watch_count: the number of such clients. */
unsigned int	 watch_count(const struct kopd *);

/*
 * For daemon.c: redis-writer reports a delta, which is a valid message; or so
 * many are lost.
 */
void		 watch_delta(struct kopd *, const struct msg *);
void		 watch_lost(struct kopd *, uint64_t);

#endif
