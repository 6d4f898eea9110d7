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

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/resolver.h"
#include "paths.h"
#include "redis-writer/batch.h"
#include "redis-writer/clock.h"
#include "redis-writer/connection/sentinel.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"

/* Objects that one HSCAN is asked for. */
#define SCAN_COUNT	"500"
/* So many of these are more than any host has. */
#define SCAN_PAGES_MAX	100000

#define TAKEN		"taken"		/* key of log_repeat() */

static void	session_scan(struct writer *, const char *cursor);

int
session_grace(const struct writer *w)
{
	return clock_now() - w->connected < GRACE;
}

void
session_phase(struct writer *w, enum phase phase)
{
	w->phase = phase;
	w->entered = 1;
	w->since = clock_now();
}

int
session_entered(struct writer *w)
{
	int	 entered = w->entered;

	w->entered = 0;
	return entered;
}

int
session_is_incomplete(struct writer *w)
{
	int	 incomplete = w->incomplete;

	w->incomplete = 0;
	return incomplete;
}

static void
session_answered(void *arg, const redisReply *reply)
{
	if (reply != NULL)
		(void)session_answer(arg, reply);
}

/* Redis takes long texts only of those who may be here. */
static void
session_ready(void *arg, const redisReply *reply)
{
	if (session_answer(arg, reply) != NULL)
		script_load(arg, session_hello);
}

static void
session_up(void *arg)
{
	struct writer	*w = arg;
	char		 db[16];

	session_phase(w, PHASE_GREETING);
	resolver_connected(w->resolver, 1);
	w->connected = clock_now();
	w->proven = w->beating = 0;
	notify_reset(w);
	if (*w->conf->password != '\0' && *w->conf->user != '\0')
		script_command(w, session_answered, w, "AUTH", w->conf->user,
		    w->conf->password, (char *)NULL);
	else if (*w->conf->password != '\0')
		script_command(w, session_answered, w, "AUTH",
		    w->conf->password, (char *)NULL);
	if (w->conf->db != 0) {
		(void)snprintf(db, sizeof(db), "%u", w->conf->db);
		script_command(w, session_answered, w, "SELECT", db,
		    (char *)NULL);
	}
	notify_ask(w);
	script_command(w, session_ready, w, "TIME", (char *)NULL);
}

static void
session_down(void *arg, const char *why)
{
	struct writer	*w = arg;

	session_phase(w, PHASE_AWAY);
	resolver_connected(w->resolver, 0);
	outage_fault(w, why);
	if (w->conf->sentinels.n > 0)
		sentinel_next(w->sentinel);
	w->hooks->down(w, why);
}

/* A sentinel says which server takes writes. */
static void
session_master(void *arg, const char *host, uint32_t port)
{
	struct writer	*w = arg;
	char		 name[sizeof(w->master)];

	(void)snprintf(name, sizeof(name), "%s:%u", host, port);
	if (strcmp(name, w->master) == 0)
		return;
	log_info("Sentinel: the master \"%s\" is %s%s%s",
	    w->conf->sentinel_master, name, *w->master != '\0' ?
	    ", no longer " : "", w->master);
	(void)strlcpy(w->master, name, sizeof(w->master));
	w->synced = 0;
	session_phase(w, PHASE_AWAY);
	resolver_connected(w->resolver, 0);
	connection_open(w->connection, host, port, "", w->tls);
}

static void
session_no_master(void *arg, const char *why)
{
	struct writer	*w = arg;

	if (!connection_is_up(w->connection))
		(void)strlcpy(w->fault, why, sizeof(w->fault));
}

static void
session_replied(void *arg)
{
	struct writer	*w = arg;

	w->hooks->replied(w);
}

static const struct connection_callbacks session_callbacks = {
	.up = session_up,
	.down = session_down,
	.replied = session_replied,
};

void
session_init(struct writer *w, const struct session_hooks *hooks)
{
	u_char	 random[16];
	size_t	 i;

	w->hooks = hooks;
	arc4random_buf(random, sizeof(random));
	for (i = 0; i < sizeof(random); i++)
		(void)snprintf(w->incarnation + 2 * i, 3, "%02x", random[i]);
	w->sentinel = sentinel_new(w->base, w->resolver, session_master,
	    session_no_master, w);
	w->connection = connection_new(w->base, w->resolver, &session_callbacks, w);
	script_init(w);
	notify_init(w);
	session_phase(w, PHASE_IDLE);
	w->take = 1;
	batch_reset(w, 0);
}

void
session_open(struct writer *w)
{
	w->synced = 0;
	session_phase(w, PHASE_AWAY);
	resolver_restart(w->resolver);
	outage_elsewhere(w);
	*w->master = '\0';
	if (w->conf->sentinels.n > 0) {
		connection_close(w->connection);
		sentinel_start(w->sentinel, w->conf, w->tls);
		return;
	}
	sentinel_stop(w->sentinel);
	connection_open(w->connection, w->conf->address, w->conf->port,
	    w->conf->socket, w->tls);
}

void
session_close(struct writer *w)
{
	session_phase(w, PHASE_IDLE);
	resolver_restart(w->resolver);
	sentinel_stop(w->sentinel);
	connection_close(w->connection);
}

void
session_free(struct writer *w)
{
	session_close(w);
	sentinel_free(w->sentinel);
	connection_free(w->connection);
	notify_free(w);
	script_free(w);
	tls_free(w->tls);
}

void
session_proven(struct writer *w)
{
	if (w->proven)
		return;
	w->proven = 1;
	outage_over(w);
}

/* Somebody else has our name; nothing is written until the name is free. */
static void
session_refused(struct writer *w, const char *engine, const char *since)
{
	char	 text[64] = "";
	time_t	 t = (time_t)strtonum(since, 0, INT64_MAX / 2, NULL);
	struct tm tm;

	if (t > 0 && gmtime_r(&t, &tm) != NULL)
		(void)strftime(text, sizeof(text),
		    " since %Y-%m-%d %H:%M:%S UTC", &tm);
	w->synced = 0;
	session_phase(w, PHASE_REFUSED);
	(void)snprintf(w->fault, sizeof(w->fault), "the host name \"%s\" is "
	    "taken by the kopd of engine \"%s\"%s; nothing is written: give "
	    "each its own `hostname' in kopd.conf", w->host, engine, text);
	log_repeat(TAKEN, "%s", w->fault);
}

static void
session_error(struct writer *w, const char *error)
{
	switch (reply_fault(error)) {
	case REPLY_ABORTED:
		/* Asked for less, it may do; else it is as any other. */
		if (!notify_is_refused(w))
			connection_fail(w->connection, reply_explain(error));
		break;
	case REPLY_NO_SCRIPT:
		if (w->phase == PHASE_GREETING)
			break;
		/* Who loses them at once again would have us load for ever. */
		if (!w->proven) {
			connection_fail(w->connection, reply_explain(error));
			break;
		}
		outage_lost(w, reply_explain(error));
		session_phase(w, PHASE_GREETING);
		script_load(w, session_hello);
		break;
	case REPLY_REFUSED:
		connection_fail(w->connection, reply_explain(error));
		break;
	}
}

const char *
session_answer(struct writer *w, const redisReply *reply)
{
	const char	*word;

	if (reply == NULL)
		return NULL;
	if (reply_error(reply) != NULL) {
		session_error(w, reply_error(reply));
		return NULL;
	}
	word = reply_text(reply_at(reply, 0));
	if (strcmp(word, "LOST") == 0) {
		if (w->phase != PHASE_REFUSED)
			session_refused(w, reply_text(reply_at(reply, 1)),
			    reply_text(reply_at(reply, 2)));
		return NULL;
	}
	if (strcmp(word, "HELLO") == 0) {
		w->synced = 0;
		if (w->phase == PHASE_RUNNING) {
			outage_lost(w, "it does not know this host any more: "
			    "it was emptied, or the lease ran out; comparing "
			    "all of it");
			session_hello(w);
		}
		return NULL;
	}
	return word;
}

static void
session_run(struct writer *w)
{
	session_phase(w, PHASE_RUNNING);
	w->synced = 1;
}

/* What nobody knows any more cannot be told from what others wrote. */
static void
session_bare(const struct writer *w)
{
	log_warnx("all of kopd:/%s/ was deleted from Redis, but not the routes "
	    "below %s/: those of containers that have gone meanwhile are left "
	    "there; delete what kopctl show routes does not have on any host",
	    w->conf->root, w->conf->root);
}

static void
session_welcome(struct writer *w, const redisReply *reply)
{
	int64_t	 seq = reply_number(reply_at(reply, 2));
	int	 mine = reply_number(reply_at(reply, 3)) == 1;
	int	 whole = reply_number(reply_at(reply, 7)) == 1;

	log_repeat_over(TAKEN);
	w->take = 0;
	(void)strlcpy(w->number, reply_text(reply_at(reply, 1)),
	    sizeof(w->number));
	(void)strlcpy(w->version, reply_text(reply_at(reply, 4)),
	    sizeof(w->version));
	w->generation = reply_number(reply_at(reply, 5));
	batch_reset(w, reply_number(reply_at(reply, 6)));
	if (!whole)
		w->incomplete = 1;
	if (reply_number(reply_at(reply, 8)) == 1)
		session_bare(w);
	if (w->synced && mine && whole && seq == w->seq) {
		w->seen = state_count(w->state);
		session_run(w);
		return;
	}
	w->seq = seq == -1 ? 0 : seq;
	session_phase(w, PHASE_GRANTED);
}

void
session_nonsense(struct writer *w)
{
	connection_fail(w->connection, SCRIPT_UNKNOWN);
}

static void
session_greeted(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	const char	*word = session_answer(w, reply);

	if (word == NULL)
		return;
	if (strcmp(word, "OK") == 0)
		session_welcome(w, reply);
	else if (strcmp(word, "TAKEN") == 0)
		session_refused(w, reply_text(reply_at(reply, 1)),
		    reply_text(reply_at(reply, 2)));
	else if (strcmp(word, "FORMAT") == 0)
		connection_fail(w->connection, "what kopd stored there has "
		    "another layout than this kopd knows: use one version of "
		    "kopd on all hosts");
	else
		session_nonsense(w);
}

void
session_hello(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	char		 seq[24], generation[24], reserve[24];

	if (w->withdrawn) {
		session_phase(w, PHASE_WITHDRAWN);
		session_proven(w);
		return;
	}
	if (w->phase != PHASE_REFUSED)
		session_phase(w, PHASE_HELLO);
	arguments_string(&a, w->engine);
	arguments_string(&a, w->engine_name);
	arguments_string(&a, KOPD_VERSION);
	arguments_string(&a, w->take ? "take" : "ask");
	(void)snprintf(seq, sizeof(seq), "%" PRId64, w->seq);
	arguments_string(&a, seq);
	(void)snprintf(generation, sizeof(generation), "%" PRId64,
	    w->generation);
	arguments_string(&a, generation);
	(void)snprintf(reserve, sizeof(reserve), "%u000",
	    w->conf->reserve_names);
	arguments_string(&a, reserve);
	arguments_string(&a, w->number);
	notify_call(w, SCRIPT_HELLO, &a, 0, session_greeted, w);
	arguments_free(&a);
}

int
session_knows(const redisReply *id)
{
	return id->len > 0 && id->len <= OBJECT_NAME_MAX &&
	    strlen(reply_text(id)) == (size_t)id->len;
}

static void
session_see(struct writer *w, const redisReply *id, const redisReply *blob)
{
	size_t	 len = blob->len;

	if (!session_knows(id))
		return;
	if (state_find(w->state, reply_text(id)) == NULL) {
		if (w->foreign == FOREIGN_OBJECTS_MAX ||
		    len > FOREIGN_BYTES_MAX - w->foreign_bytes) {
			w->ignored++;
			return;
		}
		w->foreign++;
		w->foreign_bytes += len;
	}
	w->seen++;
	state_seen(w->state, reply_text(id), reply_text(blob), len);
}

static void
session_seen(struct writer *w)
{
	session_run(w);
	if (w->ignored == 0)
		return;
	w->synced = 0;
	log_warnx("Redis has %zu objects of host %s that are not wanted, "
	    "beside %zu that are taken away now: they are left until the next "
	    "connect", w->ignored, w->host, w->foreign);
}

static void
session_scanned(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	const redisReply	*list = reply_at(reply, 1);
	size_t			 i;

	if (reply == NULL || w->phase != PHASE_RESYNC)
		return;
	if (reply_count(reply) != 2) {
		if (session_answer(w, reply) != NULL)
			session_nonsense(w);
		return;
	}
	for (i = 0; i + 1 < reply_count(list); i += 2)
		session_see(w, list->element[i], list->element[i + 1]);
	if (strcmp(reply_text(reply_at(reply, 0)), "0") == 0)
		session_seen(w);
	else if (++w->pages > SCAN_PAGES_MAX)
		connection_fail(w->connection, "what it has of this host "
		    "comes to no end");
	else
		session_scan(w, reply_text(reply_at(reply, 0)));
}

/* Page by page, so that neither Redis nor we hold all of it at once. */
static void
session_scan(struct writer *w, const char *cursor)
{
	char	*key;

	if (asprintf(&key, "kopd:/%s/want/%s", w->conf->root, w->host) == -1)
		fatal(NULL);
	script_command(w, session_scanned, w, "HSCAN", key, cursor, "COUNT",
	    SCAN_COUNT, (char *)NULL);
	free(key);
}

void
session_resync(struct writer *w)
{
	session_phase(w, PHASE_RESYNC);
	w->synced = 0;
	w->seen = w->pages = w->foreign = w->foreign_bytes = w->ignored = 0;
	w->scan_due = 1;
	session_scan_check(w);
}

void
session_scan_check(struct writer *w)
{
	if (!w->scan_due || w->phase != PHASE_RESYNC || w->in_flight > 0)
		return;
	w->scan_due = 0;
	state_forget(w->state);
	session_scan(w, "0");
}
