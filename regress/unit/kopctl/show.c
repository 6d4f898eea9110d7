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
	fclose(f);
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
shows(const struct items *items, int json,
    void (*show)(FILE *, const struct items *, int), const char *text)
{
	char	*buf;
	size_t	 len;
	FILE	*f = open_memstream(&buf, &len);

	assert_non_null(f);
	show(f, items, json);
	fclose(f);
	assert_string_equal(buf, text);
	free(buf);
}

static void
test_show(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	shows(&items, 1, show_status, "{}\n");
	items_add(&items, "kopd.version", "1");
	items_add(&items, "route-maker.fault", "a\nb");
	items_add(&items, "kopd.pid", "7");
	items_add(&items, "route-maker.list", "x");
	items_add(&items, "route-maker.list", "y");
	shows(&items, 1, show_status, "{\"kopd\":{\"version\":\"1\","
	    "\"pid\":\"7\"},\"route-maker\":{\"fault\":[\"a\\nb\"],"
	    "\"list\":[\"x\",\"y\"]}}\n");
	shows(&items, 0, show_status,
	    "kopd\n"
	    "\tversion           1\n"
	    "\tpid               7\n"
	    "\n"
	    "route-maker\n"
	    "\tfault             a\\nb\n"
	    "\tlist              x\n"
	    "\tlist              y\n");
	items_free(&items);
}

/* Processes and names in the order of their first item. */
static void
test_order(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	items_add(&items, "b.y", "1");
	items_add(&items, "a.x", "2");
	items_add(&items, "b.x", "3");
	items_add(&items, "bare", "4");
	items_add(&items, "b.y", "5");
	items_add(&items, "a.xx", "6");
	items_add(&items, "b.x.y", "7");
	items_add(&items, "a.x", "8");
	shows(&items, 1, show_status, "{\"b\":{\"y\":[\"1\",\"5\"],"
	    "\"x\":\"3\",\"x.y\":\"7\"},"
	    "\"a\":{\"x\":[\"2\",\"8\"],\"xx\":\"6\"},"
	    "\"\":{\"bare\":\"4\"}}\n");
	shows(&items, 0, show_status,
	    "b\n"
	    "\ty                 1\n"
	    "\tx                 3\n"
	    "\ty                 5\n"
	    "\tx.y               7\n"
	    "\n"
	    "a\n"
	    "\tx                 2\n"
	    "\txx                6\n"
	    "\tx                 8\n"
	    "\n"
	    "\n"
	    "\tbare              4\n");
	items_free(&items);
}

/* As many as a large host has: each name is there, and its value. */
static void
test_many(void **state)
{
	struct items	 items = { 0 };
	char		 name[32], *wanted;
	size_t		 len;
	int		 i, k, n = 10000;
	FILE		*f = open_memstream(&wanted, &len);

	(void)state;
	assert_non_null(f);
	fputs("{\"p\":{", f);
	for (i = 0; i < n; i++) {
		k = i * 7919 % n;
		(void)snprintf(name, sizeof(name), "p.n%d", k);
		items_add(&items, name, "v");
		fprintf(f, "%s\"n%d\":\"v\"", i > 0 ? "," : "", k);
	}
	fputs("}}\n", f);
	fclose(f);
	shows(&items, 1, show_status, wanted);
	free(wanted);
	items_free(&items);
}

/* A process that was taken over chooses names and values. */
static void
test_foreign_names(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	items_add(&items, "a\033b.c\302\233d\"", "\342\200\256e");
	shows(&items, 1, show_status,
	    "{\"a\\u001bb\":{\"c\\u009bd\\\"\":\"\\u202ee\"}}\n");
	shows(&items, 0, show_status,
	    "a^[b\n"
	    "\tcM-BM^[d\"         M-bM^@M-.e\n");
	items_free(&items);
}

static void
test_routes(void **state)
{
	struct items	 items = { 0 };

	(void)state;
	shows(&items, 1, show_routes, "{}\n");
	shows(&items, 0, show_routes, "");
	items_add(&items, "http/routers/x/rule", "Host(`x`)\t");
	items_add(&items, "http/routers/y/rule", "\033[1m");
	shows(&items, 1, show_routes, "{\"http/routers/x/rule\":"
	    "\"Host(`x`)\\t\",\"http/routers/y/rule\":\"\\u001b[1m\"}\n");
	shows(&items, 0, show_routes, "http/routers/x/rule\tHost(`x`)\\t\n"
	    "http/routers/y/rule\t^[[1m\n");
	items_free(&items);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_no_utf8),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_foreign_names),
		cmocka_unit_test(test_routes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
