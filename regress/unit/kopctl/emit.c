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
#include <string.h>

#include "kopctl/emit.h"

static char	*got;
static size_t	 got_size;

static void
begin(struct emit *e, int json)
{
	FILE	*out = open_memstream(&got, &got_size);

	assert_non_null(out);
	emit_init(e, out, json);
}

static void
expect(struct emit *e, const char *text)
{
	assert_int_equal(fclose(e->out), 0);
	assert_string_equal(got, text);
	free(got);
}

/* Everything, as far as it goes with both forms. */
static void
put_all(struct emit *e)
{
	static const struct item	 number = { .type = ITEM_NUMBER,
					    .name = "n", .value = "-7" };
	static const struct item	 none = { .type = ITEM_NUMBER,
					    .name = "n", .value = "" };
	static const struct item	 string = { .name = "n",
					    .value = "7" };

	emit_object(e, NULL);
	emit_title(e, "title %d", 1);
	emit_string(e, "a", "x\ty");
	emit_list(e, "list");
	emit_string(e, NULL, "first");
	emit_number(e, NULL, 2);
	emit_object(e, NULL);
	emit_end(e);
	emit_list(e, NULL);
	emit_end(e);
	emit_end(e);
	emit_null(e, "null");
	emit_item(e, "number", &number);
	emit_item(e, "none", &none);
	emit_item(e, "string", &string);
	emit_object(e, "inner");
	emit_number(e, "max", INT64_MAX);
	emit_end(e);
	emit_title(e, "%s", "next\n");
	emit_row(e, "row", "%d%%", 5);
	emit_lines(e, 1, 2, "%s", "lines");
	emit_end(e);
}

static void
test_json(void **state)
{
	struct emit	 e;

	(void)state;
	begin(&e, 1);
	put_all(&e);
	expect(&e, "{\"a\":\"x\\ty\",\"list\":[\"first\",2,{},[]],"
	    "\"null\":null,\"number\":-7,\"none\":null,\"string\":\"7\","
	    "\"inner\":{\"max\":9223372036854775807}}\n");
}

static void
test_text(void **state)
{
	struct emit	 e;

	(void)state;
	begin(&e, 0);
	put_all(&e);
	expect(&e, "title 1\n"
	    "\ta                 x\\ty\n"
	    "\tlist              first\n"
	    "\tlist              2\n"
	    "\tnull              \n"
	    "\tnumber            -7\n"
	    "\tnone              \n"
	    "\tstring            7\n"
	    "\tmax               9223372036854775807\n"
	    "\n"
	    "next\\n\n"
	    "\trow               5%\n"
	    " lines\n");
}

static void
key(int json, int raw, const char *text)
{
	struct emit	 e;

	begin(&e, json);
	emit_object(&e, NULL);
	emit_key(&e, "k\t", "a\\b\n\033\302\233\377", raw);
	emit_end(&e);
	expect(&e, text);
}

static void
test_keys(void **state)
{
	(void)state;
	key(0, 0, "k\\t\ta\\\\b\\n\\x1b\\u009b\\xff\n");
	key(0, 1, "k\\t\ta\\\\b\\n\033\\u009b\\xff\n");
	key(1, 0, "{\"k\\t\":\"a\\\\b\\n\\u001b\\u009b\\ufffd\"}\n");
}

/* A process of another version, or one that is taken over, sends any number. */
static void
test_times(void **state)
{
	static const struct {
		const char	*value;
		const char	*json;
	} cases[] = {
		{ "1700000000", "\"2023-11-14T22:13:20Z\"\n" },
		{ "", "null\n" },
		{ "-1", "\"1970-01-01T00:00:00Z\"\n" },
		{ "-9223372036854776", "\"1970-01-01T00:00:00Z\"\n" },
		{ "-9223372036854775808", "\"1970-01-01T00:00:00Z\"\n" },
		{ "9223372036854775807", "\"\"\n" },
	};
	struct item	 item = { .type = ITEM_TIME, .name = "t" };
	struct emit	 e;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin(&e, 1);
		item.value = cases[i].value;
		emit_item(&e, NULL, &item);
		fputc('\n', e.out);
		expect(&e, cases[i].json);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
