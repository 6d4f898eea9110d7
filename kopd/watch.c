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

#include <stdlib.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "kopd/children.h"
#include "kopd/watch.h"

struct watcher {
	TAILQ_ENTRY(watcher)	 entry;
	struct peer		*peer;
	uint64_t		 lost;		/* not yet reported to it */
};

/* Asks redis-writer for deltas, or for none. */
static void
watch_tell(struct kopd *k, uint8_t on)
{
	children_send(k, ROLE_REDIS_WRITER, PARENT_WATCH, 0, &on, 1);
}

struct watcher *
watch_add(struct kopd *k, struct peer *peer)
{
	struct watcher	*v;

	if (k->nwatchers == WATCH_CLIENTS)
		return NULL;
	if ((v = calloc(1, sizeof(*v))) == NULL)
		fatal(NULL);
	v->peer = peer;
	TAILQ_INSERT_TAIL(&k->watchers, v, entry);
	if (k->nwatchers++ == 0)
		watch_tell(k, 1);
	return v;
}

void
watch_remove(struct kopd *k, struct watcher *v)
{
	TAILQ_REMOVE(&k->watchers, v, entry);
	free(v);
	if (--k->nwatchers == 0)
		watch_tell(k, 0);
}

unsigned int
watch_count(const struct kopd *k)
{
	return k->nwatchers;
}

/* Returns -1 if the queue is full; then `drained' will be called. */
static int
watch_say_lost(struct watcher *v)
{
	struct record	 r = RECORD_INITIALIZER;

	if (!peer_want_room(v->peer))
		return -1;
	if (v->lost > 0) {
		record_u64(&r, v->lost);
		(void)peer_send_record(v->peer, CONTROL_LOST, MESSAGES_VERSION,
		    &r);
		record_free(&r);
	}
	v->lost = 0;
	return 0;
}

void
watch_resume(struct watcher *v)
{
	(void)watch_say_lost(v);
}

void
watch_delta(struct kopd *k, const struct msg *msg)
{
	struct watcher	*v;

	TAILQ_FOREACH(v, &k->watchers, entry) {
		if (watch_say_lost(v) == -1 || peer_send(v->peer,
		    CONTROL_DELTA, MESSAGES_VERSION, msg->data, msg->len) == -1)
			v->lost++;
	}
}

void
watch_lost(struct kopd *k, uint64_t n)
{
	struct watcher	*v;

	TAILQ_FOREACH(v, &k->watchers, entry) {
		v->lost += n;
		(void)watch_say_lost(v);
	}
}
