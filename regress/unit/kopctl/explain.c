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

#define MAKER(depth, name, value)					\
	{ ROLE_ROUTE_MAKER, { depth, ITEM_STRING, name, value } }
#define WRITER(depth, name, value)					\
	{ ROLE_REDIS_WRITER, { depth, ITEM_STRING, name, value } }

struct said {
	enum role	 role;
	struct item	 item;
};

static void
check(const struct said *said, size_t n, int json, size_t containers,
    const char *expected)
{
	struct answer	 answer = { 0 };
	struct emit	 e;
	char		*got;
	size_t		 i, size;
	FILE		*out;

	for (i = 0; i < n; i++)
		assert_int_equal(answer_add(&answer, said[i].role,
		    &said[i].item), 0);
	assert_non_null(out = open_memstream(&got, &size));
	emit_init(&e, out, json);
	assert_int_equal(explain_show(&e, &answer, NULL), containers);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, expected);
	free(got);
	answer_free(&answer);
}

#define CHECK(said, json, containers, expected)				\
	check(said, sizeof(said) / sizeof((said)[0]), json, containers,	\
	    expected)

/* The two processes answer side by side. */
static const struct said	hosts[] = {
	WRITER(0, "waits", "http/routers/web"),
	MAKER(0, "container", "Web"),
	MAKER(1, "id", "0123456789abcdef"),
	WRITER(1, "owner", "blue"),
	MAKER(1, "state", "running"),
	MAKER(1, "status", "published"),
	MAKER(1, "reason", "published"),
	WRITER(1, "conflict", "waits"),
	WRITER(1, "reason", "waits for host blue"),
	WRITER(0, "waits", "http/services/web"),
	WRITER(1, "owner", "red"),
	WRITER(1, "conflict", "alone"),
	WRITER(1, "reason", "is served only by host red"),
	MAKER(1, "object", "http/routers/Web"),
	MAKER(2, "claim", "http/routers/web"),
	MAKER(2, "state", "published"),
	MAKER(1, "object", "http/services/Web"),
	MAKER(2, "claim", "http/services/web"),
	MAKER(2, "state", "published"),
	MAKER(1, "object", "http/services/other"),
	MAKER(2, "claim", "http/services/other"),
	MAKER(2, "state", "published"),
	MAKER(2, "missing", "http/middlewares/m"),
	MAKER(0, "match", "third"),
};

static void
test_hosts(void **state)
{
	(void)state;
	CHECK(hosts, 0, 2, "container Web: published, except for what waits for "
	    "other hosts\n"
	    "    id 0123456789ab, running\n"
	    "    http/routers/Web: waits for host blue\n"
	    "    http/services/Web: is served only by host red\n"
	    "    http/services/other: published\n"
	    "      it refers to http/middlewares/m, which no container of "
	    "this host defines\n"
	    "container third: it matches too, not shown\n");
}

static void
test_json(void **state)
{
	(void)state;
	CHECK(hosts, 1, 1, "{\"containers\":[{\"name\":\"Web\","
	    "\"id\":\"0123456789abcdef\",\"state\":\"running\","
	    "\"status\":\"partial\",\"reason\":\"published, except for what "
	    "waits for other hosts\",\"objects\":["
	    "{\"name\":\"http/routers/Web\",\"state\":\"waits\","
	    "\"reason\":\"waits for host blue\",\"by\":\"\","
	    "\"owner\":\"\",\"missing\":[]},"
	    "{\"name\":\"http/services/Web\",\"state\":\"waits\","
	    "\"reason\":\"is served only by host red\",\"by\":\"\","
	    "\"owner\":\"\",\"missing\":[]},"
	    "{\"name\":\"http/services/other\",\"state\":\"published\","
	    "\"reason\":\"\",\"by\":\"\",\"owner\":\"\","
	    "\"missing\":[\"http/middlewares/m\"]}],"
	    "\"decisions\":[],\"errors\":[],\"labels\":[],"
	    "\"defaults\":[]}],\"matches\":[\"third\"],"
	    "\"suggestion\":null,\"docker\":null,\"redis\":null}\n");
}

static void
test_away(void **state)
{
	static const struct said	said[] = {
		WRITER(0, "redis.state", "disconnected: refused"),
		MAKER(0, "docker", "nobody listens"),
		MAKER(0, "container", "web"),
		MAKER(1, "id", "0123456789abcdef"),
		MAKER(1, "state", "stopped"),
		MAKER(1, "status", "ignored"),
		MAKER(1, "reason", "it does not run"),
	};

	(void)state;
	CHECK(said, 0, 1, "Docker: nobody listens; containers without labels "
	    "here are shown in their last\n    known state\n"
	    "Redis: disconnected: refused; changes are published when it "
	    "is connected again\n"
	    "container web: ignored: it does not run\n"
	    "    id 0123456789ab, stopped\n");
}

/* Each outcome of a label. */
static const struct said	outcomes[] = {
	MAKER(0, "container", "web"),
	MAKER(1, "decision", "enabled"),
	MAKER(2, "detail", "by label"),
	MAKER(1, "error", "label b: bad"),
	MAKER(1, "label", "a"),
	MAKER(2, "value", "1"),
	MAKER(2, "outcome", "key"),
	MAKER(2, "key", "http/x"),
	MAKER(3, "value", "1"),
	MAKER(2, "key", "http/y"),
	MAKER(3, "value", "true"),
	MAKER(1, "label", "b"),
	MAKER(2, "outcome", "error"),
	MAKER(2, "note", "bad"),
	MAKER(1, "label", "c"),
	MAKER(2, "outcome", "blocked"),
	MAKER(1, "label", "d"),
	MAKER(2, "outcome", "skipped"),
	MAKER(1, "label", "e"),
	MAKER(2, "outcome", "used"),
	MAKER(2, "note", "for f"),
	MAKER(1, "label", "g"),
	MAKER(2, "outcome", "ignored"),
	MAKER(1, "default", "http/z"),
	MAKER(2, "value", "2"),
};

static void
test_outcomes(void **state)
{
	(void)state;
	CHECK(outcomes, 0, 1, "container web: \n"
	    "    id , \n"
	    "    error: label b: bad\n"
	    "    enabled: by label\n"
	    "  labels:\n"
	    "    a=1\n"
	    "      -> http/x\n"
	    "      -> http/y=true\n"
	    "    b=\n"
	    "      error: see above\n"
	    "    c=\n"
	    "      blocked by the errors above\n"
	    "    d=\n"
	    "      skipped\n"
	    "    e=\n"
	    "      used: for f\n"
	    "  without a label:\n"
	    "    -> http/z=2\n"
	    "  labels not for Traefik: g\n");
}

/* A route-maker that somebody else speaks through. */
static void
test_cut(void **state)
{
	static const struct said	said[] = {
		MAKER(0, "container", "web"),
		MAKER(1, "label", "traefik.enable"),
		MAKER(2, "key", "http/routers/web/rule"),
	};

	(void)state;
	CHECK(said, 0, 1, "container web: \n"
	    "    id , \n"
	    "  labels:\n"
	    "    traefik.enable=\n"
	    "      -> http/routers/web/rule\n");
}

static void
test_nothing(void **state)
{
	static const struct said	said[] = {
		MAKER(0, "suggestion", "web"),
	};
	struct answer			answer = { 0 };

	(void)state;
	CHECK(said, 0, 0, "");
	CHECK(said, 1, 0, "{\"containers\":[],\"matches\":[],"
	    "\"suggestion\":\"web\",\"docker\":null,\"redis\":null}\n");
	assert_null(explain_suggestion(&answer));
	assert_int_equal(answer_add(&answer, ROLE_ROUTE_MAKER,
	    &said[0].item), 0);
	assert_string_equal(explain_suggestion(&answer), "web");
	answer_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_away),
		cmocka_unit_test(test_outcomes),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
