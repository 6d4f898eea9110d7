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

#include "kopctl/hosts.h"

static void
shows(const struct answer *answer, int json, const char *text)
{
	struct emit	 e;
	char		*buf;
	size_t		 len;
	FILE		*f = open_memstream(&buf, &len);

	assert_non_null(f);
	emit_init(&e, f, json);
	show_hosts(&e, answer);
	(void)fclose(f);
	assert_string_equal(buf, text);
	free(buf);
}

static void
add(struct answer *answer, unsigned int depth, enum item_type type,
    const char *name, const char *value)
{
	struct item	 item = { .depth = depth, .type = type,
			    .name = name, .value = value };

	assert_int_equal(answer_add(answer, ROLE_REDIS_WRITER, &item), 0);
}

static void
host(struct answer *a, const char *name, const char *number,
    const char *lease, const char *ms, const char *engine,
    const char *objects)
{
	add(a, 0, ITEM_STRING, "host", name);
	add(a, 1, ITEM_NUMBER, "number", number);
	add(a, 1, ITEM_STRING, "lease", lease);
	add(a, 1, ITEM_NUMBER, "lease_ms", ms);
	add(a, 1, ITEM_STRING, "engine", engine);
	add(a, 1, ITEM_STRING, "engine_name", *engine != '\0' ? "box" : "");
	add(a, 1, ITEM_STRING, "version", *engine != '\0' ? "0.1" : "");
	add(a, 1, ITEM_TIME, "since", *engine != '\0' ? "86400" : "");
	add(a, 1, ITEM_NUMBER, "objects", objects);
}

static void
waits(struct answer *a, const char *id, const char *who, const char *owner,
    const char *conflict)
{
	add(a, 0, ITEM_STRING, "waits", id);
	add(a, 1, ITEM_STRING, "host", who);
	add(a, 1, ITEM_STRING, "owner", owner);
	add(a, 1, ITEM_STRING, "conflict", conflict);
	add(a, 1, ITEM_STRING, "cause",
	    strcmp(conflict, "blocked") == 0 ? "C" : "");
	add(a, 1, ITEM_STRING, "container", "blog");
	add(a, 1, ITEM_STRING, "reason", "TEXT");
}

static void
test_nothing(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	shows(&answer, 0, "");
	shows(&answer, 1, "[]\n");
}

static void
test_text(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	host(&answer, "a", "1", "held", "57321", "E1", "4");
	host(&answer, "b", "2", "held", "", "E2", "2");
	host(&answer, "\033c", "3", "none", "0", "", "0");
	waits(&answer, "http/routers/x", "b", "a", "waits");
	waits(&answer, "http/services/x", "b", "a", "alone");
	add(&answer, 0, ITEM_NUMBER, "more", "7");
	shows(&answer, 0,
	    "host a\n"
	    "\tnumber            1\n"
	    "\tlease             held, expires in 57.3 s\n"
	    "\tengine            box, id E1\n"
	    "\tkopd              0.1, since 1970-01-02 00:00:00 UTC\n"
	    "\tobjects           4\n"
	    "\n"
	    "host b\n"
	    "\tnumber            2\n"
	    "\tlease             held, does not expire\n"
	    "\tengine            box, id E2\n"
	    "\tkopd              0.1, since 1970-01-02 00:00:00 UTC\n"
	    "\tobjects           2\n"
	    "\twaiting           http/routers/x TEXT\n"
	    "\twaiting           http/services/x TEXT\n"
	    "\n"
	    "host ^[c\n"
	    "\tnumber            3\n"
	    "\tlease             none: no routes in Redis\n"
	    "\tobjects           0\n"
	    "\n"
	    "7 more objects wait\n");
	answer_free(&answer);
}

static void
test_json(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	host(&answer, "a", "1", "lapsed", "0", "E1", "4");
	host(&answer, "b", "2", "silent", "", "", "2");
	waits(&answer, "http/routers/x", "b", "a", "waits");
	waits(&answer, "http/services/x", "b", "a", "blocked");
	shows(&answer, 1,
	    "[{\"name\":\"a\",\"number\":1,\"lease\":\"lapsed\",\"lease_ms\":0,"
	    "\"engine\":\"E1\",\"engine_name\":\"box\",\"version\":\"0.1\","
	    "\"since\":\"1970-01-02T00:00:00Z\",\"objects\":4,\"waiting\":[]},"
	    "{\"name\":\"b\",\"number\":2,\"lease\":\"silent\",\"lease_ms\":null,"
	    "\"engine\":\"\",\"engine_name\":\"\",\"version\":\"\","
	    "\"since\":null,\"objects\":2,\"waiting\":["
	    "{\"object\":\"http/routers/x\",\"owner\":\"a\",\"conflict\":\"waits\","
	    "\"cause\":\"\",\"container\":\"blog\",\"reason\":\"TEXT\"},"
	    "{\"object\":\"http/services/x\",\"owner\":\"a\","
	    "\"conflict\":\"blocked\",\"cause\":\"C\",\"container\":\"blog\","
	    "\"reason\":\"TEXT\"}]}]\n");
	answer_free(&answer);
}

/* The rest is counted, in both forms. */
static void
test_more(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	add(&answer, 0, ITEM_NUMBER, "more", "3");
	shows(&answer, 1, "[{\"more\":3}]\n");
	answer_free(&answer);
	host(&answer, "a", "1", "none", "0", "", "0");
	add(&answer, 0, ITEM_NUMBER, "more", "4194304");
	shows(&answer, 1,
	    "[{\"name\":\"a\",\"number\":1,\"lease\":\"none\",\"lease_ms\":0,"
	    "\"engine\":\"\",\"engine_name\":\"\",\"version\":\"\","
	    "\"since\":null,\"objects\":0,\"waiting\":[]},"
	    "{\"more\":4194304}]\n");
	answer_free(&answer);
}

/* Those of several hosts in any order: each with its own, as they came. */
static void
test_order(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	host(&answer, "b", "1", "none", "0", "", "1");
	host(&answer, "a", "2", "none", "0", "", "2");
	waits(&answer, "z", "a", "b", "waits");
	waits(&answer, "y", "nobody", "b", "waits");
	waits(&answer, "x", "b", "a", "waits");
	waits(&answer, "w", "a", "b", "waits");
	shows(&answer, 0,
	    "host b\n"
	    "\tnumber            1\n"
	    "\tlease             none: no routes in Redis\n"
	    "\tobjects           1\n"
	    "\twaiting           x TEXT\n"
	    "\n"
	    "host a\n"
	    "\tnumber            2\n"
	    "\tlease             none: no routes in Redis\n"
	    "\tobjects           2\n"
	    "\twaiting           z TEXT\n"
	    "\twaiting           w TEXT\n");
	answer_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_more),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
