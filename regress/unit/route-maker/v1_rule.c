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

/*
 * Rules of Traefik 1, their escapes and their limits.  regress/legacy has what
 * Traefik 1 made of more of them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "route-maker/translate/toml.h"
#include "route-maker/translate/v1_pattern.h"
#include "route-maker/translate/v1_router.h"
#include "route-maker/translate/v1_rule.h"
#include "route-maker/translate/words.h"

static struct arena	arena = ARENA_INITIALIZER;

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
escapes(void **state)
{
	static const char *const	good[][2] = {
		{ "", "" }, { "a", "a" }, { "a\\\\.b", "a\\.b" },
		{ "\\\"x\\\"", "\"x\"" }, { "\\b\\t\\n\\f\\r", "\b\t\n\f\r" },
		{ "\\u00e9", "\303\251" }, { "\\U0001F600", "\360\237\230\200" },
		{ "\\u0041z", "Az" }, { "\303\251\t", "\303\251\t" }
	};
	static const char *const	bad[] = {
		"\\d", "a\\", "\\", "\"", "a\nb", "a\rb", "\\u", "\\u00e",
		"\\u00eg", "\\u0000", "\\ud800", "\\U00110000", "\\U0001F60",
		"\\/", "\\'", "\\ "
	};
	const char			*why;
	char				*s;
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		s = toml_unescape(&arena, good[i][0], strlen(good[i][0]), &why);
		assert_non_null(s);
		assert_string_equal(s, good[i][1]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		why = NULL;
		if (toml_unescape(&arena, bad[i], strlen(bad[i]), &why) != NULL)
			fail_msg("accepted: %s", bad[i]);
		assert_non_null(why);
	}
	/* Not beyond the end. */
	assert_null(toml_unescape(&arena, "\\u0041", 5, &why));
	assert_string_equal(toml_unescape(&arena, "ab\\d", 2, &why), "ab");
}

static void
lists(void **state)
{
	struct words	 w;

	(void)state;
	words_split(&arena, &w, " a , ,b,, c d ,", ",");
	assert_int_equal(w.n, 3);
	assert_string_equal(words_join(&arena, &w), "a,b,c d");
	words_split(&arena, &w, "A:1||B:2|| ", "||");
	assert_int_equal(w.n, 2);
	assert_string_equal(w.v[1], "B:2");
	words_split(&arena, &w, "", ",");
	assert_int_equal(w.n, 0);
	assert_string_equal(words_join(&arena, &w), "");
}

static void
patterns(void **state)
{
	static const char *const	rows[][2] = {
		{ "", "" }, { "a.b", "a\\.b" }, { "{n}", "(?:ANY)" },
		{ "{n:[0-9]+}x", "(?:[0-9]+)x" }, { "{n:a{1}}", "(?:a{1})" },
		{ "{n:a:b}", "(?:a:b)" }, { "a{b}c{d}", "a(?:ANY)c(?:ANY)" },
		{ "{", NULL }, { "}", NULL }, { "a}{b", NULL }, { "{}", NULL },
		{ "{:x}", NULL }, { "{x:}", NULL }, { "{a{b}", NULL }
	};
	const char			*why;
	char				*s, deep[2 * V1_BRACES_MAX + 8];
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		s = v1_pattern(&arena, rows[i][0], "ANY", &why);
		if (rows[i][1] == NULL)
			assert_null(s);
		else
			assert_string_equal(s, rows[i][1]);
	}
	(void)snprintf(deep, sizeof(deep), "{n:%.*sx%.*s}", V1_BRACES_MAX - 1,
	    "{{{{{{{{{{{{{{{{", V1_BRACES_MAX - 1, "}}}}}}}}}}}}}}}}");
	assert_non_null(v1_pattern(&arena, deep, "", &why));
	(void)snprintf(deep, sizeof(deep), "{n:%.*sx%.*s}", V1_BRACES_MAX,
	    "{{{{{{{{{{{{{{{{", V1_BRACES_MAX, "}}}}}}}}}}}}}}}}");
	assert_null(v1_pattern(&arena, deep, "", &why));
}

static int
translate(const char *text, struct v1_rule *rule, struct decode *d)
{
	static struct route_maker_conf	conf;
	struct made			m;

	decode_init(d, &arena, &conf);
	made_init(&m, d);
	return v1_rule(&m, "l", text, rule);
}

static void
rules(void **state)
{
	static const char *const	rows[][2] = {
		{ "Host:A.b", "Host(`a.b`)" }, { ":Host:a", "Host(`a`)" },
		{ ";Host:a,b;;Path:/,", "(Host(`a`) || Host(`b`)) && "
		    "Path(`/`)" },
		{ "AddPrefix:/x;Host:a,b;Method:get,put", "(Host(`a`) || "
		    "Host(`b`)) && (Method(`GET`) || Method(`PUT`))" },
		{ "Host:a,b;AddPrefix:/x;Method:get", "(Host(`a`) || "
		    "Host(`b`)) && Method(`GET`)" },
		{ "Headers:A,1,B,x`y", "Header(`A`, `1`) && "
		    "Header(`B`, \"x`y\")" },
		{ "Query:a=b=c,d;Path:/", "Query(`a`, `b`) && Query(`c`, `d`)"
		    " && Path(`/`)" },
		{ "PathPrefix:x,/y", "PathPrefix(`/y`)" },
		{ "Path:/a\"`", "Path(\"/a\\\"`\")" },
		{ "AddPrefix:/x", "PathPrefix(`/`)" },
	};
	static const char *const	bad[] = {
		"", ";", "Host", "Host:", "Host: ", "Host:,", "host:a", " :",
		"Host:a; ", "Host:*", "HostRegexp:*", "Host:\303\251",
		"HostRegexp:{a}\303\251", "HostRegexp:{a:(}", "HostRegexp:{",
		"Path:/{a:(}", "Path:/{}", "Path:a", "PathStrip:/{a}",
		"PathPrefixStrip:/}", "Headers:a", "HeadersRegexp:a,(",
		"Query:a", "Query:a={b", "Query:a={b:(}",
		"ReplacePathRegex:( /x"
	};
	struct v1_rule			 rule;
	struct decode			 d;
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (translate(rows[i][0], &rule, &d) == -1)
			fail_msg("rejected: %s", rows[i][0]);
		assert_string_equal(rule.text, rows[i][1]);
		assert_false(faults_fatal(&d.faults));
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (translate(bad[i], &rule, &d) == 0)
			fail_msg("accepted: %s", bad[i]);
		assert_true(faults_fatal(&d.faults));
		assert_string_equal(STAILQ_FIRST(&d.faults)->label, "l");
	}
}

static void
modifiers(void **state)
{
	struct v1_rule	rule;
	struct decode	d;

	(void)state;
	assert_int_equal(translate("PathPrefixStrip:/a,/long,/b;AddPrefix:/x,"
	    "/y;ReplacePath:/p;ReplacePathRegex: ^/(.*) /$1", &rule, &d), 0);
	assert_string_equal(words_join(&arena, &rule.strip), "/long,/a,/b");
	assert_int_equal(rule.strip_regex.n, 0);
	assert_string_equal(rule.add_prefix, "/y");
	assert_string_equal(rule.replace_path, "/p");
	assert_string_equal(rule.regex, "^/(.*)");
	assert_string_equal(rule.replacement, "/$1");
	/* The last one counts. */
	assert_int_equal(translate("PathStripRegex:/a.b,/{n:[0-9]+}/x;"
	    "PathPrefixStrip:/s;PathStrip:/t", &rule, &d), 0);
	assert_string_equal(words_join(&arena, &rule.strip), "/t");
	assert_string_equal(words_join(&arena, &rule.strip_regex),
	    "^/(?:[0-9]+)/x,^/a\\.b");
}

/* Of many alternatives, of many parts, and of one long word. */
static void
limits(void **state)
{
	struct v1_rule	 rule;
	struct decode	 d;
	char		*text, *p;
	size_t		 i;

	(void)state;
	text = malloc(V1_RULE_MAX * 4);
	assert_non_null(text);
	p = stpcpy(text, "Host:");
	memset(p, 'a', V1_RULE_MAX);
	p[V1_RULE_MAX - 8] = '\0';		/* Host(``) */
	assert_int_equal(translate(text, &rule, &d), 0);
	assert_int_equal(strlen(rule.text), V1_RULE_MAX);
	p[V1_RULE_MAX - 8] = 'a';
	p[V1_RULE_MAX - 7] = '\0';
	assert_int_equal(translate(text, &rule, &d), -1);
	for (p = stpcpy(text, "Host:"), i = 0; i < V1_RULE_MAX; i++)
		p = stpcpy(p, "a,");
	assert_int_equal(translate(text, &rule, &d), -1);
	for (p = text, i = 0; i < V1_RULE_MAX / 2; i++)
		p = stpcpy(p, "Host:a;");
	assert_int_equal(translate(text, &rule, &d), -1);
	for (p = text, i = 0; i < V1_RULE_MAX / 13; i++)
		p = stpcpy(p, "AddPrefix:/a;");
	assert_int_equal(translate(text, &rule, &d), 0);
	(void)stpcpy(p, "AddPrefix:/a;");
	assert_int_equal(translate(text, &rule, &d), -1);
	free(text);
}

/* A long name would be a part of each label that is made. */
static void
long_names(void **state)
{
	struct decode	 d;
	struct made	 m;
	char		 name[LABEL_NAME_MAX + 2];

	(void)state;
	decode_init(&d, &arena, NULL);
	made_init(&m, &d);
	memset(name, 'a', sizeof(name));
	name[LABEL_NAME_MAX + 1] = '\0';
	assert_int_equal(made_object(&m, "l", "router", name), -1);
	assert_true(faults_fatal(&d.faults));
	name[LABEL_NAME_MAX] = '\0';
	assert_int_equal(made_object(&m, "l", "router", name), 0);
}

/* Names of entry points are compared with each other: they have a limit. */
static void
entry_points(void **state)
{
	static struct route_maker_conf	 conf;
	char				 names[V1_ENTRIES_MAX * 8 + 8] = "";
	struct v1_label			 labels[] = {
		{ "frontend.entryPoints", names, "e", NULL },
		{ "frontend.rule", "Host:a", "r", NULL }
	};
	struct decode			 d;
	struct made			 m;
	struct v1_part			 p = { .made = &m, .labels = labels,
					    .n = 2, .router = "r",
					    .service = "s", .named = "r",
					    .backend = MADE_DEFAULT };
	char				*to = names;
	int				 i;

	(void)state;
	for (i = 0; i < V1_ENTRIES_MAX; i++)
		to += snprintf(to, 8, "e%d,", i);
	decode_init(&d, &arena, &conf);
	made_init(&m, &d);
	assert_int_equal(v1_part_make(&p), 0);
	(void)snprintf(to, 8, "more");
	decode_init(&d, &arena, &conf);
	made_init(&m, &d);
	assert_int_equal(v1_part_make(&p), -1);
	assert_string_equal(STAILQ_FIRST(&d.faults)->reason,
	    "more than 64 entry points");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(escapes),
		cmocka_unit_test(lists),
		cmocka_unit_test(patterns),
		cmocka_unit_test(rules),
		cmocka_unit_test(modifiers),
		cmocka_unit_test(limits),
		cmocka_unit_test(long_names),
		cmocka_unit_test(entry_points),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
