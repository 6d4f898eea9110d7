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

#include <sys/queue.h>
#include <sys/socket.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/backoff.h"
#include "common/bounds.h"
#include "common/child.h"
#include "common/log.h"
#include "common/log_reasons.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/xstrdup.h"
#include "docker-reader/pace.h"
#include "docker-reader/relay.h"
#include "docker-reader/request.h"

/* Delays before a retry to connect, in milliseconds. */
#define RETRY_MS	100
#define RETRY_MAX_MS	5000

enum state {
	PACED,			/* ahead of its rate: ev is a timer */
	WAITING,		/* for the engine: the relay's timer retries */
	CONNECTING,		/* by TCP: see dial.h */
	WRITING,		/* the request */
	READING			/* the answer */
};

struct request {
	TAILQ_ENTRY(request)	 entry;
	struct relay		*relay;
	uint32_t		 id;		/* route-maker's */
	enum docker_request	 kind;
	enum state		 state;
	char			*text;
	size_t			 len;
	size_t			 sent;
	struct dial		*dial;		/* NULL: a unix socket */
	int			 fd;
	struct event		*ev;		/* see enum state */
	size_t			 window;	/* bytes that may be sent now */
	unsigned int		 told;		/* the logged error; 0: none */
};

struct relay {
	struct event_base			*base;
	struct peer				*maker;
	struct endpoint				*endpoint;
	const struct docker_reader_conf		*conf;
	TAILQ_HEAD(, request)			 requests;
	unsigned int				 count;
	struct pace				 pace;
	struct event				*retry;
	struct backoff				 backoff;
	char					*down;	/* what was logged; NULL:
							   it answers */
	struct log_reasons			 reasons; /* since it answered */
	unsigned int				 faults; /* that were logged */
	uint64_t				 asked[DOCKER_KINDS];
	uint64_t				 failed; /* to connect */
	uint64_t				 bytes;
	char					*last_error;
};

/* The kinds of requests, as a label of a metric. */
static const char *const kinds[DOCKER_KINDS] = {
	[DOCKER_PING] = "ping",
	[DOCKER_VERSION] = "version",
	[DOCKER_INFO] = "info",
	[DOCKER_LIST] = "list",
	[DOCKER_LIST_IDS] = "list ids",
	[DOCKER_EVENTS] = "events",
	[DOCKER_LIST_UNHEALTHY] = "list unhealthy",
};

static int	on_request(struct peer *, struct msg *);
static int	on_cancel(struct peer *, struct msg *);
static int	on_credit(struct peer *, struct msg *);
static void	on_drained(struct peer *);
static void	on_closed(struct peer *);
static void	on_turn(evutil_socket_t, short, void *);
static void	on_retry(evutil_socket_t, short, void *);
static void	on_connected(void *, int, int);
static void	on_writable(evutil_socket_t, short, void *);
static void	on_readable(evutil_socket_t, short, void *);
static void	request_connect(struct request *);
static void	request_write(struct request *);
static void	request_read(struct request *);

static const struct dispatch maker_dispatch[] = {
	{ DOCKER_REQUEST, ROLE_ROUTE_MAKER, 1, MSG_PAYLOAD_MAX,
	    on_request, "request" },
	{ DOCKER_CANCEL, ROLE_ROUTE_MAKER, 0, 0, on_cancel, "cancel" },
	{ DOCKER_CREDIT, ROLE_ROUTE_MAKER, 4, 4, on_credit, "credit" }
};

static const struct peer_callbacks maker_callbacks = {
	.table = maker_dispatch,
	.count = sizeof(maker_dispatch) / sizeof(maker_dispatch[0]),
	.closed = on_closed,
	.drained = on_drained,
};

struct relay *
relay_new(struct event_base *base, int fd, struct endpoint *endpoint,
    const struct docker_reader_conf *conf)
{
	static const struct backoff	 backoff = BACKOFF_INITIALIZER(RETRY_MS,
					    RETRY_MAX_MS);
	struct relay			*r;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		fatal(NULL);
	r->base = base;
	r->endpoint = endpoint;
	r->conf = conf;
	r->backoff = backoff;
	TAILQ_INIT(&r->requests);
	pace_init(&r->pace);
	if ((r->retry = evtimer_new(base, on_retry, r)) == NULL)
		fatalx("evtimer_new");
	r->maker = peer_new(base, fd, ROLE_ROUTE_MAKER, &maker_callbacks, r);
	return r;
}

static void
request_disconnect(struct request *q)
{
	if (q->dial != NULL)
		dial_stop(q->dial);
	if (q->ev != NULL)
		event_free(q->ev);
	q->ev = NULL;
	if (q->fd != -1)
		(void)close(q->fd);
	q->fd = -1;
	q->sent = 0;
}

static void
request_free(struct request *q)
{
	TAILQ_REMOVE(&q->relay->requests, q, entry);
	q->relay->count--;
	request_disconnect(q);
	dial_free(q->dial);
	free(q->text);
	free(q);
}

static void
relay_cancel_all(struct relay *r)
{
	struct request	*q;

	while ((q = TAILQ_FIRST(&r->requests)) != NULL)
		request_free(q);
	event_del(r->retry);
}

void
relay_free(struct relay *r)
{
	relay_cancel_all(r);
	event_free(r->retry);
	peer_free(r->maker);
	free(r->last_error);
	free(r->down);
	log_reasons_over(&r->reasons);
	free(r);
}

int
relay_configure(struct relay *r, const struct docker_reader_conf *conf)
{
	r->conf = conf;
	return endpoint_configure(r->endpoint, conf);
}

void
relay_status(const struct relay *r, struct peer *kopd, uint32_t id)
{
	const char	*state = "idle";
	uint64_t	 asked = 0;
	size_t		 i;

	for (i = 0; i < DOCKER_KINDS; i++)
		asked += r->asked[i];
	if (r->down != NULL)
		state = "waiting";
	else if (r->count > 0)
		state = "connected";
	child_status(kopd, id, endpoint_is_tcp(r->endpoint) ? "docker.host" :
	    "docker.socket", "%s", endpoint_name(r->endpoint));
	child_status(kopd, id, "docker.state", "%s", state);
	child_number(kopd, id, "docker.requests", (int64_t)asked);
	child_number(kopd, id, "docker.bytes", (int64_t)r->bytes);
	child_status(kopd, id, "docker.last_error", "%s",
	    r->last_error != NULL ? r->last_error : "");
}

void
relay_metrics(const struct relay *r, const struct metric_sink *sink)
{
	size_t	 i;

	for (i = 0; i < DOCKER_KINDS; i++)
		metric_number(sink, METRIC_DOCKER_REQUESTS, kinds[i],
		    r->asked[i]);
	metric_number(sink, METRIC_DOCKER_BYTES, NULL, r->bytes);
	metric_number(sink, METRIC_DOCKER_OPEN, NULL, r->count);
	metric_number(sink, METRIC_DOCKER_ERRORS, NULL, r->failed);
	metric_number(sink, METRIC_QUEUE, role_name(ROLE_ROUTE_MAKER),
	    peer_queued(r->maker));
}

static void
relay_error(struct relay *r, const char *text)
{
	free(r->last_error);
	r->last_error = xstrdup(text);
}

/*
 * Sends route-maker messages about its requests, even if it does not read.
 * They may be late, but their number has a limit.
 */
static void
relay_send(struct relay *r, uint32_t type, uint32_t id, const void *data,
    size_t len)
{
	if (peer_queued(r->maker) > RELAY_QUEUE_MAX)
		fatalx("route-maker does not read: %zu bytes are waiting",
		    peer_queued(r->maker));
	peer_send_always(r->maker, type, id, data, len);
}

static struct request *
relay_find(struct relay *r, uint32_t id)
{
	struct request	*q;

	TAILQ_FOREACH(q, &r->requests, entry)
		if (q->id == id)
			return q;
	return NULL;
}

/* Connects at once, or when the rate of its kind allows it. */
static void
request_begin(struct request *q)
{
	struct timeval	 tv;
	uint64_t	 wait;

	if (pace_take(&q->relay->pace, q->kind, &wait) == -1)
		fatalx("route-maker exceeds the rate of requests for %s: more "
		    "than %d requests are waiting",
		    pace_what(q->kind), DOCKER_DEBT_MAX);
	if (wait == 0) {
		request_connect(q);
		return;
	}
	log_debug("%s: a request waits for %" PRIu64 " ms, because there were "
	    "too many", pace_what(q->kind), wait);
	q->state = PACED;
	tv.tv_sec = (time_t)(wait / 1000);
	tv.tv_usec = (suseconds_t)(wait % 1000 * 1000);
	if ((q->ev = evtimer_new(q->relay->base, on_turn, q)) == NULL ||
	    event_add(q->ev, &tv) == -1)
		fatalx("evtimer_new");
}

static int
on_request(struct peer *p, struct msg *msg)
{
	struct relay	*r = peer_arg(p);
	struct request	*q;

	if (r->count >= RELAY_MAX || relay_find(r, msg->peer) != NULL)
		return -1;
	if ((q = calloc(1, sizeof(*q))) == NULL)
		fatal(NULL);
	q->text = request_text(msg->data, msg->len, &q->len, &q->kind);
	if (q->text == NULL) {
		free(q);
		return -1;
	}
	q->relay = r;
	q->id = msg->peer;
	q->fd = -1;
	q->dial = endpoint_dial(r->endpoint, on_connected, q);
	q->window = DOCKER_WINDOW;
	TAILQ_INSERT_TAIL(&r->requests, q, entry);
	r->count++;
	r->asked[q->kind]++;
	request_begin(q);
	return 0;
}

/* The id may be unknown, because DOCKER_END may be in the queue. */
static int
on_cancel(struct peer *p, struct msg *msg)
{
	struct request	*q;

	if ((q = relay_find(peer_arg(p), msg->peer)) != NULL)
		request_free(q);
	return 0;
}

static int
on_credit(struct peer *p, struct msg *msg)
{
	struct record_reader	 r;
	struct request		*q;
	uint32_t		 bytes;

	record_read(&r, msg->data, msg->len);
	bytes = record_get_u32(&r);
	if (record_end(&r) == -1)
		return -1;
	if ((q = relay_find(peer_arg(p), msg->peer)) == NULL)
		return 0;
	if (bytes > DOCKER_WINDOW - q->window)
		return -1;
	q->window += bytes;
	if (q->state == READING)
		request_read(q);
	return 0;
}

static void
on_drained(struct peer *p)
{
	struct relay	*r = peer_arg(p);
	struct request	*q;

	TAILQ_FOREACH(q, &r->requests, entry)
		if (q->state == READING)
			request_read(q);
}

/* Without route-maker there are no requests. */
static void
on_closed(struct peer *p)
{
	struct relay	*r = peer_arg(p);

	relay_cancel_all(r);
	child_neighbour_closed(r->base, p);
}

static void
relay_retry(struct relay *r)
{
	struct timeval	 tv;

	if (evtimer_pending(r->retry, NULL))
		return;
	tv = backoff_next(&r->backoff);
	evtimer_add(r->retry, &tv);
}

static void
on_turn(evutil_socket_t fd, short what, void *arg)
{
	struct request	*q = arg;

	(void)fd;
	(void)what;
	request_disconnect(q);
	request_connect(q);
}

/* Retries all waiting requests, so that none waits after the first success. */
static void
on_retry(evutil_socket_t fd, short what, void *arg)
{
	struct relay	*r = arg;
	struct request	*q, *next;

	(void)fd;
	(void)what;
	TAILQ_FOREACH_SAFE(q, &r->requests, entry, next)
		if (q->state == WAITING)
			request_connect(q);
}

static void
request_wait(struct request *q, int error)
{
	struct relay	*r = q->relay;
	struct record	 rec = RECORD_INITIALIZER;
	const char	*text = endpoint_fault(r->endpoint, error);

	request_disconnect(q);
	q->state = WAITING;
	r->failed++;
	if (r->down == NULL || strcmp(text, r->down) != 0) {
		free(r->down);
		r->down = xstrdup(text);
		r->faults++;
		relay_error(r, text);
		(void)log_reasons_add(&r->reasons, text);
		log_repeat(text, "%s", text);
	}
	if (q->told != r->faults) {
		q->told = r->faults;
		record_u32(&rec, (uint32_t)error);
		record_string(&rec, text);
		relay_send(r, DOCKER_WAIT, q->id, rec.buf, rec.len);
		record_free(&rec);
	}
	relay_retry(r);
}

static void
request_end(struct request *q, enum docker_end how, int error)
{
	struct record	 rec = RECORD_INITIALIZER;

	if (how == DOCKER_CUT)
		relay_error(q->relay, strerror(error));
	else if (how == DOCKER_TIMED_OUT)
		relay_error(q->relay, "Docker did not answer in time");
	record_u8(&rec, (uint8_t)how);
	record_u32(&rec, (uint32_t)error);
	relay_send(q->relay, DOCKER_END, q->id, rec.buf, rec.len);
	record_free(&rec);
	request_free(q);
}

/* Watches the connection, for the configured time, except for events. */
static void
request_watch(struct request *q)
{
	struct timeval	 tv = { (time_t)q->relay->conf->timeout, 0 };

	if (event_add(q->ev, q->kind == DOCKER_EVENTS && q->state == READING ?
	    NULL : &tv) == -1)
		fatalx("event_add");
}

static void
request_on(struct request *q, short what, event_callback_fn callback)
{
	if (q->ev != NULL)
		event_free(q->ev);
	if ((q->ev = event_new(q->relay->base, q->fd, what, callback,
	    q)) == NULL)
		fatalx("event_new");
	request_watch(q);
}

static void
on_connected(void *arg, int fd, int code)
{
	struct request	*q = arg;

	if ((q->fd = fd) == -1) {
		request_wait(q, code);
		return;
	}
	q->state = WRITING;
	request_write(q);
}

static void
request_connect(struct request *q)
{
	int	 fd;

	q->state = CONNECTING;
	fd = endpoint_connect(q->relay->endpoint, q->dial);
	if (q->dial == NULL)
		on_connected(q, fd, errno);
}

static void
relay_up(struct relay *r)
{
	if (r->down != NULL) {
		log_reasons_over(&r->reasons);
		log_info("the Docker engine at %s answers again",
		    endpoint_name(r->endpoint));
	}
	free(r->down);
	r->down = NULL;
	backoff_reset(&r->backoff);
	endpoint_answers(r->endpoint);
}

static void
on_writable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	if (what & EV_TIMEOUT)
		request_wait(arg, ETIMEDOUT);
	else
		request_write(arg);
}

/* A unix socket usually accepts a request as soon as it is connected. */
static void
request_write(struct request *q)
{
	ssize_t	 n;

	n = send(q->fd, q->text + q->sent, q->len - q->sent, MSG_NOSIGNAL);
	if (n == -1 && errno != EAGAIN && errno != EINTR) {
		request_wait(q, errno);
		return;
	}
	if (n > 0)
		q->sent += (size_t)n;
	if (q->sent < q->len) {
		request_on(q, EV_WRITE, on_writable);
		return;
	}
	relay_up(q->relay);
	q->state = READING;
	/* Otherwise it would only wake route-maker before there is data. */
	if (q->kind == DOCKER_EVENTS || q->told != 0)
		relay_send(q->relay, DOCKER_BEGIN, q->id, NULL, 0);
	request_on(q, EV_READ | EV_PERSIST, on_readable);
}

/* Continues to read once there is credit and room again. */
static void
request_read(struct request *q)
{
	if (q->window > 0 && peer_want_room(q->relay->maker) &&
	    !event_pending(q->ev, EV_READ, NULL))
		request_watch(q);
}

/* Copies a part of the answer.  Returns what recv(2) returns. */
static ssize_t
request_copy(struct request *q)
{
	static u_char	 chunk[DOCKER_CHUNK];
	ssize_t		 n;

	if (q->window == 0 || !peer_want_room(q->relay->maker)) {
		event_del(q->ev);
		errno = EAGAIN;
		return -1;
	}
	n = recv(q->fd, chunk, q->window < sizeof(chunk) ? q->window :
	    sizeof(chunk), 0);
	if (n > 0) {
		q->window -= (size_t)n;
		q->relay->bytes += (uint64_t)n;
		relay_send(q->relay, DOCKER_DATA, q->id, chunk, (size_t)n);
	}
	return n;
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct request	*q = arg;
	ssize_t		 n;

	(void)fd;
	if (what & EV_TIMEOUT) {
		request_end(q, DOCKER_TIMED_OUT, 0);
		return;
	}
	n = request_copy(q);
	/* A short answer has usually ended: its end is sent with it. */
	if (n > 0 && n < DOCKER_CHUNK && q->kind != DOCKER_EVENTS)
		n = request_copy(q);
	if (n == 0)
		request_end(q, DOCKER_COMPLETE, 0);
	else if (n == -1 && errno != EAGAIN && errno != EINTR)
		request_end(q, DOCKER_CUT, errno);
}
