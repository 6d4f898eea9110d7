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

#include "kopd/conf/yaml.h"

struct row {
	const char	*text;
	const char	*wanted;
};

/* {key: value} and [item, item]; what is not plain stands in quotes. */
static void
dump(FILE *out, const struct yaml_node *node)
{
	size_t	 i;

	if (node->kind == YAML_SCALAR) {
		fprintf(out, node->plain ? "%s" : "'%s'", node->text);
		return;
	}
	fputc(node->kind == YAML_MAPPING ? '{' : '[', out);
	for (i = 0; i < node->n; i++) {
		if (i > 0)
			fputs(", ", out);
		if (node->kind == YAML_MAPPING)
			fprintf(out, "%s: ", node->keys[i]->text);
		dump(out, node->values[i]);
	}
	fputc(node->kind == YAML_MAPPING ? '}' : ']', out);
}

/* The dump, or "line:column: why"; to be freed. */
static char *
result_of(const char *text, size_t len)
{
	struct yaml_fault	 fault;
	struct yaml		*doc;
	size_t			 size;
	char			*result;
	FILE			*out;

	if ((out = open_memstream(&result, &size)) == NULL)
		fail_msg("no memory");
	if ((doc = yaml_read(text, len, &fault)) != NULL)
		dump(out, yaml_root(doc));
	else
		fprintf(out, "%u:%u: %s", fault.line, fault.column,
		    fault.why);
	yaml_close(doc);
	(void)fclose(out);
	return result;
}

static void
check(const struct row *rows, size_t n)
{
	char	*result;
	size_t	 i;

	for (i = 0; i < n; i++) {
		result = result_of(rows[i].text, strlen(rows[i].text));
		if (strcmp(result, rows[i].wanted) != 0)
			fail_msg("%s\nand not: %s\nfor: %s", result,
			    rows[i].wanted, rows[i].text);
		free(result);
	}
}
#define CHECK(rows)	check(rows, sizeof(rows) / sizeof(rows[0]))

static void
test_tree(void **state)
{
	static const struct row	 rows[] = {
		{ "a", "a" },
		{ "---", "" },
		{ "--- 'a'\n...\n", "'a'" },
		{ "\xef\xbb\xbf" "a: b", "{a: b}" },
		{ "%YAML 1.1\n---\na: on", "{a: on}" },
		{ "a: 1\nb: '2'\nc: \"3\"\n", "{a: 1, b: '2', c: '3'}" },
		{ "a:\n  b: [1, {c: d}]\n  e:\n", "{a: {b: [1, {c: d}], e: }}" },
		{ "- a\n- - b\n", "[a, [b]]" },
		{ "a: !!str 1\nb: ! 2", "{a: '1', b: '2'}" },
		{ "a: |\n  x\n  y\nb: >-\n  x\n  y\n", "{a: 'x\ny\n', b: 'x y'}" },
		{ "a: \"\\u00e9\"\nb: b\xc3\xa9", "{a: '\xc3\xa9', b: b\xc3\xa9}" },
		{ "a: &x {b: c}\nd: *x\n", "{a: {b: c}, d: {b: c}}" },
		{ "a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}" },
		{ "a: &k b\n*k : c\n", "{a: b, b: c}" },
		{ "? a\n: b\n", "{a: b}" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_merge(void **state)
{
	static const struct row	 rows[] = {
		{ "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3, c: 4}",
		    "{x: {a: 1, b: 2}, y: {b: 3, c: 4, a: 1}}" },
		{ "y: {<<: [{a: 1}, {a: 2, b: 3}]}",
		    "{y: {a: 1, b: 3}}" },
		{ "'<<': {a: 1}", "{<<: {a: 1}}" },
		{ "<<: a", "1:5: only a mapping can be merged" },
		{ "<<: [{a: b}, [c]]", "1:14: only a mapping can be merged" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_faults(void **state)
{
	static const struct row	 rows[] = {
		{ "", "1:1: there is no document" },
		{ "# nothing\n", "2:1: there is no document" },
		{ "a: b\n---\nc: d\n",
		    "2:1: a second document; only one is allowed" },
		{ "a: 1\nb: 2\na: 3\n", "3:1: \"a\" is already set, at 1:1" },
		{ "? [a]\n: b\n", "1:3: a key must be a string (and a value "
		    "that begins with { must be in quotes)" },
		{ "a:\n\tb: c\n", "2:1: a tab cannot indent; YAML needs blanks" },
		{ "a: `b`\n",
		    "1:4: a value cannot begin like this; put it in quotes" },
		{ "\xc3\xa9: `b`\n",
		    "1:4: a value cannot begin like this; put it in quotes" },
		{ "a: \"b\\0c\"", "1:4: a string with a zero byte" },
		{ "a: b\n\xc3\xa9: \xff\n",
		    "2:4: invalid leading UTF-8 octet (byte 0xff)" },
		{ "a: \x01", "1:4: control characters are not allowed "
		    "(byte 0x01)" },
		{ "a: b: c", "1:5: mapping values are not allowed in this "
		    "context" },
		{ "a: [b", "2:1: did not find expected ',' or ']' (while "
		    "parsing a flow sequence)" },
		{ "a: *b", "1:4: an alias for an unknown anchor" },
		{ "a: &b\n  c: *b", "2:6: an alias that contains itself" },
		{ "%YAML 2.0\n--- a", "1:1: found incompatible YAML document" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_places(void **state)
{
	struct yaml_fault		 fault;
	struct yaml			*doc;
	const struct yaml_node		*node;
	static const char		 text[] = "a:\n  b: !x c\n  d: ~\n";

	(void)state;
	doc = yaml_read(text, sizeof(text) - 1, &fault);
	assert_non_null(doc);
	assert_null(yaml_find(yaml_root(doc), "b"));
	node = yaml_find(yaml_root(doc), "a");
	assert_non_null(node);
	assert_int_equal(node->values[0]->line, 2);
	assert_int_equal(node->values[0]->column, 6);
	assert_string_equal(node->values[0]->tag, "!x");
	assert_false(yaml_is_null(node->values[0]));
	assert_true(yaml_is_null(yaml_find(node, "d")));
	assert_false(yaml_is_null(node));
	assert_null(yaml_find(node->values[0], "x"));
	yaml_close(doc);
	yaml_close(NULL);
}

/* n times the text, with what comes before and after; to be freed. */
static char *
repeat(const char *before, const char *text, size_t n, const char *after)
{
	size_t	 size;
	char	*p;
	FILE	*out;

	if ((out = open_memstream(&p, &size)) == NULL)
		fail_msg("no memory");
	fputs(before, out);
	while (n-- > 0)
		fputs(text, out);
	fputs(after, out);
	(void)fclose(out);
	return p;
}

static void
gives(char *text, const char *wanted)
{
	struct row	 row = { text, wanted };

	check(&row, 1);
	free(text);
}

static void
test_ceilings(void **state)
{
	char	*text, *result;

	(void)state;
	text = repeat("", "[", YAML_DEPTH_MAX, "]");
	result = result_of(text, strlen(text));
	assert_null(strstr(result, "deep"));
	free(result);
	free(text);
	gives(repeat("", "[", YAML_DEPTH_MAX + 1, ""),
	    "1:33: nested too deep");
	gives(repeat("", "- ", 100 * 1000, ""), "1:65: nested too deep");
	gives(repeat("[", "a,", YAML_NODES_MAX, "]"), "1:40000: too many "
	    "values, with aliases written out");
	gives(repeat("", "x", YAML_BYTES_MAX + 1, ""),
	    "1:1: larger than 1048576 bytes");
	text = repeat("", "x", YAML_BYTES_MAX, "");
	gives(strdup(text), text);
	free(text);
}

/* Full ones within each other, each below the ceiling. */
static void
test_nested(void **state)
{
	char	*wide, *deep;

	(void)state;
	wide = repeat("[", "x,", YAML_NODES_MAX - 2, "");
	deep = repeat("", wide, 10, "");
	free(wide);
	/* The third text of the second one. */
	gives(deep, "1:40003: too many values");
}

/* Ten of ten of ten ...: 10^9 values in a few lines. */
static void
test_bomb(void **state)
{
	char	*text, *p;
	size_t	 size;
	FILE	*out;
	int	 i, k;

	(void)state;
	if ((out = open_memstream(&text, &size)) == NULL)
		fail_msg("no memory");
	fputs("a0: &a0 x\n", out);
	for (i = 1; i < 10; i++) {
		fprintf(out, "a%d: &a%d [*a%d", i, i, i - 1);
		for (k = 1; k < 10; k++)
			fprintf(out, ", *a%d", i - 1);
		fputs("]\n", out);
	}
	(void)fclose(out);
	gives(text, "6:15: too many values, with aliases written "
	    "out");

	if ((out = open_memstream(&p, &size)) == NULL)
		fail_msg("no memory");
	fputs("a0: &a0 x\n", out);
	for (i = 1; i < 100; i++)
		fprintf(out, "a%d: &a%d [*a%d]\n", i, i, i - 1);
	(void)fclose(out);
	gives(p, "33:12: nested too deep, with aliases written out");
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_bomb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
