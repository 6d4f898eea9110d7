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
#include "redis-writer/conflict.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* The number of claims that one HSCAN asks for. */
#define SCAN_COUNT	"200"
/* Limit of replies in one answer, because a server might never end its list. */
#define REPLIES_MAX	100000

/* Limit of waiting objects that are listed; more are counted. */
#define WAITS_MAX	1000

/*
 * A running answer: hosts, by pages; then all claims, by pages.  If an object
 * has several claims, the answer lists the hosts that wait.
 */
struct asking {
	struct writer	*writer;
	uint32_t	 id;		/* status id */
	char		 after[24];	/* number of the last host sent */
	char		 cursor[24];	/* of HSCAN */
	size_t		 replies;
	size_t		 waits;
};

static void	asking_claims(struct asking *);

static void
asking_end(struct asking *q, const char *error)
{
	struct writer	*w = q->writer;

	if (q->waits > WAITS_MAX)
		child_number(w->parent, q->id, "more",
		    (int64_t)(q->waits - WAITS_MAX));
	child_status_end(w->parent, q->id, error);
	free(q);
}

/* Returns NULL, and ends the answer, on error. */
static const redisReply *
asking_list(struct asking *q, const redisReply *reply)
{
	struct writer		*w = q->writer;
	const redisReply	*list = NULL;

	if (session_answer(w, reply) == EVENT_OK)
		list = reply_at(reply, 1);
	if (list != NULL)
		return list;
	asking_end(q, *w->fault != '\0' ? status_away(w) :
	    "no reply from Redis");
	return NULL;
}

static void
tell_count(struct asking *q, enum item_type type, const char *name,
    const char *value)
{
	struct item	 item = { .depth = 1, .type = type, .name = name,
			    .value = item_count(value) };

	child_item(q->writer->parent, q->id, &item);
}

static void
tell_wait(struct asking *q, const redisReply *e)
{
	struct wait	 wait;

	if (++q->waits > WAITS_MAX)
		return;
	wait.id = reply_text(reply_at(e, 0));
	wait.owner = reply_text(reply_at(e, 1));
	wait.how = reply_text(reply_at(e, 2));
	wait.cause = reply_text(reply_at(e, 3));
	wait.container = reply_text(reply_at(e, 4));
	explain_wait(q->writer, q->id, &wait, reply_text(reply_at(e, 6)));
}

static void
asking_waits(void *arg, const redisReply *reply)
{
	struct asking		*q = arg;
	const redisReply	*list = asking_list(q, reply);
	size_t			 i;

	if (list == NULL)
		return;
	for (i = 0; i < reply_count(list); i++)
		tell_wait(q, reply_at(list, i));
	asking_claims(q);
}

/* Asks about the objects of the page that several hosts claim. */
static void
asking_page(void *arg, const redisReply *reply)
{
	struct asking		*q = arg;
	struct arguments	 a = ARGUMENTS_INITIALIZER;
	const redisReply	*list = reply_at(reply, 1);
	size_t			 i;

	if (reply_count(reply) != 2) {
		if (asking_list(q, reply) != NULL)
			asking_end(q, "no reply from Redis");
		return;
	}
	(void)strlcpy(q->cursor, reply_text(reply_at(reply, 0)),
	    sizeof(q->cursor));
	for (i = 0; i + 1 < reply_count(list); i += 2) {
		if (strchr(reply_text(reply_at(list, i + 1)), ' ') != NULL)
			arguments_add(&a, reply_text(reply_at(list, i)),
			    reply_length(reply_at(list, i)));
	}
	if (a.n > 0)
		notify_call(q->writer, SCRIPT_WAITS, &a, 0, asking_waits, q);
	else
		asking_claims(q);
	arguments_free(&a);
}

/* Asks for the next page of claims, if there is one. */
static void
asking_claims(struct asking *q)
{
	struct writer	*w = q->writer;
	char		*key;

	if (strcmp(q->cursor, "0") == 0 || ++q->replies > REPLIES_MAX) {
		asking_end(q, q->replies > REPLIES_MAX ? "Redis has too many "
		    "claims" : "");
		return;
	}
	if (asprintf(&key, "kopd:/%s/claims", w->conf->root) == -1)
		fatal(NULL);
	script_command(w, asking_page, q, "HSCAN", key, *q->cursor != '\0' ?
	    q->cursor : "0", "COUNT", SCAN_COUNT, (char *)NULL);
	free(key);
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
	const redisReply	*list = asking_list(q, reply);
	size_t			 i, n = reply_count(list);

	if (list == NULL)
		return;
	for (i = 0; i < n; i++)
		tell_host(q, reply_at(list, i));
	if (n == 0 || reply_number(reply_at(reply, 2)) != 1 ||
	    ++q->replies > REPLIES_MAX) {
		asking_claims(q);
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
