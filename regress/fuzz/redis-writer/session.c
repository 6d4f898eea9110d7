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
#include "regress/lib/fake/connection.h"

struct run {
	struct writer		*w;
	struct connection	*redis;
	struct reply_reader	*reader;
	unsigned int		 replies;
	int			 failed;
};

static struct said	*out;

static void
on_sent(size_t argc, const char **argv, const size_t *lens)
{
	size_t	i;

	for (i = 0; i < argc; i++) {
		say(out, "%zu ", lens[i]);
		say_bytes(out, argv[i], lens[i] < 64 ? lens[i] : 64);
	}
	say(out, "\n");
}

static void
on_failed(const char *why)
{
	say(out, "fail %s\n", why);
}

static void
on_opened(struct connection *c)
{
	(void)c;
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
	connection_rise(c);
	if (c->n == 0) {	/* time goes by, and something comes of it */
		schedule_round(r->w);
		assert(c->n > 0 || !c->up);
	}
	if (c->n == 0)
		return;
	cmd = connection_next(c);
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
