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

#include "log.h"
#include "redis-writer.h"

struct removal {
	char	 *victim;
	char	**ids;		/* routers first */
	size_t	  n;
	size_t	  at;		/* what comes next */
	size_t	  sent;		/* of that, in the call on its way */
	size_t	  max;		/* of the call, at most */
	void	(*done)(struct writer *, const char *, size_t, const char *);
};

static void	removal_step(struct writer *);

int
removal_running(const struct writer *w)
{
	return w->removal != NULL;
}

void
removal_free(struct writer *w)
{
	struct removal	*r = w->removal;
	size_t		 i;

	if (r == NULL)
		return;
	w->removal = NULL;
	for (i = 0; i < r->n; i++)
		free(r->ids[i]);
	free(r->ids);
	free(r->victim);
	free(r);
}

static void
removal_end(struct writer *w, const char *error)
{
	struct removal	*r = w->removal;

	w->removal = NULL;
	r->done(w, r->victim, r->n, error);
	if (w->removal != NULL)
		fatalx("a removal began within another");
	w->removal = r;
	removal_free(w);
}

static void
removal_replied(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;
	struct removal	*r = w->removal;
	const char	*word;

	if (r == NULL)
		return;
	if ((word = session_answer(w, reply)) == NULL) {
		if (reply_error(reply) != NULL &&
		    reply_fault(reply_error(reply)) == REPLY_ABORTED)
			removal_step(w);	/* not quietly, then */
		else
			removal_end(w, "it did not come to its end");
	} else if (strcmp(word, "OK") != 0)
		removal_end(w, "it came back");
	else {
		change_fit(w, r->sent, r->max,
		    reply_number(reply_at(reply, 3)));
		r->at += r->sent;
		if (r->at < r->n)
			removal_step(w);
		else
			removal_end(w, NULL);
	}
}

static void
removal_step(struct writer *w)
{
	struct removal	*r = w->removal;
	struct arguments a = ARGUMENTS_INITIALIZER;
	int		 ours = strcmp(r->victim, w->host) == 0;
	size_t		 i;

	if (!ours)
		arguments_string(&a, r->victim);
	r->max = w->batch;
	for (i = r->at; i < r->n && i < r->at + r->max; i++)
		arguments_string(&a, r->ids[i]);
	r->sent = i - r->at;
	script_call(w, ours ? SCRIPT_WITHDRAW : SCRIPT_REAP, &a,
	    4 * r->sent, removal_replied, w);
	arguments_free(&a);
}

/* One pass for the routers, one for what they name. */
static void
removal_take(struct removal *r, const redisReply *list)
{
	const char	*id;
	size_t		 i;
	int		 pass;

	if ((r->ids = calloc(reply_count(list) + 1, sizeof(*r->ids))) == NULL)
		fatal(NULL);
	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < reply_count(list); i++) {
			id = reply_text(reply_at(list, i));
			if ((strstr(id, "/routers/") == NULL) != pass)
				continue;
			if ((r->ids[r->n++] = strdup(id)) == NULL)
				fatal(NULL);
		}
	}
}

static void
removal_listed(void *arg, const redisReply *reply)
{
	struct writer	*w = arg;

	if (w->removal == NULL)
		return;
	if (reply == NULL || reply->type != REDIS_REPLY_ARRAY) {
		(void)session_answer(w, reply);
		if (w->removal != NULL)
			removal_end(w, "it did not come to its end");
		return;
	}
	removal_take(w->removal, reply);
	removal_step(w);
}

void
removal_start(struct writer *w, const char *victim,
    void (*done)(struct writer *, const char *, size_t, const char *))
{
	struct removal	*r;
	char		*key;

	if ((r = calloc(1, sizeof(*r))) == NULL ||
	    (r->victim = strdup(victim)) == NULL)
		fatal(NULL);
	r->done = done;
	w->removal = r;
	if (asprintf(&key, "kopd:/%s/want/%s", w->conf->root, victim) == -1)
		fatal(NULL);
	script_command(w, removal_listed, w, "HKEYS", key, (char *)NULL);
	free(key);
}
