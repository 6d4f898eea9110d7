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
#include <time.h>

#include "answer.h"
#include "bucket.h"
#include "engine.h"
#include "log.h"
#include "record.h"

#define RETRY_MS	250
#define RETRY_MAX_MS	10000

/* How long the event stream's headers may take before a list is asked for. */
#define HEADERS_MS	1000

static void	succeed(struct exchange *);

uint64_t
engine_now(void)
{
	return bucket_now();
}

static void
set_timer(struct event *timer, uint64_t ms)
{
	struct timeval	tv;

	tv.tv_sec = (time_t)(ms / 1000);
	tv.tv_usec = (suseconds_t)(ms % 1000 * 1000);
	if (event_add(timer, &tv) == -1)
		fatalx("event_add");
}

static void
on_retry(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	engine_next(arg);
}

static void
on_poll(evutil_socket_t fd, short what, void *arg)
{
	struct engine	*e = arg;

	(void)fd;
	(void)what;
	set_timer(e->poll_timer, (uint64_t)e->poll * 1000);
	log_repeat_flush();
	engine_list(e);
}

static void
on_lag(evutil_socket_t fd, short what, void *arg)
{
	struct engine		*e = arg;
	struct idset_entry	*entry;
	struct hexid		 id;
	uint64_t		 now = engine_now();

	(void)fd;
	(void)what;
	while ((entry = TAILQ_FIRST(&e->again.order)) != NULL &&
	    entry->time + ENGINE_LAG <= now) {
		idset_take(&e->again, &id);
		engine_want(e, &id);
	}
	if (entry != NULL)
		set_timer(e->lag, entry->time + ENGINE_LAG - now);
	engine_next(e);
}

/* An engine that says nothing until there is an event has begun, too. */
static void
on_headers_late(evutil_socket_t fd, short what, void *arg)
{
	struct engine	*e = arg;

	(void)fd;
	(void)what;
	e->subscribed = 1;
	succeed(&e->stream);
	engine_next(e);
}

static struct event *
timer(struct engine *e, event_callback_fn fn)
{
	struct event	*ev;

	if ((ev = evtimer_new(e->base, fn, e)) == NULL)
		fatalx("evtimer_new");
	return ev;
}

void
engine_init(struct engine *e, struct event_base *base, struct peer *reader,
    struct host *host, const struct engine_callbacks *callbacks, void *arg)
{
	struct timespec	ts;

	memset(e, 0, sizeof(*e));
	e->base = base;
	e->reader = reader;
	e->host = host;
	e->callbacks = callbacks;
	e->arg = arg;
	e->info = (struct exchange){ .engine = e, .kind = DOCKER_INFO,
	    .what = "Docker's information" };
	e->stream = (struct exchange){ .engine = e, .kind = DOCKER_EVENTS,
	    .what = "Docker's events" };
	e->all = (struct exchange){ .engine = e, .kind = DOCKER_LIST,
	    .what = "Docker's list of containers" };
	e->some = (struct exchange){ .engine = e, .kind = DOCKER_LIST_IDS,
	    .what = "Docker's list of some containers" };
	idset_init(&e->wanted);
	idset_init(&e->gone);
	idset_init(&e->removed);
	idset_init(&e->newer);
	idset_init(&e->again);
	e->backoff = (struct backoff)BACKOFF_INITIALIZER(RETRY_MS,
	    RETRY_MAX_MS);
	e->retry = timer(e, on_retry);
	e->poll_timer = timer(e, on_poll);
	e->headers = timer(e, on_headers_late);
	e->lag = timer(e, on_lag);
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		fatal("clock_gettime");
	e->since = (uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec;
	e->want_all = 1;
}

void
engine_free(struct engine *e)
{
	event_free(e->retry);
	event_free(e->poll_timer);
	event_free(e->headers);
	event_free(e->lag);
	idset_clear(&e->wanted);
	idset_clear(&e->gone);
	idset_clear(&e->removed);
	idset_clear(&e->newer);
	idset_clear(&e->again);
	free(e->id);
	free(e->name);
	free(e->version);
	free(e->body);
	free(e->waiting);
}

void
engine_leave(struct engine *e)
{
	e->reader = NULL;
	engine_set_poll(e, 0);
	event_del(e->retry);
	event_del(e->headers);
	event_del(e->lag);
}

void
engine_set_poll(struct engine *e, uint32_t seconds)
{
	if (e->poll == seconds)
		return;
	e->poll = seconds;
	if (seconds == 0)
		event_del(e->poll_timer);
	else
		set_timer(e->poll_timer, (uint64_t)seconds * 1000);
}

static void
put_arguments(struct engine *e, const struct exchange *x, struct record *r)
{
	size_t	i;

	record_u8(r, (uint8_t)x->kind);
	if (x->kind == DOCKER_EVENTS) {
		record_u64(r, e->since / 1000000000);
		record_u32(r, (uint32_t)(e->since % 1000000000));
	} else if (x->kind == DOCKER_LIST_IDS) {
		record_u16(r, (uint16_t)e->nasked);
		for (i = 0; i < e->nasked; i++)
			record_bytes(r, e->asked[i].b, HEXID_BYTES);
	}
}

static void
on_info_body(void *arg, const char *data, size_t len)
{
	struct engine	*e = arg;
	char		*body;

	if (len > ELEMENT_MAX - e->body_len) {
		len = ELEMENT_MAX - e->body_len;
		e->info.failed = 1;
	}
	if ((body = realloc(e->body, e->body_len + len + 1)) == NULL)
		fatal(NULL);
	e->body = body;
	memcpy(body + e->body_len, data, len);
	e->body_len += len;
}

static void
on_stream_body(void *arg, const char *data, size_t len)
{
	struct engine	*e = arg;

	events_feed(&e->events, data, len);
}

static void
on_list_body(void *arg, const char *data, size_t len)
{
	struct exchange	*x = arg;

	if (split_feed(&x->split, data, len) == -1)
		x->failed = 1;
}

static void
begin(struct engine *e, struct exchange *x)
{
	struct record	r = RECORD_INITIALIZER;

	x->id = ++e->last_id;
	x->owed = 0;
	x->failed = 0;
	switch (x->kind) {
	case DOCKER_INFO:
		e->body_len = 0;
		http_init(&x->http, on_info_body, e);
		break;
	case DOCKER_EVENTS:
		events_init(&e->events, &answer_events, e);
		http_init(&x->http, on_stream_body, e);
		break;
	default:
		split_init(&x->split, &answer_elements, x);
		http_init(&x->http, on_list_body, x);
		break;
	}
	put_arguments(e, x, &r);
	if (peer_send_record(e->reader, DOCKER_REQUEST, x->id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
}

void
engine_forget_gone(struct engine *e)
{
	uint64_t	before = engine_now() - ENGINE_GONE;

	if (e->all.id != 0 || e->some.id != 0)
		return;
	idset_expire(&e->gone, before);
	idset_expire(&e->removed, before);
}

static void
begin_all(struct engine *e)
{
	e->want_all = 0;
	idset_clear(&e->newer);
	engine_forget_gone(e);
	host_round_begin(e->host);
	begin(e, &e->all);
}

static void
begin_some(struct engine *e)
{
	e->nasked = 0;
	while (e->nasked < LIST_IDS_MAX &&
	    idset_take(&e->wanted, &e->asked[e->nasked]) == 0)
		e->nasked++;
	memset(e->answered, 0, sizeof(e->answered));
	engine_forget_gone(e);
	begin(e, &e->some);
}

void
engine_next(struct engine *e)
{
	if (e->reader == NULL || event_pending(e->retry, EV_TIMEOUT, NULL))
		return;
	if (!e->checked) {
		if (e->info.id == 0)
			begin(e, &e->info);
		return;
	}
	if (e->stream.id == 0)
		begin(e, &e->stream);
	if (!e->subscribed)
		return;
	if (e->want_all && e->all.id == 0)
		begin_all(e);
	if (e->all.id == 0)
		answer_recall(e);
	if (e->wanted.count > 0 && e->some.id == 0)
		begin_some(e);
}

/* Where more are named than there may be, a full list is less to ask for. */
void
engine_want(struct engine *e, const struct hexid *id)
{
	if (e->wanted.count >= CONTAINER_MAX) {
		idset_clear(&e->wanted);
		e->want_all = 1;
	}
	if (!idset_has(&e->wanted, id))
		idset_add(&e->wanted, id, engine_now());
}

void
engine_want_again(struct engine *e, const struct hexid *id)
{
	idset_add(&e->again, id, engine_now());
	if (!event_pending(e->lag, EV_TIMEOUT, NULL))
		set_timer(e->lag, ENGINE_LAG);
}

void
engine_list(struct engine *e)
{
	e->want_all = 1;
	engine_next(e);
}

static void
set_waiting(struct engine *e, const char *why)
{
	free(e->waiting);
	e->waiting = NULL;
	if (why != NULL && (e->waiting = strdup(why)) == NULL)
		fatal(NULL);
}

static void
set_fault(struct exchange *x, const char *why)
{
	char	*fault = NULL;

	if (why != NULL && asprintf(&fault, "%s: %s", x->what, why) == -1)
		fatal(NULL);
	if (x->fault != NULL && (fault == NULL ||
	    strcmp(x->fault, fault) != 0))
		log_repeat_over(x->fault);
	if (x->fault != NULL && fault == NULL)
		log_info("%s: all is well again", x->what);
	free(x->fault);
	if ((x->fault = fault) != NULL)
		log_repeat(fault, "%s", fault);
}

/* What there was stays as it is, and is asked for again a little later. */
static void
fail(struct exchange *x, const char *why)
{
	struct engine	*e = x->engine;
	struct timeval	 delay;

	set_fault(x, why);
	set_waiting(e, why);
	delay = backoff_next(&e->backoff);
	if (event_add(e->retry, &delay) == -1)
		fatalx("event_add");
}

static void
succeed(struct exchange *x)
{
	struct engine	*e = x->engine;

	set_fault(x, NULL);
	set_waiting(e, NULL);
	/* One that lists nothing is not asked more often for what it can do. */
	if (x == &e->all || x == &e->some)
		backoff_reset(&e->backoff);
}

/* What was asked for in vain is asked for again. */
static void
put_back(struct engine *e, const struct exchange *x)
{
	size_t	i;

	if (x == &e->all)
		e->want_all = 1;
	if (x != &e->some)
		return;
	for (i = 0; i < e->nasked; i++)
		if (!idset_has(&e->gone, &e->asked[i]))
			engine_want(e, &e->asked[i]);
	e->nasked = 0;
}

/* Why the answer is of no use; NULL if it is whole. */
static const char *
answer_fault(struct exchange *x, enum docker_end how, int error)
{
	int	listing = x == &x->engine->all || x == &x->engine->some;

	if (x->failed)
		return listing ? split_reason(&x->split) : "it is too long";
	if (how == DOCKER_TIMED_OUT)
		return "it takes too long";
	if (how == DOCKER_CUT)
		return strerror(error);
	if (http_end(&x->http) != HTTP_COMPLETE)
		return http_reason(&x->http);
	if (listing && split_end(&x->split) == -1)
		return split_reason(&x->split);
	return NULL;
}

static void
answer_end(struct exchange *x, const char *why)
{
	struct engine	*e = x->engine;

	if (why == NULL && x == &e->info)
		why = answer_info(e);
	if (why != NULL) {
		put_back(e, x);
		fail(x, why);
	} else {
		succeed(x);
		if (x == &e->all)
			answer_all(e);
		else if (x == &e->some)
			answer_some(e);
	}
	if (x == &e->all || x == &e->some)
		split_free(&x->split);
}

/*
 * The stream of events is lost.  The engine may be another one when it comes
 * back, and what happened meanwhile is in a full list.
 */
static void
stream_end(struct engine *e, enum docker_end how, int error)
{
	const char	*why;

	events_free(&e->events);
	event_del(e->headers);
	e->subscribed = e->checked = 0;
	e->want_all = 1;
	why = how == DOCKER_CUT ? strerror(error) :
	    http_end(&e->stream.http) != HTTP_COMPLETE ?
	    http_reason(&e->stream.http) : "they have ended";
	fail(&e->stream, why);
}

static struct exchange *
exchange_of(struct engine *e, uint32_t id)
{
	struct exchange	*all[] = { &e->info, &e->stream, &e->all, &e->some };
	size_t		 i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (id != 0 && all[i]->id == id)
			return all[i];
	return NULL;
}

int
engine_on_wait(struct engine *e, struct imsg *imsg)
{
	struct record_reader	 r;
	char			*text;

	record_read(&r, imsg->data, imsg->len);
	record_get_u32(&r);
	text = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(text);
		return -1;
	}
	/* docker-reader has logged it. */
	if (exchange_of(e, imsg->peer) != NULL)
		set_waiting(e, text);
	free(text);
	return 0;
}

int
engine_on_begin(struct engine *e, struct imsg *imsg)
{
	if (e->stream.id != 0 && imsg->peer == e->stream.id)
		set_timer(e->headers, HEADERS_MS);
	if (e->waiting != NULL && exchange_of(e, imsg->peer) != NULL)
		set_waiting(e, NULL);
	return 0;
}

/* Credit goes back in large pieces. */
static void
credit(struct engine *e, struct exchange *x, size_t len)
{
	struct record	r = RECORD_INITIALIZER;

	x->owed += (uint32_t)len;
	if (x->owed < DOCKER_WINDOW / 4)
		return;
	record_u32(&r, x->owed);
	if (peer_send_record(e->reader, DOCKER_CREDIT, x->id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
	x->owed = 0;
}

static void
exchange_end(struct engine *e, struct exchange *x, enum docker_end how,
    int error)
{
	x->id = 0;
	if (x == &e->stream)
		stream_end(e, how, error);
	else
		answer_end(x, answer_fault(x, how, error));
}

/* The rest of the answer is of no use. */
static void
cancel(struct engine *e, struct exchange *x)
{
	if (peer_send(e->reader, DOCKER_CANCEL, x->id, NULL, 0) == -1)
		fatalx("docker-reader does not read");
	exchange_end(e, x, DOCKER_COMPLETE, 0);
}

int
engine_on_data(struct engine *e, struct imsg *imsg)
{
	struct exchange	*x;

	if ((x = exchange_of(e, imsg->peer)) == NULL)
		return 0;
	if (http_feed(&x->http, imsg->data, imsg->len) == -1 || x->failed)
		cancel(e, x);
	else
		credit(e, x, imsg->len);
	if (x == &e->stream && !e->subscribed &&
	    x->http.state == HTTP_IN_BODY && x->http.status == 200) {
		event_del(e->headers);
		e->subscribed = 1;
		succeed(x);
	}
	engine_next(e);
	e->callbacks->changed(e->arg);
	return 0;
}

int
engine_on_end(struct engine *e, struct imsg *imsg)
{
	struct record_reader	 r;
	struct exchange		*x;
	uint32_t		 error;
	uint8_t			 how;

	record_read(&r, imsg->data, imsg->len);
	how = record_get_u8(&r);
	error = record_get_u32(&r);
	if (record_end(&r) == -1 || how > DOCKER_TIMED_OUT)
		return -1;
	if ((x = exchange_of(e, imsg->peer)) == NULL)
		return 0;
	exchange_end(e, x, how, (int)error);
	engine_next(e);
	e->callbacks->changed(e->arg);
	return 0;
}
