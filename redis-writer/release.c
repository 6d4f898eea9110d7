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

#include <sys/queue.h>

#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "redis-writer/batch.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/*
 * Limit of names that are remembered.  This is enough, because hosts that wait
 * for a name verify it from time to time.
 */
#define RELEASES_MAX	1024

struct release {
	TAILQ_ENTRY(release)	 entry;
	struct writer		*writer;
	struct event		*timer;
	int			 due;
	char			 cursor[24];	/* of the objects it blocks */
	char			 id[];
};

TAILQ_HEAD(release_list, release);

struct releases {
	struct release_list	 list;
	size_t			 count;
	struct release		*asked;		/* in flight, or NULL */
};

static void	release_run(struct writer *);

void
release_init(struct writer *w)
{
	if ((w->releases = calloc(1, sizeof(*w->releases))) == NULL)
		fatal(NULL);
	TAILQ_INIT(&w->releases->list);
}

static void
release_remove(struct writer *w, struct release *r)
{
	TAILQ_REMOVE(&w->releases->list, r, entry);
	w->releases->count--;
	event_free(r->timer);
	free(r);
}

void
release_free(struct writer *w)
{
	struct release	*r;

	while ((r = TAILQ_FIRST(&w->releases->list)) != NULL)
		release_remove(w, r);
	free(w->releases);
}

static void
release_on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct release	*r = arg;

	(void)fd;
	(void)what;
	r->due = 1;
	release_run(r->writer);
}

static void
release_wait(struct release *r, long long ms)
{
	struct timeval	 wait;

	wait.tv_sec = (time_t)(ms / 1000);
	wait.tv_usec = (suseconds_t)(ms % 1000 * 1000);
	r->due = 0;
	(void)strlcpy(r->cursor, "0", sizeof(r->cursor));
	if (evtimer_add(r->timer, &wait) == -1)
		fatal("evtimer_add");
}

static struct release *
release_find(struct writer *w, const char *id)
{
	struct release	*r;

	TAILQ_FOREACH(r, &w->releases->list, entry)
		if (strcmp(r->id, id) == 0)
			return r;
	return NULL;
}

static void
release_add(struct writer *w, const char *id, long long ms)
{
	struct release	*r = release_find(w, id);
	size_t		 size = strlen(id) + 1;

	if (size > OBJECT_NAME_MAX)
		return;
	if (r == NULL && w->releases->count < RELEASES_MAX) {
		if ((r = calloc(1, sizeof(*r) + size)) == NULL ||
		    (r->timer = evtimer_new(w->base, release_on_timer,
		    r)) == NULL)
			fatal(NULL);
		memcpy(r->id, id, size);
		r->writer = w;
		TAILQ_INSERT_TAIL(&w->releases->list, r, entry);
		w->releases->count++;
	}
	if (r != NULL && r != w->releases->asked)
		release_wait(r, ms);
}

void
release_later(struct writer *w, const redisReply *more,
    const redisReply *kept)
{
	size_t	 i;

	for (i = 0; i < reply_count(more); i++)
		release_add(w, reply_text(reply_at(more, i)), 0);
	for (i = 0; i + 1 < reply_count(kept); i += 2)
		release_add(w, reply_text(reply_at(kept, i)),
		    reply_number(reply_at(kept, i + 1)));
}

static void
release_replied(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct release	*r = w->releases->asked;
	const char	*cursor;
	long long	 ms;

	w->releases->asked = NULL;
	if (!session_ok(w, reply))
		return;
	connection_proven(w->connection);
	cursor = reply_text(reply_at(reply, 2));
	ms = reply_number(reply_at(reply, 3));
	if (strcmp(cursor, "0") != 0)
		(void)strlcpy(r->cursor, cursor, sizeof(r->cursor));
	else if (ms > 0)
		release_wait(r, ms);
	else
		release_remove(w, r);
	release_later(w, reply_at(reply, 4), NULL);
	release_run(w);
}

/*
 * Asks about one name at a time, because each costs Redis as much as a batch.
 */
static void
release_run(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct release	*r;

	if (w->phase != PHASE_RUNNING || w->releases->asked != NULL)
		return;
	TAILQ_FOREACH(r, &w->releases->list, entry)
		if (r->due)
			break;
	if (r == NULL)
		return;
	w->releases->asked = r;
	arguments_string(&a, r->id);
	arguments_string(&a, r->cursor);
	notify_call(w, SCRIPT_RELEASE, &a, BATCH_OBJECTS, release_replied, w);
	arguments_free(&a);
}

void
release_resume(struct writer *w)
{
	release_run(w);
}
