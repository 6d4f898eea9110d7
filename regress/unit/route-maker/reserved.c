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

/* Names that are kept for their owners: how many. */

#include "regress/unit/route-maker/claims.h"

#include "common/bounds.h"

#define R	"http/routers/"

static void
one_more(int i)
{
	char	name[64];

	(void)snprintf(name, sizeof(name), R "%d", i);
	WANT(0, name, "k=1");
	settle();
	WANT(1, name, "k=2");
	settle();
	drop(0, name);
	settle();
	drop(1, name);
	settle();
	now++;
}

/* The oldest is given up. */
static void
test_many_reserved(void **state)
{
	int	i;

	(void)state;
	objects.reserve = 3600;
	for (i = 0; i < RESERVED_MAX; i++)
		one_more(i);
	assert_int_equal(objects.reservations.count, RESERVED_MAX);
	assert_non_null(object_find(&objects, R "0"));
	one_more(i);
	assert_int_equal(objects.reservations.count, RESERVED_MAX);
	assert_null(object_find(&objects, R "0"));
	assert_non_null(object_find(&objects, R "1"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup_teardown(test_many_reserved, set_up,
		    tear_down)
	};

	log_init("reserved", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
