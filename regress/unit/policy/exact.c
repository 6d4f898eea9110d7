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
 * The narrowest rule of an object: it passes the object, whatever its names,
 * and no object that has more.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policy/exact.h"
#include "policy/match.h"

#define OBJECTS		5000

struct object {
	const char	*id;
	const char	*keys[8][2];
	const char	*server;
	enum address_kind kind;
};

static void
read_object(struct facts *f, struct arena *a, const struct object *o)
{
	size_t	 i;

	facts_begin(f, a, o->id, o->id);
	for (i = 0; i < 8 && o->keys[i][0] != NULL; i++)
		facts_add(f, o->keys[i][0], o->keys[i][1]);
	if (o->server != NULL)
		facts_server(f, o->server, o->kind);
	facts_end(f);
}

static const struct {
	struct object	 object;
	enum exact_class class;
	const char	*rule;
} rows[] = {
	{ { "http/routers/web", { { "rule", "Host(`a`) || Host(`b`)" },
	    { "entryPoints", "web,web" }, { "middlewares", "x,y@docker" } },
	    NULL, 0 }, EXACT_SPECIAL,
	    "pass router name \"web\" protocol http host { \"a\" \"b\" } "
	    "entry point \"web\" middleware { \"x\" \"y\" } "
	    "with middleware \"x\" with middleware \"y\" tls no "
	    "reference \"y@docker\" file no priority < 23" },
	{ { "http/routers/web", { { "rule", "PathPrefix(`/`)" },
	    { "tls", "true" } }, NULL, 0 }, EXACT_PLAIN,
	    "pass router name \"web\" protocol http host any "
	    "entry point any middleware any tls yes" },
	{ { "http/routers/web", { { "rule", "Host(`a`)" },
	    { "priority", "9223372036854775807" } }, NULL, 0 }, EXACT_SPECIAL,
	    "pass router name \"web\" protocol http host \"a\" "
	    "entry point any middleware any tls no reference any file no" },
	{ { "udp/routers/dns", { { "service", "dns" } }, NULL, 0 },
	    EXACT_PLAIN, "pass router name \"dns\" protocol udp host any "
	    "entry point any middleware any tls no" },
	{ { "http/services/a", { { NULL, NULL } }, "http://192.0.2.1:80",
	    ADDRESS_PUBLISHED }, EXACT_PLAIN, "pass service name \"a\" "
	    "protocol http address published port 80" },
	{ { "tcp/services/a", { { NULL, NULL } }, "192.0.2.1:32768",
	    ADDRESS_PUBLISHED }, EXACT_PLAIN, "pass service name \"a\" "
	    "protocol tcp address published port 32768:65535" },
	{ { "http/services/a", { { NULL, NULL } }, "http://10.0.0.1:40000",
	    ADDRESS_CONTAINER }, EXACT_PLAIN, "pass service name \"a\" "
	    "protocol http address container port 40000" },
	{ { "http/services/a", { { NULL, NULL } }, "https://[2001:db8::1]",
	    ADDRESS_LABELLED }, EXACT_PLAIN, "pass service name \"a\" "
	    "protocol http address \"2001:db8::1\" port 443" },
	{ { "http/services/a", { { NULL, NULL } }, "http://u@h:x/",
	    ADDRESS_LABELLED }, EXACT_PLAIN, "pass service name \"a\" "
	    "protocol http address labelled port 80" },
	{ { "http/services/a", { { NULL, NULL } }, NULL, 0 }, EXACT_PLAIN,
	    "pass service name \"a\" protocol http "
	    "address { published container }" },
	{ { "http/middlewares/m", { { "headers/frameDeny", "true" } }, NULL,
	    0 }, EXACT_PLAIN, "pass middleware name \"m\" kind \"headers\"" },
	{ { "http/middlewares/m", { { "basicAuth/usersFile", "/u" } }, NULL,
	    0 }, EXACT_SPECIAL, "pass middleware name \"m\" "
	    "kind \"basicAuth\" reference any file yes" },
	{ { "tls/stores/default", { { "defaultGeneratedCert/resolver", "le" } },
	    NULL, 0 }, EXACT_PLAIN, "pass store name \"default\"" },
	{ { "http/models/m", { { "middlewares", "x@file" } }, NULL, 0 },
	    EXACT_ALL, "pass all name \"m\" reference \"x@file\" file no" },
	{ { "http/middlewares/a*b\"\\", { { "headers/frameDeny", "true" } },
	    NULL, 0 }, EXACT_PLAIN, "pass middleware name \"a?b\\\"\\\\\" "
	    "kind \"headers\"" },
	{ { "http/routers/\303\274", { { "rule", "Host(`a`)" },
	    { "middlewares", "\303\244" } }, NULL, 0 }, EXACT_PLAIN,
	    "pass router name \"\?\?\" protocol http host \"a\" "
	    "entry point any middleware \"\?\?\" tls no" }
};

static void
texts(void **state)
{
	struct arena		 a = ARENA_INITIALIZER;
	struct facts		 f;
	enum exact_class	 class;
	const char		*text;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		read_object(&f, &a, &rows[i].object);
		text = exact_rule(&a, &f, &class);
		assert_non_null(text);
		assert_string_equal(text, rows[i].rule);
		assert_int_equal(class, rows[i].class);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
too_long(void **state)
{
	struct arena		 a = ARENA_INITIALIZER;
	struct object		 o = { .id = "http/routers/web" };
	struct facts		 f;
	enum exact_class	 class;
	char			*list = malloc(EXACT_TEXT_MAX + 1);

	(void)state;
	assert_non_null(list);
	memset(list, 'x', EXACT_TEXT_MAX);
	list[EXACT_TEXT_MAX] = '\0';
	o.keys[0][0] = "entryPoints";
	o.keys[0][1] = list;
	read_object(&f, &a, &o);
	assert_null(exact_rule(&a, &f, &class));
	free(list);
	arena_free(&a);
}

static uint64_t	 seed = 1;

static int
chance(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

/* A name of odd characters. */
static void
make_name(char *name, int max)
{
	static const char	 odd[] = "ab*?\"\\{}<>=#$'\303\240 .-@,";
	int			 i, n = 1 + chance(max);

	for (i = 0; i < n; i++)
		name[i] = odd[chance((int)sizeof(odd) - 1)];
	name[n] = '\0';
}

/* Each rule passes its object; with one thing more, it does not. */
static void
random_objects(void **state)
{
	struct arena		 a = ARENA_INITIALIZER;
	char			 id[64], points[16], list[16], more[32];
	struct object		 o = { .id = id };
	struct facts		 f, other;
	struct rule_token	*tokens;
	struct rule		 rule;
	enum exact_class	 class;
	const char		*text;
	char			 why[RULE_WHY_MAX];
	size_t			 at;
	int			 i;

	(void)state;
	for (i = 0; i < OBJECTS; i++) {
		memcpy(id, "http/routers/", 14);
		make_name(id + 13, 8);
		make_name(points, 8);
		make_name(list, 8);
		o.keys[0][0] = "rule";
		o.keys[0][1] = chance(2) ? "Host(`a.b`)" : "Path(`/`)";
		o.keys[1][0] = "entryPoints";
		o.keys[1][1] = points;
		o.keys[2][0] = "middlewares";
		o.keys[2][1] = list;
		read_object(&f, &a, &o);
		assert_non_null(text = exact_rule(&a, &f, &class));
		assert_non_null(tokens = rule_tokens(&a, text));
		assert_int_equal(rule_build(&rule, &a, tokens, &at, why), 0);
		assert_true(rule_match(&rule, &f, NULL));
		(void)snprintf(more, sizeof(more), "%s,zzzzzzzzz",
		    chance(2) ? points : list);
		o.keys[1 + chance(2)][1] = more;
		read_object(&other, &a, &o);
		assert_false(rule_match(&rule, &other, NULL));
		arena_reset(&a);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(too_long),
		cmocka_unit_test(random_objects)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
