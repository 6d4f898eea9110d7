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

#include <sys/socket.h>

#include <arpa/inet.h>

#include "kopd/iface_found.h"

static void
add(struct iface_found *f, int family, const char *address)
{
	unsigned char	 bytes[16];

	assert_int_equal(inet_pton(family, address, bytes), 1);
	iface_found_add(f, family, bytes);
}

static void
assert_found(const struct iface_found *f, const char *address)
{
	char	 buf[INET6_ADDRSTRLEN];

	assert_true(iface_found_any(f));
	assert_string_equal(iface_found_text(f, buf, sizeof(buf)), address);
}

static void
test_first_of_each(void **state)
{
	struct iface_found	 f = { 0 };

	(void)state;
	assert_false(iface_found_any(&f));
	add(&f, AF_INET6, "2001:db8::1");
	assert_found(&f, "2001:db8::1");
	add(&f, AF_INET6, "2001:db8::2");
	assert_found(&f, "2001:db8::1");
	add(&f, AF_INET, "192.0.2.1");
	add(&f, AF_INET, "192.0.2.2");
	assert_found(&f, "192.0.2.1");
}

static void
test_loopback(void **state)
{
	struct iface_found	 f = { 0 };

	(void)state;
	add(&f, AF_INET, "127.0.0.1");
	add(&f, AF_INET, "127.1.2.3");
	assert_false(iface_found_any(&f));
	add(&f, AF_INET, "192.0.2.1");
	assert_found(&f, "192.0.2.1");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_of_each),
		cmocka_unit_test(test_loopback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
