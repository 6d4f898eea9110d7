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
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "redis-writer/takeover/legacy.h"

#define ROUTERS		(&legacy_sets[0])
#define SERVICES	(&legacy_sets[3])

static void
test_host(void **state)
{
	(void)state;
	assert_string_equal(legacy_host("traefik_http_routers@a"), "a");
	assert_string_equal(legacy_host("traefik_udp_services@a.b@c"),
	    "a.b@c");
	assert_string_equal(legacy_host("traefik_kop_last_update@a"), "a");
	assert_string_equal(legacy_host("traefik_tcp_middlewares@"), "");
	assert_null(legacy_host("traefik_http_routers"));
	assert_null(legacy_host("traefik_http_router@a"));
	assert_null(legacy_host("traefik_http_routersx@a"));
	assert_null(legacy_host("traefik_udp_middlewares@a"));
	assert_null(legacy_host("traefik/http/routers@a"));
	assert_null(legacy_host("@a"));
	assert_null(legacy_host(""));
}

static void
test_list(void **state)
{
	struct legacy	*l = legacy_new();
	char			 longer[2048];

	(void)state;
	assert_null(legacy_next(l, NULL, NULL));
	assert_int_equal(legacy_list(l, SERVICES, "a@docker"), 0);
	assert_int_equal(legacy_list(l, ROUTERS, "Web@docker"), 0);
	assert_int_equal(legacy_list(l, ROUTERS, "web@docker"), 0);
	assert_int_equal(legacy_list(l, ROUTERS, "plain"), 0);
	assert_int_equal(legacy_list(l, ROUTERS, ""), -1);
	assert_int_equal(legacy_list(l, ROUTERS, "gr\303\266\303\237e"), -1);
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_int_equal(legacy_list(l, ROUTERS, longer), -1);
	assert_int_equal(legacy_count(l), 3);
	assert_string_equal(legacy_next(l, NULL, NULL),
	    "http/routers/plain");
	assert_string_equal(legacy_next(l, "http/routers/plain", NULL),
	    "http/routers/web");
	assert_string_equal(legacy_next(l, "http/routers/web", NULL),
	    "http/services/a");
	assert_null(legacy_next(l, "http/services/a", NULL));
	assert_null(legacy_next(l, "http/services/none", NULL));
	legacy_free(l);
}

static void
has_keys(struct legacy *l, const char *after, const char *bytes,
    size_t len)
{
	struct msgpack	 m = MSGPACK_INITIALIZER;

	assert_non_null(legacy_next(l, after, &m));
	assert_int_equal(m.len, len);
	assert_memory_equal(m.buf, bytes, len);
	msgpack_free(&m);
}

static void
test_keys(void **state)
{
	static const char *const others[] = { "traefik/http/routers/webx/rule",
	    "traefik/http/services/web/x", "traefik/http/routers",
	    "traefik/http/routers/", "traefik/", "traefik", "", "other",
	    "traefik_http_routers@a", "traefik/tcp/routers/web/rule" };
	struct legacy	*l = legacy_new();
	size_t			 i;

	(void)state;
	legacy_list(l, ROUTERS, "web@docker");
	legacy_list(l, ROUTERS, "x/y@docker");
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(legacy_key(l, others[i]), 0);
	has_keys(l, NULL, "\220", 1);		/* none of these is its */
	assert_int_equal(legacy_key(l, "traefik/http/routers/WEB/a"), 0);
	assert_int_equal(legacy_key(l, "traefik/http/routers/web"), 0);
	assert_int_equal(legacy_key(l, "traefik/http/routers/x/y/z"), 0);
	has_keys(l, NULL, "\222"
	    "\272traefik/http/routers/WEB/a\270traefik/http/routers/web", 53);
	has_keys(l, "http/routers/web", "\221\272traefik/http/routers/x/y/z",
	    28);
	legacy_free(l);
}

static void
test_bounds(void **state)
{
	struct legacy	*l = legacy_new();
	size_t			 i;

	(void)state;
	legacy_list(l, ROUTERS, "web@docker");
	for (i = 0; i < LEGACY_KEYS_MAX; i++) {
		if (legacy_key(l, "traefik/http/routers/web/a") == -1)
			break;
	}
	assert_int_equal(i, LEGACY_KEYS_MAX);
	assert_int_equal(legacy_key(l, "traefik/http/routers/web/a"), -1);
	assert_int_equal(legacy_key(l, "traefik/http/routers/other/a"), 0);
	legacy_free(l);
}

/* The time does not grow with the length of a key, which anybody may write. */
static void
test_long_key(void **state)
{
	static const char	 begin[] = "traefik/http/routers/web/";
	struct legacy		*l = legacy_new();
	char			*key;
	size_t			 len = 200000;
	clock_t			 since;

	(void)state;
	assert_non_null(key = malloc(len + 1));
	memset(key, '/', len);
	key[len] = '\0';
	memcpy(key, begin, sizeof(begin) - 1);
	since = clock();
	assert_int_equal(legacy_key(l, key), 0);
	assert_true((clock() - since) / CLOCKS_PER_SEC < 1);
	legacy_list(l, ROUTERS, "web@docker");
	assert_int_equal(legacy_key(l, key), 0);
	legacy_free(l);
	free(key);
}

/* The longest name that is taken over still has its keys. */
static void
test_longest(void **state)
{
	struct legacy	*l = legacy_new();
	struct msgpack	 m = MSGPACK_INITIALIZER;
	char		 name[600], key[700];

	(void)state;
	memset(name, 'x', 512);
	name[512] = '\0';
	assert_int_equal(legacy_list(l, &legacy_sets[6], name), 0);
	(void)snprintf(key, sizeof(key), "traefik/http/middlewares/%s/a", name);
	assert_int_equal(legacy_key(l, key), 0);
	assert_non_null(legacy_next(l, NULL, &m));
	assert_int_equal(m.buf[0], 0x91);
	msgpack_free(&m);
	legacy_free(l);
}

/* However many a set has, and however long they are. */
static void
test_names(void **state)
{
	static char		 longest[501];
	struct legacy	*l = legacy_new();
	char			 name[600];
	int			 i;

	(void)state;
	for (i = 0; i < LEGACY_NAMES_MAX; i++) {
		(void)snprintf(name, sizeof(name), "n%d", i);
		assert_int_equal(legacy_list(l, ROUTERS, name), 0);
	}
	assert_int_equal(legacy_list(l, ROUTERS, "more"), LEGACY_FULL);
	assert_int_equal(legacy_list(l, SERVICES, "more"), LEGACY_FULL);
	assert_int_equal(legacy_count(l), LEGACY_NAMES_MAX);
	legacy_free(l);
	l = legacy_new();
	memset(longest, 'x', 500);
	for (i = 0; legacy_list(l, ROUTERS, name) == 0; i++)
		(void)snprintf(name, sizeof(name), "%d%s", i, longest);
	assert_in_range(i, LEGACY_BYTES_MAX / 600, LEGACY_BYTES_MAX / 500);
	legacy_free(l);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_long_key),
		cmocka_unit_test(test_longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
