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

#include <string.h>

#include "common/bucket.h"
#include "common/clock.h"
#include "common/log.h"
#include "route-maker/docker/pending.h"

void
pending_init(struct pending *p)
{
	memset(p, 0, sizeof(*p));
	idset_init(&p->wanted);
	idset_init(&p->again);
	idset_init(&p->stopped);
	idset_init(&p->removed);
	idset_init(&p->newer);
	p->limit = LIST_IDS_MAX;
	p->want_all = 1;
}

void
pending_free(struct pending *p)
{
	idset_clear(&p->wanted);
	idset_clear(&p->again);
	idset_clear(&p->stopped);
	idset_clear(&p->removed);
	idset_clear(&p->newer);
}

/* Keeps the time of the first event. */
static void
want(struct pending *p, const struct hexid *id, uint64_t since)
{
	if (p->wanted.count >= CONTAINER_MAX) {
		idset_clear(&p->wanted);
		p->want_all = 1;
	}
	if (!idset_has(&p->wanted, id))
		idset_add(&p->wanted, id, since);
}

void
pending_want(struct pending *p, const struct hexid *id)
{
	want(p, id, clock_us());
}

void
pending_want_again(struct pending *p, const struct hexid *id)
{
	idset_add(&p->again, id, clock_ms());
}

int64_t
pending_due(struct pending *p)
{
	struct idset_entry	*entry;
	struct hexid		 id;
	uint64_t		 since, now = clock_ms();

	while ((entry = TAILQ_FIRST(&p->again.order)) != NULL &&
	    entry->time + PENDING_LAG_MS <= now) {
		(void)idset_take(&p->again, &id, &since);
		want(p, &id, since * 1000);
	}
	return entry == NULL ? -1 :
	    (int64_t)(entry->time + PENDING_LAG_MS - now);
}

int
pending_some(const struct pending *p)
{
	return p->wanted.count > 0 || p->some_open;
}

void
pending_stop(struct pending *p, const struct hexid *id)
{
	idset_add(&p->stopped, id, clock_ms());
	idset_remove(&p->wanted, id);
	idset_remove(&p->again, id);
}

void
pending_remove(struct pending *p, const struct hexid *id)
{
	idset_add(&p->removed, id, clock_ms());
	idset_remove(&p->wanted, id);
	idset_remove(&p->again, id);
}

void
pending_start(struct pending *p, const struct hexid *id)
{
	idset_remove(&p->stopped, id);
}

void
pending_expire(struct pending *p)
{
	uint64_t	before = clock_ms() - PENDING_STOPPED_MS;

	if (p->all_open || p->some_open)
		return;
	idset_expire(&p->stopped, before);
	idset_expire(&p->removed, before);
}

int
pending_is_stopped(struct pending *p, const struct hexid *id)
{
	return idset_has(&p->stopped, id);
}

int
pending_is_removed(struct pending *p, const struct hexid *id)
{
	return idset_has(&p->removed, id);
}

/* The index of the id among those of the list under way, or -1. */
static ssize_t
asked_at(const struct pending *p, const struct hexid *id)
{
	size_t	i;

	for (i = 0; i < p->nasked; i++)
		if (hexid_cmp(&p->asked[i], id) == 0)
			return (ssize_t)i;
	return -1;
}

int
pending_is_asked(const struct pending *p, const struct hexid *id)
{
	return p->all_open || (p->some_open && asked_at(p, id) != -1);
}

int
pending_is_stale(struct pending *p, int all, const struct hexid *id)
{
	if (idset_has(&p->wanted, id))
		return 1;
	if (!all)
		return 0;
	return (p->some_open && asked_at(p, id) != -1) ||
	    idset_has(&p->newer, id);
}

int
pending_answer(struct pending *p, const struct hexid *id)
{
	ssize_t	i = asked_at(p, id);

	if (i == -1)
		return 0;
	p->answered[i] = 1;
	return 1;
}

uint64_t
pending_since(const struct pending *p, const struct hexid *id)
{
	ssize_t	i = asked_at(p, id);

	return i == -1 ? 0 : p->since[i];
}

void
pending_begin(struct pending *p, int all)
{
	pending_expire(p);
	if (all) {
		p->want_all = 0;
		p->all_open = 1;
		idset_clear(&p->newer);
		return;
	}
	p->nasked = 0;
	while (p->nasked < p->limit &&
	    idset_take(&p->wanted, &p->asked[p->nasked],
	    &p->since[p->nasked]) == 0)
		p->nasked++;
	memset(p->answered, 0, sizeof(p->answered));
	p->some_open = 1;
}

void
pending_fail(struct pending *p, int all)
{
	size_t	i;

	if (all) {
		p->all_open = 0;
		p->want_all = 1;
		return;
	}
	p->some_open = 0;
	for (i = 0; i < p->nasked; i++)
		if (!idset_has(&p->stopped, &p->asked[i]))
			want(p, &p->asked[i], p->since[i]);
	p->nasked = 0;
}

void
pending_end(struct pending *p, int all,
    void (*missing)(void *arg, const struct hexid *), void *arg)
{
	size_t	i;

	if (all) {
		p->all_open = 0;
		return;
	}
	p->some_open = 0;
	for (i = 0; i < p->nasked; i++) {
		if (p->all_open)
			idset_add(&p->newer, &p->asked[i], 0);
		if (!p->answered[i] && !idset_has(&p->wanted, &p->asked[i]))
			missing(arg, &p->asked[i]);
	}
	p->nasked = 0;
}

int
pending_limit_halve(struct pending *p, int doubted)
{
	p->limit_doubted = doubted;
	if (p->nasked <= 1) {
		if (doubted)
			p->limit = LIST_IDS_MAX;
		return -1;
	}
	p->limit = p->nasked / 2;
	log_debug("Docker accepts only %zu IDs at a time", p->limit);
	return 0;
}

void
pending_limit_reset(struct pending *p)
{
	p->limit = LIST_IDS_MAX;
}
