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

#include "common/bounds.h"
#include "regress/unit/route-maker/pieces.h"
#include "route-maker/docker/split.h"

#define ID_A	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NESTED	(JSON_SCAN_DEPTH_MAX + 1)

static void
on_element(void *arg, const char *p, size_t len)
{
	say(arg, "<%.*s>", (int)(len < 80 ? len : 80), p);
}

static void
on_fault(void *arg, const char *p, size_t len, const char *reason)
{
	struct hexid	 id;
	char		 text[HEXID_DIGITS + 1];

	say(arg, "!%.4s: %s!", json_scan_find_id(p, len, &id) == 0 ?
	    hexid_text(&id, text) : "-", reason);
}

static const struct split_callbacks	callbacks = {
	.element = on_element,
	.fault = on_fault
};

static int
feed(void *parser, const char *p, size_t len)
{
	return split_feed(parser, p, len);
}

static void
run(const char *text, size_t len, size_t cut, struct said *said)
{
	struct split	 s;

	split_init(&s, &callbacks, said);
	pieces(text, len, cut, feed, &s);
	if (split_end(&s) == -1)
		say(said, "%s", split_reason(&s));
	split_free(&s);
}

static void
good_arrays(void **state)
{
	(void)state;
	CHECK(run, "[]", "");
	CHECK(run, " [ \n] \r\n", "");
	CHECK(run, "[{}]", "<{}>");
	CHECK(run, "[{\"a\":[1,{\"b\":{}}]} , {\"c\":2}]\n",
	    "<{\"a\":[1,{\"b\":{}}]}><{\"c\":2}>");
}

static void
strings_hide_brackets(void **state)
{
	(void)state;
	CHECK(run, "[{\"a\":\"}]{[\"},{\"b\":\"\\\"}\\\\\"},{}]",
	    "<{\"a\":\"}]{[\"}><{\"b\":\"\\\"}\\\\\"}><{}>");
	CHECK(run, "[{\"\\u0000\":\"\xff\xfe\"}]",
	    "<{\"\\u0000\":\"\xff\xfe\"}>");
}

static void
no_arrays(void **state)
{
	(void)state;
	CHECK(run, "", "nothing, where an array is expected");
	CHECK(run, "{}", "not an array");
	CHECK(run, "null", "not an array");
	CHECK(run, "\0", "not an array");
	CHECK(run, "[1]", "an element that is not an object");
	CHECK(run, "[\"a\"]", "an element that is not an object");
	CHECK(run, "[[{}]]", "an element that is not an object");
	CHECK(run, "[{},]", "<{}>an element that is not an object");
	CHECK(run, "[,{}]", "an element that is not an object");
	CHECK(run, "[{}{}]", "<{}>garbage between two elements");
	CHECK(run, "[{},\0{}]", "<{}>an element that is not an object");
	CHECK(run, "[{}] x", "<{}>garbage after the array");
	CHECK(run, "[{}][{}]", "<{}>garbage after the array");
}

static void
truncated_arrays(void **state)
{
	(void)state;
	CHECK(run, "[", "the array is incomplete");
	CHECK(run, "[{}", "<{}>the array is incomplete");
	CHECK(run, "[{},", "<{}>the array is incomplete");
	CHECK(run, "[{},{\"a\":\"", "<{}>the array is incomplete");
	CHECK(run, "[{\"a\":1]", "the array is incomplete");
}

static void
bad_elements_alone_go(void **state)
{
	(void)state;
	CHECK(run, "[{\"Id\":\"" ID_A "\",\"a\":[}, {\"b\":1}]",
	    "!aaaa: its brackets do not match!<{\"b\":1}>");
	CHECK(run, "[{\"a\":]},{}]", "!-: its brackets do not match!<{}>");
	CHECK(run, "[{\"Id\":\"" ID_A "\",\"a\":\"\0\"},{}]",
	    "!aaaa: contains a NUL or another control byte!<{}>");
	CHECK(run, "[{\0},{}]",
	    "!-: contains a NUL or another control byte!<{}>");
	CHECK(run, "[{\"a\":\"\n\"},{}]",
	    "!-: contains a NUL or another control byte!<{}>");
}

static void
nesting_is_bounded(void **state)
{
	struct said	 said = { .len = 0 };
	char		 text[4 * NESTED + 64];
	size_t		 n = 0, i;

	(void)state;
	n += (size_t)snprintf(text, sizeof(text), "[{\"a\":");
	for (i = 1; i < NESTED; i++)
		text[n++] = '[';
	for (i = 1; i < NESTED; i++)
		text[n++] = ']';
	n += (size_t)snprintf(text + n, sizeof(text) - n, "},{}]");
	for (i = 0; i < 2; i++) {
		memset(&said, 0, sizeof(said));
		run(text, n, i == 0 ? 0 : n, &said);
		assert_string_equal(said.text,
		    "!-: nested deeper than 64 levels!<{}>");
	}
}

/* Feeds '[' before 'x' * fill after ',{"b":1}]' in pieces of a given size. */
static void
run_large(const char *before, size_t fill, const char *after, size_t piece,
    struct said *said)
{
	struct split	 s;
	char		*xs;
	size_t		 n;

	memset(said, 0, sizeof(*said));
	xs = malloc(piece);
	assert_non_null(xs);
	memset(xs, 'x', piece);
	split_init(&s, &callbacks, said);
	assert_int_equal(split_feed(&s, before, strlen(before)), 0);
	for (; fill > 0; fill -= n) {
		n = fill < piece ? fill : piece;
		assert_int_equal(split_feed(&s, xs, n), 0);
	}
	assert_true(s.scan.size <= 2 * ELEMENT_MAX);
	assert_int_equal(split_feed(&s, after, strlen(after)), 0);
	assert_int_equal(split_end(&s), 0);
	split_free(&s);
	free(xs);
}

static void
oversized_elements(void **state)
{
	static const size_t	 pieces_of[] = { 1021, 32768, 3 * ELEMENT_MAX };
	struct said		 said;
	size_t			 i;

	(void)state;
	for (i = 0; i < 3; i++) {
		run_large("[{\"Id\":\"" ID_A "\",\"a\":\"", 3 * ELEMENT_MAX,
		    "\"},{\"b\":1}]", pieces_of[i], &said);
		assert_string_equal(said.text,
		    "!aaaa: larger than 1 MiB!<{\"b\":1}>");
		run_large("[{\"a\":\"", 3 * ELEMENT_MAX,
		    "\",\"Id\":\"" ID_A "\"},{}]", pieces_of[i], &said);
		assert_string_equal(said.text, "!-: larger than 1 MiB!<{}>");
	}
}

static void
largest_element(void **state)
{
	struct said	 said;
	size_t		 around = strlen("{\"a\":\"\"}");

	(void)state;
	run_large("[{\"a\":\"", ELEMENT_MAX - around, "\"}]", 4096, &said);
	assert_memory_equal(said.text, "<{\"a\":\"xxx", 10);
	run_large("[{\"a\":\"", ELEMENT_MAX - around + 1, "\"}]", 4096, &said);
	assert_string_equal(said.text, "!-: larger than 1 MiB!");
}

static void
finds_ids(void **state)
{
	static const struct {
		const char	*text;
		int		 found;
	} cases[] = {
		{ "{\"Id\" : \"" ID_A "\"}", 1 },
		{ "{\"x\":{\"Id\":1},\"Id\":\"" ID_A "\"", 1 },
		{ "{\"x\":{\"Id\":\"" ID_A "\"}}", 0 },
		{ "{\"Id\":\"" ID_A "a\"}", 0 },
		{ "{\"Id\":\"AAAA\"}", 0 },
		{ "{\"Id\":", 0 },
		{ "{\"Id", 0 },
		{ "{\"Id\\", 0 },
		{ "{\"x\":\"Id\"}", 0 },
		{ "", 0 }
	};
	struct hexid	 id;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(json_scan_find_id(cases[i].text,
		    strlen(cases[i].text), &id), cases[i].found - 1);
}

static void
names(void **state)
{
	static const struct {
		const char	*text;
		const char	*name;
	} cases[] = {
		{ "{\"Names\":[\"/web\"],\"Labels\":{", "web" },
		{ "{ \"Id\" : \"x\" , \"Names\" : [ \"web\" ]", "web" },
		{ "{\"x\":{\"Names\":[\"/y\"]},\"Names\":[\"/a\",\"/b\"]", "a" },
		{ "{\"Names\":[]}", NULL }, { "{\"Names\":\"/web\"}", NULL },
		{ "{\"Names\":[\"/\"]}", NULL }, { "{\"Names\":[7]}", NULL },
		{ "{\"Names\":[\"/a/b\"]}", NULL }, { "{\"Names\"", NULL },
		{ "{\"Names\":[\"/a\\u0062\"]}", NULL },
		{ "{\"Names\":[\"/12345678\"]}", NULL }, { "", NULL },
	};
	char	name[8];
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (json_scan_find_name(cases[i].text, strlen(cases[i].text),
		    name, sizeof(name)) == -1)
			assert_null(cases[i].name);
		else {
			assert_non_null(cases[i].name);
			assert_string_equal(name, cases[i].name);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_arrays),
		cmocka_unit_test(strings_hide_brackets),
		cmocka_unit_test(no_arrays),
		cmocka_unit_test(truncated_arrays),
		cmocka_unit_test(bad_elements_alone_go),
		cmocka_unit_test(nesting_is_bounded),
		cmocka_unit_test(oversized_elements),
		cmocka_unit_test(largest_element),
		cmocka_unit_test(names),
		cmocka_unit_test(finds_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
