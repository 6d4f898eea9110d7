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

#include "build.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/resolver.h"
#include "redis-writer/answer.h"
#include "redis-writer/batch.h"
#include "redis-writer/connection/sentinel.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* Seconds after a connect in which no other host counts as expired. */
#define GRACE	10

#define TAKEN	"taken"		/* key of log_repeat() */

struct session {
	const struct session_hooks *hooks;
	char	 master[300];	/* "host:port" from a sentinel */
	int	 take;		/* may take the lease on our engine */
	int	 synced;	/* seq is our last change in Redis */
	int64_t	 generation;	/* of kopds with our hostname */
	int	 entered;	/* the phase has changed */
	int	 incomplete;	/* Redis lost some of kopd's keys */
};

#define TO(phase)	(PHASE_##phase + 1)

/* Events of all phases, and of those that have a connection. */
#define ANY						\
	[EVENT_OPEN] = TO(AWAY),			\
	[EVENT_CLOSE] = TO(IDLE),			\
	[EVENT_DOWN] = TO(AWAY)
#define CONNECTED					\
	ANY,						\
	[EVENT_LOST] = TO(REFUSED),			\
	[EVENT_TAKEN] = TO(REFUSED),			\
	[EVENT_WITHDRAWN] = TO(WITHDRAWN)

/* The phase that each event leads to; 0 if it has no meaning. */
static const uint8_t table[PHASES][SESSION_EVENTS] = {
	[PHASE_IDLE] = { ANY },
	[PHASE_AWAY] = { ANY,
		[EVENT_UP] = TO(GREETING),
	},
	[PHASE_GREETING] = { CONNECTED,
		[EVENT_ASK] = TO(HELLO),
	},
	[PHASE_HELLO] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_GRANTED] = TO(GRANTED),
		[EVENT_SYNCED] = TO(RUNNING),
	},
	[PHASE_GRANTED] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_COMPARE] = TO(RESYNC),
	},
	[PHASE_REFUSED] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_ASK] = TO(REFUSED),
		[EVENT_GRANTED] = TO(GRANTED),
		[EVENT_SYNCED] = TO(RUNNING),
	},
	[PHASE_RESYNC] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_SYNCED] = TO(RUNNING),
	},
	[PHASE_RUNNING] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_ASK] = TO(HELLO),
		[EVENT_FORGOTTEN] = TO(HELLO),
		[EVENT_WITHDRAW] = TO(WITHDRAWING),
	},
	[PHASE_WITHDRAWING] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
		[EVENT_ASK] = TO(HELLO),
	},
	[PHASE_WITHDRAWN] = { CONNECTED,
		[EVENT_NO_SCRIPT] = TO(GREETING),
	},
};

int
session_holds(const struct writer *w)
{
	return w->phase == PHASE_GRANTED || w->phase == PHASE_RESYNC ||
	    w->phase == PHASE_RUNNING;
}

int
session_event(struct writer *w, enum session_event event)
{
	int	 to = table[w->phase][event], held = session_holds(w);

	if (to == 0)
		return 0;
	if ((enum phase)(to - 1) != w->phase) {
		w->session->entered = 1;
		w->phase = (enum phase)(to - 1);
		w->since = clock_boot_seconds();
		if (!held && session_holds(w))
			w->held = w->renewed = w->since;
	}
	if (event == EVENT_SYNCED)
		w->session->synced = 1;
	return 1;
}

int
session_entered(struct writer *w)
{
	int	 entered = w->session->entered;

	w->session->entered = 0;
	return entered;
}

int
session_is_incomplete(struct writer *w)
{
	int	 incomplete = w->session->incomplete;

	w->session->incomplete = 0;
	return incomplete;
}

void
session_forget(struct writer *w)
{
	w->session->synced = 0;
}

int
session_grace(const struct writer *w)
{
	return clock_boot_seconds() - w->connected < GRACE;
}

static void
session_answered(void *arg, const redisReply *reply)
{
	if (reply != NULL)
		(void)session_answer(arg, reply);
}

/* Redis accepts long commands only after AUTH. */
static void
session_ready(void *arg, const redisReply *reply)
{
	if (session_answer(arg, reply) != EVENT_NONE)
		script_load(arg, session_ask);
}

static void
session_up(void *arg)
{
	struct writer	*w = arg;
	char		 db[16];

	(void)session_event(w, EVENT_UP);
	resolver_connected(w->resolver, 1);
	w->connected = clock_boot_seconds();
	w->counters.connects++;
	w->proven = 0;
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

	(void)session_event(w, EVENT_DOWN);
	resolver_connected(w->resolver, 0);
	outage_fault(w, why);
	if (w->conf->sentinels.n > 0)
		sentinel_next(w->sentinel);
	w->session->hooks->down(w, why);
}

/* A sentinel names the master. */
static void
session_master(void *arg, const char *host, uint32_t port)
{
	struct writer	*w = arg;
	struct session	*s = w->session;
	char		 name[sizeof(s->master)];

	(void)snprintf(name, sizeof(name), "%s:%u", host, port);
	if (strcmp(name, s->master) == 0)
		return;
	log_info("Sentinel: the master \"%s\" is %s%s%s",
	    w->conf->sentinel_master, name, *s->master != '\0' ?
	    ", no longer " : "", s->master);
	(void)strlcpy(s->master, name, sizeof(s->master));
	session_forget(w);
	(void)session_event(w, EVENT_OPEN);
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

	w->session->hooks->replied(w);
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

	if ((w->session = calloc(1, sizeof(*w->session))) == NULL)
		fatal(NULL);
	w->session->hooks = hooks;
	w->session->take = 1;
	arc4random_buf(random, sizeof(random));
	for (i = 0; i < sizeof(random); i++)
		(void)snprintf(w->incarnation + 2 * i, 3, "%02x", random[i]);
	w->sentinel = sentinel_new(w->base, w->resolver, session_master,
	    session_no_master, w);
	w->connection = connection_new(w->base, w->resolver,
	    &session_callbacks, w);
	script_init(w);
	notify_init(w);
	w->phase = PHASE_IDLE;
	w->since = clock_boot_seconds();
	batch_reset(w, 0);
}

void
session_open(struct writer *w)
{
	session_forget(w);
	(void)session_event(w, EVENT_OPEN);
	resolver_restart(w->resolver);
	outage_reset(w);
	*w->session->master = '\0';
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
session_rename(struct writer *w)
{
	w->session->take = 1;
	*w->number = '\0';
	session_open(w);
}

void
session_close(struct writer *w)
{
	(void)session_event(w, EVENT_CLOSE);
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
	free(w->session);
}

void
session_proven(struct writer *w)
{
	if (w->proven)
		return;
	w->proven = 1;
	outage_clear(w);
}

/* Another kopd has this hostname: nothing is written until it is free. */
static void
session_refused(struct writer *w, enum session_event event,
    const redisReply *reply)
{
	const char	*engine = reply_text(reply_at(reply, 1));
	const char	*since = reply_text(reply_at(reply, 2));
	char		 text[64] = "";
	time_t		 t;
	struct tm	 tm;

	(void)session_event(w, event);
	if (clock_time(&t, strtonum(since, 0, INT64_MAX, NULL)) == 0 &&
	    t > 0 && gmtime_r(&t, &tm) != NULL)
		(void)strftime(text, sizeof(text),
		    " since %Y-%m-%d %H:%M:%S UTC", &tm);
	session_forget(w);
	(void)snprintf(w->fault, sizeof(w->fault), "hostname \"%s\" is in use "
	    "by the kopd of engine \"%s\"%s; nothing is written; set a unique "
	    "`hostname' in kopd.conf", w->hostname, engine, text);
	log_repeat(TAKEN, "%s", w->fault);
}

/* Redis lost the scripts.  If it loses them again at once, disconnects. */
static void
session_no_script(struct writer *w, const char *error)
{
	if (w->phase == PHASE_GREETING)
		return;
	if (!w->proven) {
		connection_fail(w->connection, reply_explain(error));
		return;
	}
	outage_lost(w, reply_explain(error));
	if (session_event(w, EVENT_NO_SCRIPT))
		script_load(w, session_ask);
}

static void
session_forgotten(struct writer *w)
{
	session_forget(w);
	if (!session_event(w, EVENT_FORGOTTEN))
		return;
	outage_lost(w, "it does not know this host: it was "
			    "flushed, or the lease has expired; comparing all "
			    "keys");
	session_ask(w);
}

enum session_event
session_answer(struct writer *w, const redisReply *reply)
{
	enum session_event	 event = answer_event(reply);

	switch (event) {
	case EVENT_ERROR:
		connection_fail(w->connection,
		    reply_explain(reply_error(reply)));
		return EVENT_NONE;
	case EVENT_ABORTED:
		/* It may work without a transaction; see notify.c. */
		if (!notify_is_refused(w))
			connection_fail(w->connection,
			    reply_explain(reply_error(reply)));
		return EVENT_NONE;
	case EVENT_NO_SCRIPT:
		session_no_script(w, reply_error(reply));
		return EVENT_NONE;
	case EVENT_LOST:
		if (w->phase != PHASE_REFUSED)
			session_refused(w, event, reply);
		return EVENT_NONE;
	case EVENT_FORGOTTEN:
		session_forgotten(w);
		return EVENT_NONE;
	default:
		return event;
	}
}

int
session_ok(struct writer *w, const redisReply *reply)
{
	enum session_event	 event = session_answer(w, reply);

	if (event != EVENT_NONE && event != EVENT_OK)
		session_unknown(w);
	return event == EVENT_OK;
}

/*
 * Warns of routes that no host claims.  They stay, because another client may
 * own them.
 */
static void
session_bare(const struct writer *w)
{
	log_warnx("all of kopd:/%s/ was deleted from Redis, but not the routes "
	    "below %s/; delete those that kopctl show routes does not list on "
	    "any host",
	    w->conf->root, w->conf->root);
}

/*
 * Redis has our last change if its sequence number is ours and all of it is
 * there.  Then nothing must be compared.
 */
static void
session_welcome(struct writer *w, const redisReply *reply)
{
	struct session	*s = w->session;
	int64_t		 seq = reply_number(reply_at(reply, 2));
	int		 mine = reply_number(reply_at(reply, 3)) == 1;
	int		 whole = reply_number(reply_at(reply, 7)) == 1;

	if (table[w->phase][EVENT_GRANTED] == 0)
		return;		/* the phase has changed since */
	log_repeat_over(TAKEN);
	if (w->phase == PHASE_REFUSED)
		*w->fault = '\0';
	s->take = 0;
	(void)strlcpy(w->number, reply_text(reply_at(reply, 1)),
	    sizeof(w->number));
	(void)strlcpy(w->version, reply_text(reply_at(reply, 4)),
	    sizeof(w->version));
	s->generation = reply_number(reply_at(reply, 5));
	batch_reset(w, reply_number(reply_at(reply, 6)));
	if (!whole)
		s->incomplete = 1;
	if (reply_number(reply_at(reply, 8)) == 1)
		session_bare(w);
	if (s->synced && mine && whole && seq == w->seq) {
		w->seen = state_count(w->state);
		(void)session_event(w, EVENT_SYNCED);
		return;
	}
	s->synced = 0;
	w->seq = seq == -1 ? 0 : seq;
	(void)session_event(w, EVENT_GRANTED);
}

void
session_unknown(struct writer *w)
{
	connection_fail(w->connection, SCRIPT_UNKNOWN);
}

static void
session_greeted(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	enum session_event	 event = session_answer(w, reply);

	switch (event) {
	case EVENT_NONE:
		break;
	case EVENT_OK:
		session_welcome(w, reply);
		break;
	case EVENT_TAKEN:
		session_refused(w, event, reply);
		break;
	case EVENT_FORMAT:
		connection_fail(w->connection, "the state of kopd in Redis has "
		    "another layout; use the same version of kopd on all "
		    "hosts");
		break;
	default:
		session_unknown(w);
		break;
	}
}

void
session_ask(struct writer *w)
{
	struct session	*s = w->session;
	struct arguments a = ARGUMENTS_INITIALIZER;
	char		 seq[24], generation[24], reserve[24];

	if (w->withdrawn) {
		(void)session_event(w, EVENT_WITHDRAWN);
		session_proven(w);
		return;
	}
	(void)session_event(w, EVENT_ASK);
	arguments_string(&a, w->engine);
	arguments_string(&a, w->engine_name);
	arguments_string(&a, KOPD_VERSION);
	arguments_string(&a, s->take ? "take" : "ask");
	(void)snprintf(seq, sizeof(seq), "%" PRId64, w->seq);
	arguments_string(&a, seq);
	(void)snprintf(generation, sizeof(generation), "%" PRId64,
	    s->generation);
	arguments_string(&a, generation);
	(void)snprintf(reserve, sizeof(reserve), "%u000",
	    w->conf->reserve_names);
	arguments_string(&a, reserve);
	arguments_string(&a, w->number);
	notify_call(w, SCRIPT_HELLO, &a, 0, session_greeted, w);
	arguments_free(&a);
}
