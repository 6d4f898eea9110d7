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

#include <string.h>
#include <time.h>

#include "common/log.h"
#include "route-maker/base/timer.h"
#include "route-maker/docker/engine.h"

#define RETRY_MS	250
#define RETRY_MAX_MS	5000

/* Milliseconds to wait for the event stream's headers before the first list. */
#define HEADERS_MS	1000

static void
on_retry(void *arg)
{
	engine_next(arg);
}

static void
on_poll(void *arg)
{
	struct engine	*e = arg;

	timer_set(&e->next_poll, (uint64_t)e->poll * 1000);
	log_repeat_flush();
	engine_list(e);
}

static void
set_lag(struct engine *e)
{
	int64_t	ms;

	if (!timer_runs(&e->lag) && (ms = pending_due(&e->pending)) != -1)
		timer_set(&e->lag, (uint64_t)ms);
}

static void
on_lag(void *arg)
{
	struct engine	*e = arg;

	set_lag(e);
	engine_next(e);
}

void
engine_subscribe(struct engine *e)
{
	timer_stop(&e->headers);
	stream_subscribe(&e->stream);
}

/* Some engines send no headers until the first event. */
static void
on_headers_late(void *arg)
{
	struct engine		*e = arg;
	struct exchange		*x = &e->stream.exchange;

	if (x->http.status != 0 && x->http.status != 200)
		engine_cancel(e, x);
	else
		engine_subscribe(e);
	engine_next(e);
}

static void
on_permitted(void *arg)
{
	struct engine	*e = arg;

	engine_ask_refused(e);
	engine_next(e);
}

void
engine_init(struct engine *e, struct event_base *base,
    struct containers *containers, const struct engine_callbacks *callbacks,
    void *arg)
{
	memset(e, 0, sizeof(*e));
	e->containers = containers;
	e->callbacks = callbacks;
	e->arg = arg;
	channel_init(&e->channel);
	identity_init(&e->identity, &e->channel);
	pending_init(&e->pending);
	answer_init(&e->answer, &e->pending, containers);
	stream_init(&e->stream, &e->channel, &e->answer);
	list_init(&e->all, &e->channel, &e->answer, 1);
	list_init(&e->some, &e->channel, &e->answer, 0);
	e->backoff = (struct backoff)BACKOFF_INITIALIZER(RETRY_MS,
	    RETRY_MAX_MS);
	timer_init(&e->retry, base, on_retry, e);
	timer_init(&e->next_poll, base, on_poll, e);
	timer_init(&e->headers, base, on_headers_late, e);
	timer_init(&e->lag, base, on_lag, e);
	timer_init(&e->permitted, base, on_permitted, e);
}

void
engine_free(struct engine *e)
{
	timer_free(&e->retry);
	timer_free(&e->next_poll);
	timer_free(&e->headers);
	timer_free(&e->lag);
	timer_free(&e->permitted);
	identity_free(&e->identity);
	pending_free(&e->pending);
	stream_free(&e->stream);
	list_free(&e->all);
	list_free(&e->some);
	channel_free(&e->channel);
}

void
engine_attach(struct engine *e, struct peer *reader)
{
	e->channel.reader = reader;
}

void
engine_detach(struct engine *e)
{
	e->channel.reader = NULL;
	engine_set_poll(e, 0);
	timer_stop(&e->retry);
	timer_stop(&e->headers);
	timer_stop(&e->lag);
	timer_stop(&e->permitted);
}

void
engine_set_poll(struct engine *e, uint32_t seconds)
{
	if (e->poll == seconds)
		return;
	e->poll = seconds;
	if (seconds == 0)
		timer_stop(&e->next_poll);
	else
		timer_set(&e->next_poll, (uint64_t)seconds * 1000);
}

void
engine_next(struct engine *e)
{
	struct stream	*s = &e->stream;

	if (e->channel.reader == NULL || timer_runs(&e->retry))
		return;
	if (!e->checked) {
		identity_begin(&e->identity);
		return;
	}
	if (s->exchange.id == 0 && !(s->refused && s->subscribed))
		stream_begin(s);
	if (!s->subscribed)
		return;
	if (e->pending.want_all && !e->pending.all_open)
		list_begin(&e->all);
	if (!e->pending.all_open)
		answer_recall(&e->answer);
	if (e->pending.wanted.count > 0 && !e->pending.some_open)
		list_begin(&e->some);
}

/* The engine may have been replaced. */
void
engine_ask_refused(struct engine *e)
{
	if (!e->stream.refused || !e->stream.subscribed)
		return;
	timer_stop(&e->permitted);
	e->stream.subscribed = e->checked = 0;
}

void
engine_list(struct engine *e)
{
	e->pending.want_all = 1;
	engine_next(e);
}

const char *
engine_waiting(const struct engine *e)
{
	return e->channel.waiting;
}

static void
ask_later(struct engine *e)
{
	struct timeval	delay = backoff_next(&e->backoff);

	timer_set(&e->retry, (uint64_t)delay.tv_sec * 1000 +
	    (uint64_t)delay.tv_usec / 1000);
}

static void
identity_ended(struct engine *e, struct exchange *x, enum result result,
    const char *why)
{
	struct identity	*i = &e->identity;

	switch (identity_end(i, x, result, why, e->containers->conf)) {
	case IDENTITY_MORE:
		return;
	case IDENTITY_LATER:
		ask_later(e);
		return;
	case IDENTITY_NEW:
		pending_limit_reset(&e->pending);
		e->callbacks->known(e->arg, i->id, i->name);
		break;
	case IDENTITY_SAME:
		break;
	}
	e->answer.podman = i->podman;
	e->answer.health_listed = 0;
	e->checked = 1;
}

static void
list_ended(struct engine *e, struct list *l, enum result result,
    const char *why)
{
	struct timespec	ts;

	switch (list_end(l, result, why)) {
	case LIST_WHOLE:
		break;
	case LIST_LATER:
		ask_later(e);
		return;
	case LIST_MORE:
	case LIST_SHORTER:
		return;
	}
	/*
	 * Resets the delay only after a list, because other answers prove less.
	 */
	backoff_reset(&e->backoff);
	if (l != &e->all)
		return;
	e->nlists++;
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		fatal("clock_gettime");
	e->last_list = ts.tv_sec;
	e->callbacks->listed(e->arg);
}

static void
stream_ended(struct engine *e, enum result result, const char *why)
{
	timer_stop(&e->headers);
	if (stream_end(&e->stream, result, why, e->poll) == 0) {
		timer_set(&e->permitted, (uint64_t)ENGINE_REFUSED * 1000);
		return;
	}
	e->checked = 0;
	ask_later(e);
}

void
engine_ended(struct engine *e, struct exchange *x, enum docker_end how,
    int error)
{
	const char	*why = NULL;
	enum result	 result = result_of(x, how, error, &why);

	x->id = 0;
	if (x == &e->stream.exchange)
		stream_ended(e, result, why);
	else if (x == &e->all.exchange)
		list_ended(e, &e->all, result, why);
	else if (x == &e->some.exchange)
		list_ended(e, &e->some, result, why);
	else
		identity_ended(e, x, result, why);
}

void
engine_cancel(struct engine *e, struct exchange *x)
{
	exchange_cancel(x);
	engine_ended(e, x, DOCKER_COMPLETE, 0);
}

void
engine_headers(struct engine *e)
{
	timer_set(&e->headers, HEADERS_MS);
}

void
engine_go_on(struct engine *e)
{
	set_lag(e);
	engine_next(e);
	e->callbacks->changed(e->arg);
}
