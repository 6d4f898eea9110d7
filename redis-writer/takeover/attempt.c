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
#include "common/name.h"
#include "redis-writer/compare.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/attempt.h"
#include "redis-writer/takeover/legacy.h"

/* Connections that may break during a search before it gives up. */
#define LOOK_FAILURES	5

void
attempt_free(struct writer *w)
{
	struct attempt	*t = w->takeover->now;

	if (t == NULL)
		return;
	w->takeover->now = NULL;
	while (t->n > 0)
		free(t->names[--t->n]);
	legacy_free(t->legacy);
	free(t->at);
	free(t->kop);
	free(t);
}

struct attempt *
attempt_new(struct writer *w, const char *kop)
{
	struct attempt	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL ||
	    (t->kop = strdup(kop)) == NULL)
		fatal(NULL);
	t->legacy = legacy_new();
	t->own = strcmp(kop, w->hostname) == 0;
	w->takeover->now = t;
	return t;
}

void
attempt_name(struct attempt *t, const char *name)
{
	size_t	 i;

	if (name_host_fault(name) != NULL || t->n == NAMES_MAX)
		return;
	for (i = 0; i < t->n; i++) {
		if (strcmp(t->names[i], name) == 0)
			return;
	}
	if ((t->names[t->n++] = strdup(name)) == NULL)
		fatal(NULL);
}

int
attempt_knows(const struct attempt *t, const char *name)
{
	size_t	 i;

	for (i = 0; i < t->n; i++) {
		if (strcmp(t->names[i], name) == 0)
			return 1;
	}
	return 0;
}

void
attempt_answer(struct writer *w, const char *error)
{
	struct attempt	*t = w->takeover->now;

	if (t->asker != 0) {
		if (*error == '\0')
			child_status(w->parent, t->asker, "withdrawn",
			    "traefik-kop of host %s: %zu objects", t->kop,
			    legacy_count(t->legacy));
		child_status_end(w->parent, t->asker, error);
	}
	attempt_free(w);
}

void
attempt_end(struct writer *w, const char *error)
{
	attempt_answer(w, error);
	if (w->phase == PHASE_GRANTED)
		compare_start(w);
}

static void
attempt_broke(struct writer *w)
{
	struct takeover	*all = w->takeover;

	if (!all->looked && ++all->look_failures == LOOK_FAILURES) {
		all->looked = -1;
		log_warnx("Redis disconnects on each request for keys "
			    "of traefik-kop; they are ignored");
	}
	attempt_answer(w, "Redis disconnected");
}

int
attempt_failed(struct writer *w, const redisReply *reply)
{
	const char	*error = reply_error(reply);

	if (w->takeover->now == NULL)
		return 1;
	if (reply == NULL) {
		attempt_broke(w);
		return 1;
	}
	if (error != NULL && strncmp(error, "NOPERM", 6) == 0) {
		w->takeover->looked = -1;
		log_warnx("Redis does not permit the search for keys of "
		    "traefik-kop; see REDIS USERS in kopd.conf(5)");
		attempt_end(w, reply_explain(error));
		return 1;
	}
	if (reply->type == REDIS_REPLY_ARRAY && (w->takeover->now->stage <
	    STAGE_NOTING || session_answer(w, reply) != EVENT_NONE))
		return 0;
	if (error != NULL)
		(void)session_answer(w, reply);
	if (w->takeover->now != NULL)
		attempt_end(w, *w->fault != '\0' ? w->fault :
		    "Redis rejected the request");
	return 1;
}
