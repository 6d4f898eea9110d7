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

#include "common/clock.h"
#include "common/log.h"
#include "common/record.h"
#include "route-maker/docker/answer.h"
#include "route-maker/docker/engine.h"
#include "route-maker/docker/identity.h"
#include "route-maker/docker/verdict.h"

#define RETRY_MS	250
#define RETRY_MAX_MS	5000

/* How long the event stream's headers may take before a list is asked for. */
#define HEADERS_MS	1000

static void	cancel(struct engine *, struct exchange *);

uint64_t
engine_now(void)
{
	return clock_ms();
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

static void
subscribe(struct engine *e)
{
	event_del(e->headers);
	e->subscribed = 1;
	/* What happened meanwhile is in a list. */
	if (e->refused)
		e->want_all = 1;
	e->refused = 0;
	verdict_good(&e->stream);
}

/* An engine that says nothing until there is an event has begun, too. */
static void
on_headers_late(evutil_socket_t fd, short what, void *arg)
{
	struct engine	*e = arg;

	(void)fd;
	(void)what;
	if (e->stream.http.status != 0 && e->stream.http.status != 200)
		cancel(e, &e->stream);
	else
		subscribe(e);
	engine_next(e);
}

static void
on_permitted(evutil_socket_t fd, short what, void *arg)
{
	struct engine	*e = arg;

	(void)fd;
	(void)what;
	engine_ask_refused(e);
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

#define ALLOW(path, variable)						\
	path " (" variable "=1 in docker-socket-proxy, -allowGET=" path	\
	" in socket-proxy)"

static void
init_exchanges(struct engine *e)
{
	exchange_init(&e->info, e, DOCKER_INFO, "Docker's information",
	    ALLOW("/info", "INFO"));
	exchange_init(&e->version_of, e, DOCKER_VERSION, "Docker's version",
	    NULL);
	exchange_init(&e->stream, e, DOCKER_EVENTS, "Docker's events",
	    ALLOW("/events", "EVENTS"));
	exchange_init(&e->all, e, DOCKER_LIST, "Docker's list of containers",
	    ALLOW("/containers/json", "CONTAINERS"));
	exchange_init(&e->some, e, DOCKER_LIST_IDS,
	    "Docker's list of some containers",
	    ALLOW("/containers/json", "CONTAINERS"));
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
	init_exchanges(e);
	e->ids_max = LIST_IDS_MAX;
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
	e->permitted = timer(e, on_permitted);
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
	event_free(e->permitted);
	exchange_free(&e->info);
	exchange_free(&e->version_of);
	exchange_free(&e->stream);
	exchange_free(&e->all);
	exchange_free(&e->some);
	identity_free(&e->identity);
	idset_clear(&e->wanted);
	idset_clear(&e->gone);
	idset_clear(&e->removed);
	idset_clear(&e->newer);
	idset_clear(&e->again);
	free(e->id);
	free(e->name);
	free(e->version);
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
	event_del(e->permitted);
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
begin_list(struct engine *e, struct exchange *x)
{
	idset_clear(&x->unhealthy);
	x->asks_health = e->podman && !e->health_listed;
	exchange_begin(x);
}

static void
begin_all(struct engine *e)
{
	e->want_all = 0;
	idset_clear(&e->newer);
	engine_forget_gone(e);
	host_round_begin(e->host);
	begin_list(e, &e->all);
}

static void
begin_some(struct engine *e)
{
	e->nasked = 0;
	while (e->nasked < e->ids_max &&
	    idset_take(&e->wanted, &e->asked[e->nasked]) == 0)
		e->nasked++;
	memset(e->answered, 0, sizeof(e->answered));
	engine_forget_gone(e);
	begin_list(e, &e->some);
}

void
engine_next(struct engine *e)
{
	if (e->reader == NULL || event_pending(e->retry, EV_TIMEOUT, NULL))
		return;
	if (!e->checked) {
		if (e->info.id == 0 && e->version_of.id == 0)
			exchange_begin(&e->info);
		return;
	}
	if (e->stream.id == 0 && !(e->refused && e->subscribed))
		exchange_begin(&e->stream);
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

/* The engine may be another one by now. */
void
engine_ask_refused(struct engine *e)
{
	if (!e->refused || !e->subscribed)
		return;
	event_del(e->permitted);
	e->subscribed = e->checked = 0;
}

void
engine_list(struct engine *e)
{
	e->want_all = 1;
	engine_next(e);
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

/* The engine says who it is: itself, then by its version. */
static void
info_end(struct engine *e, enum verdict verdict, const char *why)
{
	struct exchange	*x = &e->info;

	if (verdict == VERDICT_REFUSED && *e->host->conf->hostname == '\0') {
		verdict_refused(x);
		return;
	}
	if (verdict == VERDICT_WHOLE)
		why = identity_info(e);
	if (why != NULL) {
		verdict_fail(x, why);
		return;
	}
	if (verdict == VERDICT_REFUSED) {
		verdict_forget(x);
		identity_refused(e);
	} else
		verdict_good(x);
	exchange_begin(&e->version_of);
}

static void
version_end(struct engine *e, enum verdict verdict, const char *why)
{
	struct exchange	*x = &e->version_of;

	if (verdict == VERDICT_FAULT && !identity_no_version(x)) {
		verdict_fail(x, why);
		return;
	}
	verdict_good(x);
	identity_known(e, verdict == VERDICT_WHOLE);
}

static void
list_whole(struct engine *e, struct exchange *x)
{
	if (x->asks_health) {
		x->asks_health = 0;
		exchange_begin(x);
		return;
	}
	verdict_good(x);
	if (x == &e->all)
		answer_all(e);
	else
		answer_some(e);
}

static void
list_end(struct engine *e, struct exchange *x, enum verdict verdict,
    const char *why)
{
	split_free(&x->split);
	if (verdict == VERDICT_WHOLE) {
		list_whole(e, x);
		return;
	}
	if (verdict == VERDICT_TOO_LONG && verdict_shorter(x) == -1)
		verdict_fail(x, http_reason(&x->http));
	else if (verdict == VERDICT_REFUSED)
		verdict_refused(x);
	else if (verdict == VERDICT_FAULT)
		verdict_fail(x, why);
	put_back(e, x);
}

/* Lists are taken all the same, of all each `poll'. */
static void
stream_refused(struct engine *e)
{
	char	*line, when[64] = "changes do not show, as `poll' is never";

	if (!e->refused)
		e->want_all = 1;
	e->refused = e->subscribed = 1;
	if (e->poll != 0)
		(void)snprintf(when, sizeof(when),
		    "changes show after up to %us", e->poll);
	if (asprintf(&line, "%s are refused: %s; allow %s", e->stream.what,
	    when, e->stream.allow) == -1)
		fatal(NULL);
	verdict_say(&e->stream, line);
	free(line);
	set_timer(e->permitted, (uint64_t)ENGINE_REFUSED * 1000);
}

/*
 * The stream of events is lost.  The engine may be another one when it comes
 * back, and what happened meanwhile is in a full list.
 */
static void
stream_end(struct engine *e, enum verdict verdict, const char *why)
{
	events_free(&e->events);
	event_del(e->headers);
	if (verdict == VERDICT_REFUSED) {
		stream_refused(e);
		return;
	}
	e->subscribed = e->checked = 0;
	e->want_all = 1;
	if (e->ids_doubted)
		e->ids_max = LIST_IDS_MAX;
	verdict_fail(&e->stream, verdict == VERDICT_WHOLE ?
	    "they have ended" : why);
}

static void
exchange_end(struct engine *e, struct exchange *x, enum docker_end how,
    int error)
{
	const char	*why = NULL;
	enum verdict	 verdict = verdict_of(x, how, error, &why);

	x->id = 0;
	if (x == &e->stream)
		stream_end(e, verdict, why);
	else if (exchange_is_list(x))
		list_end(e, x, verdict, why);
	else if (x == &e->info)
		info_end(e, verdict, why);
	else
		version_end(e, verdict, why);
}

/* The rest of the answer is of no use. */
static void
cancel(struct engine *e, struct exchange *x)
{
	exchange_cancel(x);
	exchange_end(e, x, DOCKER_COMPLETE, 0);
}

static struct exchange *
exchange_of(struct engine *e, uint32_t id)
{
	struct exchange	*all[] = { &e->info, &e->version_of, &e->stream,
			    &e->all, &e->some };
	size_t		 i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (id != 0 && all[i]->id == id)
			return all[i];
	return NULL;
}

int
engine_on_wait(struct engine *e, struct msg *msg)
{
	struct record_reader	 r;
	char			*text;

	record_read(&r, msg->data, msg->len);
	record_get_u32(&r);
	text = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(text);
		return -1;
	}
	/* docker-reader has logged it. */
	if (exchange_of(e, msg->peer) != NULL)
		verdict_waiting(e, text);
	free(text);
	return 0;
}

int
engine_on_begin(struct engine *e, struct msg *msg)
{
	if (e->stream.id != 0 && msg->peer == e->stream.id)
		set_timer(e->headers, HEADERS_MS);
	if (e->waiting != NULL && exchange_of(e, msg->peer) != NULL)
		verdict_waiting(e, NULL);
	return 0;
}

int
engine_on_data(struct engine *e, struct msg *msg)
{
	struct exchange	*x;

	if ((x = exchange_of(e, msg->peer)) == NULL)
		return 0;
	if (http_feed(&x->http, msg->data, msg->len) == -1 || x->failed)
		cancel(e, x);
	else
		exchange_credit(x, msg->len);
	if (x == &e->stream && x->id != 0 && !e->subscribed &&
	    x->http.state == HTTP_IN_BODY && x->http.status == 200)
		subscribe(e);
	engine_next(e);
	e->callbacks->changed(e->arg);
	return 0;
}

int
engine_on_end(struct engine *e, struct msg *msg)
{
	struct record_reader	 r;
	struct exchange		*x;
	uint32_t		 error;
	uint8_t			 how;

	record_read(&r, msg->data, msg->len);
	how = record_get_u8(&r);
	error = record_get_u32(&r);
	if (record_end(&r) == -1 || how > DOCKER_TIMED_OUT)
		return -1;
	if ((x = exchange_of(e, msg->peer)) == NULL)
		return 0;
	exchange_end(e, x, how, (int)error);
	engine_next(e);
	e->callbacks->changed(e->arg);
	return 0;
}
