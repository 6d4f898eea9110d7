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
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/name.h"

static void
test_host(void **state)
{
	static const char *const good[] = {
		"a", "web-1", "eu.web_1", "7", "A.B", "-", "."
	};
	static const char *const bad[] = {
		"", " ", "eu/web1", "a b", "a:b", "a\n", "\303\244", "a\177",
		"a@b", "*", "a\\b"
	};
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_null(name_host_fault(good[i]));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(name_host_fault(bad[i]));
}

/* Each byte alone: 26 + 26 letters, 10 digits and three more are good. */
static void
test_host_bytes(void **state)
{
	char	 name[2] = "";
	int	 c, n = 0;

	(void)state;
	for (c = 1; c < 256; c++) {
		name[0] = (char)c;
		n += name_host_fault(name) == NULL;
	}
	assert_int_equal(n, 26 + 26 + 10 + 3);
}

static void
test_host_length(void **state)
{
	char	 name[NAME_HOST_MAX + 2];

	(void)state;
	memset(name, 'a', sizeof(name) - 1);
	name[NAME_HOST_MAX + 1] = '\0';
	assert_string_equal(name_host_fault(name), "is longer than 255 bytes");
	name[NAME_HOST_MAX] = '\0';
	assert_null(name_host_fault(name));
}

static void
test_root(void **state)
{
	static const char *const good[] = { "traefik", "kops/edge", "a" };
	static const char *const bad[] = {
		"", "/", "/traefik", "traefik/", "k", "kopd", "kopd:",
		"kopd:/traefik"
	};
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_null(name_root_fault(good[i]));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(name_root_fault(bad[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_host_bytes),
		cmocka_unit_test(test_host_length),
		cmocka_unit_test(test_root),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
