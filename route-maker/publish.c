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

#include <event2/event.h>

#include "common/bounds.h"
#include "common/log.h"
#include "common/messages.h"
#include "route-maker/object/resolve.h"
#include "route-maker/publish.h"

static void
on_due(void *arg)
{
	publish_run(arg);
}

void
publish_init(struct publish *p, struct event_base *base,
    struct peer *writer, struct objects *objects, const uint32_t *policy)
{
	memset(p, 0, sizeof(*p));
	timer_init(&p->timer, base, on_due, p);
	p->writer = writer;
	p->objects = objects;
	p->policy = policy;
	p->announced = *policy;
}

static void
free_chunks(struct publish *p)
{
	size_t	i;

	for (i = 0; i < p->nchunks; i++)
		record_free(&p->chunks[i]);
	free(p->chunks);
	p->chunks = NULL;
	p->nchunks = p->next = 0;
}

void
publish_free(struct publish *p)
{
	free_chunks(p);
	timer_free(&p->timer);
}

void
publish_allow(struct publish *p)
{
	p->allowed = 1;
	objects_go_live(p->objects);
}

static struct record *
add_chunk(struct publish *p)
{
	p->chunks = recallocarray(p->chunks, p->nchunks, p->nchunks + 1,
	    sizeof(*p->chunks));
	if (p->chunks == NULL)
		fatal(NULL);
	return &p->chunks[p->nchunks++];
}

/* Adds one message with the pairs from *at on, as many as it has room for. */
static void
add_set(struct publish *p, struct object *o, uint8_t flags,
    const struct pack *keys, const char **at)
{
	const char	*start = *at, *next, *key, *value;
	const char	*name = object_name(o);
	const char	*container = object_owner(o)->claimant->name;
	struct record	*chunk = add_chunk(p);
	size_t		 room, size;

	room = MSG_PAYLOAD_MAX - strlen(o->id) - strlen(name) -
	    strlen(container) - 3 * sizeof(uint32_t) - 1;
	while (next = *at, pack_next(keys->data, keys->len, &next, &key,
	    &value)) {
		size = strlen(key) + strlen(value) + 2 * sizeof(uint32_t);
		if (size > room)
			break;
		room -= size;
		*at = next;
	}
	if (*at == start)
		fatalx("%s: a key is too long for a message", o->id);
	if (*at != keys->data + keys->len)
		flags |= ROUTES_MORE;
	record_string(chunk, o->id);
	record_string(chunk, name);
	record_u8(chunk, flags);
	record_string(chunk, container);
	for (next = start; next != *at;) {
		(void)pack_next(keys->data, keys->len, &next, &key, &value);
		record_string(chunk, key);
		record_string(chunk, value);
	}
}

static void
make_chunks(struct publish *p, struct object *o)
{
	struct pack	*keys = &p->objects->scratch;
	const char	*at = NULL;
	uint8_t		 flags;

	if (!resolve_keys(p->objects, o, keys)) {
		record_string(add_chunk(p), o->id);
		return;
	}
	flags = resolve_merges(p->objects, o) ? ROUTES_MERGE : 0;
	do {
		add_set(p, o, flags, keys, &at);
	} while (at != keys->data + keys->len);
}

static int
send_chunks(struct publish *p, uint32_t type)
{
	for (; p->next < p->nchunks; p->next++)
		if (peer_send_record(p->writer, type, 0,
		    &p->chunks[p->next]) == -1)
			return -1;
	free_chunks(p);
	return 0;
}

static int
send_begin(struct publish *p)
{
	struct record	r = RECORD_INITIALIZER;
	int		error;

	record_u64(&r, p->number + 1);
	record_u8(&r, p->snapshot ? ROUTES_CHANGE : ROUTES_SNAPSHOT);
	error = peer_send_record(p->writer, ROUTES_BEGIN, 0, &r);
	record_free(&r);
	if (error == -1)
		return -1;
	p->number++;
	p->snapshot = p->open = 1;
	return 0;
}

static int
send_end(struct publish *p)
{
	struct record	r = RECORD_INITIALIZER;
	int		error;

	record_u64(&r, p->number);
	/* The first change is the snapshot, which no event has caused. */
	record_u64(&r, p->number > 1 ? p->latency.ready : 0);
	record_u32(&r, *p->policy);
	error = peer_send_record(p->writer, ROUTES_END, 0, &r);
	record_free(&r);
	if (error == -1)
		return -1;
	p->open = 0;
	p->announced = *p->policy;
	if (p->number > 1)
		latency_sent(&p->latency, p->number);
	else
		latency_none(&p->latency);
	return 0;
}

/*
 * Sends one message or one object.  Returns 0 if there is more to send, else
 * -1.
 */
static int
step(struct publish *p)
{
	struct object	*o = TAILQ_FIRST(&p->objects->unsent);
	uint32_t	 type;

	if (p->nchunks > 0)
		return send_chunks(p, ROUTES_SET);
	if (!peer_want_room(p->writer))
		return -1;
	if (!p->open) {
		if (o == NULL && p->snapshot && p->announced == *p->policy) {
			latency_none(&p->latency);
			return -1;
		}
		return send_begin(p);
	}
	if (o == NULL)
		return send_end(p);
	make_chunks(p, o);
	type = object_owner(o) == NULL ? ROUTES_DEL : ROUTES_SET;
	resolve_sent(p->objects, o, &p->objects->scratch);
	return send_chunks(p, type);
}

/*
 * The timer runs until the next reservation expires.  Without reservations it
 * does not run.
 */
static void
set_timer(struct publish *p)
{
	int64_t	ms = objects_due(p->objects);

	if (ms == -1)
		timer_stop(&p->timer);
	else
		timer_set(&p->timer, (uint64_t)ms);
}

void
publish_run(struct publish *p)
{
	if (!p->allowed || p->writer == NULL)
		return;
	resolve_settle(p->objects);
	set_timer(p);
	while (step(p) == 0)
		;
}
