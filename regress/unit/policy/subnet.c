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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policy/subnet.h"

static int
relation(const char *a, const char *b,
    int (*f)(const struct subnet *, const struct subnet *))
{
	struct subnet	 x, y;

	assert_int_equal(subnet_parse(&x, a), 0);
	assert_int_equal(subnet_parse(&y, b), 0);
	return f(&x, &y);
}

static void
parse(void **state)
{
	static const char *const	 bad[] = { "", "a", "10.0.0.0/33",
					    "10.0.0.1/8", "10.0.0.0/",
					    "10.0.0.0/-1", "10.0.0.0/8/8",
					    "10.0.0", "2001:db8::1/64",
					    "::/129", "fe80::1%eth0",
					    "010.0.0.1", "10.0.0.0/0008" };
	struct subnet			 n;
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (subnet_parse(&n, bad[i]) == 0)
			fail_msg("%s is accepted", bad[i]);
	assert_int_equal(subnet_parse(&n, "0.0.0.0/0"), 0);
	assert_int_equal(n.bits, 0);
	assert_int_equal(subnet_parse(&n, "::ffff:10.0.0.0/104"), 0);
	assert_int_equal(n.bits, 8);
}

static void
relations(void **state)
{
	(void)state;
	assert_true(relation("10.0.0.0/8", "10.1.2.3", subnet_has));
	assert_true(relation("10.0.0.0/8", "10.1.0.0/16", subnet_has));
	assert_false(relation("10.1.0.0/16", "10.0.0.0/8", subnet_has));
	assert_true(relation("10.1.0.0/16", "10.0.0.0/8", subnet_meets));
	assert_false(relation("10.0.0.0/8", "11.0.0.0", subnet_meets));
	assert_false(relation("0.0.0.0/0", "::1", subnet_has));
	assert_true(relation("10.0.0.0/8", "::ffff:10.0.0.1", subnet_has));
	assert_true(relation("2001:db8::/33", "2001:db8:7fff::1",
	    subnet_has));
	assert_false(relation("2001:db8::/33", "2001:db8:8000::1",
	    subnet_has));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(parse),
		cmocka_unit_test(relations)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
