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
#include <string.h>

#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "kopctl/preview/redis.h"

struct redis {
	struct peer	*peer;
	const char	*root;
	struct items	 items;
	void		(*done)(void *);
	void		*arg;
};

static int	on_begin(struct peer *, struct msg *);
static int	on_set(struct peer *, struct msg *);
static int	on_del(struct peer *, struct msg *);
static int	on_end(struct peer *, struct msg *);
static void	on_closed(struct peer *);

static const struct dispatch table[] = {
	{ ROUTES_BEGIN, ROLE_ROUTE_MAKER, 9, 9, on_begin, "begin" },
	{ ROUTES_SET, ROLE_ROUTE_MAKER, 13, MSG_PAYLOAD_MAX, on_set, "set" },
	{ ROUTES_DEL, ROLE_ROUTE_MAKER, 4, MSG_PAYLOAD_MAX, on_del, "del" },
	{ ROUTES_END, ROLE_ROUTE_MAKER, 20, 20, on_end, "end" },
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
};

struct redis *
redis_new(struct event_base *base, int fd, const char *root,
    void (*done)(void *), void *arg)
{
	struct redis	*db;

	if ((db = calloc(1, sizeof(*db))) == NULL)
		fatal(NULL);
	db->root = root;
	db->done = done;
	db->arg = arg;
	db->peer = peer_new(base, fd, ROLE_ROUTE_MAKER, &callbacks, db);
	return db;
}

void
redis_free(struct redis *db)
{
	items_free(&db->items);
	peer_free(db->peer);
	free(db);
}

static int
on_begin(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	return 0;
}

static void
key_add(struct redis *db, const char *object, const char *key,
    const char *value)
{
	char	*full;

	if (asprintf(&full, "%s/%s%s%s", db->root, object,
	    key[0] != '\0' ? "/" : "", key) == -1)
		fatal(NULL);
	items_string(&db->items, full, value);
	free(full);
}

static int
on_set(struct peer *peer, struct msg *msg)
{
	struct redis		*db = peer_arg(peer);
	struct record_reader	 r;
	char			*id, *name, *key, *value;

	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, OBJECT_NAME_MAX);
	name = record_get_string(&r, OBJECT_NAME_MAX);
	(void)record_get_u8(&r);
	free(record_get_string(&r, OBJECT_NAME_MAX));
	while (!r.failed && r.left > 0) {
		key = record_get_string(&r, MSG_PAYLOAD_MAX);
		value = record_get_string(&r, MSG_PAYLOAD_MAX);
		if (!r.failed)
			key_add(db, name, key, value);
		free(key);
		free(value);
	}
	free(id);
	free(name);
	return record_end(&r);
}

/* A preview's containers do not change, so that nothing is removed. */
static int
on_del(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	return -1;
}

static int
on_end(struct peer *peer, struct msg *msg)
{
	struct redis	*db = peer_arg(peer);

	/* The number comes first in both. */
	peer_send_always(peer, ROUTES_DONE, 0, msg->data, sizeof(uint64_t));
	db->done(db->arg);
	return 0;
}

static void
on_closed(struct peer *peer)
{
	(void)peer;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct item *)a)->name,
	    ((const struct item *)b)->name);
}

const struct items *
redis_keys(struct redis *db)
{
	if (db->items.n > 0)
		qsort(db->items.v, db->items.n, sizeof(db->items.v[0]),
		    compare);
	return &db->items;
}
