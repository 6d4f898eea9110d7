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

#include <sys/tree.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "redis-writer/conflict.h"
#include "redis-writer/redis-writer.h"

/* Limit of log lines between two heartbeats; more are counted. */
#define LINES	10

/* Strings in a reply: id, owner, how, cause, container. */
#define TEXTS	5

struct entry {
	RB_ENTRY(entry)	 tree;
	struct wait	 wait;
	char		*text[TEXTS];	/* strings of wait */
	int		 over;		/* not in the reply */
};

RB_HEAD(wait_tree, entry);

struct conflicts {
	struct wait_tree	 tree;
	size_t			 count;
	size_t			 begun;		/* since the last heartbeat */
	size_t			 ended;
};

static int
entry_compare(const struct entry *a, const struct entry *b)
{
	return strcmp(a->wait.id, b->wait.id);
}

RB_PROTOTYPE(wait_tree, entry, tree, entry_compare)
RB_GENERATE(wait_tree, entry, tree, entry_compare)

void
conflict_init(struct writer *w)
{
	if ((w->conflicts = calloc(1, sizeof(*w->conflicts))) == NULL)
		fatal(NULL);
	RB_INIT(&w->conflicts->tree);
}

static struct entry *
conflict_find(const struct writer *w, const char *id)
{
	struct entry	 key;

	key.wait.id = id;
	return RB_FIND(wait_tree, &w->conflicts->tree, &key);
}

static void
conflict_remove(struct writer *w, struct entry *e)
{
	size_t	 i;

	RB_REMOVE(wait_tree, &w->conflicts->tree, e);
	w->conflicts->count--;
	for (i = 0; i < TEXTS; i++)
		free(e->text[i]);
	free(e);
}

void
conflict_clear(struct writer *w)
{
	struct entry	*e;

	while ((e = RB_MIN(wait_tree, &w->conflicts->tree)) != NULL)
		conflict_remove(w, e);
}

void
conflict_free(struct writer *w)
{
	conflict_clear(w);
	free(w->conflicts);
}

const char *
conflict_text(const struct wait *wait)
{
	static char	 text[4 * OBJECT_NAME_MAX];
	char		 owner[2 * OBJECT_NAME_MAX];

	(void)snprintf(owner, sizeof(owner), "host %s%s%s%s", wait->owner,
	    *wait->container != '\0' ? " (container " : "", wait->container,
	    *wait->container != '\0' ? ")" : "");
	if (strcmp(wait->how, "alone") == 0)
		(void)snprintf(text, sizeof(text), "is served only by %s; to "
		    "share the servers, set kop.merge-lbs on both", owner);
	else if (strcmp(wait->how, "reserved") == 0)
		(void)snprintf(text, sizeof(text), "waits: its name is "
		    "reserved for %s", owner);
	else if (strcmp(wait->how, "blocked") == 0 && *wait->owner == '\0')
		(void)snprintf(text, sizeof(text), "is blocked: it refers to "
		    "%s, which is not published", wait->cause);
	else if (strcmp(wait->how, "blocked") == 0)
		(void)snprintf(text, sizeof(text), "is blocked: it refers to "
		    "%s, which %s defines differently", wait->cause,
		    owner);
	else
		(void)snprintf(text, sizeof(text), "waits for %s, which "
		    "defines this name differently", owner);
	return text;
}

static void
wait_log(const struct wait *wait)
{
	const struct log_subject	 about = { .object = wait->id };

	log_about(strcmp(wait->how, "reserved") == 0 ? LOG_INFO : LOG_WARNING,
	    &about, "%s %s", wait->id, conflict_text(wait));
}

static void
wait_over_log(const struct wait *wait)
{
	const struct log_subject	 about = { .object = wait->id };

	log_about(LOG_INFO, &about, "%s no longer waits%s%s", wait->id,
	    *wait->owner != '\0' ? " for host " : "", wait->owner);
}

static struct entry *
entry_new(const redisReply *reply)
{
	struct entry	*e;
	size_t		 i;

	if ((e = calloc(1, sizeof(*e))) == NULL)
		fatal(NULL);
	for (i = 0; i < TEXTS; i++)
		if ((e->text[i] = strndup(reply_text(reply_at(reply, i)),
		    OBJECT_NAME_MAX)) == NULL)
			fatal(NULL);
	e->wait.id = e->text[0];
	e->wait.owner = e->text[1];
	e->wait.how = e->text[2];
	e->wait.cause = e->text[3];
	e->wait.container = e->text[4];
	return e;
}

static int
is_news(const struct wait *old, const struct wait *new)
{
	return strcmp(old->owner, new->owner) != 0 ||
	    strcmp(old->how, new->how) != 0 ||
	    strcmp(old->cause, new->cause) != 0 ||
	    strcmp(old->container, new->container) != 0;
}

/* Returns the wait if it must be logged, else NULL. */
static const struct wait *
conflict_begin(struct writer *w, const redisReply *reply,
    conflict_changed changed)
{
	struct entry	*e = entry_new(reply), *old;
	int		 news;

	old = conflict_find(w, e->wait.id);
	news = old == NULL || is_news(&old->wait, &e->wait);
	if (old != NULL)
		conflict_remove(w, old);
	else
		changed(w, e->wait.id);
	RB_INSERT(wait_tree, &w->conflicts->tree, e);
	w->conflicts->count++;
	return news ? &e->wait : NULL;
}

static void
conflict_mark(struct writer *w, char *const *ids, size_t n)
{
	struct entry	*e;
	size_t		 i;

	for (i = 0; i < n; i++) {
		if ((e = conflict_find(w, ids[i])) != NULL)
			e->over = 1;
	}
}

static void
conflict_end(struct writer *w, char *const *ids, size_t n,
    conflict_changed changed)
{
	struct entry	*e;
	size_t		 i;

	for (i = 0; i < n; i++) {
		if ((e = conflict_find(w, ids[i])) == NULL || !e->over)
			continue;
		if (++w->conflicts->ended <= LINES)
			wait_over_log(&e->wait);
		changed(w, e->wait.id);
		conflict_remove(w, e);
	}
}

void
conflict_tick(struct writer *w)
{
	struct conflicts	*c = w->conflicts;

	if (c->begun > LINES)
		log_warnx("and %zu more objects are not published; see kopctl "
		    "show", c->begun - LINES);
	if (c->ended > LINES)
		log_info("and %zu more no longer wait", c->ended - LINES);
	c->begun = c->ended = 0;
}

void
conflict_update(struct writer *w, char *const *ids, size_t n,
    const redisReply *kept_out, conflict_changed changed)
{
	const struct wait	*wait;
	size_t			 i;

	if (w->conflicts->count > 0)
		conflict_mark(w, ids, n);
	for (i = 0; i < reply_count(kept_out); i++) {
		/*
		 * The reply may have any id, but only objects of this host
		 * count.
		 */
		if (state_find(w->state, reply_text(reply_at(reply_at(kept_out,
		    i), 0))) == NULL)
			continue;
		wait = conflict_begin(w, reply_at(kept_out, i), changed);
		if (wait != NULL && ++w->conflicts->begun <= LINES)
			wait_log(wait);
	}
	if (w->conflicts->count > 0)
		conflict_end(w, ids, n, changed);
}

size_t
conflict_count(const struct writer *w)
{
	return w->conflicts->count;
}

int
conflict_has(const struct writer *w, const char *id)
{
	return w->conflicts->count > 0 && conflict_find(w, id) != NULL;
}

const struct wait *
conflict_next(const struct writer *w, const char *after)
{
	struct entry	 key, *e;

	if (after == NULL)
		e = RB_MIN(wait_tree, &w->conflicts->tree);
	else {
		key.wait.id = after;
		e = RB_NFIND(wait_tree, &w->conflicts->tree, &key);
		if (e != NULL && strcmp(e->wait.id, after) == 0)
			e = RB_NEXT(wait_tree, &w->conflicts->tree, e);
	}
	return e == NULL ? NULL : &e->wait;
}
