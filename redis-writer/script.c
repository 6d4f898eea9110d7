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

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "redis-writer/msgpack.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/script.h"

static const struct {
	const char		*name;
	const char *const	*text;
} scripts[SCRIPT_MAX] = {
	[SCRIPT_HELLO] = { "hello", script_hello },
	[SCRIPT_CHANGE] = { "change", script_change },
	[SCRIPT_RENEW] = { "renew", script_renew },
	[SCRIPT_VERIFY] = { "verify", script_verify },
	[SCRIPT_REAP] = { "reap", script_reap },
	[SCRIPT_WITHDRAW] = { "withdraw", script_withdraw },
	[SCRIPT_EVICT] = { "evict", script_evict },
	[SCRIPT_SWEEP] = { "sweep", script_sweep },
	[SCRIPT_LIST] = { "list", script_list },
	[SCRIPT_RELEASE] = { "release", script_release },
	[SCRIPT_AUDIT] = { "audit", script_audit },
	[SCRIPT_LEFT] = { "left", script_left },
	[SCRIPT_KOPS] = { "kops", script_kops },
	[SCRIPT_WAITS] = { "waits", script_waits },
	[SCRIPT_HOSTS] = { "hosts", script_hosts },
	[SCRIPT_SEND] = { "send", script_send },
};

/* Seconds after which a host is silent if its lease does not expire. */
#define PULSE	60

/* The names of the scripts for EVALSHA, from SCRIPT LOAD. */
struct scripts {
	char		 sha[SCRIPT_MAX][41];
	unsigned int	 round;		/* the last time that they are loaded */
	void		(*done)(struct writer *);
};

/*
 * One script that Redis loads.  Replies of an earlier round may still arrive if
 * Redis loses the scripts again.
 */
struct loading {
	struct writer	*writer;
	enum script	 which;
	unsigned int	 round;
};

const char *
script_name(enum script script)
{
	return scripts[script].name;
}

void
script_init(struct writer *w)
{
	if ((w->scripts = calloc(1, sizeof(*w->scripts))) == NULL)
		fatal(NULL);
}

void
script_free(struct writer *w)
{
	free(w->scripts);
}

void
arguments_add(struct arguments *a, const void *data, size_t len)
{
	size_t	 size = a->size == 0 ? 16 : a->size * 2;

	if (a->n == a->size) {
		a->v = reallocarray(a->v, size, sizeof(*a->v));
		a->len = reallocarray(a->len, size, sizeof(*a->len));
		if (a->v == NULL || a->len == NULL)
			fatal(NULL);
		a->size = size;
	}
	a->v[a->n] = data;
	a->len[a->n++] = len;
}

void
arguments_string(struct arguments *a, const char *s)
{
	arguments_add(a, s, strlen(s));
}

void
arguments_free(struct arguments *a)
{
	free(a->v);
	free(a->len);
	memset(a, 0, sizeof(*a));
}

static void
arguments_send(struct writer *w, reply_handler handler, void *arg,
    const struct arguments *a)
{
	connection_send(w->connection, handler, arg, a->n, a->v, a->len);
}

void
script_command(struct writer *w, reply_handler handler, void *arg, ...)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	const char	*word;
	va_list		 ap;

	va_start(ap, arg);
	while ((word = va_arg(ap, const char *)) != NULL)
		arguments_string(&a, word);
	va_end(ap);
	arguments_send(w, handler, arg, &a);
	arguments_free(&a);
}

static void
script_loaded(void *arg, const redisReply *reply)
{
	struct loading	 l = *(struct loading *)arg;
	struct scripts	*s = l.writer->scripts;

	free(arg);
	if (reply == NULL)
		return;
	if (reply_error(reply) != NULL) {
		connection_fail(l.writer->connection,
		    reply_explain(reply_error(reply)));
		return;
	}
	(void)strlcpy(s->sha[l.which], reply_text(reply),
	    sizeof(s->sha[l.which]));
	if (l.which == SCRIPT_MAX - 1 && l.round == s->round)
		s->done(l.writer);
}

static struct loading *
loading_new(struct writer *w, enum script which)
{
	struct loading	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL)
		fatal(NULL);
	l->writer = w;
	l->which = which;
	l->round = w->scripts->round;
	return l;
}

void
script_load(struct writer *w, void (*done)(struct writer *))
{
	struct msgpack	 text = MSGPACK_INITIALIZER;
	struct arguments a = ARGUMENTS_INITIALIZER;
	enum script	 i;
	size_t		 part;

	w->scripts->round++;
	w->scripts->done = done;
	for (i = 0; i < SCRIPT_MAX; i++) {
		msgpack_reset(&text);
		for (part = 0; scripts[i].text[part] != NULL; part++)
			msgpack_raw(&text, scripts[i].text[part],
			    strlen(scripts[i].text[part]));
		a.n = 0;
		arguments_string(&a, "SCRIPT");
		arguments_string(&a, "LOAD");
		arguments_add(&a, text.buf, text.len);
		arguments_send(w, script_loaded, loading_new(w, i), &a);
	}
	arguments_free(&a);
	msgpack_free(&text);
}

/*
 * Returns the ttl of the lease.  If it does not expire, returns the ttl of the
 * pulse as negative seconds: a minute, or 3 heartbeats if that is longer.
 */
static long long
script_ttl(const struct writer *w)
{
	long long	 pulse = 3LL * w->conf->heartbeat;

	if (w->conf->ttl > 0)
		return w->conf->ttl;
	return pulse > PULSE ? -pulse : -PULSE;
}

/*
 * The pause after a message to Traefik, as pace.lua takes it.  A stop has no
 * pause, because it may be the last host that runs.
 */
static void
script_pause(const struct writer *w, char *text, size_t size)
{
	if (w->stopping)
		(void)strlcpy(text, "0", size);
	else if (w->conf->notify_pause == NOTIFY_PAUSE_AUTO)
		(void)strlcpy(text, "auto", size);
	else
		(void)snprintf(text, size, "%llu",
		    (unsigned long long)w->conf->notify_pause * 1000);
}

void
script_call(struct writer *w, enum script which, const struct arguments *own,
    const char *channel, reply_handler handler, void *arg)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	char		 ttl[24], expire[24], pause[24];
	size_t		 i;

	(void)snprintf(ttl, sizeof(ttl), "%lld", script_ttl(w) * 1000);
	(void)snprintf(expire, sizeof(expire), "%llu", w->conf->expire_keys ?
	    (unsigned long long)w->conf->ttl * 1000 : 0);
	script_pause(w, pause, sizeof(pause));
	arguments_string(&a, "EVALSHA");
	arguments_string(&a, w->scripts->sha[which]);
	arguments_string(&a, "0");
	arguments_string(&a, w->conf->root);
	arguments_string(&a, w->hostname);
	arguments_string(&a, w->incarnation);
	arguments_string(&a, ttl);
	arguments_string(&a, channel);
	arguments_string(&a, expire);
	arguments_string(&a, pause);
	for (i = 0; i < own->n; i++)
		arguments_add(&a, own->v[i], own->len[i]);
	arguments_send(w, handler, arg, &a);
	arguments_free(&a);
}
