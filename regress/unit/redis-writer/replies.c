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
 * Replies that no script gives, and replies that come late: what a Redis that
 * is not honest may send.  The connection is played.
 */

#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "common/resolver.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"
#include "redis-writer/script.h"
#include "redis-writer/session.h"
#include "redis-writer/table.h"
#include "regress/lib/fake/connection.h"

#define OK		"*9\r\n+OK\r\n:1\r\n+\r\n:0\r\n+7\r\n:1\r\n:1\r\n:1\r\n:0\r\n"
#define TAKEN		"*3\r\n+TAKEN\r\n+other\r\n+1700000000\r\n"
#define LOST		"*3\r\n+LOST\r\n+other\r\n+1700000000\r\n"
#define NO_SCRIPT	"-NOSCRIPT\r\n"
#define NO_FLAGS	"*2\r\n+notify-keyspace-events\r\n+\r\n"
#define NOTHING		"*2\r\n+0\r\n*0\r\n"
#define EMPTY		"*0\r\n"

/* An error of 40 bytes as the element of an array. */
#define ERROR_BYTES	40
#define ERROR		"-0123456789012345678901234567890123456789\r\n"

/* What was sent, with its first two words. */
static struct {
	char	 words[128];
	size_t	 last;			/* bytes of the last argument */
} said[1024];
static size_t			 nsaid;
static unsigned int		 failures;
static struct writer		*w;
static struct reply_reader	*reader;
static int			 kopd;	/* the other end of w->parent */

static void
on_sent(size_t argc, const char **argv, const size_t *lens)
{
	assert_true(nsaid < sizeof(said) / sizeof(said[0]));
	(void)snprintf(said[nsaid].words, sizeof(said[0].words), "%s %.40s",
	    argv[0], argc > 1 ? argv[1] : "");
	said[nsaid++].last = lens[argc - 1];
}

static void
on_failed(const char *why)
{
	(void)why;
	failures++;
}

static void
on_opened(struct connection *c)
{
	(void)c;
}

/* Redis sends this: each reply answers the next command. */
static void
play(const char *bytes)
{
	struct command	 cmd;
	redisReply	*reply;
	const char	*fault;

	sent = 0;
	assert_null(reply_feed(reader, bytes, strlen(bytes)));
	while ((reply = reply_next(reader, &fault)) != NULL) {
		assert_true(w->connection->n > 0);
		cmd = connection_next(w->connection);
		cmd.handler(cmd.arg, reply);
		if (w->connection->up)
			w->connection->cb->replied(w->connection->arg);
		connection_turn(w->connection);
		freeReplyObject(reply);
	}
	assert_null(fault);
}

/* Redis has loaded all scripts, and calls them "a0", "a1", ... */
static void
play_loaded(char name)
{
	char	 text[16];
	int	 i;

	for (i = 0; i < SCRIPT_MAX; i++) {
		(void)snprintf(text, sizeof(text), "+%c%d\r\n", name, i);
		play(text);
	}
}

/* A number of commands with these words since the from-th one. */
static size_t
count(size_t from, const char *words)
{
	size_t	 n = 0;

	for (; from < nsaid; from++)
		n += strncmp(said[from].words, words, strlen(words)) == 0;
	return n;
}

static void
want(const char *id)
{
	static const char	 blob[] = "\x96\xa1?\xa1\x90\x80\x00\x90\xa0";

	state_set(w->state, id, blob, sizeof(blob) - 1, 3);
	w->ended++;
}

static int
setup(void **state)
{
	static const struct peer_callbacks	 none = { .table = NULL };
	int					 pair[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	kopd = pair[1];
	nsaid = failures = 0;
	assert_non_null(w = calloc(1, sizeof(*w)));
	w->conf = config_blank(&redis_writer_table);
	free(w->conf->root);
	w->conf->root = strdup("traefik");
	w->conf->ttl = 60;
	w->conf->heartbeat = w->conf->poll = 5;
	w->hostname = strdup("a");
	w->engine = strdup("engine");
	w->engine_name = strdup("name");
	assert_non_null(w->base = event_base_new());
	w->parent = peer_new(w->base, pair[0], ROLE_PARENT, &none, w);
	w->resolver = resolver_new(w->base, NULL, 0);
	writer_init(w);
	reader = reply_reader_new();
	state_snapshot_begin(w->state);
	want("http/services/a");
	state_snapshot_end(w->state);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	session_close(w);
	connection_turn(w->connection);
	writer_free(w);
	reply_reader_free(reader);
	(void)close(kopd);
	return 0;
}

/* Up to the question for the lease. */
static void
connect_redis(void)
{
	session_open(w);
	connection_rise(w->connection);
	play(NO_FLAGS "+time\r\n");
	play_loaded('s');
	assert_string_equal(said[nsaid - 1].words, "EVALSHA s0");
	assert_int_equal(w->phase, PHASE_HELLO);
}

/* Up to the list of what Redis has of this host, without a takeover. */
static void
begin_resync(void)
{
	w->conf->root[0] = 'T';
	connect_redis();
	play(OK);
	assert_int_equal(w->phase, PHASE_RESYNC);
	assert_string_equal(said[nsaid - 1].words, "HSCAN kopd:/Traefik/want/a");
}

/* All that is wanted is in Redis. */
static void
begin_running(void)
{
	begin_resync();
	play(NOTHING);
	assert_int_equal(w->phase, PHASE_RUNNING);
	play("*7\r\n+OK\r\n:1\r\n:3\r\n*0\r\n:1\r\n*0\r\n*0\r\n");
	assert_true(w->proven);
	play("*4\r\n+OK\r\n:1\r\n*0\r\n*0\r\n");
	assert_int_equal(w->connection->n, 0);
	assert_int_equal(failures, 0);
}

/* An error has no text, and no bytes of a text. */
static void
test_error_as_definition(void **state)
{
	const struct object	*o;

	(void)state;
	begin_resync();
	play("*2\r\n+0\r\n*2\r\n+http/services/b\r\n" ERROR);
	o = state_find(w->state, "http/services/b");
	assert_non_null(o);
	assert_int_equal(o->blob_len, 0);
	assert_int_equal(o->old_len, 0);
}

/* "-..." in the place of the object's name, and two hosts that claim it. */
static void
test_error_as_claim(void **state)
{
	struct msg	 msg = { .peer = 7 };
	size_t		 from;

	(void)state;
	begin_running();
	assert_int_equal(on_hosts(w->parent, &msg), 0);
	play("*3\r\n+OK\r\n*0\r\n:0\r\n");
	from = nsaid;
	play("*2\r\n+0\r\n*2\r\n" ERROR "+a b\r\n");
	assert_int_equal(count(from, "EVALSHA"), 1);
	assert_int_not_equal(said[nsaid - 1].last, ERROR_BYTES);
	assert_int_equal(said[nsaid - 1].last, 0);
	play("*2\r\n+OK\r\n*0\r\n");
}

/* Redis loses the scripts again while they are being loaded. */
static void
test_lost_while_loading(void **state)
{
	size_t	 from;

	(void)state;
	begin_running();
	from = nsaid;
	schedule_round(w);
	assert_int_equal(nsaid - from, 3);	/* renew, CONFIG, verify */
	want("http/services/b");
	schedule_run(w);
	want("http/services/c");
	schedule_run(w);
	assert_int_equal(nsaid - from, 5);
	play(NO_SCRIPT);			/* renew */
	assert_int_equal(count(from, "SCRIPT LOAD"), SCRIPT_MAX);
	play(NO_FLAGS);
	play(LOST);				/* verify */
	play("*7\r\n+OK\r\n:2\r\n:3\r\n*0\r\n:1\r\n*0\r\n*0\r\n");
	play(NO_SCRIPT);			/* the second change */
	assert_int_equal(count(from, "SCRIPT LOAD"), 2 * SCRIPT_MAX);
	from = nsaid;
	play_loaded('a');
	play_loaded('b');
	assert_int_equal(w->phase, PHASE_HELLO);
	assert_int_equal(count(from, "EVALSHA"), 1);
	assert_string_equal(said[nsaid - 1].words, "EVALSHA b0");
	assert_int_equal(w->connection->n, 1);
	assert_int_equal(failures, 0);
}

/* The lease is granted twice: the search for a traefik-kop goes on as one. */
static void
test_granted_while_searching(void **state)
{
	size_t	 from;
	int	 i;

	(void)state;
	connect_redis();
	play(TAKEN);
	from = nsaid;
	for (i = 0; i < 3; i++)
		schedule_round(w);
	assert_int_equal(count(from, "EVALSHA s0"), 3);
	play(OK TAKEN OK);
	assert_int_equal(w->phase, PHASE_GRANTED);
	assert_int_equal(count(from, "SMEMBERS"), 1);
	for (i = 0; i < 8; i++)
		play(EMPTY);
	assert_int_equal(count(from, "SMEMBERS"), 8);
	assert_int_equal(count(from, "SCAN"), 1);
	play(NOTHING);				/* no keys */
	play("*1\r\n+OK\r\n");			/* which are noted */
	assert_int_equal(w->phase, PHASE_RESYNC);
	assert_int_equal(count(from, "HSCAN"), 1);
	assert_int_equal(failures, 0);
}

/* Up to the first page of the search for a traefik-kop. */
static void
begin_search(void)
{
	int	 i;

	connect_redis();
	play(OK);
	assert_int_equal(w->phase, PHASE_GRANTED);
	for (i = 0; i < 8; i++)
		play(EMPTY);
	assert_string_equal(said[nsaid - 1].words, "SCAN 0");
}

/* A list of keys that does not end: the search does, and kopd goes on. */
static void
test_endless_keys(void **state)
{
	size_t	 i;

	(void)state;
	begin_search();
	for (i = 0; i < 200000 && w->phase == PHASE_GRANTED; i++) {
		nsaid = 0;
		play("*2\r\n+7\r\n*0\r\n");
	}
	assert_int_equal(i, 100000);
	assert_int_equal(w->phase, PHASE_RESYNC);
	assert_int_equal(failures, 0);
}

/* A cursor that is none is not sent back. */
static void
test_odd_cursor(void **state)
{
	(void)state;
	begin_search();
	play("*2\r\n$22\r\n1234567890123456789012\r\n*0\r\n");
	assert_int_equal(w->phase, PHASE_RESYNC);
	assert_string_equal(said[nsaid - 1].words,
	    "HSCAN kopd:/traefik/want/a");
}

static void
ignore(void *arg, const redisReply *reply)
{
	(void)arg;
	(void)reply;
}

/* The replies of a transaction that found these flags. */
#define QUEUED	"+QUEUED\r\n"
#define FOUND(flags)	"*2\r\n+notify-keyspace-events\r\n+" flags "\r\n"

/* Redis reports other flags after each time that they are restored. */
static void
test_flags_again_and_again(void **state)
{
	static const struct arguments	 none = ARGUMENTS_INITIALIZER;
	size_t				 from, i;

	(void)state;
	begin_running();
	w->conf->notify_quiet = 1;
	notify_ask(w);
	play(FOUND("AK"));
	from = nsaid;
	notify_call(w, SCRIPT_SEND, &none, 100, ignore, w);
	assert_int_equal(count(from, "MULTI"), 1);
	play("+OK\r\n" QUEUED QUEUED QUEUED QUEUED
	    "*4\r\n" FOUND("AKE") "+OK\r\n*2\r\n+OK\r\n:0\r\n+OK\r\n");
	assert_int_equal(count(from, "MULTI"), 2);
	play("+OK\r\n" QUEUED QUEUED "*2\r\n" FOUND("K$") "+OK\r\n");
	assert_int_equal(count(from, "MULTI"), 2);
	/* What Redis answers meanwhile are the flags of before. */
	notify_ask(w);
	play(FOUND("AKE"));
	for (i = 0; i < 500 && count(from, "MULTI") < 3; i++) {
		(void)event_base_loop(w->base, EVLOOP_NONBLOCK);
		(void)usleep(10000);
	}
	assert_in_range(i, 10, 499);
	assert_int_equal(count(from, "MULTI"), 3);
	play("+OK\r\n" QUEUED QUEUED "*2\r\n" FOUND("AKE") "+OK\r\n");
	assert_int_equal(w->connection->n, 0);
	notify_ask(w);
	play(FOUND("K$"));
	assert_int_equal(count(from, "MULTI"), 3);
	assert_int_equal(failures, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_error_as_definition,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_error_as_claim, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_lost_while_loading,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_granted_while_searching,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_endless_keys, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_odd_cursor, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_flags_again_and_again,
		    setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
