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

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "redis-writer/counters.h"

static redisReply
text(char *s)
{
	redisReply	 r = { .type = REDIS_REPLY_STRING };

	r.str = s;
	r.len = strlen(s);
	return r;
}

/* A reply of a script: words and numbers, as Lua gives them. */
static void
counts(struct counters *c, enum script script, const char *word,
    long long one, long long two, int native)
{
	char		 first[16];
	redisReply	 parts[3], *elements[3], reply = {
			    .type = REDIS_REPLY_ARRAY };
	size_t		 i;

	(void)strlcpy(first, word, sizeof(first));
	memset(parts, 0, sizeof(parts));
	parts[0] = text(first);
	parts[1].type = parts[2].type = REDIS_REPLY_INTEGER;
	parts[1].integer = one;
	parts[2].integer = two;
	for (i = 0; i < 3; i++)
		elements[i] = &parts[i];
	reply.elements = 3;
	reply.element = elements;
	counters_reply(c, script, 10, &reply, native);
}

static void
replies(void **state)
{
	struct counters	 c = { .keys = 0 };

	(void)state;
	counts(&c, SCRIPT_CHANGE, "OK 0 1", 7, 3, 0);
	assert_int_equal(c.keys, 3);
	assert_int_equal(c.messages, 1);
	counts(&c, SCRIPT_CHANGE, "OK", 8, 0, 0);
	assert_int_equal(c.messages, 1);
	counts(&c, SCRIPT_VERIFY, "OK", 2, 9, 1);
	assert_int_equal(c.keys, 5);
	assert_int_equal(c.messages, 3);
	/* A message that is held back is sent by another script. */
	counts(&c, SCRIPT_CHANGE, "OK 90 0", 8, 4, 0);
	assert_int_equal(c.keys, 9);
	assert_int_equal(c.messages, 3);
	counts(&c, SCRIPT_SEND, "OK 20 0", 0, 0, 0);
	assert_int_equal(c.messages, 3);
	counts(&c, SCRIPT_SEND, "OK 0 1", 0, 0, 0);
	assert_int_equal(c.keys, 9);
	assert_int_equal(c.messages, 4);
	counts(&c, SCRIPT_CHANGE, "SEQ", 8, 5, 0);
	counts(&c, SCRIPT_RENEW, "OK", 5, 5, 0);
	assert_int_equal(c.keys, 9);
	assert_int_equal(c.scripts[SCRIPT_CHANGE].replies, 4);
	assert_int_equal(c.scripts[SCRIPT_CHANGE].us, 40);
	assert_int_equal(c.scripts[SCRIPT_RENEW].replies, 1);
	/* The connection broke. */
	counters_reply(&c, SCRIPT_CHANGE, 99, NULL, 0);
	assert_int_equal(c.scripts[SCRIPT_CHANGE].us, 40);
}

/* Each script whose reply has a number of keys is known. */
static void
scripts(void **state)
{
	static const enum script	 first[] = { SCRIPT_VERIFY, SCRIPT_REAP,
					    SCRIPT_WITHDRAW, SCRIPT_RELEASE,
					    SCRIPT_AUDIT, SCRIPT_SWEEP };
	struct counters			 c = { .keys = 0 };
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(first) / sizeof(first[0]); i++) {
		counts(&c, first[i], "OK", 1, 100, 0);
		assert_int_equal(c.keys, i + 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies),
		cmocka_unit_test(scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
