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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "kopd/children.h"
#include "kopd/query.h"

static const struct timeval	 patience = { QUERY_SECONDS, 0 };
static const struct timeval	 stall = { QUERY_STALL_SECONDS, 0 };

struct query {
	TAILQ_ENTRY(query)	 entry;
	struct kopd		*kopd;
	const struct query_sink	*sink;
	void			*arg;
	struct event		*timer;
	uint32_t		 id;
	unsigned int		 waiting;	/* roles without an end yet */
	unsigned int		 paused;	/* roles that are not read */
};

static void
query_free(struct query *q)
{
	query_resume(q);
	TAILQ_REMOVE(&q->kopd->queries, q, entry);
	event_free(q->timer);
	free(q);
}

static void
query_finish(struct query *q, const char *error)
{
	const struct query_sink	*sink = q->sink;
	void			*arg = q->arg;

	query_free(q);
	sink->end(arg, error);
}

static void
query_timeout(evutil_socket_t fd, short what, void *arg)
{
	struct query	*q = arg;
	char		 text[256] = "no answer from";
	enum role	 role;

	(void)fd;
	(void)what;
	if (q->paused != 0) {
		query_finish(q, "kopctl reads its answer too slowly");
		return;
	}
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if ((q->waiting & (1u << role)) == 0)
			continue;
		(void)strlcat(text, " ", sizeof(text));
		(void)strlcat(text, role_name(role), sizeof(text));
	}
	query_finish(q, text);
}

struct query *
query_new(struct kopd *k, unsigned int roles, uint32_t type,
    const void *data, size_t len, const struct query_sink *sink, void *arg)
{
	static uint32_t	 last;
	struct query	*q;
	enum role	 role;

	if ((q = calloc(1, sizeof(*q))) == NULL ||
	    (q->timer = evtimer_new(k->base, query_timeout, q)) == NULL)
		fatal(NULL);
	q->kopd = k;
	q->sink = sink;
	q->arg = arg;
	q->id = ++last;
	q->waiting = roles;
	TAILQ_INSERT_TAIL(&k->queries, q, entry);
	evtimer_add(q->timer, &patience);
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if (roles & (1u << role))
			children_send(k, role, type, q->id, data, len);
	}
	return q;
}

void
query_cancel(struct query *q)
{
	query_free(q);
}

void
query_resume(struct query *q)
{
	enum role	 role;

	if (q->paused != 0)
		evtimer_add(q->timer, &patience);
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if ((q->paused & (1u << role)) == 0)
			continue;
		q->paused &= ~(1u << role);
		if (q->kopd->children[role].peer != NULL)
			peer_resume(q->kopd->children[role].peer);
	}
}

/* NULL if there is no such query, or if it has ended. */
static struct query *
query_find(struct kopd *k, uint32_t id)
{
	struct query	*q;

	TAILQ_FOREACH(q, &k->queries, entry) {
		if (q->id == id)
			return q;
	}
	return NULL;
}

void
query_item(struct kopd *k, struct peer *peer, uint32_t id,
    const struct item *item)
{
	struct query	*q;
	enum role	 role = peer_role(peer);

	if ((q = query_find(k, id)) == NULL)
		return;
	evtimer_add(q->timer, &patience);
	if (q->sink->item(q->arg, role, item) == -1) {
		q->paused |= 1u << role;
		peer_pause(peer);
		evtimer_add(q->timer, &stall);
	}
}

void
query_end(struct kopd *k, enum role role, uint32_t id, const char *error)
{
	struct query	*q;

	if ((q = query_find(k, id)) == NULL)
		return;
	q->waiting &= ~(1u << role);
	if (error[0] != '\0' || q->waiting == 0)
		query_finish(q, error);
}
