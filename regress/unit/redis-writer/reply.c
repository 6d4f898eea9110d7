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

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "redis-writer/connection/reply.h"

/* Feeds a text in pieces of `step' bytes, and returns the first fault. */
static const char *
feed(struct reply_reader *r, const char *text, size_t len, size_t step)
{
	const char	*fault = NULL;
	size_t		 i, n;

	for (i = 0; i < len && fault == NULL; i += n) {
		n = len - i < step ? len - i : step;
		fault = reply_feed(r, text + i, n);
	}
	return fault;
}

static void
test_shapes(void **state)
{
	static const char	 text[] = "*5\r\n$2\r\nOK\r\n:-3\r\n$2\r\n42\r\n"
	    "*1\r\n$1\r\nx\r\n$-1\r\n+PONG\r\n-ERR no\r\n";
	struct reply_reader	*r;
	redisReply		*reply;
	const char		*fault;
	size_t			 step;

	(void)state;
	for (step = 1; step <= sizeof(text); step++) {
		r = reply_reader_new();
		assert_true(reply_nothing(r));
		assert_null(feed(r, text, sizeof(text) - 1, step));
		assert_false(reply_nothing(r));
		assert_non_null(reply = reply_next(r, &fault));
		assert_int_equal(reply_count(reply), 5);
		assert_string_equal(reply_text(reply_at(reply, 0)), "OK");
		assert_int_equal(reply_number(reply_at(reply, 1)), -1);
		assert_int_equal(reply_number(reply_at(reply, 2)), 42);
		assert_string_equal(reply_text(reply_at(reply_at(reply, 3),
		    0)), "x");
		assert_string_equal(reply_text(reply_at(reply, 4)), "");
		assert_null(reply_at(reply, 5));
		assert_null(reply_error(reply));
		freeReplyObject(reply);
		assert_non_null(reply = reply_next(r, &fault));
		assert_string_equal(reply_text(reply), "PONG");
		assert_int_equal(reply_number(reply), -1);
		freeReplyObject(reply);
		assert_non_null(reply = reply_next(r, &fault));
		assert_string_equal(reply_error(reply), "ERR no");
		freeReplyObject(reply);
		assert_null(reply_next(r, &fault));
		assert_null(fault);
		reply_reader_free(r);
	}
}

static void
assert_fault(const char *text, size_t len, const char *part)
{
	struct reply_reader	*r = reply_reader_new();
	const char		*fault;

	if ((fault = feed(r, text, len, 3)) == NULL)
		assert_null(reply_next(r, &fault));
	assert_non_null(fault);
	assert_non_null(strstr(fault, part));
	reply_reader_free(r);
}

/* In what follows the first reply. */
static void
assert_later_fault(const char *text, const char *part)
{
	struct reply_reader	*r = reply_reader_new();
	redisReply		*reply;
	const char		*fault;

	assert_null(feed(r, text, strlen(text), strlen(text)));
	assert_non_null(reply = reply_next(r, &fault));
	freeReplyObject(reply);
	assert_null(reply_next(r, &fault));
	assert_non_null(fault);
	assert_non_null(strstr(fault, part));
	reply_reader_free(r);
}

#define ASSERT_FAULT(text, part)	assert_fault((text), sizeof(text) - 1, (part))

static void
test_not_redis(void **state)
{
	(void)state;
	ASSERT_FAULT("HTTP/1.1 400 Bad Request\r\n\r\n", "web server");
	ASSERT_FAULT("<html>\r\n", "web server");
	ASSERT_FAULT("SSH-2.0-OpenSSH_9.2\r\n", "SSH");
	ASSERT_FAULT("\x15\x03\x01\x00\x02\x02\x46", "TLS");
	ASSERT_FAULT("220 mail ESMTP\r\n", "mail");
	ASSERT_FAULT("hello\r\n", "not Redis");
	ASSERT_FAULT("\0\0\0\0\0", "not Redis");
}

static void
test_ceilings(void **state)
{
	struct reply_reader	*r = reply_reader_new();
	static char		 block[1024 * 1024];
	const char		*fault = NULL;
	size_t			 n = 0;

	(void)state;
	ASSERT_FAULT("*1000000000\r\n$1\r\n", "");
	ASSERT_FAULT("*2147483647\r\n$1\r\n", "");
	ASSERT_FAULT("$-5\r\n", "");
	ASSERT_FAULT("*1000000\r\n*1000000\r\n", "Redis");
	memset(block, 'x', sizeof(block));
	assert_null(reply_feed(r, "$400000000\r\n", 12));
	while (fault == NULL && n++ < 100)
		fault = reply_feed(r, block, sizeof(block));
	assert_non_null(fault);
	assert_non_null(strstr(fault, "too large"));
	assert_true(n <= REPLY_BYTES_MAX / sizeof(block) + 1);
	reply_reader_free(r);
}

/* So many arrays, each within the one before it; what that is called. */
static const char *
nested(size_t depth, size_t step)
{
	static char		 text[2 * 1024 * 1024], why[256];
	struct reply_reader	*r = reply_reader_new();
	redisReply		*reply;
	const char		*fault;
	size_t			 i;

	for (i = 0; i < depth; i++)
		memcpy(text + 4 * i, "*1\r\n", 4);
	memcpy(text + 4 * i, ":7\r\n", 4);
	assert_null(feed(r, "+OK\r\n", 5, 5));
	assert_non_null(reply = reply_next(r, &fault));
	freeReplyObject(reply);
	for (i = 0, reply = NULL; i < 4 * depth + 4 && fault == NULL &&
	    reply == NULL; i += step) {
		fault = reply_feed(r, text + i, step);
		if (fault == NULL)
			reply = reply_next(r, &fault);
	}
	assert_true((reply == NULL) == (fault != NULL));
	if (reply != NULL)
		freeReplyObject(reply);
	(void)strlcpy(why, fault != NULL ? fault : "", sizeof(why));
	reply_reader_free(r);
	return why;
}

/* hiredis 0.14 refuses by itself, in other words. */
static void
test_depth(void **state)
{
	size_t	 depth;

	(void)state;
	for (depth = 0; depth <= REPLY_DEPTH_MAX; depth++)
		assert_string_equal(nested(depth, 4), "");
	for (depth = REPLY_DEPTH_MAX + 1; depth < 500000; depth *= 3) {
		assert_non_null(strstr(nested(depth, 4), "invalid reply from Redis"));
		assert_non_null(strstr(nested(depth, 4 * depth + 4), "nested"));
	}
	assert_non_null(strstr(nested(REPLY_DEPTH_MAX + 1, 1), "nested"));
}

/* Whichever type it is, and within an array, too. */
static void
test_resp3(void **state)
{
	static const char *const types[] = {
		">2\r\n+a\r\n+b\r\n", "%1\r\n+a\r\n+b\r\n",
		"~2\r\n+a\r\n+b\r\n", "|1\r\n+a\r\n+b\r\n", "#t\r\n",
		",1.5\r\n", "(123456789012345678901\r\n",
		"=7\r\ntxt:abc\r\n", "%0\r\n", "%1000000000\r\n"
	};
	char	 text[128];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		assert_fault(types[i], strlen(types[i]), "not Redis");
		(void)snprintf(text, sizeof(text), "+OK\r\n*2\r\n:1\r\n%s",
		    types[i]);
		assert_later_fault(text, "invalid reply from Redis");
	}
}

/* Many small replies are not one large one. */
static void
test_pending(void **state)
{
	struct reply_reader	*r = reply_reader_new();
	static char		 block[1024 * 1024 + 16];
	redisReply		*reply;
	const char		*fault;
	int			 i, n;

	(void)state;
	n = snprintf(block, sizeof(block), "$%d\r\n", 1024 * 1024);
	memset(block + n, 'x', 1024 * 1024);
	memcpy(block + n + 1024 * 1024, "\r\n", 2);
	for (i = 0; i < 100; i++) {
		assert_null(reply_feed(r, block, (size_t)n + 1024 * 1024 + 2));
		assert_non_null(reply = reply_next(r, &fault));
		freeReplyObject(reply);
	}
	reply_reader_free(r);
}

static void
test_explain(void **state)
{
	static const struct {
		const char	*error;
		const char	*part;
	} t[] = {
		{ "NOAUTH Authentication required.", "requires a password" },
		{ "WRONGPASS invalid username-password pair",
		    "rejects the user or password" },
		{ "NOPERM this user has no permissions", "kopd.conf(5)" },
		{ "LOADING Redis is loading the dataset", "retrying" },
		{ "READONLY You can't write against a read only replica.",
		    "primary" },
		{ "MISCONF Redis is configured to save RDB", "disk" },
		{ "OOM command not allowed", "maxmemory" },
		{ "WRONGTYPE Operation against a key", "another client" },
		{ "ERR DB index is out of range", "`database'" },
		{ "MOVED 3999 127.0.0.1:6381", "cluster" },
		{ "ERR Error running script (call to f_1): @user_script:1: "
		    "-OOM command not allowed", "maxmemory" },
		{ "EXECABORT Transaction discarded because of: MISCONF x",
		    "disk" },
		{ "SOMETHING else", "Redis says: SOMETHING else" },
		{ "READONLY You can't. script: f_12, on @user_script:29.",
		    "(READONLY You can't.)" },
		{ "ERR ACL failure in script: User u has no permissions to "
		    "run the 'publish' command script: 0a1b, on "
		    "@user_script:1.", "kopd.conf(5) (ERR ACL failure in "
		    "script: User u has no permissions to run the 'publish' "
		    "command)" },
		{ "ERR ACL failure in script: User u has no permissions",
		    "script: User u has no permissions)" },
	};
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		assert_non_null(strstr(reply_explain(t[i].error), t[i].part));
	assert_int_equal(reply_fault("NOSCRIPT No matching script."),
	    REPLY_NO_SCRIPT);
	assert_int_equal(reply_fault("EXECABORT Transaction discarded because "
	    "of previous errors."), REPLY_ABORTED);
	assert_int_equal(reply_fault("NOPERM x"), REPLY_REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_not_redis),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_resp3),
		cmocka_unit_test(test_pending),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
