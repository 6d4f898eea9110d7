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

#include "common/child.h"
#include "common/log.h"
#include "common/nearest.h"
#include "common/record.h"
#include "common/xstrdup.h"
#include "route-maker/explain/account.h"
#include "route-maker/explain/explain.h"
#include "route-maker/explain/verdict.h"
#include "route-maker/explain/wanted.h"
#include "route-maker/object/resolve.h"

/* A container that may match the question. */
struct found {
	RB_ENTRY(found)		 entry;
	struct hexid		 id;
	struct account		 account;
};
RB_HEAD(founds, found);

struct question {
	STAILQ_ENTRY(question)	 entry;
	struct explain		*explain;
	struct timer		 timer;
	struct wanted		*wanted;
	char			*name;
	uint32_t		 id;		/* of kopctl's request */
	uint64_t		 lists;		/* the value of nlists to wait
						   for */
	struct founds		 founds;
	size_t			 full;		/* of these, with items */
	size_t			 bytes;
	int			 ready;		/* the answer is complete */
	struct items		 answer;
	size_t			 at;		/* after the last item sent */
};

static int
found_cmp(const struct found *a, const struct found *b)
{
	return hexid_cmp(&a->id, &b->id);
}

RB_PROTOTYPE(founds, found, entry, found_cmp)
RB_GENERATE(founds, found, entry, found_cmp)

void
explain_init(struct explain *x, struct event_base *base, struct peer *parent,
    struct containers *cs, struct engine *e)
{
	memset(x, 0, sizeof(*x));
	STAILQ_INIT(&x->questions);
	x->base = base;
	x->parent = parent;
	x->containers = cs;
	x->engine = e;
	cs->look_arg = x;
}

static void
forget(struct question *q, struct found *f)
{
	q->bytes -= f->account.items.len;
	q->full -= f->account.items.len > 0;
	RB_REMOVE(founds, &q->founds, f);
	account_free(&f->account);
	free(f);
}

static void
question_free(struct question *q)
{
	struct explain	*x = q->explain;
	struct found	*f;

	STAILQ_REMOVE(&x->questions, q, question, entry);
	if (--x->count == 0) {
		x->containers->look = NULL;
		arena_free(&x->arena);
	}
	while ((f = RB_ROOT(&q->founds)) != NULL)
		forget(q, f);
	timer_free(&q->timer);
	wanted_free(q->wanted);
	items_free(&q->answer);
	free(q->name);
	free(q);
}

static struct found *
find(struct question *q, const struct hexid *id)
{
	struct found	key = { .id = *id };

	return RB_FIND(founds, &q->founds, &key);
}

/* Compares a listed container, perhaps not for the first time. */
static void
look_for(struct question *q, struct container *c)
{
	struct found	*f;
	int		 brief;

	if ((f = find(q, &c->id)) != NULL)
		forget(q, f);
	if ((f = calloc(1, sizeof(*f))) == NULL)
		fatal(NULL);
	f->id = c->id;
	brief = q->bytes > EXPLAIN_BYTES ||
	    (!wanted_all(q->wanted) && q->full >= 2 * EXPLAIN_FULL);
	account_make(&f->account, q->explain->containers, &q->explain->arena, c,
	    q->wanted, brief);
	if (f->account.match == MATCH_NONE) {
		free(f);
		return;
	}
	q->bytes += f->account.items.len;
	q->full += f->account.items.len > 0;
	RB_INSERT(founds, &q->founds, f);
}

static void
look(void *arg, struct container *c)
{
	struct explain	*x = arg;
	struct question	*q;

	STAILQ_FOREACH(q, &x->questions, entry)
		if (!q->ready)
			look_for(q, c);
}

/* Compares what is known without the container's labels. */
static enum match
match_known(const struct question *q, const struct member *m)
{
	enum match	 match;
	struct claim	*c;

	match = wanted_container(q->wanted, &m->who.id, m->who.name);
	LIST_FOREACH(c, &m->who.claims, of_claimant)
		if (wanted_object(q->wanted, c->object->id))
			return MATCH_GOOD;
	return match;
}

static enum match
match_of(struct question *q, const struct member *m)
{
	struct found	*f = find(q, &m->who.id);

	return f != NULL ? f->account.match : match_known(q, m);
}

/* A few digits of an id count only if there is no better match. */
static enum match
best_match(struct question *q)
{
	struct member	*m = NULL;
	enum match	 match, best = MATCH_NONE;

	while ((m = containers_next(q->explain->containers, m)) != NULL)
		if ((match = match_of(q, m)) > best)
			best = match;
	return best;
}

static void
put_member(struct question *q, struct member *m, size_t *told)
{
	struct found	*f = find(q, &m->who.id);

	if (q->answer.len > EXPLAIN_BYTES ||
	    (!wanted_all(q->wanted) && *told == EXPLAIN_FULL))
		items_add(&q->answer, 0, "match", m->who.name);
	else {
		verdict_put(&q->answer, &q->explain->containers->objects, m,
		    f == NULL ? NULL : &f->account);
		++*told;
	}
}

static const char *
member_name(const void *arg, size_t i)
{
	return ((const char *const *)arg)[i];
}

/* Adds the container or object with the most similar name. */
static void
put_suggestion(struct question *q)
{
	struct containers	*cs = q->explain->containers;
	struct member		*m = NULL;
	struct object		*o = NULL;
	const char		**names, *suggestion;
	size_t			 n = 0;

	names = calloc(cs->members.count + cs->objects.count + 1,
	    sizeof(*names));
	if (names == NULL)
		fatal(NULL);
	while ((m = containers_next(cs, m)) != NULL)
		names[n++] = m->who.name;
	while ((o = object_after(&cs->objects, o == NULL ? NULL : o->id)) !=
	    NULL && n < cs->members.count + cs->objects.count)
		names[n++] = strrchr(object_name(o), '/') + 1;
	if ((suggestion = nearest(q->name, n, member_name, names)) != NULL)
		items_add(&q->answer, 0, "suggestion", suggestion);
	free(names);
}

static int
compare_name(const void *a, const void *b)
{
	const struct member	*const *ma = a, *const *mb = b;
	int			 r;

	if ((r = strcmp((*ma)->who.name, (*mb)->who.name)) != 0)
		return r;
	return hexid_cmp(&(*ma)->who.id, &(*mb)->who.id);
}

static void
put_answer(struct question *q)
{
	enum match		 best = best_match(q);
	struct containers	*cs = q->explain->containers;
	struct member		*m = NULL, **list;
	size_t			 i, n = 0, told = 0;

	if (best == MATCH_NONE) {
		put_suggestion(q);
		return;
	}
	if ((list = calloc(cs->members.count, sizeof(*list))) == NULL)
		fatal(NULL);
	while ((m = containers_next(cs, m)) != NULL)
		if (match_of(q, m) == best)
			list[n++] = m;
	qsort(list, n, sizeof(*list), compare_name);
	for (i = 0; i < n; i++)
		put_member(q, list[i], &told);
	free(list);
}

/* docker: why Docker was not asked; NULL if it was. */
static void
finish(struct question *q, const char *docker)
{
	q->ready = 1;
	timer_stop(&q->timer);
	if (docker != NULL)
		items_add(&q->answer, 0, "docker", docker);
	resolve_settle(&q->explain->containers->objects);
	put_answer(q);
}

/*
 * Asks for likely containers by their ids, too, because a list of all takes
 * long if there are many containers.
 */
static void
want_known(struct question *q)
{
	struct pending		*p = &q->explain->engine->pending;
	struct containers	*cs = q->explain->containers;
	struct member		*m = NULL;
	size_t			 n = 0;

	if (wanted_all(q->wanted))
		return;
	while (n < EXPLAIN_FULL && (m = containers_next(cs, m)) != NULL)
		if (match_known(q, m) == MATCH_GOOD) {
			pending_want(p, &m->who.id);
			n++;
		}
}

static void
on_late(void *arg)
{
	struct question	*q = arg;
	struct explain	*x = q->explain;

	finish(q, "it did not list all containers in time");
	explain_resume(x);
}

static struct question *
question_new(struct explain *x, uint32_t id, char *name)
{
	struct engine	*e = x->engine;
	struct question	*q;

	if ((q = calloc(1, sizeof(*q))) == NULL)
		fatal(NULL);
	timer_init(&q->timer, x->base, on_late, q);
	q->explain = x;
	q->id = id;
	q->name = name;
	q->wanted = wanted_new(name);
	RB_INIT(&q->founds);
	/* A list that is under way may have passed some containers already. */
	q->lists = e->nlists + 1 + e->pending.all_open;
	STAILQ_INSERT_TAIL(&x->questions, q, entry);
	x->count++;
	x->containers->look = look;
	return q;
}

int
explain_ask(struct explain *x, struct msg *msg)
{
	struct engine			*e = x->engine;
	const char			*waiting = engine_waiting(e);
	struct record_reader		 r;
	struct question			*q;
	char				*name;

	record_read(&r, msg->data, msg->len);
	name = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(name);
		return -1;
	}
	if (x->count == EXPLAIN_MAX) {
		free(name);
		child_status_end(x->parent, msg->peer, "too many requests at "
		    "once; retry later");
		return 0;
	}
	q = question_new(x, msg->peer, name);
	if (waiting != NULL || e->channel.reader == NULL)
		finish(q, waiting == NULL ? "docker-reader disconnected" :
		    waiting);
	else {
		timer_set(&q->timer, EXPLAIN_SECONDS * 1000);
		want_known(q);
		engine_list(e);
	}
	explain_resume(x);
	return 0;
}

void
explain_check(struct explain *x)
{
	struct engine	*e = x->engine;
	struct question	*q;

	STAILQ_FOREACH(q, &x->questions, entry) {
		if (q->ready)
			continue;
		if (engine_waiting(e) != NULL)
			finish(q, engine_waiting(e));
		else if (e->nlists >= q->lists && !pending_some(&e->pending))
			finish(q, NULL);
	}
	explain_resume(x);
}

/* Returns 1 when everything is sent. */
static int
send_answer(struct question *q)
{
	struct item	 item;
	size_t		 next = q->at;

	while (items_next(&q->answer, &next, &item)) {
		if (!peer_want_room(q->explain->parent))
			return 0;
		child_item(q->explain->parent, q->id, &item);
		q->at = next;
	}
	child_status_end(q->explain->parent, q->id, "");
	return 1;
}

void
explain_resume(struct explain *x)
{
	struct question	*q, *next;

	STAILQ_FOREACH_SAFE(q, &x->questions, entry, next)
		if (q->ready && send_answer(q))
			question_free(q);
}
