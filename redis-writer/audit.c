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

#include "common/bounds.h"
#include "common/log.h"
#include "redis-writer/compare.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/*
 * Limit of the objects in one call.  There are fewer if many hosts want them.
 */
#define AUDIT_OBJECTS	100
/* A limit of pages that no Redis reaches. */
#define PAGES_MAX	100000
/* The audit ends after so many failed calls in a row. */
#define FAILURES_MAX	5

struct audit {
	int		 due;
	int		 busy;		/* a call waits for its reply */
	int		 late;		/* waits until other hosts may expire */
	unsigned int	 failures;
	size_t		 pages;
	long long	 keys;		/* corrected or removed */
	char		 cursor[24];	/* of HSCAN; "": start */
};

static void	audit_call(struct writer *);

void
audit_init(struct writer *w)
{
	if ((w->audit = calloc(1, sizeof(*w->audit))) == NULL)
		fatal(NULL);
}

void
audit_free(struct writer *w)
{
	free(w->audit);
}

void
audit_need(struct writer *w)
{
	w->audit->due = 1;
	w->audit->late = 0;
}

static void
audit_failed(struct writer *w)
{
	struct audit	*a = w->audit;

	a->due = ++a->failures < FAILURES_MAX;
	if (!a->due)
		log_warnx("Redis does not permit the search for routes that no "
		    "host wants; they stay in Redis");
}

/* Sends objects of this host again, or removes them. */
static void
audit_ours(struct writer *w, const redisReply *ids)
{
	const redisReply	*id;
	size_t			 i;

	for (i = 0; i < reply_count(ids); i++) {
		id = reply_at(ids, i);
		if (!compare_is_name(id))
			continue;
		if (state_find(w->state, reply_text(id)) != NULL)
			state_redo(w->state, reply_text(id));
		else if (compare_admit(w, 0))
			state_seen(w->state, reply_text(id), "", 0);
	}
}

static void
audit_end(struct writer *w)
{
	struct audit	*a = w->audit;

	a->failures = 0;
	if (a->keys > 0)
		log_info("Redis has lost the state of some routes: removed or "
		    "corrected %lld keys that no host wants", a->keys);
}

static void
audit_replied(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct audit	*a = w->audit;

	a->busy = 0;
	if (!session_ok(w, reply)) {
		audit_failed(w);
		return;
	}
	a->keys += reply_number(reply_at(reply, 1));
	(void)strlcpy(a->cursor, reply_text(reply_at(reply, 2)),
	    sizeof(a->cursor));
	if (reply_number(reply_at(reply, 3)) == 1)
		a->due = a->late = 1;
	audit_ours(w, reply_at(reply, 4));
	release_later(w, reply_at(reply, 5), reply_at(reply, 6));
	if (strcmp(a->cursor, "0") != 0 && ++a->pages < PAGES_MAX)
		audit_call(w);
	else
		audit_end(w);
}

static void
audit_call(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	size_t		 n = w->batch < AUDIT_OBJECTS ? w->batch :
			    AUDIT_OBJECTS;
	char		 count[24];

	(void)snprintf(count, sizeof(count), "%zu", n);
	arguments_string(&a, w->audit->cursor);
	arguments_string(&a, count);
	arguments_string(&a, session_grace(w) ? "grace" : "-");
	w->audit->busy = 1;
	notify_call(w, SCRIPT_AUDIT, &a, 4 * n, audit_replied, w);
	arguments_free(&a);
}

void
audit_check(struct writer *w)
{
	struct audit	*a = w->audit;

	if (!a->due || a->busy || w->phase != PHASE_RUNNING || w->open ||
	    w->stopping || !state_is_complete(w->state) ||
	    state_pending(w->state) > 0 || (a->late && session_grace(w)))
		return;
	a->due = 0;
	a->keys = 0;
	a->pages = 0;
	(void)strlcpy(a->cursor, "0", sizeof(a->cursor));
	audit_call(w);
}
