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


/* What people read of an explanation: who keeps whom out, and what is away. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/explain.h"

#define MAKER(name, value)	{ "route-maker." name, value }
#define WRITER(name, value)	{ "redis-writer." name, value }

struct said {
	const char	*name;
	const char	*value;
};

static void
check(const struct said *said, size_t n, size_t containers,
    const char *expected)
{
	struct items	 items = { 0 };
	char		*got;
	size_t		 i, size;
	FILE		*out;

	for (i = 0; i < n; i++)
		items_add(&items, said[i].name, said[i].value);
	assert_non_null(out = open_memstream(&got, &size));
	assert_int_equal(explain_show(out, &items, 0), containers);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, expected);
	free(got);
	items_free(&items);
}

#define CHECK(said, containers, expected)				\
	check(said, sizeof(said) / sizeof((said)[0]), containers, expected)

static void
test_hosts(void **state)
{
	/* The two processes answer side by side. */
	static const struct said	said[] = {
		WRITER("waits", "http/routers/web"),
		MAKER("container", "Web"),
		MAKER("id", "0123456789abcdef"),
		WRITER("owner", "blue"),
		MAKER("state", "running"),
		MAKER("verdict", "published"),
		MAKER("because", "published"),
		WRITER("how", "waits"),
		WRITER("text", "waits for host blue"),
		WRITER("waits", "http/services/web"),
		WRITER("owner", "red"),
		WRITER("how", "alone"),
		WRITER("text", "is served by host red alone"),
		MAKER("object", "http/routers/Web"),
		MAKER("claim", "http/routers/web"),
		MAKER("state", "published"),
		MAKER("object", "http/services/Web"),
		MAKER("claim", "http/services/web"),
		MAKER("state", "published"),
		MAKER("object", "http/services/other"),
		MAKER("claim", "http/services/other"),
		MAKER("state", "published"),
		MAKER("refers", "http/middlewares/m"),
		MAKER("match", "third"),
	};

	(void)state;
	CHECK(said, 2, "container Web: published, but for what waits for "
	    "other hosts\n"
	    "    id 0123456789ab, running\n"
	    "    http/routers/Web: waits for host blue\n"
	    "    http/services/Web: is served by host red alone\n"
	    "    http/services/other: published\n"
	    "      it refers to http/middlewares/m, which no container of "
	    "this host has\n"
	    "container third: it too, not shown\n");
}

static void
test_away(void **state)
{
	static const struct said	said[] = {
		WRITER("redis.state", "not connected: refused"),
		MAKER("docker", "nobody listens"),
		MAKER("container", "web"),
		MAKER("id", "0123456789abcdef"),
		MAKER("state", "stopped"),
		MAKER("verdict", "no"),
		MAKER("because", "it does not run"),
	};

	(void)state;
	CHECK(said, 1, "Docker: nobody listens; what has no labels here is "
	    "as it was known before\n"
	    "Redis: not connected: refused; until that is over it learns of "
	    "nothing new\n"
	    "container web: not taken: it does not run\n"
	    "    id 0123456789ab, stopped\n");
}

/* A route-maker that somebody else speaks through. */
static void
test_cut(void **state)
{
	static const struct said	said[] = {
		MAKER("container", "web"),
		MAKER("label", "traefik.enable"),
		MAKER("key", "http/routers/web/rule"),
	};

	(void)state;
	CHECK(said, 1, "container web: \n"
	    "    id , \n"
	    "  labels:\n"
	    "    traefik.enable=\n"
	    "      -> http/routers/web/rule\n");
}

static void
test_nothing(void **state)
{
	static const struct said	said[] = {
		MAKER("nearest", "web"),
	};
	struct items			items = { 0 };

	(void)state;
	CHECK(said, 0, "");
	assert_null(explain_nearest(&items));
	items_add(&items, said[0].name, said[0].value);
	assert_string_equal(explain_nearest(&items), "web");
	items_free(&items);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_away),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
