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

#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "redis-writer.h"

/* Lines that one reply may cause: the rest is counted. */
#define LINES	10

struct wait {
	RB_ENTRY(wait)	 entry;
	char		*id;
	char		*owner;
	char		 how[8];	/* "waits", "alone": see view.lua */
	int		 over;		/* unless the reply names it */
};

RB_HEAD(wait_tree, wait);

struct waiting {
	struct wait_tree	 tree;
	size_t			 count;
};

static int
wait_compare(const struct wait *a, const struct wait *b)
{
	return strcmp(a->id, b->id);
}

RB_PROTOTYPE(wait_tree, wait, entry, wait_compare)
RB_GENERATE(wait_tree, wait, entry, wait_compare)

void
waiting_init(struct writer *w)
{
	if ((w->waiting = calloc(1, sizeof(*w->waiting))) == NULL)
		fatal(NULL);
	RB_INIT(&w->waiting->tree);
}

static struct wait *
waiting_find(const struct writer *w, char *id)
{
	struct wait	 key;

	key.id = id;
	return RB_FIND(wait_tree, &w->waiting->tree, &key);
}

static void
waiting_remove(struct writer *w, struct wait *wait)
{
	RB_REMOVE(wait_tree, &w->waiting->tree, wait);
	w->waiting->count--;
	free(wait->id);
	free(wait->owner);
	free(wait);
}

void
waiting_free(struct writer *w)
{
	struct wait	*wait;

	while ((wait = RB_MIN(wait_tree, &w->waiting->tree)) != NULL)
		waiting_remove(w, wait);
	free(w->waiting);
}

static void
wait_log(const struct wait *wait)
{
	if (strcmp(wait->how, "alone") == 0)
		log_warnx("%s: host %s serves it too, and ours stays out: "
		    "servers are shared where both carry kop.merge-lbs",
		    wait->id, wait->owner);
	else
		log_warnx("%s: host %s has another definition of that name; "
		    "ours waits until that one goes", wait->id, wait->owner);
}

/* Returns true when this is news. */
static int
waiting_begin(struct writer *w, char *id, const char *owner, const char *how)
{
	struct wait	*wait = waiting_find(w, id);

	if (wait != NULL && strcmp(wait->owner, owner) == 0 &&
	    strcmp(wait->how, how) == 0) {
		wait->over = 0;
		return 0;
	}
	if (wait != NULL)
		waiting_remove(w, wait);
	if ((wait = calloc(1, sizeof(*wait))) == NULL ||
	    (wait->id = strdup(id)) == NULL ||
	    (wait->owner = strdup(owner)) == NULL)
		fatal(NULL);
	(void)strlcpy(wait->how, how, sizeof(wait->how));
	RB_INSERT(wait_tree, &w->waiting->tree, wait);
	w->waiting->count++;
	return 1;
}

static void
waiting_mark(struct writer *w, char *const *ids, size_t n)
{
	struct wait	*wait;
	size_t		 i;

	for (i = 0; i < n; i++) {
		if ((wait = waiting_find(w, ids[i])) != NULL)
			wait->over = 1;
	}
}

static void
waiting_end(struct writer *w, char *const *ids, size_t n)
{
	struct wait	*wait;
	size_t		 i, ended = 0;

	for (i = 0; i < n; i++) {
		if ((wait = waiting_find(w, ids[i])) == NULL || !wait->over)
			continue;
		if (++ended <= LINES)
			log_info("%s: waits no longer for host %s", wait->id,
			    wait->owner);
		waiting_remove(w, wait);
	}
	if (ended > LINES)
		log_info("and %zu more wait no longer", ended - LINES);
}

void
waiting_update(struct writer *w, char *const *ids, size_t n,
    const redisReply *kept_out)
{
	const redisReply	*e;
	size_t			 i, begun = 0;
	char			*id;

	if (w->waiting->count > 0)
		waiting_mark(w, ids, n);
	for (i = 0; i < reply_count(kept_out); i++) {
		e = reply_at(kept_out, i);
		if ((id = strdup(reply_text(reply_at(e, 0)))) == NULL)
			fatal(NULL);
		if (waiting_begin(w, id, reply_text(reply_at(e, 1)),
		    reply_text(reply_at(e, 2))) && ++begun <= LINES)
			wait_log(waiting_find(w, id));
		free(id);
	}
	if (begun > LINES)
		log_warnx("and %zu more wait for other hosts: see kopctl show",
		    begun - LINES);
	if (w->waiting->count > 0)
		waiting_end(w, ids, n);
}

size_t
waiting_count(const struct writer *w)
{
	return w->waiting->count;
}

const char *
waiting_next(const struct writer *w, const char *after, const char **owner,
    const char **how)
{
	struct wait	 key, *wait;
	char		*id;

	if (after == NULL)
		wait = RB_MIN(wait_tree, &w->waiting->tree);
	else {
		if ((id = strdup(after)) == NULL)
			fatal(NULL);
		key.id = id;
		wait = RB_NFIND(wait_tree, &w->waiting->tree, &key);
		if (wait != NULL && strcmp(wait->id, after) == 0)
			wait = RB_NEXT(wait_tree, &w->waiting->tree, wait);
		free(id);
	}
	if (wait == NULL)
		return NULL;
	*owner = wait->owner;
	*how = wait->how;
	return wait->id;
}

void
waiting_walk(const struct writer *w, void (*f)(const char *, const char *,
    const char *, void *), void *arg)
{
	struct wait	*wait;

	RB_FOREACH(wait, wait_tree, &w->waiting->tree)
		f(wait->id, wait->owner, wait->how, arg);
}
