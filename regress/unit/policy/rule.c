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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policy/ruleset.h"

#define SAME	NULL		/* the canonical text is the text itself */

static void
check(const char *text, const char *wanted)
{
	struct arena		 a = ARENA_INITIALIZER;
	struct rule_token	*tokens = rule_tokens(&a, text);
	struct rule		 r;
	char			 why[RULE_WHY_MAX];
	size_t			 at;

	assert_non_null(tokens);
	if (rule_build(&r, &a, tokens, &at, why) == -1)
		fail_msg("%s: %s", text, why);
	assert_string_equal(rule_text(&a, &r), wanted == SAME ? text : wanted);
	arena_free(&a);
}

static void
fails(const char *text, size_t wanted, const char *wanted_why)
{
	struct arena		 a = ARENA_INITIALIZER;
	struct rule_token	*tokens = rule_tokens(&a, text);
	struct rule		 r;
	char			 why[RULE_WHY_MAX];
	size_t			 at;

	assert_non_null(tokens);
	if (rule_build(&r, &a, tokens, &at, why) == 0)
		fail_msg("%s is accepted", text);
	assert_string_equal(why, wanted_why);
	assert_int_equal(at, wanted);
	arena_free(&a);
}

static void
canonical(void **state)
{
	(void)state;
	check("block all", SAME);
	check("pass quick log router", SAME);
	check("pass log quick router", "pass quick log router");
	check("pass router host \"*.a.com\"", SAME);
	check("pass router host A.com.", "pass router host \"a.com\"");
	check("pass router host { a, b c }",
	    "pass router host { \"a\" \"b\" \"c\" }");
	check("pass router host { \"a\" any } entry point \"web\"", SAME);
	check("pass router host \"any\"", SAME);
	check("pass router entry  point{web,}",
	    "pass router entry point \"web\"");
	check("pass router middleware { \"a*@file\" \"b\" } "
	    "with middleware \"c\" with middleware \"d\"", SAME);
	check("block router priority > 100000 priority < -5", SAME);
	check("block router tls no", SAME);
	check("pass router protocol { http tcp }", SAME);
	check("pass service protocol udp", SAME);
	check("pass service address { published container labelled }", SAME);
	check("pass service address { \"10.0.0.0/8\" \"2001:db8::1\" "
	    "\"db.internal\" \"published\" }", SAME);
	check("pass service port { 80 1024:65535 }", SAME);
	check("pass service port 80:80", "pass service port 80");
	check("pass middleware kind \"headers\"", SAME);
	check("pass middleware kind { \"RateLimit\" \"inFlightConn\" \"*\" "
	    "any }", SAME);
	check("pass store name \"default\"", SAME);
	check("block all reference { \"*@internal\" \"*@file\" } file yes",
	    SAME);
	check("pass all from container \"a\" from project \"b\" "
	    "from namespace \"c\" from image \"d\" from network \"e\" "
	    "from service \"f\" from label \"g\" = \"h\" "
	    "from label \"i\" = { \"j\" \"k\" }", SAME);
	check("limit from project \"a\" objects 10", SAME);
	check("limit from container { \"a\" \"b\" } from label \"c\" = any "
	    "objects 1000000 bytes 64K", SAME);
	check("limit bytes 1048576 from network a objects 2",
	    "limit from network \"a\" objects 2 bytes 1M");
	check("limit from image a bytes 1G", "limit from image \"a\" bytes 1G");
	check("pass all from container \"a \\\" \\\\ b\"", SAME);
}

static void
words(void **state)
{
	(void)state;
	fails("", 0, "the line ends, but `pass', `block' or "
	    "`limit' is expected");
	fails("permit all", 0, "`permit', but `pass', `block' or `limit' is "
	    "expected");
	fails("pass", 1, "the line ends, but `all', `router', `service', "
	    "`middleware' or `store' is expected");
	fails("pass ruter", 1, "`ruter', but `all', `router', `service', "
	    "`middleware' or `store' is expected; did you mean `router'?");
	fails("pass \"router\"", 1, "\"router\", but `all', `router', "
	    "`service', `middleware' or `store' is expected");
	fails("pass router hots a", 2, "`hots', but a criterion is expected; "
	    "did you mean `host'?");
	fails("pass router host a b", 4, "`b', but a criterion is expected");
	fails("pass router from image", 4, "`from image' needs a value, or a "
	    "list between `{' and `}'");
	fails("pass router from contaner a", 3, "`contaner', but `container', "
	    "`project', `namespace', `image', `network', `service' or `label' "
	    "is expected; did you mean `container'?");
	fails("pass service host a", 2, "`host' is not a criterion of a "
	    "service; write the kind of object that has it");
	fails("block all port 80", 2, "`port' is not a criterion of all "
	    "objects; write the kind of object that has it");
	fails("block router host a host b", 4, "`host' is there twice");
	fails("block router tls maybe", 3, "`maybe', but `yes' or `no' is "
	    "expected");
	fails("block router priority 5", 3, "`5', but `<' or `>' is expected");
	fails("block router priority > five", 4, "`five', but a number is "
	    "expected");
	fails("block router priority > 99999999999999999999", 4,
	    "`99999999999999999999', but a number is expected");
	fails("block router with middleware { a }", 4, "`{', but a name is "
	    "expected");
	fails("block all from label a b", 5, "`b', but `=' is expected");
}

static void
limits(void **state)
{
	(void)state;
	fails("limit", 1, "the line ends, but `from' is expected");
	fails("limit objects 5", 3, "the line ends, but `from' is expected");
	fails("limit from project a", 4, "the line ends, but `objects' or "
	    "`bytes' is expected");
	fails("limit from project a object 5", 4, "`object', but `from', "
	    "`objects' or `bytes' is expected; did you mean `objects'?");
	fails("limit from project a host b objects 5", 4, "`host', but "
	    "`from', `objects' or `bytes' is expected");
	fails("limit from host a", 2, "`host', but `container', `project', "
	    "`namespace', `image', `network', `service' or `label' is "
	    "expected");
	fails("limit quick from project a objects 5", 1, "`quick', but "
	    "`from', `objects' or `bytes' is expected");
	fails("limit from project a from project b", 4, "`from project' is "
	    "there twice");
	fails("limit from project a objects 5 objects 6", 6, "`objects' is "
	    "there twice");
	fails("limit from project a objects", 5, "the line ends, but "
	    "`objects' needs a number from 1 to 1000000");
	fails("limit from project a objects 0", 5, "`0', but `objects' needs "
	    "a number from 1 to 1000000");
	fails("limit from project a objects 1000001", 5, "`1000001', but "
	    "`objects' needs a number from 1 to 1000000");
	fails("limit from project a objects 5K", 5, "`5K', but `objects' "
	    "needs a number from 1 to 1000000");
	fails("limit from project a objects \"5\"", 5, "\"5\", but `objects' "
	    "needs a number from 1 to 1000000");
	fails("limit from project a bytes 5X", 5, "`5X', but `bytes' needs a "
	    "number from 1 to 1G, such as 64K");
	fails("limit from project a bytes 2G", 5, "`2G', but `bytes' needs a "
	    "number from 1 to 1G, such as 64K");
}

static void
lists(void **state)
{
	(void)state;
	fails("pass router host { }", 4, "the list of `host' is empty");
	fails("pass router host { a", 5, "the list of `host' has no `}'");
	fails("pass router host { a < }", 5, "`<', but an entry of the list "
	    "is expected");
	fails("pass router host \"\"", 3, "an empty string is no entry of a "
	    "list");
	fails("pass router host a*", 3, "`a*' is not the name of a host; `*' "
	    "may only be its first label, as in \"*.example.com\"");
	fails("pass service port { 80 0 }", 5, "`0' is neither a port from 1 "
	    "to 65535 nor a range such as 1024:65535");
	fails("pass service port 65536", 3, "`65536' is neither a port from 1 "
	    "to 65535 nor a range such as 1024:65535");
	fails("pass service port 2:1", 3, "`2:1' is an empty range: the first "
	    "port is above the last one");
	fails("pass service address publised", 3, "`publised', but an "
	    "address, a network such as 10.0.0.0/8, a name in quotes, "
	    "`published', `container' or `labelled' is expected; did you "
	    "mean `published'?");
	fails("pass service address 10.0.0.1/8", 3, "`10.0.0.1/8', but an "
	    "address, a network such as 10.0.0.0/8, a name in quotes, "
	    "`published', `container' or `labelled' is expected");
	fails("pass middleware kind hedaers", 3, "`hedaers' is not a kind of "
	    "middleware; did you mean `headers'?");
	fails("pass middleware kind { \"headers\" \"xyzzy*\" }", 5,
	    "\"xyzzy*\" is not a kind of middleware");
	fails("pass service protocol tpc", 3, "`tpc', but `http', `tcp' or "
	    "`udp' is expected; did you mean `tcp'?");
}

static void
many_entries(void **state)
{
	char	 text[RULE_TEXT_MAX];
	size_t	 n = strlcpy(text, "pass router middleware { ", sizeof(text));
	int	 i;

	(void)state;
	for (i = 0; i <= RULE_ENTRIES_MAX; i++) {
		text[n++] = 'a';
		text[n++] = ' ';
	}
	text[n] = '\0';
	fails(text, 4 + RULE_ENTRIES_MAX, "more than 1024 entries in one "
	    "rule");
}

static void
texts(void **state)
{
	struct arena	 a = ARENA_INITIALIZER;
	char		*text;

	(void)state;
	assert_null(rule_tokens(&a, "pass router host \"a"));
	assert_null(rule_tokens(&a, "pass router host \"a\\"));
	text = malloc(RULE_TEXT_MAX + 2);
	assert_non_null(text);
	memset(text, ' ', RULE_TEXT_MAX + 1);
	text[RULE_TEXT_MAX + 1] = '\0';
	assert_null(rule_tokens(&a, text));
	assert_non_null(rule_tokens(&a, text + 1));
	free(text);
	arena_free(&a);
}

/* A policy as kopd sends it. */
static void
policy(void **state)
{
	struct ruleset	*rs;

	(void)state;
	rs = ruleset_parse("\"kopd.conf:1\" block all\n"
	    "\"a b:2\" pass router host \"a\"\n");
	assert_non_null(rs);
	assert_int_equal(rs->n, 2);
	assert_string_equal(rs->rules[1].place, "a b:2");
	assert_int_equal(rs->rules[1].pass, 1);
	ruleset_free(rs);
	rs = ruleset_parse("\"f:1\" limit from project a objects 5\n"
	    "\"f:2\" block all\n\"f:3\" limit from image b bytes 1K\n");
	assert_non_null(rs);
	assert_int_equal(rs->n, 1);
	assert_string_equal(rs->rules[0].place, "f:2");
	assert_int_equal(rs->nlimits, 2);
	assert_int_equal(rs->limits[0].objects, 5);
	assert_int_equal(rs->limits[1].bytes, 1024);
	ruleset_free(rs);
	rs = ruleset_parse("");
	assert_non_null(rs);
	assert_int_equal(rs->n, 0);
	ruleset_free(rs);
	assert_null(ruleset_parse("\"a:1\" block all"));
	assert_null(ruleset_parse("block all\n"));
	assert_null(ruleset_parse("\"a:1\" block\n"));
	assert_null(ruleset_parse("\n"));
	ruleset_free(NULL);
}

static int
covers(const char *text, const char *other)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct rule	 r, s;
	char		 why[RULE_WHY_MAX];
	size_t		 at;
	int		 result;

	assert_int_equal(rule_build(&r, &a, rule_tokens(&a, text), &at, why),
	    0);
	assert_int_equal(rule_build(&s, &a, rule_tokens(&a, other), &at, why),
	    0);
	result = rule_covers(&a, &r, &s);
	arena_free(&a);
	return result;
}

static void
unreachable(void **state)
{
	(void)state;
	assert_true(covers("block quick all", "pass router host a"));
	assert_true(covers("block quick router", "pass router host a"));
	assert_true(covers("pass quick router host a",
	    "block log router host a"));
	assert_false(covers("block all", "pass router host a"));
	assert_false(covers("block quick all", "limit from image a objects 5"));
	assert_false(covers("block quick router", "pass all"));
	assert_false(covers("block quick router", "pass service"));
	assert_false(covers("block quick router host a",
	    "pass router host { a b }"));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(canonical),
		cmocka_unit_test(words),
		cmocka_unit_test(limits),
		cmocka_unit_test(lists),
		cmocka_unit_test(many_entries),
		cmocka_unit_test(texts),
		cmocka_unit_test(policy),
		cmocka_unit_test(unreachable)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
