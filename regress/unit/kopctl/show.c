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

#include <stdlib.h>
#include <stdio.h>
#include <time.h>

#include "kopctl/json.h"
#include "kopctl/show.h"

static void
is_json(const char *text, const char *json)
{
	char	*buf;
	size_t	 len;
	FILE	*f = open_memstream(&buf, &len);

	assert_non_null(f);
	json_string(f, text);
	(void)fclose(f);
	assert_string_equal(buf, json);
	free(buf);
}

static void
test_strings(void **state)
{
	(void)state;
	is_json("", "\"\"");
	is_json("a \"b\" \\ /", "\"a \\\"b\\\" \\\\ /\"");
	is_json("\n\t\r\001\037\177",
	    "\"\\n\\t\\u000d\\u0001\\u001f\\u007f\"");
	is_json("\302\200\302\233\302\237\302\240",
	    "\"\\u0080\\u009b\\u009f\302\240\"");
	is_json("a\330\234b\342\200\216\342\200\217\342\200\252\342\200\256",
	    "\"a\\u061cb\\u200e\\u200f\\u202a\\u202e\"");
	is_json("\342\201\246\342\201\251\342\200\250",
	    "\"\\u2066\\u2069\342\200\250\"");
	is_json("\303\244\342\202\254\360\237\230\200",
	    "\"\303\244\342\202\254\360\237\230\200\"");
}

static void
test_no_utf8(void **state)
{
	(void)state;
	is_json("a\377b", "\"a\\ufffdb\"");
	is_json("\303", "\"\\ufffd\"");
	is_json("\303(", "\"\\ufffd(\"");
	/* overlong, surrogate, too high, cut at the end */
	is_json("\300\200", "\"\\ufffd\\ufffd\"");
	is_json("\355\240\200", "\"\\ufffd\\ufffd\\ufffd\"");
	is_json("\364\220\200\200", "\"\\ufffd\\ufffd\\ufffd\\ufffd\"");
	is_json("\342\202", "\"\\ufffd\\ufffd\"");
}

static void
shows(const struct answer *answer, int json,
    void (*show)(struct emit *, const struct answer *), const char *text)
{
	struct emit	 e;
	char		*buf;
	size_t		 len;
	FILE		*f = open_memstream(&buf, &len);

	assert_non_null(f);
	emit_init(&e, f, json);
	show(&e, answer);
	(void)fclose(f);
	assert_string_equal(buf, text);
	free(buf);
}

static void
add(struct answer *answer, enum role role, enum item_type type,
    const char *name, const char *value)
{
	struct item	 item = { .type = type, .name = name,
			    .value = value };

	assert_int_equal(answer_add(answer, role, &item), 0);
}

static void
test_show(void **state)
{
	struct answer	 a = { 0 };

	(void)state;
	shows(&a, 1, show_status, "{}\n");
	add(&a, ROLE_PARENT, ITEM_STRING, "version", "1");
	add(&a, ROLE_ROUTE_MAKER, ITEM_STRING, "error", "a\nb");
	add(&a, ROLE_PARENT, ITEM_NUMBER, "uptime", "7");
	add(&a, ROLE_ROUTE_MAKER, ITEM_STRING, "list", "x");
	add(&a, ROLE_REDIS_WRITER, ITEM_NUMBER, "redis.host_number", "");
	add(&a, ROLE_ROUTE_MAKER, ITEM_NUMBER, "list", "-1");
	shows(&a, 1, show_status, "{\"kopd\":{\"version\":\"1\","
	    "\"uptime\":7},\"route-maker\":{\"error\":[\"a\\nb\"],"
	    "\"list\":[\"x\",-1]},"
	    "\"redis-writer\":{\"redis.host_number\":null}}\n");
	shows(&a, 0, show_status,
	    "kopd\n"
	    "\tversion           1\n"
	    "\tuptime            7 s\n"
	    "\n"
	    "route-maker\n"
	    "\terror             a\\nb\n"
	    "\tlist              x\n"
	    "\tlist              -1\n"
	    "\n"
	    "redis-writer\n"
	    "\tredis.host_number \n");
	answer_free(&a);
}

/* A state is a word for programs, and text for the operator; so is a time. */
static void
test_states(void **state)
{
	struct answer	 a = { 0 };

	(void)state;
	add(&a, ROLE_PARENT, ITEM_STRING, "s", "up for 3 s");
	add(&a, ROLE_PARENT, ITEM_STRING, "s.word", "up");
	add(&a, ROLE_PARENT, ITEM_STRING, "t.word", "alone");
	add(&a, ROLE_PARENT, ITEM_TIME, "last", "86400");
	add(&a, ROLE_PARENT, ITEM_TIME, "never", "");
	add(&a, ROLE_PARENT, ITEM_TIME, "late", "9223372036854775807");
	shows(&a, 1, show_status, "{\"kopd\":{\"s\":\"up\","
	    "\"s.detail\":\"up for 3 s\",\"t.word\":\"alone\","
	    "\"last\":\"1970-01-02T00:00:00Z\",\"never\":null,"
	    "\"late\":\"\"}}\n");
	shows(&a, 0, show_status,
	    "kopd\n"
	    "\ts                 up for 3 s\n"
	    "\tlast              1970-01-02 00:00:00\n"
	    "\tnever             \n"
	    "\tlate              \n");
	answer_free(&a);
}

/* Names in the order of their first item. */
static void
test_order(void **state)
{
	struct answer	 a = { 0 };

	(void)state;
	add(&a, ROLE_REDIS_WRITER, ITEM_STRING, "y", "1");
	add(&a, ROLE_REDIS_WRITER, ITEM_STRING, "x", "3");
	add(&a, ROLE_REDIS_WRITER, ITEM_STRING, "y", "5");
	add(&a, ROLE_REDIS_WRITER, ITEM_STRING, "x.y", "7");
	add(&a, ROLE_DOCKER_READER, ITEM_STRING, "x", "2");
	shows(&a, 1, show_status, "{\"docker-reader\":{\"x\":\"2\"},"
	    "\"redis-writer\":{\"y\":[\"1\",\"5\"],"
	    "\"x\":\"3\",\"x.y\":\"7\"}}\n");
	shows(&a, 0, show_status,
	    "docker-reader\n"
	    "\tx                 2\n"
	    "\n"
	    "redis-writer\n"
	    "\ty                 1\n"
	    "\tx                 3\n"
	    "\ty                 5\n"
	    "\tx.y               7\n");
	answer_free(&a);
}

/* As many as a large host has: each name is there, and its value. */
static void
test_many(void **state)
{
	struct answer	 a = { 0 };
	char		 name[32], *wanted;
	size_t		 len;
	int		 i, k, n = 10000;
	FILE		*f = open_memstream(&wanted, &len);

	(void)state;
	assert_non_null(f);
	fputs("{\"kopd\":{", f);
	for (i = 0; i < n; i++) {
		k = i * 7919 % n;
		(void)snprintf(name, sizeof(name), "n%d", k);
		add(&a, ROLE_PARENT, ITEM_STRING, name, "v");
		fprintf(f, "%s\"n%d\":\"v\"", i > 0 ? "," : "", k);
	}
	fputs("}}\n", f);
	(void)fclose(f);
	shows(&a, 1, show_status, wanted);
	free(wanted);
	answer_free(&a);
}

/* A process that was taken over chooses names and values. */
static void
test_foreign_names(void **state)
{
	struct answer	 a = { 0 };

	(void)state;
	add(&a, ROLE_PARENT, ITEM_STRING, "c\302\233d\"", "\342\200\256e");
	shows(&a, 1, show_status,
	    "{\"kopd\":{\"c\\u009bd\\\"\":\"\\u202ee\"}}\n");
	shows(&a, 0, show_status,
	    "kopd\n"
	    "\tcM-BM^[d\"         M-bM^@M-.e\n");
	answer_free(&a);
}

static void
test_routes(void **state)
{
	struct answer	 a = { 0 };

	(void)state;
	shows(&a, 1, show_routes, "{}\n");
	shows(&a, 0, show_routes, "");
	add(&a, ROLE_ROUTE_MAKER, ITEM_STRING, "http/routers/x/rule",
	    "Host(`x`)\t\\");
	add(&a, ROLE_ROUTE_MAKER, ITEM_STRING, "http/routers/y/rule",
	    "\033[1m\302\233\377");
	shows(&a, 1, show_routes, "{\"http/routers/x/rule\":"
	    "\"Host(`x`)\\t\\\\\",\"http/routers/y/rule\":"
	    "\"\\u001b[1m\\u009b\\ufffd\"}\n");
	shows(&a, 0, show_routes, "http/routers/x/rule\tHost(`x`)\\t\\\\\n"
	    "http/routers/y/rule\t\\x1b[1m\\u009b\\xff\n");
	answer_free(&a);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_no_utf8),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_foreign_names),
		cmocka_unit_test(test_routes),
	};

	if (setenv("TZ", "UTC", 1) == -1)
		return 1;
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
