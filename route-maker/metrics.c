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

/* The metrics of route-maker; those of containers are counted when asked. */

#include <string.h>

#include "common/child.h"
#include "route-maker/explain/verdict.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/resolve.h"
#include "route-maker/route-maker.h"

/* Limit of the words of one label. */
#define WORDS_MAX	8

/* How many there are of each word. */
struct counts {
	const char	*words[WORDS_MAX];
	uint64_t	 n[WORDS_MAX];
	size_t		 nwords;
};

static void
count(struct counts *c, const char *word, uint64_t n)
{
	size_t	 i = 0;

	while (i < c->nwords && strcmp(c->words[i], word) != 0)
		i++;
	if (i == WORDS_MAX)
		return;
	if (i == c->nwords)
		c->words[c->nwords++] = word;
	c->n[i] += n;
}

/* Words that do not occur have 0. */
static void
count_none(struct counts *c, const char *const *words, size_t n)
{
	while (n-- > 0)
		count(c, *words++, 0);
}

static void
put_counts(const struct metric_sink *sink, enum metric metric,
    const struct counts *c)
{
	size_t	 i;

	for (i = 0; i < c->nwords; i++)
		metric_number(sink, metric, c->words[i], c->n[i]);
}

static void
put_docker(const struct metric_sink *sink, const struct engine *e)
{
	const struct pending	*p = &e->pending;
	int			 connected;

	connected = engine_waiting(e) == NULL && e->stream.subscribed;
	metric_number(sink, METRIC_DOCKER_CONNECTED, NULL, connected);
	metric_number(sink, METRIC_DOCKER_RECONNECTS, NULL,
	    e->stream.subscriptions == 0 ? 0 : e->stream.subscriptions - 1);
	metric_number(sink, METRIC_DOCKER_EVENTS, NULL, e->answer.nevents);
	metric_number(sink, METRIC_DOCKER_LISTS, NULL, e->nlists);
	if (e->nlists > 0)
		metric_number(sink, METRIC_DOCKER_LIST_TIME, NULL,
		    (uint64_t)e->last_list * 1000000);
	metric_number(sink, METRIC_DOCKER_WANTED, NULL, p->wanted.count +
	    p->again.count + (p->some_open ? p->nasked : 0));
}

static void
count_errors(struct counts *c, const struct member *m)
{
	size_t	 n = m->nfaults - m->warnings;

	if (m->lodger.place == ROOM_OUT)
		count(c, "limit", n);
	else
		count(c, m->unreadable ? "unreadable" : m->blocked ?
		    "blocked" : "label", n);
	count(c, "warning", m->warnings);
}

static void
put_containers(const struct metric_sink *sink, struct containers *cs)
{
	static const char *const	 states[] = { "published", "partial",
					    "waits", "empty", "error",
					    "blocked", "ignored" };
	static const char *const	 kinds[] = { "label", "blocked",
					    "warning", "limit", "unreadable" };
	struct counts			 by_status = { .nwords = 0 };
	struct counts			 errors = { .nwords = 0 };
	struct member			*m = NULL;

	count_none(&by_status, states, sizeof(states) / sizeof(states[0]));
	count_none(&errors, kinds, sizeof(kinds) / sizeof(kinds[0]));
	count(&errors, "unreadable", cs->nstrays);
	while ((m = containers_next(cs, m)) != NULL) {
		count(&by_status, verdict_status(m), 1);
		count_errors(&errors, m);
	}
	put_counts(sink, METRIC_CONTAINERS, &by_status);
	put_counts(sink, METRIC_ERRORS, &errors);
	metric_number(sink, METRIC_UNPUBLISHED, NULL, cs->unpublished);
}

/* Bytes of "http/routers" in "http/routers/web". */
static size_t
kind_length(const char *id)
{
	size_t	 family = strcspn(id, "/");

	if (id[family] != '\0')
		family++;
	return family + strcspn(id + family, "/");
}

static void
put_kind(const struct metric_sink *sink, const char *id, size_t len,
    uint64_t n)
{
	char	 kind[64];

	if (n == 0 || len >= sizeof(kind))
		return;
	memcpy(kind, id, len);
	kind[len] = '\0';
	metric_number(sink, METRIC_OBJECTS, kind, n);
}

/* Ids are sorted: those of one kind come one after the other. */
static void
put_objects(const struct metric_sink *sink, struct objects *os)
{
	struct object	*o;
	const char	*id = "";
	size_t		 len = 0;
	uint64_t	 n = 0;

	RB_FOREACH(o, object_tree, &os->tree) {
		if (object_owner(o) == NULL)
			continue;
		if (len != kind_length(o->id) || strncmp(o->id, id, len) != 0) {
			put_kind(sink, id, len, n);
			n = 0;
			id = o->id;
			len = kind_length(id);
		}
		n++;
	}
	put_kind(sink, id, len, n);
}

static void
put_waiting(const struct metric_sink *sink, struct objects *os)
{
	static const char *const	 states[] = { "waits", "blocked",
					    "reserved" };
	struct counts			 c = { .nwords = 0 };
	struct object			*o = NULL;
	struct claim			*claim;
	struct conflict			 cf;

	count_none(&c, states, sizeof(states) / sizeof(states[0]));
	while (os->waiting > 0 &&
	    (o = object_after(os, o == NULL ? NULL : o->id)) != NULL)
		SPLAY_FOREACH(claim, claims, &o->claims) {
			if (!claim_waits(claim))
				continue;
			conflict_find(os, claim, &cf);
			count(&c, conflict_word(cf.how), 1);
		}
	put_counts(sink, METRIC_WAITING, &c);
}

static void
put_changes(const struct metric_sink *sink, const struct publish *p)
{
	metric_number(sink, METRIC_CHANGES, NULL, p->number);
	metric_number(sink, METRIC_CHANGES_OPEN, NULL, p->number - p->done);
	metric_histogram(sink, METRIC_LATENCY, &p->latency.histogram);
}

static void
put_queue(const struct metric_sink *sink, const struct peer *peer)
{
	if (peer != NULL)
		metric_number(sink, METRIC_QUEUE, role_name(peer_role(peer)),
		    peer_queued(peer));
}

int
on_metrics(struct peer *peer, struct msg *msg)
{
	struct route_maker		*rm = peer_arg(peer);
	struct objects			*os = &rm->containers.objects;
	const struct metric_sink	 sink = child_metrics(peer, msg->peer);

	resolve_settle(os);
	metric_process(&sink);
	put_queue(&sink, peer);
	put_queue(&sink, rm->engine.channel.reader);
	put_queue(&sink, rm->writer);
	put_docker(&sink, &rm->engine);
	put_containers(&sink, &rm->containers);
	put_objects(&sink, os);
	put_waiting(&sink, os);
	put_changes(&sink, &rm->publish);
	child_status_end(peer, msg->peer, "");
	return 0;
}
