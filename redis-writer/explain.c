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
#include "common/record.h"
#include "redis-writer/conflict.h"
#include "redis-writer/redis-writer.h"

/* A running answer. */
struct telling {
	struct telling	*next;
	uint32_t	 id;		/* status id */
	char		*after;		/* last object sent, or NULL */
};

static void
telling_free(struct telling *t)
{
	free(t->after);
	free(t);
}

void
explain_wait(struct writer *w, uint32_t id, const struct wait *wait,
    const char *host)
{
	child_status(w->parent, id, "waits", "%s", wait->id);
	if (host != NULL)
		child_detail(w->parent, id, "host", host);
	child_detail(w->parent, id, "owner", wait->owner);
	child_detail(w->parent, id, "conflict", wait->how);
	child_detail(w->parent, id, "cause", wait->cause);
	child_detail(w->parent, id, "container", wait->container);
	child_detail(w->parent, id, "reason", conflict_text(wait));
}

/* Returns 1 when everything was sent. */
static int
tell(struct writer *w, struct telling *t)
{
	const struct wait	*wait;

	while ((wait = conflict_next(w, t->after)) != NULL) {
		if (!peer_want_room(w->parent))
			return 0;
		explain_wait(w, t->id, wait, NULL);
		free(t->after);
		if ((t->after = strdup(wait->id)) == NULL)
			fatal(NULL);
	}
	child_status_end(w->parent, t->id, "");
	return 1;
}

void
explain_resume(struct writer *w)
{
	struct telling	*t;

	while ((t = w->tellings) != NULL && tell(w, t)) {
		w->tellings = t->next;
		telling_free(t);
	}
}

/*
 * Ignores the name in the question, because only route-maker knows it: sends
 * all waiting objects.
 */
static void
explain_begin(struct writer *w, uint32_t id)
{
	struct telling	*t, **last;

	if (w->phase != PHASE_RUNNING)
		status_state(w, id);
	if ((t = calloc(1, sizeof(*t))) == NULL)
		fatal(NULL);
	t->id = id;
	for (last = &w->tellings; *last != NULL; last = &(*last)->next)
		continue;
	*last = t;
	explain_resume(w);
}

int
on_explain(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;

	record_read(&r, msg->data, msg->len);
	free(record_get_string(&r, CONF_STRING_MAX));
	if (record_end(&r) == -1)
		return -1;
	explain_begin(peer_arg(p), msg->peer);
	return 0;
}

int
on_table(struct peer *p, struct msg *msg)
{
	explain_begin(peer_arg(p), msg->peer);
	return 0;
}

void
explain_free(struct writer *w)
{
	struct telling	*t;

	while ((t = w->tellings) != NULL) {
		w->tellings = t->next;
		telling_free(t);
	}
}
