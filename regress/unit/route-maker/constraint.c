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

/* Constraints: what matches, what does not, and where an error is. */

#include "regress/unit/route-maker/containers.h"

#include "route-maker/program/constraint.h"

#define LABELS	"\"tier\":\"public\",\"env\":\"prod-1\",\"empty\":\"\"," \
		    "\"a.b\":\"x\",\"Tier\":\"inner\",\"uni\":\"\303\274\"," \
		    "\"quote\":\"a\\\"b\\\\c\""

struct row {
	const char	*text;
	int		 matches;
};

static const struct row	good[] = {
	{ "Label(`tier`, `public`)", 1 },
	{ "Label(\"tier\", \"public\")", 1 },
	{ "Label(`tier`, `inner`)", 0 },
	{ "Label(`Tier`, `inner`)", 1 },
	{ "Label(`TIER`, `inner`)", 0 },
	{ "Label(`a.b`, `x`)", 1 },
	{ "Label(`missing`, ``)", 1 },
	{ "Label(`missing`, `x`)", 0 },
	{ "Label(`empty`, ``)", 1 },
	{ "!Label(`tier`, `public`)", 0 },
	{ "!!Label(`tier`, `public`)", 1 },
	{ "! ! !Label(`tier`, `public`)", 0 },
	{ "!(Label(`tier`, `public`) && Label(`empty`, ``))", 0 },

	/* && goes before ||. */
	{ "Label(`tier`, `public`) || Label(`no`, `x`) && Label(`no`, `x`)",
	    1 },
	{ "(Label(`tier`, `public`) || Label(`no`, `x`)) && Label(`no`, `x`)",
	    0 },
	{ "Label(`no`, `x`) && Label(`no`, `x`) || Label(`tier`, `public`)",
	    1 },
	{ "!Label(`no`, `x`) && Label(`tier`, `public`)", 1 },
	{ "Label(`no`,`x`)||Label(`no`,`y`)||Label(`a.b`,`x`)", 1 },
	{ "Label(`a.b`,`x`)&&Label(`empty`,``)&&Label(`tier`,`no`)", 0 },

	/* Texts as Go has them. */
	{ "Label(`quote`, `a\"b\\c`)", 1 },
	{ "Label(\"quote\", \"a\\\"b\\\\c\")", 1 },
	{ "Label(\"uni\", \"\\u00fc\")", 1 },
	{ "Label(\"uni\", \"\\U000000fc\")", 1 },
	{ "Label(\"uni\", \"\\xc3\\xbc\")", 1 },
	{ "Label(\"uni\", \"\\303\\274\")", 1 },
	{ "Label(\"uni\", \"\303\274\")", 1 },
	{ "Label(`tier`, `pub\rlic`)", 1 },
	{ "Label(\"tier\\x00\", \"public\")", 0 },
	{ "Label(\"tier\", \"public\\x00\")", 0 },
	{ "Label(\"\\x00\", ``)", 1 },

	/* Where white space, lines and comments may be. */
	{ " \t\r\n Label (\n`tier` ,\n\n`public`\t) \n\n ", 1 },
	{ "Label(`tier`, `public`,)", 1 },
	{ "Label(`tier`, `public`,\n)", 1 },
	{ "Label(`tier`, `public`...)", 1 },
	{ "Label(`tier`, `public`...,)", 1 },
	{ "Label(`tier`, `public`) &&\nLabel(`a.b`, `x`)", 1 },
	{ "!\nLabel(`tier`, `public`)", 0 },
	{ "(\nLabel(`tier`, `public`))", 1 },
	{ "/* a */ Label(/* b\n */`tier`, /**/ `public`) // c", 1 },
	{ "// a\nLabel(`tier`, `public`)\n// c\n", 1 },
	{ "Label(`tier` /* b */, `public`) /* c */ && Label(`empty`, ``)", 1 },
	{ "\357\273\277Label(`tier`, `public`)", 1 },

	{ "LabelRegex(`tier`, `^pub`)", 1 },
	{ "LabelRegex(`tier`, `bli`)", 1 },
	{ "LabelRegex(`tier`, `^bli`)", 0 },
	{ "LabelRegex(`env`, `^prod-\\d+$`)", 1 },
	{ "LabelRegex(\"env\", \"^prod-\\\\d+$\")", 1 },
	{ "LabelRegex(`tier`, `(?i)PUBLIC`)", 1 },
	{ "LabelRegex(`uni`, `^.$`)", 1 },
	{ "LabelRegex(`missing`, `^$`)", 1 },
	{ "LabelRegex(`missing`, `.`)", 0 },
	{ "!LabelRegex(`missing`, `.`)", 1 },
	{ "LabelRegex(`tier`, ``)", 1 },
	{ "LabelRegex(`env`, `\\p{L}+-[[:digit:]]`)", 1 },
	{ "LabelRegex(`env`, `^\\pL+-\\PL$`)", 1 },
	{ "LabelRegex(`uni`, `^\\x{fc}$`)", 1 },
	{ "LabelRegex(`a.b`, `^\\x78$`)", 1 },
	{ "LabelRegex(`env`, `^[\\w-]+$`)", 1 },
	{ "LabelRegex(`env`, `^[a-z-\\d]+$`)", 1 },
	{ "LabelRegex(`env`, `^[[:alpha:]-1]+$`)", 1 },
	{ "LabelRegex(`env`, `^[\\D-1]+$`)", 1 },
	{ "LabelRegex(`env`, `[:a]`)", 0 },
	{ "LabelRegex(`tier`, `^*public$+`)", 1 },
	{ "LabelRegex(`tier`, `\\Qpub\\E(?i:LIC)`)", 1 },
	{ "LabelRegex(`tier`, `(?P<a>pub)(?<b>lic)`)", 1 },
	{ "LabelRegex(`tier`, `(?s-i:p.b)`)", 1 },
};

static const struct {
	const char	*text;
	const char	*error;
} bad[] = {
	{ "", "1:1: it ends, but" },
	{ "  ", "1:3: it ends, but" },
	{ "// nothing", "1:11: it ends, but" },
	{ "Label", "1:6: it ends, but" },
	{ "Label(`a`", "1:10: it ends, but" },
	{ "Label(`a`)", "1:10: `)', but `,'" },
	{ "Label(`a`,", "1:11: it ends, but a string" },
	{ "Label(`a`, `b`", "1:15: it ends, but `)'" },
	{ "Label(`a`, `b`, `c`)", "1:17: ``c`', but `)'" },
	{ "Label(`a`, `b`,,)", "1:16: `,', but `)'" },
	{ "Label(`a`..., `b`)", "1:10: `...', but" },
	{ "Label()", "1:7: `)', but a string" },
	{ "Label(a, b)", "1:7: `a', but a string" },
	{ "Label(1, `b`)", "1:7: `1', but" },
	{ "Label((`a`), `b`)", "1:7: `(', but" },
	{ "Label(`a` + `b`, `c`)", "1:11: `+', but" },
	{ "Label(`a`, Label(`a`, `b`))", "1:12: `Label', but" },
	{ "label(`a`, `b`)", "1:1: `label', but Label(" },
	{ "Labels(`a`, `b`)", "1:1: `Labels', but" },
	{ "Label1(`a`, `b`)", "1:1: `Label1', but" },
	{ "(Label)(`a`, `b`)", "1:7: `)', but" },
	{ "`a`", "1:1: ``a`', but" },
	{ "true", "1:1: `true', but" },
	{ "Label(`a`, `b`) Label(`a`, `b`)", "1:17: `Label', but" },
	{ "Label(`a`, `b`);", "1:16: `;', but" },
	{ "Label(`a`, `b`).x", "1:16: `.', but" },
	{ "Label(`a`, `b`) & Label(`a`, `b`)", "1:17: `&', but" },
	{ "Label(`a`, `b`) and Label(`a`, `b`)", "1:17: `and', but" },
	{ "Label(`a`, `b`) == Label(`a`, `b`)", "1:17: `=', but" },
	{ "Label(`a`, `b`) != Label(`a`, `b`)", "1:17: `!=', but" },
	{ "Label(`a`, `b`) &&", "1:19: it ends, but" },
	{ "&& Label(`a`, `b`)", "1:1: `&&', but" },
	{ "Label(`a`, `b`) || || Label(`a`, `b`)", "1:20: `||', but" },
	{ "Label(`a`, `b`) ! Label(`a`, `b`)", "1:17: `!', but" },
	{ "!", "1:2: it ends, but" },
	{ "(Label(`a`, `b`)", "1:17: it ends, but" },
	{ "Label(`a`, `b`))", "1:16: `)', but `&&', `||' or "
	    "the end" },
	{ "()", "1:2: `)', but" },
	{ "Label('a', 'b')", "1:7: a string has double quotes" },
	{ "Label(`a`, \"b)", "1:12: the quote is not closed" },
	{ "Label(`a`, \"b\nc\")", "1:12: the quote is not closed" },
	{ "Label(`a`, \"b\\", "1:12: the quote is not closed" },
	{ "Label(`a, \"b\")", "1:7: the quote is not closed" },
	{ "Label(`a`, \"\\d\")", "1:12: invalid escape sequence" },
	{ "Label(`a`, \"\\'\")", "1:12: invalid escape sequence" },
	{ "Label(`a`, \"\\ud800\")", "1:12: invalid escape sequence" },
	{ "Label(`a`, \"\\400\")", "1:12: invalid escape sequence" },
	{ "Label(`a`, `b`) /* c", "1:17: the comment is not closed" },

	/* Lines that end too early. */
	{ "Label(`a`, `b`)\n&& Label(`a`, `b`)", "2:1: `&&', but" },
	{ "Label\n(`a`, `b`)", "1:6: the line ends, but `('" },
	{ "Label(`a`\n, `b`)", "1:10: the line ends, but" },
	{ "Label(`a`, `b`\n)", "1:15: the line ends, but" },
	{ "Label(`a`, `b`...\n)", NULL },
	{ "(Label(`a`, `b`)\n)", "1:17: the line ends, but" },
	{ "(Label(`a`, `b`) /* \n */)", "2:4: the line ends, but" },
	{ "(Label(`a`, `b`) // c\n)", "1:22: the line ends, but" },
	{ "Label(`a`, `b`) &&\n\n  no", "3:3: `no', but" },

	{ "LabelRegex(`a`, `(`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `[`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `(?=x)`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `(x)\\1`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `\\x`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `\\ü`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `(?P<é>a)`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `[\\Qa\\E]`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `(?i-)`)", "1:17: the regular expression: " },
	{ "LabelRegex(`a`, `x**`)", "1:17: the regular expression: " },
	{ "Label(`a`, `b`) ||\n\tLabelRegex(`a`, `*`)",
	    "2:18: the regular expression: " },

	{ "Label(`a\377`, `b`)", "1:9: a byte that is not UTF-8" },
	{ "Label(`a`, `b`) // \355\240\200", "1:20: a byte that is not UTF-8" },
	{ "Label(`a`, `\357\273\277`)", "1:13: a byte that is not UTF-8, or" },
};

static struct route_maker_conf	*conf;
static struct container		*container;

static int
set_up(void **state)
{
	(void)state;
	conf = test_conf();
	container = test_container(&(struct test_container){ .n = 1,
	    .name = "c", .labels = LABELS }, conf);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	container_free(container);
	config_free(&route_maker_table, conf);
	return 0;
}

static void
matching(void **state)
{
	struct constraint	*c;
	char			 why[256];
	size_t			 i;
	int			 got;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		c = constraint_compile(good[i].text, why, sizeof(why));
		if (c == NULL)
			fail_msg("%s: %s", good[i].text, why);
		got = constraint_match(c, container, why, sizeof(why));
		if (got != good[i].matches)
			fail_msg("%s: %d", good[i].text, got);
		constraint_free(c);
	}
}

static void
refused(void **state)
{
	struct constraint	*c;
	char			 why[256];
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		c = constraint_compile(bad[i].text, why, sizeof(why));
		if (bad[i].error == NULL && c == NULL)
			fail_msg("%s: %s", bad[i].text, why);
		if (bad[i].error != NULL && c != NULL)
			fail_msg("%s: taken", bad[i].text);
		if (bad[i].error != NULL && strncmp(why, bad[i].error,
		    strlen(bad[i].error)) != 0)
			fail_msg("%s: %s", bad[i].text, why);
		constraint_free(c);
	}
}

/* The same text as often as it fits. */
static char *
repeated(const char *before, const char *s, size_t times, const char *after)
{
	char	*text;
	size_t	 i, size;

	size = strlen(before) + strlen(s) * times + strlen(after) + 1;
	assert_non_null(text = malloc(size));
	(void)strlcpy(text, before, size);
	for (i = 0; i < times; i++)
		memcpy(text + strlen(before) + i * strlen(s), s, strlen(s));
	(void)strlcpy(text + strlen(before) + times * strlen(s), after,
	    size - strlen(before) - times * strlen(s));
	return text;
}

static void
expect(char *text, const char *error)
{
	struct constraint	*c;
	char			 why[256];

	c = constraint_compile(text, why, sizeof(why));
	if (error == NULL)
		assert_non_null(c);
	else {
		assert_null(c);
		if (strstr(why, error) == NULL)
			fail_msg("%s", why);
	}
	constraint_free(c);
	free(text);
}

static void
ceilings(void **state)
{
	(void)state;
	expect(repeated("", "(", 50000, ""), "nested deeper than 100");
	expect(repeated("", "!", 50000, ""), "nested deeper than 100");
	expect(repeated("", "!(", 20000, ""), "nested deeper than 100");
	expect(repeated("", "!", 90, "Label(`a`, `b`)"), NULL);
	expect(repeated("", "Label(`a`,`b`)&&", 4000, "Label(`a`,`b`)"), NULL);
	expect(repeated("", " ", CONSTRAINT_TEXT_MAX, "Label(`a`, `b`)"),
	    "1:1: longer than");
	expect(repeated("Label(`a`,`", "b", 60000, "`)"), NULL);
	expect(repeated("", "é", 200, "(`a`, `b`)"), "1:1: `é");
}

/* What matches in exponential time is given up. */
static void
takes_too_long(void **state)
{
	struct constraint	*c;
	struct container	*slow;
	char			*labels, why[256];

	(void)state;
	labels = repeated("\"a\":\"", "a", 5000, "!\"");
	slow = test_container(&(struct test_container){ .n = 2, .name = "s",
	    .labels = labels }, conf);
	c = constraint_compile("!LabelRegex(`a`, `^(a|aa)+$`)", why,
	    sizeof(why));
	assert_non_null(c);
	assert_int_equal(constraint_match(c, slow, why, sizeof(why)), -1);
	assert_non_null(strstr(why, "LabelRegex of label a: "));
	constraint_free(c);
	container_free(slow);
	free(labels);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(matching),
		cmocka_unit_test(refused),
		cmocka_unit_test(ceilings),
		cmocka_unit_test(takes_too_long),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
