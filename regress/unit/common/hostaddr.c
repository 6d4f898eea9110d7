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
#include <string.h>

#include <cmocka.h>

#include "common/hostaddr.h"

static void
test_loopback(void **state)
{
	static const char *const	 here[] = {
		"127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1",
		"::ffff:127.0.0.1", "localhost", "LocalHost", "localhost.",
		"docker.localhost"
	};
	static const char *const	 elsewhere[] = {
		"", "192.0.2.7", "128.0.0.1", "10.127.0.1", "0.0.0.0", "::",
		"2001:db8::1", "::ffff:192.0.2.7", "::127.0.0.1",
		"socket-proxy", "localhost.example.com", "mylocalhost",
		"localhos", "fe80::1%lo"
	};
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(here) / sizeof(here[0]); i++)
		assert_int_equal(hostaddr_is_loopback(here[i]), 1);
	for (i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
		assert_int_equal(hostaddr_is_loopback(elsewhere[i]), 0);
}

static void
test_port(void **state)
{
	char	 text[64];

	(void)state;
	hostaddr_port(text, sizeof(text), "socket-proxy", 2375);
	assert_string_equal(text, "socket-proxy:2375");
	hostaddr_port(text, sizeof(text), "192.0.2.7", 1);
	assert_string_equal(text, "192.0.2.7:1");
	hostaddr_port(text, sizeof(text), "2001:db8::7", 65535);
	assert_string_equal(text, "[2001:db8::7]:65535");
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_loopback),
		cmocka_unit_test(test_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
