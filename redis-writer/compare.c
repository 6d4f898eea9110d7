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
#include "redis-writer/redis-writer.h"
#include "redis-writer/script.h"
#include "redis-writer/session.h"

/* The number of objects that one HSCAN asks for. */
#define SCAN_COUNT	"500"
/* A limit of pages that no host reaches. */
#define SCAN_PAGES_MAX	100000

struct compare {
	int	 due;		/* starts when no batch is in flight */
	size_t	 pages;
	size_t	 foreign;	/* objects that this host does not want */
	size_t	 foreign_bytes;
	size_t	 ignored;	/* more of these, beyond the limit */
};

static void	compare_scan(struct writer *, const char *cursor);

void
compare_init(struct writer *w)
{
	if ((w->compare = calloc(1, sizeof(*w->compare))) == NULL)
		fatal(NULL);
}

void
compare_free(struct writer *w)
{
	free(w->compare);
}

int
compare_is_name(const redisReply *id)
{
	size_t	 len = reply_length(id);

	return len > 0 && len <= OBJECT_NAME_MAX &&
	    strlen(reply_text(id)) == len;
}

int
compare_admit(struct writer *w, size_t len)
{
	struct compare	*c = w->compare;

	if (c->foreign == FOREIGN_OBJECTS_MAX ||
	    len > FOREIGN_BYTES_MAX - c->foreign_bytes)
		return 0;
	c->foreign++;
	c->foreign_bytes += len;
	return 1;
}

static void
compare_see(struct writer *w, const redisReply *id, const redisReply *blob)
{
	size_t	 len = reply_length(blob);

	if (!compare_is_name(id))
		return;
	if (state_find(w->state, reply_text(id)) == NULL &&
	    !compare_admit(w, len)) {
		w->compare->ignored++;
		return;
	}
	w->seen++;
	state_seen(w->state, reply_text(id), reply_text(blob), len);
}

static void
compare_end(struct writer *w)
{
	struct compare	*c = w->compare;

	(void)session_event(w, EVENT_SYNCED);
	if (c->ignored == 0)
		return;
	session_forget(w);
	log_warnx("Redis has %zu objects of host %s that are not wanted, "
	    "besides %zu that are removed now; they stay until the next "
	    "connect", c->ignored, w->hostname, c->foreign);
}

static void
compare_scanned(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	const redisReply	*list = reply_at(reply, 1);
	size_t			 i;

	if (reply == NULL || w->phase != PHASE_RESYNC)
		return;
	if (reply_count(reply) != 2) {
		if (session_answer(w, reply) != EVENT_NONE)
			session_unknown(w);
		return;
	}
	for (i = 0; i + 1 < reply_count(list); i += 2)
		compare_see(w, list->element[i], list->element[i + 1]);
	if (strcmp(reply_text(reply_at(reply, 0)), "0") == 0)
		compare_end(w);
	else if (++w->compare->pages > SCAN_PAGES_MAX)
		connection_fail(w->connection, "the list of this host's "
		    "objects does not end");
	else
		compare_scan(w, reply_text(reply_at(reply, 0)));
}

/*
 * Reads one page at a time, so that neither Redis nor this process holds all
 * of it at once.
 */
static void
compare_scan(struct writer *w, const char *cursor)
{
	char	*key;

	if (asprintf(&key, "kopd:/%s/want/%s", w->conf->root,
	    w->hostname) == -1)
		fatal(NULL);
	script_command(w, compare_scanned, w, "HSCAN", key, cursor, "COUNT",
	    SCAN_COUNT, (char *)NULL);
	free(key);
}

void
compare_continue(struct writer *w)
{
	if (!w->compare->due || w->phase != PHASE_RESYNC || w->in_flight > 0)
		return;
	w->compare->due = 0;
	state_forget(w->state);
	compare_scan(w, "0");
}

void
compare_start(struct writer *w)
{
	struct compare	*c = w->compare;

	if (!session_event(w, EVENT_COMPARE))
		return;
	memset(c, 0, sizeof(*c));
	c->due = 1;
	w->seen = 0;
	compare_continue(w);
}
