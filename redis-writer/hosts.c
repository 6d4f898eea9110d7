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
#include "common/child.h"
#include "common/log.h"
#include "redis-writer/claims.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* Limit of pages of hosts, because a server might never end its list. */
#define PAGES_MAX	10000

/* A running answer: hosts, by pages; then what waits, see claims.h. */
struct asking {
	struct writer	*writer;
	uint32_t	 id;		/* status id */
	char		 after[24];	/* number of the last host sent */
	size_t		 replies;
};

static void
tell_count(struct asking *q, enum item_type type, const char *name,
    const char *value)
{
	struct item	 item = { .depth = 1, .type = type, .name = name,
			    .value = item_count(value) };

	child_item(q->writer->parent, q->id, &item);
}

static void
tell_host(struct asking *q, const redisReply *e)
{
	struct peer	*p = q->writer->parent;

	child_status(p, q->id, "host", "%s", reply_text(reply_at(e, 0)));
	tell_count(q, ITEM_NUMBER, "number", reply_text(reply_at(e, 1)));
	child_detail(p, q->id, "lease", reply_text(reply_at(e, 2)));
	tell_count(q, ITEM_NUMBER, "lease_ms", reply_text(reply_at(e, 3)));
	child_detail(p, q->id, "engine", reply_text(reply_at(e, 4)));
	child_detail(p, q->id, "engine_name", reply_text(reply_at(e, 5)));
	child_detail(p, q->id, "version", reply_text(reply_at(e, 6)));
	tell_count(q, ITEM_TIME, "since", reply_text(reply_at(e, 7)));
	tell_count(q, ITEM_NUMBER, "objects", reply_text(reply_at(e, 8)));
}

static void	asking_hosts(struct asking *);

static void
asking_told(void *arg, const redisReply *reply)
{
	struct asking		*q = arg;
	const redisReply	*list = claims_list(q->writer, q->id, reply);
	size_t			 i, n = reply_count(list);

	if (list == NULL) {
		free(q);
		return;
	}
	for (i = 0; i < n; i++)
		tell_host(q, reply_at(list, i));
	if (n == 0 || reply_number(reply_at(reply, 2)) != 1 ||
	    ++q->replies > PAGES_MAX) {
		claims_tell(q->writer, q->id, CLAIMS_WAITS);
		free(q);
		return;
	}
	(void)strlcpy(q->after, reply_text(reply_at(reply_at(list, n - 1), 1)),
	    sizeof(q->after));
	asking_hosts(q);
}

static void
asking_hosts(struct asking *q)
{
	struct arguments a = ARGUMENTS_INITIALIZER;

	arguments_string(&a, q->after);
	notify_call(q->writer, SCRIPT_HOSTS, &a, 0, asking_told, q);
	arguments_free(&a);
}

int
on_hosts(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);
	struct asking	*q;

	if (w->phase < PHASE_HELLO) {
		child_status_end(p, msg->peer, status_away(w));
		return 0;
	}
	if ((q = calloc(1, sizeof(*q))) == NULL)
		fatal(NULL);
	q->writer = w;
	q->id = msg->peer;
	(void)strlcpy(q->after, "0", sizeof(q->after));
	asking_hosts(q);
	return 0;
}
