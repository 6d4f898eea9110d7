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

/* Each child to kopd. */

#include <string.h>

#include "common/bounds.h"
#include "common/delta.h"
#include "common/item.h"
#include "common/messages.h"
#include "regress/system/hostile/hostile.h"

/* What kopd asks for, some client waits for. */
void
hear_parent(struct channel *c, const struct heard *m)
{
	if (m->type != PARENT_STATUS && m->type != PARENT_ROUTES &&
	    m->type != PARENT_EXPLAIN && m->type != PARENT_TABLE &&
	    m->type != PARENT_HOSTS && m->type != PARENT_HEALTH &&
	    m->type != PARENT_METRICS && m->type != PARENT_AUDIT &&
	    m->type != PARENT_WITHDRAW)
		return;
	if (c->nasked < ASKED_MAX)
		c->asked[c->nasked++].id = m->id;
}

/* Many to one answer, or to one that nobody waits for. */
static void
send_items(struct channel *c)
{
	static const char *const numbers[] = { "", "0", "-1", "7",
			    "9223372036854775807", NULL };
	static struct item	 item;
	struct record	 r;
	size_t		 n = chance_percent(95) ? 1 : chance(200);
	uint32_t	 id = word_id(c);

	while (n-- > 0) {
		r = (struct record)RECORD_INITIALIZER;
		item.depth = (unsigned int)chance(item.depth + 2) %
		    (ITEM_DEPTH_MAX + 1);
		item.type = chance_percent(90) ? ITEM_STRING :
		    chance_percent(50) ? ITEM_NUMBER : ITEM_TIME;
		item.name = word_name(c);
		item.value = item.type != ITEM_STRING ?
		    chance_word(numbers) : word_text(c);
		item_write(&r, &item);
		channel_send(c, CHILD_STATUS_ITEM, id, &r);
	}
}

static void
send_status_end(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;
	size_t		 i;
	uint32_t	 id = word_id(c);

	record_string(&r, chance_percent(80) ? "" : word_host());
	channel_send(c, CHILD_STATUS_END, id, &r);
	for (i = 0; i < c->nasked; i++)
		if (c->asked[i].id == id)
			c->asked[i--] = c->asked[--c->nasked];
}

/* What nobody asked for. */
static void
send_unasked(struct channel *c)
{
	static const uint32_t	 types[] = { CHILD_READY, CHILD_ACCEPTED,
				    CHILD_CONFINED,
				    CHILD_REJECTED, PARENT_STOP, PARENT_ENGINE,
				    PARENT_CONF_BEGIN, ROUTES_BEGIN,
				    DOCKER_REQUEST, CONTROL_WITHDRAW };
	struct record		 r = RECORD_INITIALIZER;

	record_string(&r, word_host());
	if (chance_percent(70))
		record_string(&r, word_host());
	channel_send(c, types[chance(sizeof(types) / sizeof(types[0]))],
	    word_id(c), &r);
}

/* Names of engines in a loop. */
static void
send_engines(struct channel *c)
{
	struct record	 r;
	size_t		 n = 1 + chance(50);

	while (n-- > 0) {
		r = (struct record)RECORD_INITIALIZER;
		record_string(&r, word_host());
		record_string(&r, word_host());
		channel_send(c, CHILD_ENGINE, 0, &r);
	}
}

/* Deltas, of which some client may get none. */
static void
send_deltas(struct channel *c)
{
	static struct delta	 d;
	struct record		 r;
	size_t			 i, kind, n = 1 + chance(30);

	while (n-- > 0) {
		r = (struct record)RECORD_INITIALIZER;
		d.time = word_number(c, 0);
		d.latency = word_number(c, 0);
		d.container = word_host();
		d.nobjects = chance(DELTA_OBJECTS_MAX + 1);
		for (i = 0; i < d.nobjects; i++) {
			kind = chance(odd(c, ODD_TYPE) ? 4 : DELTA_KINDS);
			d.objects[i].kind = (enum delta_kind)kind;
			d.objects[i].name = word_name(c);
		}
		d.naddresses = chance(DELTA_ADDRESSES_MAX + 1);
		for (i = 0; i < d.naddresses; i++)
			d.addresses[i] = word_text(c);
		delta_write(&r, &d);
		channel_send(c, CHILD_DELTA, 0, &r);
		r = (struct record)RECORD_INITIALIZER;
		record_u64(&r, word_number(c, 0));
		channel_send(c, CHILD_LOST, 0, &r);
	}
}

void
speak_child(struct channel *c)
{
	size_t	 n = chance(100);

	channel_listen(c, 0);
	if (odd(c, ODD_TYPE) && chance_percent(10))
		send_unasked(c);
	else if (n < 15 && strncmp(c->voice->name, "route-maker", 11) == 0)
		send_engines(c);
	else if (n < 15 && strncmp(c->voice->name, "redis-writer", 12) == 0)
		send_deltas(c);
	else if (n < 85)
		send_items(c);
	else
		send_status_end(c);
}
