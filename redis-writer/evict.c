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
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* The withdrawal of another host: its lease is deleted, then its objects. */
struct eviction {
	char		*victim;
	uint32_t	 asker;		/* status id */
	int		 asked;		/* by kopctl; 0: a former name */
	int		 sent;
};

struct evict {
	struct eviction	*now;
	char		*former[8];	/* former names of this host */
	size_t		 nformer;
};

void
evict_init(struct writer *w)
{
	if ((w->evict = calloc(1, sizeof(*w->evict))) == NULL)
		fatal(NULL);
}

static void
evict_end(struct writer *w, size_t n, const char *error)
{
	struct eviction	*e = w->evict->now;

	w->evict->now = NULL;
	if (e->asked && *error == '\0')
		child_status(w->parent, e->asker, "withdrawn",
		    "host %s: %zu objects", e->victim, n);
	if (e->asked)
		child_status_end(w->parent, e->asker, error);
	free(e->victim);
	free(e);
}

static void
evict_removed(struct writer *w, const char *victim, size_t n,
    const char *error)
{
	if (error != NULL) {
		log_warnx("withdrawing host %s: %s", victim, error);
		evict_end(w, n, error);
		return;
	}
	log_info("host %s is withdrawn: %zu objects", victim, n);
	if (!w->evict->now->asked)
		evict_forget(w, victim);
	evict_end(w, n, "");
}

static void
evict_alive(struct writer *w, const redisReply *reply)
{
	const char	*victim = w->evict->now->victim;
	long long	 ms = reply_number(reply_at(reply, 2));
	char		 text[1024];

	if (ms >= 0)
		(void)snprintf(text, sizeof(text), "host %s runs, on engine "
		    "\"%.200s\", and would publish again; withdraw it there "
		    "or, if its kopd has ended, wait %lld s until its lease "
		    "expires", victim, reply_text(reply_at(reply, 1)),
		    (ms + 999) / 1000);
	else
		(void)snprintf(text, sizeof(text), "host %s has sent a "
		    "heartbeat within the last minute, on engine \"%.200s\", "
		    "and would publish again; withdraw it there or, if its "
		    "kopd has ended, retry in a minute", victim,
		    reply_text(reply_at(reply, 1)));
	evict_end(w, 0, text);
}

static void
evict_replied(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	enum session_event	 event = session_answer(w, reply);
	char			 text[512];

	if (w->evict->now == NULL)
		return;
	if (event == EVENT_NONE) {
		evict_end(w, 0, *w->fault != '\0' ? w->fault :
		    "Redis rejected the request");
		return;
	}
	if (event == EVENT_OK) {
		removal_start(w, w->evict->now->victim, 0, evict_removed);
		return;
	}
	/* Another host has this former name now, or this host never had it. */
	if (!w->evict->now->asked)
		evict_forget(w, w->evict->now->victim);
	if (event == EVENT_ALIVE) {
		evict_alive(w, reply);
		return;
	}
	(void)snprintf(text, sizeof(text), "there is no host \"%s\" in Redis; "
	    "see kopctl show hosts", w->evict->now->victim);
	evict_end(w, 0, text);
}

static void
evict_new(struct writer *w, const char *victim)
{
	struct eviction	*e;

	if ((e = calloc(1, sizeof(*e))) == NULL ||
	    (e->victim = strdup(victim)) == NULL)
		fatal(NULL);
	w->evict->now = e;
}

int
evict_running(const struct writer *w)
{
	return w->evict->now != NULL && w->evict->now->sent;
}

void
evict_check(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;
	struct evict	*e = w->evict;

	if (w->phase != PHASE_RUNNING || removal_running(w) || w->stopping)
		return;
	if (e->now == NULL && e->nformer > 0 && !w->open &&
	    state_pending(w->state) == 0)
		evict_new(w, e->former[0]);
	if (e->now == NULL || e->now->sent)
		return;
	e->now->sent = 1;
	arguments_string(&a, e->now->victim);
	notify_call(w, SCRIPT_EVICT, &a, 0, evict_replied, w);
	arguments_free(&a);
}

void
evict_ask(struct writer *w, const char *victim, uint32_t asker)
{
	if (w->evict->now != NULL) {
		child_status_end(w->parent, asker,
		    "another host is being withdrawn; retry in a moment");
		return;
	}
	evict_new(w, victim);
	w->evict->now->asked = 1;
	w->evict->now->asker = asker;
	evict_check(w);
}

void
evict_remember(struct writer *w, const char *name)
{
	struct evict	*e = w->evict;

	evict_forget(w, name);
	if (e->nformer == sizeof(e->former) / sizeof(e->former[0])) {
		log_warnx("host %s is a former name of this host, and its "
		    "routes stay in Redis; see kopctl show hosts", name);
		return;
	}
	if ((e->former[e->nformer++] = strdup(name)) == NULL)
		fatal(NULL);
}

void
evict_forget(struct writer *w, const char *name)
{
	struct evict	*e = w->evict;
	size_t		 i, kept = 0;

	for (i = 0; i < e->nformer; i++) {
		if (strcmp(e->former[i], name) == 0)
			free(e->former[i]);
		else
			e->former[kept++] = e->former[i];
	}
	e->nformer = kept;
}

void
evict_disconnected(struct writer *w, const char *why)
{
	if (w->evict->now != NULL && !w->evict->now->sent)
		evict_end(w, 0, why);
}

void
evict_free(struct writer *w)
{
	struct evict	*e = w->evict;

	while (e->nformer > 0)
		free(e->former[--e->nformer]);
	if (e->now != NULL)
		free(e->now->victim);
	free(e->now);
	free(e);
}
