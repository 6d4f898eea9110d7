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
shows(const struct items *items, int json, const char *text)
{
	char	*buf;
	size_t	 len;
	FILE	*f = open_memstream(&buf, &len);

	assert_non_null(f);
	show_hosts(f, items, json);
	fclose(f);
	assert_string_equal(buf, text);
	free(buf);
}

static void
host(struct items *items, const char *name, const char *number,
    const char *lease, const char *left, const char *engine,
    const char *objects)
{
	items_add(items, "name", name);
	items_add(items, "number", number);
	items_add(items, "lease", lease);
	items_add(items, "left", left);
	items_add(items, "engine", engine);
	items_add(items, "engine_name", *engine != '\0' ? "box" : "");
	items_add(items, "version", *engine != '\0' ? "0.1" : "");
	items_add(items, "since", *engine != '\0' ? "86400" : "");
	items_add(items, "objects", objects);
}

static void
waits(struct items *items, const char *id, const char *who,
    const char *owner, const char *how)
{
	items_add(items, "waits", id);
	items_add(items, "host", who);
	items_add(items, "owner", owner);
	items_add(items, "how", how);
	items_add(items, "cause", strcmp(how, "blocked") == 0 ? "C" : "");
	items_add(items, "container", "blog");
	items_add(items, "text", "TEXT");
}

static void
test_nothing(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	shows(&items, 0, "");
	shows(&items, 1, "[]\n");
}

static void
test_text(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	host(&items, "a", "1", "held", "57321", "E1", "4");
	host(&items, "b", "2", "held", "-1", "E2", "2");
	host(&items, "\033c", "3", "none", "0", "", "0");
	waits(&items, "http/routers/x", "b", "a", "waits");
	waits(&items, "http/services/x", "b", "a", "alone");
	items_add(&items, "more", "7");
	shows(&items, 0,
	    "host a\n"
	    "\tnumber           1\n"
	    "\tlease            held, 57.3 s left\n"
	    "\tengine           box, id E1\n"
	    "\tkopd             0.1, since 1970-01-02 00:00:00 UTC\n"
	    "\tobjects          4\n"
	    "\n"
	    "host b\n"
	    "\tnumber           2\n"
	    "\tlease            held, for ever\n"
	    "\tengine           box, id E2\n"
	    "\tkopd             0.1, since 1970-01-02 00:00:00 UTC\n"
	    "\tobjects          2\n"
	    "\twaiting          http/routers/x TEXT\n"
	    "\twaiting          http/services/x TEXT\n"
	    "\n"
	    "host ^[c\n"
	    "\tnumber           3\n"
	    "\tlease            none: nothing of it is in Redis\n"
	    "\tobjects          0\n"
	    "\n"
	    "7 more objects wait\n");
	items_free(&items);
}

static void
test_json(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	host(&items, "a", "1", "lapsed", "0", "E1", "4");
	host(&items, "b", "2", "silent", "-1", "", "2");
	waits(&items, "http/routers/x", "b", "a", "waits");
	waits(&items, "http/services/x", "b", "a", "blocked");
	shows(&items, 1,
	    "[{\"name\":\"a\",\"number\":1,\"lease\":\"lapsed\",\"left\":0,"
	    "\"engine\":\"E1\",\"engine_name\":\"box\",\"version\":\"0.1\","
	    "\"since\":86400,\"objects\":4,\"waiting\":[]},"
	    "{\"name\":\"b\",\"number\":2,\"lease\":\"silent\",\"left\":null,"
	    "\"engine\":\"\",\"engine_name\":\"\",\"version\":\"\","
	    "\"since\":null,\"objects\":2,\"waiting\":["
	    "{\"object\":\"http/routers/x\",\"owner\":\"a\",\"how\":\"waits\","
	    "\"cause\":\"\",\"container\":\"blog\",\"text\":\"TEXT\"},"
	    "{\"object\":\"http/services/x\",\"owner\":\"a\","
	    "\"how\":\"blocked\",\"cause\":\"C\",\"container\":\"blog\","
	    "\"text\":\"TEXT\"}]}]\n");
	items_free(&items);
}

/* The rest is counted, in both forms. */
static void
test_more(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	items_add(&items, "more", "3");
	shows(&items, 1, "[{\"more\":3}]\n");
	items_free(&items);
	host(&items, "a", "1", "none", "0", "", "0");
	items_add(&items, "more", "4194304");
	shows(&items, 1,
	    "[{\"name\":\"a\",\"number\":1,\"lease\":\"none\",\"left\":0,"
	    "\"engine\":\"\",\"engine_name\":\"\",\"version\":\"\","
	    "\"since\":null,\"objects\":0,\"waiting\":[]},"
	    "{\"more\":4194304}]\n");
	items_free(&items);
	/* A process that was taken over says what it likes. */
	items_add(&items, "more", "1,2");
	shows(&items, 1, "[]\n");
	items_free(&items);
}

/* Those of several hosts in any order: each with its own, as they came. */
static void
test_order(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	host(&items, "b", "1", "none", "0", "", "1");
	host(&items, "a", "2", "none", "0", "", "2");
	waits(&items, "z", "a", "b", "waits");
	waits(&items, "y", "nobody", "b", "waits");
	waits(&items, "x", "b", "a", "waits");
	waits(&items, "w", "a", "b", "waits");
	shows(&items, 0,
	    "host b\n"
	    "\tnumber           1\n"
	    "\tlease            none: nothing of it is in Redis\n"
	    "\tobjects          1\n"
	    "\twaiting          x TEXT\n"
	    "\n"
	    "host a\n"
	    "\tnumber           2\n"
	    "\tlease            none: nothing of it is in Redis\n"
	    "\tobjects          2\n"
	    "\twaiting          z TEXT\n"
	    "\twaiting          w TEXT\n");
	items_free(&items);
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
