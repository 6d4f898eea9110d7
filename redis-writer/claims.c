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

#include "common/child.h"
#include "common/log.h"
#include "common/name.h"
#include "redis-writer/claims.h"
#include "redis-writer/conflict.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/state.h"

/* The number of claims that one HSCAN asks for. */
#define SCAN_COUNT	"200"
/* Limit of replies in one answer, because a server might never end its list. */
#define REPLIES_MAX	100000

/* Limit of objects of each kind that are listed; more are counted. */
#define LISTED_MAX	1000

struct telling {
	struct writer		*writer;
	uint32_t		 id;		/* status id */
	enum claims_what	 what;
	char			 cursor[24];	/* of HSCAN */
	int			 sole;		/* objects with one claim now */
	size_t			 replies;
	size_t			 listed;
	size_t			 merged;	/* shared on purpose; not
						   counted above */
};

static void	next_page(struct telling *);

static void
telling_end(struct telling *t, const char *error)
{
	struct writer	*w = t->writer;

	if (t->listed > LISTED_MAX)
		child_number(w->parent, t->id, "more",
		    (int64_t)(t->listed - LISTED_MAX));
	child_status_end(w->parent, t->id, error);
	free(t);
}

const redisReply *
claims_list(struct writer *w, uint32_t id, const redisReply *reply)
{
	const redisReply	*list = NULL;

	if (session_answer(w, reply) == EVENT_OK)
		list = reply_at(reply, 1);
	if (list == NULL)
		child_status_end(w->parent, id, *w->fault != '\0' ?
		    status_away(w) : "no reply from Redis");
	return list;
}

static const char *
text_at(const redisReply *e, size_t i)
{
	return reply_text(reply_at(e, i));
}

static void
tell_wait(struct telling *t, const redisReply *e)
{
	struct wait	 wait;

	if (++t->listed > LISTED_MAX)
		return;
	wait.id = text_at(e, 0);
	wait.owner = text_at(e, 1);
	wait.how = text_at(e, 2);
	wait.cause = text_at(e, 3);
	wait.container = text_at(e, 4);
	explain_wait(t->writer, t->id, &wait, text_at(e, 6));
}

static int
is_ours(const struct telling *t, const char *host)
{
	return t->writer->hostname != NULL &&
	    strcmp(t->writer->hostname, host) == 0;
}

/* Other hosts can ask about what they share. */
static void
tell_shared(struct telling *t, const redisReply *e)
{
	struct peer	*p = t->writer->parent;
	int		 merges = strcmp(text_at(e, 8), "1") == 0;

	if (!is_ours(t, text_at(e, 1)) && !is_ours(t, text_at(e, 6)))
		return;
	if (++*(merges ? &t->merged : &t->listed) > LISTED_MAX)
		return;
	child_status(p, t->id, "shared", "%s", text_at(e, 0));
	child_detail(p, t->id, "owner", text_at(e, 1));
	child_detail(p, t->id, "host", text_at(e, 6));
	child_detail(p, t->id, "conflict", text_at(e, 2));
	child_detail(p, t->id, "merge", merges ? "yes" : "no");
	child_detail(p, t->id, "container", text_at(e, 4));
	child_detail(p, t->id, "other", text_at(e, 7));
}

static void
on_objects(void *arg, const redisReply *reply)
{
	struct telling		*t = arg;
	const redisReply	*list = claims_list(t->writer, t->id, reply);
	size_t			 i;

	if (list == NULL) {
		free(t);
		return;
	}
	for (i = 0; i < reply_count(list); i++) {
		if (t->what == CLAIMS_SHARED)
			tell_shared(t, reply_at(list, i));
		else
			tell_wait(t, reply_at(list, i));
	}
	next_page(t);
}

static int
is_wanted(struct object *o, void *arg)
{
	(void)arg;
	return o->blob_len > 0;
}

/* True if this host refers to an object that it does not want itself. */
static int
is_abroad(struct state *st, const char *id)
{
	struct object	*o = state_find(st, id);

	return (o == NULL || o->blob_len == 0) &&
	    state_naming(st, id, is_wanted, NULL);
}

static void
tell_abroad(struct telling *t, const char *id, const char *hosts)
{
	struct peer	*p = t->writer->parent;
	char		*owner;

	if (!is_abroad(t->writer->state, id) || ++t->listed > LISTED_MAX)
		return;
	if ((owner = strndup(hosts, strcspn(hosts, " "))) == NULL)
		fatal(NULL);
	child_status(p, t->id, "abroad", "%s", id);
	child_detail(p, t->id, "owner", owner);
	free(owner);
}

/* Adds the id of an object that several hosts claim. */
static void
take_claim(struct telling *t, struct arguments *a, const redisReply *id,
    const char *hosts)
{
	if (t->what == CLAIMS_SHARED)
		tell_abroad(t, reply_text(id), hosts);
	if (strchr(hosts, ' ') != NULL)
		arguments_add(a, reply_text(id), reply_length(id));
}

/* The entry of a published object: see redis-writer/lua/shown.lua. */
static void
take_sole(struct telling *t, const char *id, const char *packed)
{
	char	 host[NAME_HOST_MAX + 1];
	size_t	 n = strcspn(packed, " ");

	if (packed[n] != ' ' || n > NAME_HOST_MAX)
		return;
	memcpy(host, packed, n);
	host[n] = '\0';
	if (name_host_fault(host) == NULL)
		tell_abroad(t, id, host);
}

static void
on_page(void *arg, const redisReply *reply)
{
	struct telling		*t = arg;
	struct arguments	 a = ARGUMENTS_INITIALIZER;
	const redisReply	*list = reply_at(reply, 1);
	size_t			 i;

	if (reply_count(reply) != 2) {
		if (claims_list(t->writer, t->id, reply) != NULL)
			telling_end(t, "no reply from Redis");
		else
			free(t);
		return;
	}
	(void)strlcpy(t->cursor, text_at(reply, 0), sizeof(t->cursor));
	arguments_string(&a, t->what == CLAIMS_SHARED ? "1" : "0");
	for (i = 0; i + 1 < reply_count(list); i += 2) {
		if (t->sole)
			take_sole(t, text_at(list, i),
			    text_at(list, i + 1));
		else
			take_claim(t, &a, reply_at(list, i),
			    text_at(list, i + 1));
	}
	if (a.n > 1)
		notify_call(t->writer, SCRIPT_WAITS, &a, 0, on_objects, t);
	else
		next_page(t);
	arguments_free(&a);
}

/*
 * Asks for the next page, if there is one: first of the claims, then of the
 * objects that need no entry there.
 */
static void
next_page(struct telling *t)
{
	struct writer	*w = t->writer;
	char		*key;

	if (strcmp(t->cursor, "0") == 0 && t->what == CLAIMS_SHARED &&
	    !t->sole) {
		t->sole = 1;
		*t->cursor = '\0';
	}
	if (strcmp(t->cursor, "0") == 0 || ++t->replies > REPLIES_MAX) {
		telling_end(t, t->replies > REPLIES_MAX ? "Redis has too many "
		    "claims" : "");
		return;
	}
	if (asprintf(&key, "kopd:/%s/%s", w->conf->root,
	    t->sole ? "shown" : "claims") == -1)
		fatal(NULL);
	script_command(w, on_page, t, "HSCAN", key, *t->cursor != '\0' ?
	    t->cursor : "0", "COUNT", SCAN_COUNT, (char *)NULL);
	free(key);
}

void
claims_tell(struct writer *w, uint32_t id, enum claims_what what)
{
	struct telling	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL)
		fatal(NULL);
	t->writer = w;
	t->id = id;
	t->what = what;
	next_page(t);
}

/* Without Redis, route-maker's part of the answer is still of use. */
int
on_audit(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);

	if (msg->data[0] != 0)
		return -1;
	if (w->phase < PHASE_HELLO) {
		status_state(w, msg->peer);
		child_status_end(p, msg->peer, "");
	} else
		claims_tell(w, msg->peer, CLAIMS_SHARED);
	return 0;
}
