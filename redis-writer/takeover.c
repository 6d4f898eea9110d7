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
#include "redis-writer/batch.h"
#include "redis-writer/clock.h"
#include "redis-writer/compare.h"
#include "redis-writer/judge.h"
#include "redis-writer/leftover.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* traefik-kop knows no other. */
#define ROOT		"traefik"
#define PATTERN		"traefik[_/]*"
#define SCAN_COUNT	"1000"

/* Hosts of traefik-kops that are heeded. */
#define NAMES_MAX	SUSPECTS_MAX
/* Connections that broke meanwhile, before it is given up. */
#define LOOK_FAILURES	5
/* Servers by which one is judged. */
#define SERVERS_MAX	1000
/* Seconds between two looks, where somebody changes our keys. */
#define LOOK_AGAIN	60

enum stage {
	LISTING,		/* what its sets have */
	LOOKING,		/* at all keys */
	JUDGING,		/* whose it was */
	NOTING,			/* in Redis, what there is */
	NOTED,			/* goes when our routes are there */
	SWEEPING
};

struct takeover {
	enum stage	  stage;
	char		 *kop;		/* its host */
	int		  own;		/* which is ours, too */
	int		  again;		/* a look at who is there, no more */
	int		  suspect;	/* was it ours? */
	uint32_t	  asker;	/* status id; 0: nobody asks */
	struct leftovers *left;
	size_t		  lists;	/* replies had */
	size_t		  unfit;	/* names that are left alone */
	int		  full;
	char		 *names[NAMES_MAX];
	size_t		  n;
	char		 *at;		/* cursor; id that was noted or swept last */
	int		  ended;	/* the sets went */
};

static void	takeover_list(struct writer *);
static void	takeover_look(struct writer *);
static void	takeover_noted(void *, const redisReply *);
static void	takeover_note(struct writer *);
static void	takeover_sweep(struct writer *);

void
takeover_free(struct writer *w)
{
	struct takeover	*t = w->takeover;

	if (t == NULL)
		return;
	w->takeover = NULL;
	while (t->n > 0)
		free(t->names[--t->n]);
	leftovers_free(t->left);
	free(t->at);
	free(t->kop);
	free(t);
}

static void
takeover_answer(struct writer *w, const char *error)
{
	struct takeover	*t = w->takeover;

	if (t->asker != 0) {
		if (*error == '\0')
			child_status(w->parent, t->asker, "withdrawn",
			    "traefik-kop of host %s: %zu objects", t->kop,
			    leftovers_count(t->left));
		child_status_end(w->parent, t->asker, error);
	}
	takeover_free(w);
}

void
takeover_drop(struct writer *w, const char *why)
{
	if (w->takeover != NULL)
		takeover_answer(w, why);
}

/* Where it stood between hello and our routes, these come next. */
static void
takeover_end(struct writer *w, const char *error)
{
	takeover_answer(w, error);
	if (w->phase == PHASE_GRANTED)
		compare_start(w);
}

/* Returns 1, and ends it, when Redis did not do what it should. */
static int
takeover_failed(struct writer *w, const redisReply *reply)
{
	const char	*error = reply_error(reply);

	if (w->takeover == NULL)
		return 1;
	if (reply == NULL) {
		if (!w->looked && ++w->look_failures == LOOK_FAILURES) {
			w->looked = -1;
			log_warnx("the connection breaks whenever it is asked "
			    "for what traefik-kop left: that is left alone");
		}
		takeover_answer(w, "the connection to Redis broke");
		return 1;
	}
	if (error != NULL && strncmp(error, "NOPERM", 6) == 0) {
		w->looked = -1;
		log_info("what a traefik-kop may have left is not looked for, "
		    "as Redis does not permit it: see REDIS USERS in "
		    "kopd.conf(5)");
		takeover_end(w, reply_explain(error));
		return 1;
	}
	if (reply->type == REDIS_REPLY_ARRAY &&
	    (w->takeover->stage < NOTING || session_answer(w, reply) != EVENT_NONE))
		return 0;
	if (error != NULL)
		(void)session_answer(w, reply);
	if (w->takeover != NULL)
		takeover_end(w, *w->fault != '\0' ? w->fault :
		    "Redis did not do it");
	return 1;
}

static void
takeover_listed(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct takeover	*t = w->takeover;
	const char	*error = reply_error(reply);
	size_t		 i;

	if (t == NULL)
		return;
	/* What is no set has no names. */
	if ((error == NULL || strncmp(error, "WRONGTYPE", 9) != 0) &&
	    takeover_failed(w, reply))
		return;
	for (i = 0; i < reply_count(reply); i++) {
		switch (leftovers_list(t->left, &leftover_sets[t->lists],
		    reply_text(reply_at(reply, i)))) {
		case LEFTOVER_UNFIT:
			t->unfit++;
			break;
		case LEFTOVER_FULL:
			t->full = 1;
			break;
		}
	}
	t->lists++;
	takeover_list(w);
}

/*
 * One set after another: whatever ends a takeover, no reply to it is due then
 * that the next one would take for its own.
 */
static void
takeover_list(struct writer *w)
{
	struct takeover	*t = w->takeover;
	char		*key;

	if (t->lists == LEFTOVER_SETS) {
		t->stage = LOOKING;
		takeover_look(w);
		return;
	}
	if (asprintf(&key, "traefik_%s@%s", leftover_sets[t->lists].name,
	    t->kop) == -1)
		fatal(NULL);
	script_command(w, takeover_listed, w, "SMEMBERS", key, (char *)NULL);
	free(key);
}

static void
takeover_name(struct takeover *t, const char *name)
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

static int
takeover_knows(const struct takeover *t, const char *name)
{
	size_t	 i;

	for (i = 0; i < t->n; i++) {
		if (strcmp(t->names[i], name) == 0)
			return 1;
	}
	return 0;
}

/* Of other hosts' the operator should know. */
static void
takeover_say(struct writer *w)
{
	struct takeover	*t = w->takeover;
	char		 names[sizeof(w->kops)] = "";
	size_t		 i;

	for (i = 0; i < t->n; i++) {
		if (strcmp(t->names[i], w->host) == 0)
			continue;
		(void)strlcat(names, *names != '\0' ? " " : "", sizeof(names));
		(void)strlcat(names, t->names[i], sizeof(names));
	}
	if (*names != '\0' && strcmp(names, w->kops) != 0)
		log_info("there are routes of traefik-kop, of other hosts: "
		    "%s; names that these have are left to them; what is of "
		    "a host that has none any more, or of this host under "
		    "another name, goes with kopctl withdraw "
		    "traefik-kop@NAME", names);
	(void)strlcpy(w->kops, names, sizeof(w->kops));
}

struct hearing {
	struct judge		 judge;
	const struct writer	*writer;
	const redisReply	*reply;
	struct arguments	*asked;
	size_t			 n;
};

static void
hearing_ask(const char *id, const char *key, void *arg)
{
	struct hearing	*h = arg;

	(void)id;
	if (h->n++ < SERVERS_MAX)
		arguments_string(h->asked, key);
}

static void
hearing_hear(const char *id, const char *key, void *arg)
{
	struct hearing		*h = arg;
	const redisReply	*server = reply_at(h->reply, h->n++);

	(void)key;
	if (server != NULL && server->type != REDIS_REPLY_NIL)
		judge_server(&h->judge, h->writer->state, id,
		    reply_text(server));
}

static void
takeover_judged(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct hearing	 h = { .writer = w, .reply = reply };

	if (takeover_failed(w, reply))
		return;
	leftovers_servers(w->takeover->left, hearing_hear, &h);
	if (!judge_end(&h.judge)) {
		takeover_end(w, "");
		return;
	}
	log_info("traefik-kop left %zu objects under the random name %s, with "
	    "servers where this host's are: they are taken over",
	    leftovers_count(w->takeover->left), w->takeover->kop);
	w->takeover->stage = NOTING;
	takeover_note(w);
}

static void
takeover_judge(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct hearing	 h = { .asked = &a };

	w->takeover->stage = JUDGING;
	arguments_string(&a, "MGET");
	leftovers_servers(w->takeover->left, hearing_ask, &h);
	if (h.n == 0 || h.n > SERVERS_MAX)
		takeover_end(w, "");
	else
		connection_send(w->connection, takeover_judged, w, a.n, a.v,
		    a.len);
	arguments_free(&a);
}

/* Those whose name says nothing are looked into when our routes are there. */
static void
takeover_suspect(struct writer *w)
{
	struct takeover	*t = w->takeover;
	size_t		 i;

	for (i = 0; i < t->n && w->nsuspects < NAMES_MAX; i++) {
		if (judge_random_name(t->names[i]) &&
		    strcmp(t->names[i], w->host) != 0)
			(void)strlcpy(w->suspects[w->nsuspects++],
			    t->names[i], sizeof(w->suspects[0]));
	}
}

/* All keys were seen. */
static void
takeover_looked(struct writer *w)
{
	struct takeover	*t = w->takeover;
	struct arguments a = ARGUMENTS_INITIALIZER;
	size_t		 i;

	if (t->suspect) {
		takeover_judge(w);
		return;
	}
	takeover_say(w);
	if (!w->looked)
		takeover_suspect(w);
	if (t->full)
		log_warnx("traefik-kop of host %s left more than %d names or "
		    "keys: only these are taken over", t->kop,
		    LEFTOVER_KEYS_MAX);
	if (t->unfit > 0)
		log_warnx("traefik-kop of host %s left %zu names that are not "
		    "ASCII: these are not taken over", t->kop, t->unfit);
	if (t->again && takeover_knows(t, t->kop))
		log_warnx("a traefik-kop writes as host %s beside this kopd: "
		    "stop it, then take away what it wrote with kopctl "
		    "withdraw traefik-kop@%s", t->kop, t->kop);
	t->stage = NOTING;
	for (i = 0; i < t->n; i++)
		arguments_string(&a, t->names[i]);
	notify_call(w, SCRIPT_KOPS, &a, 0, takeover_noted, w);
	arguments_free(&a);
}

static void
takeover_page(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	struct takeover		*t = w->takeover;
	const redisReply	*keys = reply_at(reply, 1);
	const char		*key, *host;
	size_t			 i;

	if (takeover_failed(w, reply))
		return;
	for (i = 0; i < reply_count(keys); i++) {
		key = reply_text(reply_at(keys, i));
		if ((host = leftovers_host(key)) != NULL)
			takeover_name(t, host);
		else if (strlen(key) == reply_at(keys, i)->len &&
		    leftovers_key(t->left, key) == -1)
			t->full = 1;
	}
	free(t->at);
	if ((t->at = strdup(reply_text(reply_at(reply, 0)))) == NULL)
		fatal(NULL);
	if (strcmp(t->at, "0") == 0 || *t->at == '\0') {
		free(t->at);
		t->at = NULL;
		takeover_looked(w);
	} else
		takeover_look(w);
}

static void
takeover_look(struct writer *w)
{
	struct takeover	*t = w->takeover;

	script_command(w, takeover_page, w, "SCAN", t->at != NULL ? t->at :
	    "0", "MATCH", PATTERN, "COUNT", SCAN_COUNT, (char *)NULL);
}

static void
takeover_is_noted(struct writer *w)
{
	struct takeover	*t = w->takeover;

	w->looked = 1;
	free(t->at);
	t->at = NULL;
	if (t->again || !takeover_knows(t, t->kop)) {
		takeover_end(w, t->again ? "" : "no traefik-kop of that host "
		    "has left anything in Redis");
		return;
	}
	if (t->own)
		log_info("traefik-kop left %zu objects as host %s: they are "
		    "taken over", leftovers_count(t->left), t->kop);
	t->stage = NOTED;
	if (w->phase == PHASE_GRANTED)
		compare_start(w);
	else
		takeover_check(w);
}

static void
takeover_noted(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	if (!takeover_failed(w, reply))
		takeover_note(w);
}

/* Tells Redis which keys are whose, so that they go with ours coming. */
static void
takeover_note(struct writer *w)
{
	struct takeover	*t = w->takeover;
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct msgpack	 packed[BATCH_OBJECTS];
	const char	*id = t->again ? NULL :
			    leftovers_next(t->left, t->at, NULL);
	size_t		 n = 0, bytes = 0, i;

	if (id == NULL) {
		takeover_is_noted(w);
		return;
	}
	memset(packed, 0, sizeof(packed));
	for (; id != NULL && n < BATCH_OBJECTS && bytes < BATCH_BYTES; n++) {
		(void)leftovers_next(t->left, n > 0 ? a.v[2 * (n - 1)] : t->at,
		    &packed[n]);
		arguments_string(&a, id);
		arguments_add(&a, (const char *)packed[n].buf, packed[n].len);
		bytes += packed[n].len;
		id = leftovers_next(t->left, id, NULL);
	}
	free(t->at);
	if ((t->at = strdup(a.v[2 * (n - 1)])) == NULL)
		fatal(NULL);
	notify_call(w, SCRIPT_LEFT, &a, 0, takeover_noted, w);
	arguments_free(&a);
	for (i = 0; i < n; i++)
		msgpack_free(&packed[i]);
}

static void
takeover_swept(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct takeover	*t = w->takeover;

	if (t == NULL)
		return;
	if (session_answer(w, reply) == EVENT_NONE) {
		/* Where we go on by ourselves, it is done once more. */
		t->stage = NOTED;
		free(t->at);
		t->at = NULL;
		if (t->asker != 0)
			takeover_end(w, *w->fault != '\0' ? w->fault :
			    "Redis did not do it");
		return;
	}
	if (!t->ended) {
		takeover_sweep(w);
		return;
	}
	log_info("what traefik-kop left as host %s is taken over: %zu objects",
	    t->kop, leftovers_count(t->left));
	takeover_end(w, "");
}

/* Without any the sets go. */
static void
takeover_sweep(struct writer *w)
{
	struct takeover	*t = w->takeover;
	struct arguments a = ARGUMENTS_INITIALIZER;
	const char	*id = t->at;
	size_t		 n = 0;

	t->stage = SWEEPING;
	arguments_string(&a, t->kop);
	while (n < BATCH_OBJECTS &&
	    (id = leftovers_next(t->left, id, NULL)) != NULL) {
		arguments_string(&a, id);
		n++;
	}
	notify_call(w, SCRIPT_SWEEP, &a, 8 * (n + 1), takeover_swept, w);
	free(t->at);
	t->at = NULL;
	if (n > 0 && (t->at = strdup(a.v[n])) == NULL)
		fatal(NULL);
	t->ended = n == 0;
	arguments_free(&a);
}

static void
takeover_new(struct writer *w, const char *kop)
{
	struct takeover	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL ||
	    (t->kop = strdup(kop)) == NULL)
		fatal(NULL);
	t->left = leftovers_new();
	t->own = strcmp(kop, w->host) == 0;
	w->takeover = t;
}

void
takeover_check(struct writer *w)
{
	if (w->phase != PHASE_RUNNING || w->open || w->ended == 0 ||
	    state_pending(w->state) > 0)
		return;
	if (w->takeover != NULL && w->takeover->stage == NOTED)
		takeover_sweep(w);
	else if (w->takeover == NULL && w->nsuspects > 0) {
		takeover_new(w, w->suspects[--w->nsuspects]);
		w->takeover->suspect = 1;
		takeover_list(w);
	}
}

int
takeover_begin(struct writer *w)
{
	if (w->looked || strcmp(w->conf->root, ROOT) != 0)
		return 0;
	takeover_free(w);
	w->nsuspects = 0;
	takeover_new(w, w->host);
	takeover_list(w);
	return 1;
}

void
takeover_ask(struct writer *w, const char *kop, uint32_t asker)
{
	if (w->takeover != NULL || strcmp(w->conf->root, ROOT) != 0) {
		child_status_end(w->parent, asker, w->takeover == NULL ?
		    "traefik-kop knows no root but traefik" :
		    "another one is being taken over: try again in a moment");
		return;
	}
	takeover_new(w, kop);
	w->takeover->asker = asker;
	takeover_list(w);
}

void
takeover_again(struct writer *w)
{
	if (w->takeover != NULL || w->looked != 1 ||
	    strcmp(w->conf->root, ROOT) != 0 || (w->looked_again != 0 &&
	    clock_now() - w->looked_again < LOOK_AGAIN))
		return;
	w->looked_again = clock_now();
	takeover_new(w, w->host);
	w->takeover->again = 1;
	w->takeover->stage = LOOKING;
	takeover_look(w);
}
