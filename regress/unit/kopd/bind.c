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

#include <arpa/inet.h>

#include <string.h>
#include <unistd.h>

#include "kopd/bind.h"
#include "kopd/iface.h"

static void
test_interface(void **state)
{
	char		 buf[INET6_ADDRSTRLEN];
	const char	*why = NULL;
	int		 fd = iface_open();

	(void)state;
	assert_int_not_equal(fd, -1);
	assert_null(iface_address(fd, "nosuch0", buf, sizeof(buf), &why));
	assert_string_equal(why, "there is no such interface");
	/* There is always a loopback interface, and it never counts. */
	assert_null(iface_address(fd, "lo", buf, sizeof(buf), &why));
	assert_string_equal(why, "it has no address");
	(void)close(fd);
}

static void
test_default(void **state)
{
	char		 buf[INET6_ADDRSTRLEN];
	struct in6_addr	 addr;
	const char	*why = NULL;
	int		 fd = iface_open();

	(void)state;
	assert_int_not_equal(fd, -1);
	if (iface_default(fd, buf, sizeof(buf), &why) == NULL)
		assert_string_equal(why, "there is no default route");
	else
		assert_int_equal(inet_pton(strchr(buf, ':') != NULL ?
		    AF_INET6 : AF_INET, buf, &addr), 1);
	(void)close(fd);
}

static void
test_fixed(void **state)
{
	struct conf_report	 report = { NULL, NULL, 0 };
	struct conf_place	 place = { &report, "x", 1 };
	struct kopd_conf	*conf = conf_new();
	struct bind		*b;
	const char		*why = NULL;

	(void)state;
	conf_set_bind(conf, &place, BIND_IP, "192.0.2.1");
	b = bind_new(conf);
	assert_false(bind_follows(b));
	assert_string_equal(bind_resolve(b, conf, &why), "192.0.2.1");
	conf_set_bind(conf, &place, BIND_NONE, "");
	assert_string_equal(bind_resolve(b, conf, &why), "");
	conf_set_bind(conf, &place, BIND_INTERFACE, "lo");
	assert_null(bind_resolve(b, conf, &why));
	assert_string_equal(why, "changes of addresses are not reported");
	bind_free(b);
	b = bind_new(conf);
	assert_true(bind_follows(b));
	assert_null(bind_resolve(b, conf, &why));
	bind_free(b);
	conf_free(conf);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_interface),
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_fixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
