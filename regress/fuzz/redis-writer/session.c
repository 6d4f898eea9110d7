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

/*
 * What redis-writer makes of answers, whichever they are: the connection is
 * played, and each reply of the input answers the command that waits for one
 * the longest.  The same commands are sent however the bytes come; never more
 * are on their way than a few, and each gets its answer or its end.  A blank
 * before all: no traefik-kop's keys are looked for.
 */

#include "common/resolver.h"
#include "redis-writer/compare.h"
#include "redis-writer/conflict.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/takeover.h"
#include "regress/fuzz/fuzz.h"

/* Commands on their way: MULTI to EXEC of two changes, scripts, a check. */
#define WAITING_MAX	64
/* Commands that one reply may cause, all handlers that it ends included. */
#define SENT_MAX	128

struct command {
	reply_handler	 handler;
	void		*arg;
};

struct connection {
	const struct connection_callbacks *cb;
	void		*arg;
	int		 open;
	int		 up;
	struct command	 waiting[WAITING_MAX];
	size_t		 n;
	struct command	 ended[WAITING_MAX + SENT_MAX];
	size_t		 nended;
};

struct run {
	struct writer		*w;
	struct connection	*redis;
	struct reply_reader	*reader;
	unsigned int		 replies;
	int			 failed;
};

static struct said	*out;
static unsigned int	 sent;

/* In the place of connect.c. */
struct connection *
connection_new(struct event_base *base, struct resolver *resolver,
    const struct connection_callbacks *cb, void *arg)
{
	struct connection	*c = calloc(1, sizeof(*c));

	(void)base;
	(void)resolver;
	assert(c != NULL);
	c->cb = cb;
	c->arg = arg;
	return c;
}

void
connection_close(struct connection *c)
{
	assert(c->nended + c->n <= WAITING_MAX + SENT_MAX);
	memcpy(c->ended + c->nended, c->waiting, c->n * sizeof(c->ended[0]));
	c->nended += c->n;
	c->open = c->up = 0;
	c->n = 0;
}

/* A turn of the event loop: what is not answered ends. */
static void
connection_turn(struct connection *c)
{
	size_t	i;

	for (i = 0; i < c->nended; i++)
		c->ended[i].handler(c->ended[i].arg, NULL);
	c->nended = 0;
}

void
connection_free(struct connection *c)
{
	connection_close(c);
	connection_turn(c);
	free(c);
}

void
connection_open(struct connection *c, const char *host, uint32_t port,
    const char *path, const struct tls *tls)
{
	(void)host;
	(void)port;
	(void)path;
	(void)tls;
	connection_close(c);
	c->open = 1;
}

void
connection_fail(struct connection *c, const char *why)
{
	char	*copy = strdup(why);

	assert(copy != NULL && *copy != '\0');
	connection_close(c);
	c->open = 1;
	say(out, "fail %s\n", copy);
	c->cb->down(c->arg, copy);
	free(copy);
}

void
connection_proven(struct connection *c)
{
	assert(c->up);
}

int
connection_is_up(const struct connection *c)
{
	return c->up;
}

int
connection_is_waiting(const struct connection *c)
{
	return c->n > 0;
}

long
connection_retry_in(const struct connection *c)
{
	return c->up ? -1 : 0;
}

const char *
connection_address(const struct connection *c)
{
	(void)c;
	return "redis:6379";
}

void
connection_send(struct connection *c, reply_handler handler, void *arg,
    size_t argc, const char **argv, const size_t *lens)
{
	size_t	i;

	assert(++sent < SENT_MAX);
	if (!c->up) {
		assert(c->nended < WAITING_MAX + SENT_MAX);
		c->ended[c->nended].handler = handler;
		c->ended[c->nended++].arg = arg;
		return;
	}
	assert(c->n < WAITING_MAX);
	c->waiting[c->n].handler = handler;
	c->waiting[c->n++].arg = arg;
	for (i = 0; i < argc; i++) {
		say(out, "%zu ", lens[i]);
		say_bytes(out, argv[i], lens[i] < 64 ? lens[i] : 64);
	}
	say(out, "\n");
}

static void
want(struct writer *w, const char *id, char variant)
{
	char	blob[] = "\x94\xa1?\xa1\x90\x80\x00";

	blob[2] = variant;
	state_set(w->state, id, blob, sizeof(blob) - 1, 3);
}

static struct writer *
writer_new(void)
{
	struct writer	*w = calloc(1, sizeof(*w));

	assert(w != NULL);
	w->conf = config_blank(&redis_writer_table);
	free(w->conf->root);
	w->conf->root = strdup("traefik");
	w->conf->ttl = 60;
	w->conf->heartbeat = w->conf->poll = 5;
	w->conf->notify_quiet = 1;
	w->hostname = strdup("a");
	w->engine = strdup("engine");
	w->engine_name = strdup("name");
	w->base = event_base_new();
	assert(w->base != NULL);
	w->resolver = resolver_new(w->base, NULL, 0);
	writer_init(w);
	memset(w->incarnation, 'i', sizeof(w->incarnation) - 1);
	state_snapshot_begin(w->state);
	want(w, "http/services/a", 'a');
	want(w, "http/routers/a", 'a');
	state_snapshot_end(w->state);
	w->ended = 1;
	return w;
}

static void
end(struct writer *w)
{
	session_close(w);
	connection_turn(w->connection);
	assert(w->in_flight == 0);
	writer_free(w);
}

/* Containers come and go while answers come in. */
static void
routes(struct run *r)
{
	if (r->replies % 16 == 3)
		want(r->w, "http/services/b", (char)('a' + r->replies % 26));
	else if (r->replies % 16 == 11)
		state_del(r->w->state, "http/services/b");
	else
		return;
	r->w->ended++;
	schedule_run(r->w);
}

static void
answer(struct run *r, const redisReply *reply)
{
	struct connection	*c = r->redis;
	struct command		 cmd;

	sent = 0;
	r->w->connected = 0;	/* long ago: other hosts may be gone */
	if (!c->up && c->open) {
		c->up = 1;
		c->cb->up(c->arg);
	}
	if (c->n == 0) {	/* time goes by, and something comes of it */
		schedule_round(r->w);
		assert(c->n > 0 || !c->up);
	}
	if (c->n == 0)
		return;
	cmd = c->waiting[0];
	memmove(c->waiting, c->waiting + 1, --c->n * sizeof(c->waiting[0]));
	cmd.handler(cmd.arg, reply);
	if (c->up)
		c->cb->replied(c->arg);
	connection_turn(c);
	r->replies++;
	routes(r);
	assert(r->w->in_flight <= 2 && change_number(r->w) <= r->w->ended);
}

static void
feed(void *arg, const char *p, size_t len)
{
	struct run	*r = arg;
	redisReply	*reply;
	const char	*fault;

	if (r->failed)
		return;
	fault = reply_feed(r->reader, p, len);
	while (fault == NULL && (reply = reply_next(r->reader, &fault)) != NULL) {
		answer(r, reply);
		freeReplyObject(reply);
	}
	r->failed = fault != NULL;
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct run	r = { 0 };

	out = said;
	r.w = writer_new();
	r.redis = r.w->connection;
	r.reader = reply_reader_new();
	session_open(r.w);
	if (len > 0 && *data == ' ') {
		r.w->conf->root[0] = 'T';
		data++;
		len--;
	}
	pieces(data, len, cut, feed, &r);
	reply_reader_free(r.reader);
	end(r.w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	log_init("fuzz", LOG_TO_STDERR, -1);
	check_pieces(run, data, len);
	return 0;
}
