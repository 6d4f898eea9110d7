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

#include "common/log.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/script.h"
#include "redis-writer/takeover/attempt.h"
#include "redis-writer/takeover/legacy.h"
#include "redis-writer/takeover/ownership.h"
#include "redis-writer/takeover/search.h"

/* traefik-kop knows no other root. */
#define PATTERN		"traefik[_/]*"
#define SCAN_COUNT	"1000"

/*
 * Pages of keys: 100 million keys.  A Redis that is not honest could list keys
 * without end, and kopd publishes nothing before the search has ended.
 */
#define PAGES_MAX	100000

/* Digits of a cursor, which has 64 bits. */
#define CURSOR_MAX	20

/* Limit of servers that are compared. */
#define SERVERS_MAX	1000

static void	search_list(struct writer *);
static void	search_look(struct writer *);

static void
search_listed(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct attempt	*t = w->takeover->now;
	const char	*error = reply_error(reply);
	size_t		 i;

	if (t == NULL)
		return;
	/* A key of another type than a set has no names. */
	if ((error == NULL || strncmp(error, "WRONGTYPE", 9) != 0) &&
	    attempt_failed(w, reply))
		return;
	for (i = 0; i < reply_count(reply); i++) {
		switch (legacy_list(t->legacy, &legacy_sets[t->lists],
		    reply_text(reply_at(reply, i)))) {
		case LEGACY_UNFIT:
			t->unfit++;
			break;
		case LEGACY_FULL:
			t->full = 1;
			break;
		}
	}
	t->lists++;
	search_list(w);
}

/*
 * Reads one set after another, so that no reply is outstanding when a takeover
 * ends.  The next takeover would accept it as its own.
 */
static void
search_list(struct writer *w)
{
	struct attempt	*t = w->takeover->now;
	char		*key;

	if (t->lists == LEGACY_SETS) {
		t->stage = STAGE_LOOKING;
		search_look(w);
		return;
	}
	if (asprintf(&key, "traefik_%s@%s", legacy_sets[t->lists].name,
	    t->kop) == -1)
		fatal(NULL);
	script_command(w, search_listed, w, "SMEMBERS", key, (char *)NULL);
	free(key);
}

/* Logs the traefik-kops of other hosts, which an operator should know. */
static void
search_log_others(struct writer *w)
{
	struct attempt	*t = w->takeover->now;
	char		 names[sizeof(w->takeover->others)] = "";
	size_t		 i;

	for (i = 0; i < t->n; i++) {
		if (strcmp(t->names[i], w->hostname) == 0)
			continue;
		(void)strlcat(names, *names != '\0' ? " " : "", sizeof(names));
		(void)strlcat(names, t->names[i], sizeof(names));
	}
	if (*names != '\0' && strcmp(names, w->takeover->others) != 0)
		log_info("traefik-kop still owns routes of hosts %s; "
		    "conflicting names are left to it; remove stale ones with "
		    "kopctl withdraw traefik-kop@NAME", names);
	(void)strlcpy(w->takeover->others, names, sizeof(w->takeover->others));
}

struct servers {
	struct ownership	 ownership;
	const struct writer	*writer;
	const redisReply	*reply;
	struct arguments	*asked;
	size_t			 n;
};

static void
server_ask(const char *id, const char *key, void *arg)
{
	struct servers	*s = arg;

	(void)id;
	if (s->n++ < SERVERS_MAX)
		arguments_string(s->asked, key);
}

static void
server_compare(const char *id, const char *key, void *arg)
{
	struct servers		*s = arg;
	const redisReply	*server = reply_at(s->reply, s->n++);

	(void)key;
	if (server != NULL && server->type != REDIS_REPLY_NIL)
		ownership_server(&s->ownership, s->writer->state, id,
		    reply_text(server));
}

static void
search_matched(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct servers	 s = { .writer = w, .reply = reply };

	if (attempt_failed(w, reply))
		return;
	legacy_servers(w->takeover->now->legacy, server_compare, &s);
	if (!ownership_matches(&s.ownership)) {
		attempt_end(w, "");
		return;
	}
	log_info("traefik-kop has left %zu objects under the random name %s "
	    "with servers of this host; taking them over",
	    legacy_count(w->takeover->now->legacy), w->takeover->now->kop);
	w->takeover->now->found(w);
}

static void
search_match(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct servers	 s = { .asked = &a };

	w->takeover->now->stage = STAGE_MATCHING;
	arguments_string(&a, "MGET");
	legacy_servers(w->takeover->now->legacy, server_ask, &s);
	if (s.n == 0 || s.n > SERVERS_MAX)
		attempt_end(w, "");
	else
		connection_send(w->connection, search_matched, w, a.n, a.v,
		    a.len);
	arguments_free(&a);
}

/* Hosts with a random name are compared later, when our routes are in Redis. */
static void
search_add_candidates(struct writer *w)
{
	struct takeover	*all = w->takeover;
	struct attempt	*t = all->now;
	size_t		 i;

	for (i = 0; i < t->n && all->ncandidates < NAMES_MAX; i++) {
		if (ownership_random_name(t->names[i]) &&
		    strcmp(t->names[i], w->hostname) != 0)
			(void)strlcpy(all->candidates[all->ncandidates++],
			    t->names[i], sizeof(all->candidates[0]));
	}
}

/* All keys were read. */
static void
search_end(struct writer *w)
{
	struct attempt	*t = w->takeover->now;

	if (t->candidate) {
		search_match(w);
		return;
	}
	search_log_others(w);
	if (!w->takeover->looked)
		search_add_candidates(w);
	if (t->full)
		log_warnx("traefik-kop of host %s has left more than %d names "
		    "or keys; only these are taken over", t->kop,
		    LEGACY_KEYS_MAX);
	if (t->unfit > 0)
		log_warnx("traefik-kop of host %s has left %zu names that are "
		    "not ASCII; these are not taken over", t->kop, t->unfit);
	if (t->recheck && attempt_knows(t, t->kop))
		log_warnx("a traefik-kop still writes as host %s; stop it, "
		    "then remove its keys with kopctl withdraw "
		    "traefik-kop@%s", t->kop, t->kop);
	t->found(w);
}

/* The list of keys is too long, or Redis sent something else than a cursor. */
static void
search_endless(struct writer *w)
{
	w->takeover->looked = -1;
	log_warnx("the list of keys in Redis does not end; keys of traefik-kop "
	    "are ignored");
	attempt_end(w, "the list of keys in Redis does not end");
}

static int
is_cursor(const char *text)
{
	size_t	 len = strlen(text);

	return len > 0 && len <= CURSOR_MAX &&
	    strspn(text, "0123456789") == len;
}

/* Continues after the page, or ends the search. */
static void
search_next(struct writer *w, const char *cursor)
{
	struct attempt	*t = w->takeover->now;

	free(t->at);
	t->at = NULL;
	if (strcmp(cursor, "0") == 0)
		search_end(w);
	else if (!is_cursor(cursor) || ++t->pages == PAGES_MAX)
		search_endless(w);
	else {
		if ((t->at = strdup(cursor)) == NULL)
			fatal(NULL);
		search_look(w);
	}
}

static void
search_page(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	struct attempt		*t = w->takeover->now;
	const redisReply	*keys = reply_at(reply, 1);
	const char		*key, *host;
	size_t			 i;

	if (attempt_failed(w, reply))
		return;
	for (i = 0; i < reply_count(keys); i++) {
		key = reply_text(reply_at(keys, i));
		if ((host = legacy_host(key)) != NULL)
			attempt_name(t, host);
		else if (strlen(key) == reply_length(reply_at(keys, i)) &&
		    legacy_key(t->legacy, key) == -1)
			t->full = 1;
	}
	search_next(w, reply_text(reply_at(reply, 0)));
}

static void
search_look(struct writer *w)
{
	struct attempt	*t = w->takeover->now;

	script_command(w, search_page, w, "SCAN", t->at != NULL ? t->at :
	    "0", "MATCH", PATTERN, "COUNT", SCAN_COUNT, (char *)NULL);
}

void
search_all(struct writer *w, void (*found)(struct writer *))
{
	w->takeover->now->found = found;
	search_list(w);
}

void
search_hosts(struct writer *w, void (*found)(struct writer *))
{
	w->takeover->now->found = found;
	w->takeover->now->stage = STAGE_LOOKING;
	search_look(w);
}
