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

#include <stdio.h>
#include <string.h>

#include "redis-writer/definition.h"
#include "redis-writer/takeover/ownership.h"

static struct state	*state;

static void
service(const char *id, const char *key, const char *server)
{
	struct definition	*d = definition_new(id, id, "c", 0);
	struct msgpack		 blob = MSGPACK_INITIALIZER;

	definition_add(d, key, strlen(key), server, strlen(server));
	assert_null(definition_pack(d, &blob));
	state_set(state, id, blob.buf, blob.len, 1);
	msgpack_free(&blob);
	definition_free(d);
}

static int
setup(void **arg)
{
	(void)arg;
	state = state_new();
	service("http/services/a", "loadBalancer/servers/0/url",
	    "http://192.0.2.1:80");
	service("tcp/services/b", "loadBalancer/servers/0/address",
	    "192.0.2.1:53");
	return 0;
}

static int
teardown(void **arg)
{
	(void)arg;
	state_free(state);
	return 0;
}

/* Pairs of id and server, NULL at the end. */
static int
judged(const char *id, ...)
{
	struct ownership	 j = { .nours = 0 };
	va_list		 ap;

	va_start(ap, id);
	for (; id != NULL; id = va_arg(ap, const char *))
		ownership_server(&j, state, id, va_arg(ap, const char *));
	va_end(ap);
	return ownership_matches(&j);
}

static void
test_names(void **arg)
{
	(void)arg;
	assert_true(ownership_random_name("0123456789ab"));
	assert_false(ownership_random_name("0123456789a"));
	assert_false(ownership_random_name("0123456789abc"));
	assert_false(ownership_random_name("0123456789aB"));
	assert_false(ownership_random_name("docker2.home"));
	assert_false(ownership_random_name(""));
}

static void
test_ours(void **arg)
{
	(void)arg;
	assert_true(judged("http/services/a", "http://192.0.2.1:80", NULL));
	assert_true(judged("http/services/a", "https://192.0.2.1:81/x", NULL));
	assert_true(judged("tcp/services/b", "192.0.2.1:5353", NULL));
	assert_true(judged("http/services/gone", "http://192.0.2.1:90",
	    "tcp/services/b", "192.0.2.1:53", NULL));
}

static void
test_others(void **arg)
{
	(void)arg;
	assert_false(judged(NULL));
	assert_false(judged("http/services/a", "http://192.0.2.2:80", NULL));
	assert_false(judged("http/services/a", "http://92.0.2.1:80", NULL));
	assert_false(judged("http/services/a", "http://192.0.2.1", NULL));
	assert_false(judged("http/services/a", "", NULL));
	assert_false(judged("http/services/gone", "http://192.0.2.1:80",
	    NULL));
	assert_false(judged("http/services/a", "http://192.0.2.1:80",
	    "http/services/gone", "http://192.0.2.2:80", NULL));
	assert_false(judged("http/services/a", "http://192.0.2.1:80",
	    "tcp/services/b", "192.0.2.2:53", NULL));
}

static void
test_many(void **arg)
{
	struct ownership	 j = { .nours = 0 };
	char		 server[32];
	int		 i;

	(void)arg;
	ownership_server(&j, state, "http/services/a", "http://192.0.2.1:80");
	for (i = 0; i < 2 * OWNERSHIP_MAX; i++) {
		(void)snprintf(server, sizeof(server), "192.0.3.%d:1", i);
		ownership_server(&j, state, "http/services/x", server);
	}
	assert_int_equal(j.nothers, OWNERSHIP_MAX);
	assert_false(ownership_matches(&j));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_ours),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
