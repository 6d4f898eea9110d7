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
#include <string.h>

#include <cmocka.h>

#include "common/hostaddr.h"
#include "common/permit.h"

static void
test_parse(void **state)
{
	static const char *const good[] = {
		"192.0.2.1", "192.0.2.1:1", "192.0.2.1:65535", "0.0.0.0/0",
		"192.0.2.0/32", "::", "::/0", "2001:db8::/128", "2001:db8::1",
		"[2001:db8::1]", "[2001:db8::1]:6379", "redis", "redis:6379",
		"redis.example.com", "a-b_c.test:1", "1.2.3.4.test"
	};
	static const char *const bad[] = {
		"", ":", ":6379", "/", "/8", "192.0.2.1:", "192.0.2.1:0",
		"192.0.2.1:65536", "192.0.2.1:+1", "192.0.2.1: 1",
		"192.0.2.1:6379/24", "192.0.2.1/33", "192.0.2.1/", "192.0.2.1/-1",
		"192.0.2.1/+8", "192.0.2.1/8/8", "192.0.2", "192.0.2.256", "1.2",
		"16909060", "::/129", "[::]/64", "[::1", "[::1]6379", "[::1]:",
		"[::1]:0", "[192.0.2.1]:6379", "[redis]:6379", "redis/24",
		"redis:6379:1", "a b", "a..b", ".a", "a.", "redis@docker",
		"fe80::1%eth0", "http://redis"
	};
	char		 name[PERMIT_NAME_MAX + 2];
	struct permit	 p;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(permit_parse(&p, good[i]), 0);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(permit_parse(&p, bad[i]), -1);
	memset(name, 'a', sizeof(name));
	name[PERMIT_NAME_MAX + 1] = '\0';
	assert_int_equal(permit_parse(&p, name), -1);
	assert_int_equal(permit_parse(&p, name + 1), 0);
}

static void
test_matches(void **state)
{
	static const struct {
		const char	*permit;
		const char	*host;
		uint32_t	 port;
		int		 match;
	} t[] = {
		{ "192.0.2.1", "192.0.2.1", 6379, 1 },
		{ "192.0.2.1", "192.0.2.2", 6379, 0 },
		{ "192.0.2.1", "192.0.2.1.test", 6379, 0 },
		{ "192.0.2.1", "3221225985", 6379, 0 },
		{ "192.0.2.1", "::ffff:192.0.2.1", 6379, 0 },
		{ "192.0.2.1:6379", "192.0.2.1", 6379, 1 },
		{ "192.0.2.1:6379", "192.0.2.1", 6380, 0 },
		{ "192.0.2.0/24", "192.0.2.255", 1, 1 },
		{ "192.0.2.0/24", "192.0.3.0", 1, 0 },
		{ "192.0.2.0/23", "192.0.3.0", 1, 1 },
		{ "192.0.2.7/31", "192.0.2.6", 1, 1 },
		{ "192.0.2.7/32", "192.0.2.6", 1, 0 },
		{ "192.0.2.7/25", "192.0.2.127", 1, 1 },
		{ "192.0.2.7/25", "192.0.2.128", 1, 0 },
		{ "0.0.0.0/0", "255.255.255.255", 1, 1 },
		{ "0.0.0.0/0", "::1", 1, 0 },
		{ "0.0.0.0/0", "redis", 1, 0 },
		{ "::/0", "::1", 1, 1 },
		{ "::/0", "192.0.2.1", 1, 0 },
		{ "2001:db8::/32", "2001:DB8:ffff::1", 1, 1 },
		{ "2001:db8::/32", "2001:db9::", 1, 0 },
		{ "2001:db8::/33", "2001:db8:8000::", 1, 0 },
		{ "[2001:db8::1]:6379", "2001:db8:0::1", 6379, 1 },
		{ "[2001:db8::1]:6379", "2001:db8::1", 6380, 0 },
		{ "2001:db8::1", "2001:db8::2", 1, 0 },
		{ "2001:db8::1", "2001:db8::1%eth0", 1, 0 },
		{ "redis.test", "redis.test", 1, 1 },
		{ "redis.test", "REDIS.test", 1, 1 },
		{ "redis.test", "redis.test.", 1, 0 },
		{ "redis.test", "aredis.test", 1, 0 },
		{ "redis.test", "redis.test.evil", 1, 0 },
		{ "redis.test", "192.0.2.1", 1, 0 },
		{ "redis.test", "", 1, 0 },
		{ "redis.test:6379", "redis.test", 6379, 1 },
		{ "redis.test:6379", "redis.test", 6378, 0 },
	};
	struct permit	 p;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		assert_int_equal(permit_parse(&p, t[i].permit), 0);
		assert_int_equal(permit_matches(&p, t[i].host, t[i].port),
		    t[i].match);
	}
}

static void
test_is_address(void **state)
{
	char	 zone[512] = "fe80::1%";

	(void)state;
	assert_true(hostaddr_is_address("192.0.2.1"));
	assert_true(hostaddr_is_address("2001:db8::1"));
	assert_true(hostaddr_is_address("fe80::1%eth0"));
	memset(zone + 8, 'x', sizeof(zone) - 9);
	assert_true(hostaddr_is_address(zone));
	assert_false(hostaddr_is_address(""));
	assert_false(hostaddr_is_address("redis"));
	assert_false(hostaddr_is_address("192.0.2"));
	assert_false(hostaddr_is_address("192.0.2.1.test"));
	assert_false(hostaddr_is_address("3221225985"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_is_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
