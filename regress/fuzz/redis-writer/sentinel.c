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
 * What a sentinel answers, and what it sends to its subscribers.  The first
 * byte says what kopd.conf permits: 1 the port 6379, 2 the masters of a
 * network.  No other master is taken, however the bytes come.
 */

#include "common/config.h"
#include "common/hostaddr.h"
#include "redis-writer/connection/sentinel.h"
#include "regress/fuzz/fuzz.h"
#include "regress/lib/fake/connection.h"

#define NETWORK	"192.0.2."

struct run {
	struct sentinel		*sentinel;
	struct connection	*connection;
	struct reply_reader	*reader;
	int			 failed;
};

static struct redis_writer_conf	*conf;
static struct connection	*opened;
static struct said		*out;

static void
on_sent(size_t argc, const char **argv, const size_t *lens)
{
	size_t	i;

	for (i = 0; i < argc; i++)
		say(out, "%.*s ", (int)lens[i], argv[i]);
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
	opened = c;
}

static void
on_master(void *arg, const char *host, uint32_t port)
{
	(void)arg;
	assert(hostaddr_connect_fault(host) == NULL);
	assert(port > 0 && port <= UINT16_MAX);
	assert(conf->sentinel_ports.n == 0 || port == 6379);
	assert(conf->sentinel_masters.n == 0 ||
	    strncmp(host, NETWORK, strlen(NETWORK)) == 0);
	say(out, "master %s %u\n", host, port);
}

static void
on_fault(void *arg, const char *why)
{
	(void)arg;
	assert(*why != '\0');
	say(out, "fault %s\n", why);
}

static void
list_put(struct string_list *list, const char *entry)
{
	assert((list->v = calloc(1, sizeof(*list->v))) != NULL);
	assert((list->v[0] = strdup(entry)) != NULL);
	list->n = 1;
}

static void
conf_make(unsigned int permitted)
{
	conf = config_blank(&redis_writer_table);
	free(conf->sentinel_master);
	assert((conf->sentinel_master = strdup("m")) != NULL);
	list_put(&conf->sentinels, "26379:s");
	if (permitted & 1)
		list_put(&conf->sentinel_ports, "6379");
	if (permitted & 2)
		list_put(&conf->sentinel_masters, NETWORK "0/24");
}

static int
is_message(const redisReply *reply)
{
	return reply_count(reply) == 3 &&
	    strcmp(reply_text(reply_at(reply, 0)), "message") == 0;
}

static void
answer(struct run *r, const redisReply *reply)
{
	struct connection	*c = r->connection;
	struct command		 cmd;

	sent = 0;
	if (!c->open)		/* it was given up: the timer has run out */
		sentinel_start(r->sentinel, conf, NULL);
	connection_rise(c);
	if (is_message(reply))
		c->cb->message(c->arg, reply);
	else {
		if (c->n == 0)	/* a heartbeat */
			sentinel_probe(r->sentinel);
		cmd = connection_next(c);
		cmd.handler(cmd.arg, reply);
	}
	connection_turn(c);
	say(out, "%s\n", sentinel_text(r->sentinel));
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
	struct event_base	*base = event_base_new();
	struct run		 r = { .failed = 0 };

	assert(base != NULL);
	out = said;
	conf_make(len > 0 ? data[0] : 0);
	r.sentinel = sentinel_new(base, NULL, on_master, on_fault, NULL);
	r.connection = opened;
	r.reader = reply_reader_new();
	sentinel_start(r.sentinel, conf, NULL);
	if (len > 1)
		pieces(data + 1, len - 1, cut, feed, &r);
	reply_reader_free(r.reader);
	sentinel_stop(r.sentinel);
	sentinel_free(r.sentinel);
	event_base_free(base);
	config_free(&redis_writer_table, conf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	log_init("fuzz", LOG_TO_STDERR, -1);
	check_pieces(run, data, len);
	return 0;
}
