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
#include <time.h>

#include "common/arena.h"
#include "common/clock.h"
#include "common/delta.h"
#include "common/log.h"
#include "common/record.h"
#include "redis-writer/definition.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/watch.h"

/*
 * Limit of the objects that wait for a report: more than two batches in flight
 * have.  More can only be there if replies were lost; they are lost, too.
 */
#define NOTES_MAX	1000

/* An object of which Redis has decided. */
struct sight {
	enum delta_kind	 kind;
	size_t		 at;		/* its place among all */
	const char	*name;
	const char	*container;
	const char	*addresses[DELTA_ADDRESSES_MAX];
	size_t		 naddresses;
	uint32_t	 more;		/* addresses that are not listed */
};

struct watch {
	int		 on;
	struct arena	 memory;	/* of the sights */
	struct sight	*sights[NOTES_MAX];
	size_t		 n;
	uint64_t	 lost;		/* deltas since the last report */
};

void
watch_init(struct writer *w)
{
	if ((w->watch = calloc(1, sizeof(*w->watch))) == NULL)
		fatal(NULL);
}

static void
forget(struct watch *v)
{
	arena_reset(&v->memory);
	v->n = 0;
}

void
watch_free(struct writer *w)
{
	arena_free(&w->watch->memory);
	free(w->watch);
}

int
on_watch(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);

	if (msg->data[0] > 1)
		return -1;
	w->watch->on = msg->data[0];
	w->watch->lost = 0;
	forget(w->watch);
	return 0;
}

/* A new sight, or NULL if nothing is to be noted. */
static struct sight *
sight_new(struct watch *v, enum news_kind kind)
{
	static const enum delta_kind	 kinds[] = {
		[NEWS_PUBLISHED] = DELTA_PUBLISHED,
		[NEWS_CHANGED] = DELTA_CHANGED,
		[NEWS_REMOVED] = DELTA_REMOVED,
	};
	struct sight			*s;

	if (!v->on)
		return NULL;
	if (v->n == NOTES_MAX) {
		v->lost++;
		return NULL;
	}
	s = arena_calloc(&v->memory, sizeof(*s));
	s->kind = kinds[kind];
	s->at = v->n;
	v->sights[v->n++] = s;
	return s;
}

struct naming {
	struct watch	*watch;
	struct sight	*sight;
};

static void
add_address(const struct text *address, void *arg)
{
	struct naming	*to = arg;
	struct sight	*s = to->sight;

	if (s->naddresses == DELTA_ADDRESSES_MAX)
		s->more++;
	else
		s->addresses[s->naddresses++] = arena_strndup(
		    &to->watch->memory, address->s,
		    address->len < OBJECT_NAME_MAX ? address->len :
		    OBJECT_NAME_MAX);
}

void
watch_object(struct writer *w, const struct object *o, enum news_kind kind)
{
	struct watch	*v = w->watch;
	struct bytes	 stored;
	struct outline	 outline;
	struct naming	 to = { v, NULL };

	if (!v->on)
		return;
	stored = object_stored(o);
	if (definition_outline(stored.data, stored.len, &outline) == -1 ||
	    (to.sight = sight_new(v, kind)) == NULL)
		return;
	to.sight->name = arena_strndup(&v->memory, outline.name.s,
	    outline.name.len);
	to.sight->container = arena_strndup(&v->memory, outline.container.s,
	    outline.container.len);
	definition_servers(stored.data, stored.len, add_address, &to);
}

void
watch_removed(struct writer *w, const struct news_item *item)
{
	struct sight	*s;

	if ((s = sight_new(w->watch, NEWS_REMOVED)) == NULL)
		return;
	s->name = arena_strdup(&w->watch->memory, item->name);
	s->container = arena_strdup(&w->watch->memory, item->container);
}

/* By container; those of one container by kind, in their original order. */
static int
compare_sights(const void *va, const void *vb)
{
	const struct sight	*a = *(const struct sight *const *)va;
	const struct sight	*b = *(const struct sight *const *)vb;
	int			 order = strcmp(a->container, b->container);

	if (order != 0)
		return order;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static void
delta_add(struct delta *d, const struct sight *s)
{
	size_t	 i;

	if (d->nobjects < DELTA_OBJECTS_MAX) {
		d->objects[d->nobjects].kind = s->kind;
		d->objects[d->nobjects++].name = s->name;
	} else
		d->more++;
	for (i = 0; i < s->naddresses; i++) {
		if (d->naddresses < DELTA_ADDRESSES_MAX)
			d->addresses[d->naddresses++] = s->addresses[i];
		else
			d->more++;
	}
	d->more += s->more;
}

/* The lost ones are reported before the next delta. */
static int
send_lost(struct writer *w)
{
	struct record	 r = RECORD_INITIALIZER;

	if (!peer_want_room(w->parent))
		return -1;
	if (w->watch->lost > 0) {
		record_u64(&r, w->watch->lost);
		(void)peer_send_record(w->parent, CHILD_LOST, 0, &r);
		record_free(&r);
	}
	w->watch->lost = 0;
	return 0;
}

static void
send_delta(struct writer *w, const struct delta *d)
{
	struct record	 r = RECORD_INITIALIZER;

	if (send_lost(w) == -1) {
		w->watch->lost++;
		return;
	}
	delta_write(&r, d);
	if (peer_send_record(w->parent, CHILD_DELTA, 0, &r) == -1)
		w->watch->lost++;
	record_free(&r);
}

static uint64_t
now_ms(void)
{
	struct timespec	 ts;

	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		fatal("clock_gettime");
	return (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
}

static uint64_t
latency_of(uint64_t since)
{
	uint64_t	 now = clock_us();

	return since == 0 || since > now ? DELTA_NO_LATENCY :
	    (now - since) / 1000;
}

void
watch_report(struct writer *w, uint64_t since)
{
	struct watch	*v = w->watch;
	struct delta	 d;
	size_t		 i = 0, first;

	if (v->n == 0)
		return;
	qsort(v->sights, v->n, sizeof(*v->sights), compare_sights);
	while (i < v->n) {
		memset(&d, 0, sizeof(d));
		d.time = now_ms();
		d.latency = latency_of(since);
		d.container = v->sights[i]->container;
		for (first = i; i < v->n && strcmp(v->sights[i]->container,
		    v->sights[first]->container) == 0; i++)
			delta_add(&d, v->sights[i]);
		send_delta(w, &d);
	}
	forget(v);
}

void
watch_resume(struct writer *w)
{
	if (w->watch->on)
		(void)send_lost(w);
}
