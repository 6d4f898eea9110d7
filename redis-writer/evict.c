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

/* A host whose lease is ended, before what it left is taken away. */
struct eviction {
	char		*victim;
	uint32_t	 asker;		/* status id */
	int		 asked;		/* by kopctl; else it is a former name */
	int		 sent;
};

static void
evict_end(struct writer *w, size_t n, const char *error)
{
	struct eviction	*e = w->eviction;

	w->eviction = NULL;
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
	if (!w->eviction->asked)
		evict_forget(w, victim);
	evict_end(w, n, "");
}

static void
evict_alive(struct writer *w, const redisReply *reply)
{
	const char	*victim = w->eviction->victim;
	long long	 ms = reply_number(reply_at(reply, 2));
	char		 text[1024];

	if (ms >= 0)
		(void)snprintf(text, sizeof(text), "host %s is alive, on "
		    "engine \"%.200s\", and would publish again: withdraw it "
		    "there; or, if its kopd has ended, wait %lld s until its "
		    "lease runs out", victim, reply_text(reply_at(reply, 1)),
		    (ms + 999) / 1000);
	else
		(void)snprintf(text, sizeof(text), "host %s was heard of "
		    "within the last minute, on engine \"%.200s\", and would "
		    "publish again: withdraw it there; or, if its kopd has "
		    "ended, try again in a minute", victim,
		    reply_text(reply_at(reply, 1)));
	evict_end(w, 0, text);
}

static void
evict_replied(void *arg, const redisReply *reply)
{
	struct writer		*w = arg;
	enum session_event	 event = session_answer(w, reply);
	char			 text[512];

	if (w->eviction == NULL)
		return;
	if (event == EVENT_NONE) {
		evict_end(w, 0, *w->fault != '\0' ? w->fault :
		    "Redis did not do it");
		return;
	}
	if (event == EVENT_OK) {
		removal_start(w, w->eviction->victim, evict_removed);
		return;
	}
	/* It is somebody else's by now, or never was ours. */
	if (!w->eviction->asked)
		evict_forget(w, w->eviction->victim);
	if (event == EVENT_ALIVE) {
		evict_alive(w, reply);
		return;
	}
	(void)snprintf(text, sizeof(text), "there is no host \"%s\" in Redis: "
	    "see kopctl show hosts", w->eviction->victim);
	evict_end(w, 0, text);
}

static void
evict_new(struct writer *w, const char *victim)
{
	if ((w->eviction = calloc(1, sizeof(*w->eviction))) == NULL ||
	    (w->eviction->victim = strdup(victim)) == NULL)
		fatal(NULL);
}

int
evict_running(const struct writer *w)
{
	return w->eviction != NULL && w->eviction->sent;
}

void
evict_check(struct writer *w)
{
	struct arguments a = ARGUMENTS_INITIALIZER;

	if (w->phase != PHASE_RUNNING || removal_running(w) || w->stopping)
		return;
	if (w->eviction == NULL && w->nformer > 0 && !w->open &&
	    state_pending(w->state) == 0)
		evict_new(w, w->former[0]);
	if (w->eviction == NULL || w->eviction->sent)
		return;
	w->eviction->sent = 1;
	arguments_string(&a, w->eviction->victim);
	notify_call(w, SCRIPT_EVICT, &a, 0, evict_replied, w);
	arguments_free(&a);
}

void
evict_ask(struct writer *w, const char *victim, uint32_t asker)
{
	if (w->eviction != NULL) {
		child_status_end(w->parent, asker,
		    "another host is being withdrawn: try again in a moment");
		return;
	}
	evict_new(w, victim);
	w->eviction->asked = 1;
	w->eviction->asker = asker;
	evict_check(w);
}

void
evict_remember(struct writer *w, const char *name)
{
	evict_forget(w, name);
	if (w->nformer == sizeof(w->former) / sizeof(w->former[0])) {
		log_warnx("host %s was our name, and stays in Redis: see "
		    "kopctl show hosts", name);
		return;
	}
	if ((w->former[w->nformer++] = strdup(name)) == NULL)
		fatal(NULL);
}

void
evict_forget(struct writer *w, const char *name)
{
	size_t	 i, kept = 0;

	for (i = 0; i < w->nformer; i++) {
		if (strcmp(w->former[i], name) == 0)
			free(w->former[i]);
		else
			w->former[kept++] = w->former[i];
	}
	w->nformer = kept;
}

void
evict_down(struct writer *w, const char *why)
{
	if (w->eviction != NULL && !w->eviction->sent)
		evict_end(w, 0, why);
}

void
evict_free(struct writer *w)
{
	while (w->nformer > 0)
		free(w->former[--w->nformer]);
	if (w->eviction != NULL)
		free(w->eviction->victim);
	free(w->eviction);
}
