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

/* What a reply means to the session, and which phase each event leads to. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/resolver.h"
#include "redis-writer/answer.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"

/* What a reply as Redis sends it means, and the numbers in it. */
static enum session_event
event_of(const char *text, unsigned int *held_back, unsigned int *sent)
{
	struct reply_reader	*r = reply_reader_new();
	redisReply		*reply;
	const char		*fault;
	enum session_event	 event;

	assert_null(reply_feed(r, text, strlen(text)));
	assert_non_null(reply = reply_next(r, &fault));
	event = answer_event(reply);
	*held_back = answer_held_back(reply);
	*sent = answer_sent(reply);
	freeReplyObject(reply);
	reply_reader_free(r);
	return event;
}

static void
test_answers(void **state)
{
	static const struct {
		const char		*text;
		enum session_event	 event;
		unsigned int		 held_back, sent;
	} t[] = {
		{ "*1\r\n$2\r\nOK\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$6\r\nOK 101\r\n", EVENT_OK, 101, 0 },
		{ "*1\r\n$8\r\nOK 60001\r\n", EVENT_OK, 60001, 0 },
		{ "*1\r\n$6\r\nOK 0 1\r\n", EVENT_OK, 0, 1 },
		{ "*1\r\n$8\r\nOK 100 2\r\n", EVENT_OK, 100, 2 },
		{ "*1\r\n$7\r\nOK 0 11\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$7\r\nOK 0 -1\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$22\r\nOK 1000000000000000000\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$8\r\nOK 60002\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$4\r\nOK 0\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$5\r\nOK -1\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$4\r\nOK x\r\n", EVENT_OK, 0, 0 },
		{ "*1\r\n$3\r\nOK1\r\n", EVENT_OTHER, 0, 0 },
		{ "*1\r\n$1\r\nO\r\n", EVENT_OTHER, 0, 0 },
		{ "*1\r\n$5\r\nSEQ 5\r\n", EVENT_SEQ, 0, 0 },
		{ "*2\r\n$3\r\nSEQ\r\n:4\r\n", EVENT_SEQ, 0, 0 },
		{ "*2\r\n$5\r\nFIRST\r\n*0\r\n", EVENT_FIRST, 0, 0 },
		{ "*1\r\n$5\r\nALIVE\r\n", EVENT_ALIVE, 0, 0 },
		{ "*1\r\n$5\r\nTAKEN\r\n", EVENT_TAKEN, 0, 0 },
		{ "*1\r\n$6\r\nFORMAT\r\n", EVENT_FORMAT, 0, 0 },
		{ "*1\r\n$4\r\nLOST\r\n", EVENT_LOST, 0, 0 },
		{ "*1\r\n$5\r\nHELLO\r\n", EVENT_FORGOTTEN, 0, 0 },
		{ "*1\r\n$7\r\nUNKNOWN\r\n", EVENT_OTHER, 0, 0 },
		{ "*0\r\n", EVENT_OTHER, 0, 0 },
		{ "+OK\r\n", EVENT_OTHER, 0, 0 },
		{ ":1\r\n", EVENT_OTHER, 0, 0 },
		{ "-ERR no\r\n", EVENT_ERROR, 0, 0 },
		{ "-NOSCRIPT No matching script.\r\n", EVENT_NO_SCRIPT, 0, 0 },
		{ "-EXECABORT Transaction discarded\r\n", EVENT_ABORTED, 0, 0 },
	};
	unsigned int	 held_back, sent;
	size_t		 i;

	(void)state;
	assert_int_equal(answer_event(NULL), EVENT_NONE);
	assert_int_equal(answer_held_back(NULL), 0);
	assert_int_equal(answer_sent(NULL), 0);
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		assert_int_equal(event_of(t[i].text, &held_back, &sent),
		    t[i].event);
		assert_int_equal(sent, t[i].sent);
		assert_int_equal(held_back, t[i].held_back);
	}
}

static struct writer	*w;

static int
setup(void **state)
{
	(void)state;
	assert_non_null(w = calloc(1, sizeof(*w)));
	w->conf = config_blank(&redis_writer_table);
	assert_non_null(w->base = event_base_new());
	w->resolver = resolver_new(w->base, NULL, 0);
	outage_init(w);
	session_init(w, NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	session_free(w);
	outage_free(w);
	resolver_free(w->resolver);
	event_base_free(w->base);
	config_free(&redis_writer_table, w->conf);
	free(w);
	return 0;
}

/* The event is taken, or means nothing; the phase after it. */
static void
event(enum session_event e, int taken, enum phase phase)
{
	assert_int_equal(session_event(w, e), taken);
	assert_int_equal(w->phase, phase);
}

static void
test_way(void **state)
{
	(void)state;
	assert_int_equal(w->phase, PHASE_IDLE);
	event(EVENT_UP, 0, PHASE_IDLE);
	event(EVENT_OPEN, 1, PHASE_AWAY);
	event(EVENT_ASK, 0, PHASE_AWAY);
	event(EVENT_UP, 1, PHASE_GREETING);
	event(EVENT_GRANTED, 0, PHASE_GREETING);
	event(EVENT_ASK, 1, PHASE_HELLO);
	event(EVENT_COMPARE, 0, PHASE_HELLO);
	event(EVENT_GRANTED, 1, PHASE_GRANTED);
	event(EVENT_SYNCED, 0, PHASE_GRANTED);
	event(EVENT_COMPARE, 1, PHASE_RESYNC);
	event(EVENT_GRANTED, 0, PHASE_RESYNC);
	event(EVENT_SYNCED, 1, PHASE_RUNNING);
	event(EVENT_FORGOTTEN, 1, PHASE_HELLO);
	event(EVENT_FORGOTTEN, 0, PHASE_HELLO);
	event(EVENT_SYNCED, 1, PHASE_RUNNING);
	event(EVENT_NO_SCRIPT, 1, PHASE_GREETING);
	event(EVENT_NO_SCRIPT, 0, PHASE_GREETING);
	event(EVENT_DOWN, 1, PHASE_AWAY);
}

static void
test_refused(void **state)
{
	(void)state;
	event(EVENT_OPEN, 1, PHASE_AWAY);
	event(EVENT_TAKEN, 0, PHASE_AWAY);
	event(EVENT_UP, 1, PHASE_GREETING);
	event(EVENT_ASK, 1, PHASE_HELLO);
	event(EVENT_TAKEN, 1, PHASE_REFUSED);
	event(EVENT_ASK, 1, PHASE_REFUSED);
	event(EVENT_WITHDRAW, 0, PHASE_REFUSED);
	event(EVENT_SYNCED, 1, PHASE_RUNNING);
	event(EVENT_LOST, 1, PHASE_REFUSED);
	event(EVENT_GRANTED, 1, PHASE_GRANTED);
	event(EVENT_CLOSE, 1, PHASE_IDLE);
}

static void
test_withdrawn(void **state)
{
	(void)state;
	event(EVENT_OPEN, 1, PHASE_AWAY);
	event(EVENT_UP, 1, PHASE_GREETING);
	event(EVENT_ASK, 1, PHASE_HELLO);
	event(EVENT_SYNCED, 1, PHASE_RUNNING);
	event(EVENT_WITHDRAW, 1, PHASE_WITHDRAWING);
	event(EVENT_ASK, 1, PHASE_HELLO);
	event(EVENT_SYNCED, 1, PHASE_RUNNING);
	event(EVENT_WITHDRAW, 1, PHASE_WITHDRAWING);
	event(EVENT_WITHDRAWN, 1, PHASE_WITHDRAWN);
	event(EVENT_ASK, 0, PHASE_WITHDRAWN);
	event(EVENT_SYNCED, 0, PHASE_WITHDRAWN);
	event(EVENT_DOWN, 1, PHASE_AWAY);
	event(EVENT_UP, 1, PHASE_GREETING);
	event(EVENT_WITHDRAWN, 1, PHASE_WITHDRAWN);
}

/* A change of the phase is reported once, and its time is noted. */
static void
test_entered(void **state)
{
	(void)state;
	assert_int_equal(session_entered(w), 0);
	event(EVENT_OPEN, 1, PHASE_AWAY);
	assert_int_equal(session_entered(w), 1);
	assert_int_equal(session_entered(w), 0);
	w->since = 1;
	event(EVENT_OPEN, 1, PHASE_AWAY);
	assert_int_equal(session_entered(w), 0);
	assert_int_equal(w->since, 1);
	event(EVENT_UP, 1, PHASE_GREETING);
	assert_int_not_equal(w->since, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test_setup_teardown(test_way, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_withdrawn, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_entered, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
