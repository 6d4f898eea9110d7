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

#include "policy/glob.h"
#include "policy/ruleset.h"

struct object {
	const char	*id;
	const char	*keys[8][2];
	const char	*server;
	enum address_kind kind;
};

static const struct object	 web = {
	.id = "http/routers/web",
	.keys = { { "rule", "Host(`a.example.com`)" },
	    { "entryPoints", "web,websecure" },
	    { "middlewares", "auth@file,limit@docker" },
	    { "service", "shop" }, { "tls/certResolver", "le" } }
};
static const struct object	 open = {
	.id = "http/routers/open", .keys = { { "rule", "PathPrefix(`/`)" } }
};
static const struct object	 dns = {
	.id = "udp/routers/dns", .keys = { { "service", "dns" } }
};
static const struct object	 both = {
	.id = "http/routers/both",
	.keys = { { "rule", "Host(`a.example.com`, `evil.com`)" },
	    { "priority", "200000" } }
};
static const struct object	 wild = {
	.id = "http/routers/wild", .keys = { { "rule", "Host(`*.b.com`)" } }
};
static const struct object	 inside = {
	.id = "http/services/a", .server = "http://172.17.0.2:8080",
	.kind = ADDRESS_CONTAINER
};
static const struct object	 host = {
	.id = "http/services/a", .server = "http://192.0.2.1",
	.kind = ADDRESS_PUBLISHED
};
static const struct object	 named = {
	.id = "tcp/services/a", .server = "db.internal:5432",
	.kind = ADDRESS_LABELLED
};
static const struct object	 odd = {
	.id = "http/services/a", .server = "http://u@192.0.2.1:80/",
	.kind = ADDRESS_LABELLED
};
static const struct object	 mapped = {
	.id = "http/services/a", .server = "http://[::ffff:10.1.2.3]:80",
	.kind = ADDRESS_LABELLED
};
static const struct object	 relative = {
	.id = "http/services/a", .server = "//192.0.2.1/x://10.0.0.1/",
	.kind = ADDRESS_LABELLED
};
static const struct object	 query = {
	.id = "http/services/a", .server = "//192.0.2.1?x://10.0.0.1/",
	.kind = ADDRESS_LABELLED
};
static const struct object	 capitals = {
	.id = "http/services/a", .server = "HTTPS://192.0.2.1",
	.kind = ADDRESS_LABELLED
};
static const struct object	 foreign = {
	.id = "http/middlewares/auth@file",
	.keys = { { "headers/customrequestheaders/x", "y" } }
};
static const struct object	 model = {
	.id = "http/models/m", .keys = { { "tls/options", "strict@file" } }
};
static const struct object	 none = {
	.id = "http/services/w",
	.keys = { { "weighted/services/[0]/name", "api@internal" } }
};
static const struct object	 users = {
	.id = "http/middlewares/auth",
	.keys = { { "basicAuth/usersFile", "/etc/passwd" } }
};
static const struct object	 headers = {
	.id = "http/middlewares/h",
	.keys = { { "headers/customrequestheaders/x", "/etc/passwd" } }
};
static const struct object	 inlined = {
	.id = "http/middlewares/f",
	.keys = { { "forwardAuth/tls/ca", "-----BEGIN CERTIFICATE-----" } }
};
static const struct object	 store = {
	.id = "tls/stores/default",
	.keys = { { "defaultGeneratedCert/resolver", "le" } }
};

static const char *
label(const void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "com.docker.compose.project") == 0)
		return "shop";
	if (strcmp(name, "a.b") == 0)
		return "yes";
	return NULL;
}

static const char	*nets[] = { "bridge", "front" };
static const struct origin from = {
	.container = "shop-web-1", .image = "nginx:1",
	.networks = { .v = nets, .n = 2 }, .label = label
};

static void
read_facts(struct facts *f, struct arena *a, const struct object *o)
{
	size_t	 i;

	facts_begin(f, a, o->id, o->id);
	for (i = 0; i < 8 && o->keys[i][0] != NULL; i++)
		facts_add(f, o->keys[i][0], o->keys[i][1]);
	if (o->server != NULL)
		facts_server(f, o->server, o->kind);
	facts_end(f);
}

static int
match(const char *text, const struct object *o, const struct origin *origin)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct facts	 f;
	struct rule	 r;
	char		 why[RULE_WHY_MAX];
	size_t		 at;
	int		 result;

	if (rule_build(&r, &a, rule_tokens(&a, text), &at, why) == -1)
		fail_msg("%s: %s", text, why);
	read_facts(&f, &a, o);
	result = rule_match(&r, &f, origin);
	arena_free(&a);
	return result;
}

/* A criterion, and whether a rule with it matches if it passes and blocks. */
static void
check(const char *criterion, const struct object *o, int pass, int block)
{
	char	 text[256];

	(void)snprintf(text, sizeof(text), "pass %s", criterion);
	if (match(text, o, &from) != pass)
		fail_msg("%s: %d is expected", text, pass);
	(void)snprintf(text, sizeof(text), "block %s", criterion);
	if (match(text, o, &from) != block)
		fail_msg("%s: %d is expected", text, block);
}

static void
kinds(void **state)
{
	(void)state;
	check("all", &web, 1, 1);
	check("router", &web, 1, 1);
	check("service", &web, 0, 0);
	check("service", &inside, 1, 1);
	check("middleware", &users, 1, 1);
	check("store", &store, 1, 1);
	check("store", &users, 0, 0);
}

static void
host_names(void **state)
{
	(void)state;
	check("router host a.example.com", &web, 1, 1);
	check("router host *.example.com", &web, 1, 1);
	check("router host *.com", &web, 1, 1);
	check("router host b.example.com", &web, 0, 0);
	check("router host *.a.example.com", &web, 0, 0);
	check("router host xample.com", &web, 0, 0);
	check("router host *.xample.com", &web, 0, 0);
	check("router host any", &web, 0, 0);
	check("router entry point { web any }", &web, 0, 1);
	/* A set of two. */
	check("router host a.example.com", &both, 0, 1);
	check("router host { a.example.com evil.com }", &both, 1, 1);
	check("router host other.com", &both, 0, 0);
	/* Any host. */
	check("router host a.example.com", &open, 0, 1);
	check("router host { a.example.com any }", &open, 1, 1);
	check("router host any", &open, 1, 1);
	check("router host a", &dns, 0, 1);
	/* A wildcard in the rule. */
	check("router host *.b.com", &wild, 1, 1);
	check("router host *.com", &wild, 1, 1);
	check("router host x.b.com", &wild, 0, 1);
	check("router host y.x.b.com", &wild, 0, 0);
	check("router host b.com", &wild, 0, 0);
	check("router host *.x.b.com", &wild, 0, 0);
}

static void
routers(void **state)
{
	(void)state;
	check("router entry point { web websecure }", &web, 1, 1);
	check("router entry point web*", &web, 1, 1);
	check("router entry point web", &web, 0, 1);
	check("router entry point WEB", &web, 0, 1);
	check("router entry point other", &web, 0, 0);
	check("router entry point web", &open, 0, 1);
	check("router entry point any", &open, 1, 1);
	check("router middleware { auth@file limit }", &web, 1, 1);
	check("router middleware { *@file limit@docker }", &web, 1, 1);
	check("router middleware limit", &web, 0, 1);
	check("router middleware other", &web, 0, 0);
	check("router middleware other", &open, 1, 0);
	check("router with middleware auth@file", &web, 1, 1);
	check("router with middleware limit@docker", &web, 1, 1);
	check("router with middleware auth", &web, 0, 0);
	check("router tls yes", &web, 1, 1);
	check("router tls no", &web, 0, 0);
	check("router tls no", &open, 1, 1);
	check("router priority > 100000", &both, 1, 1);
	check("router priority < 100000", &both, 0, 0);
	/* The length of PathPrefix(`/`). */
	check("router priority > 14", &open, 1, 1);
	check("router priority > 15", &open, 0, 0);
	check("router priority > 0", &dns, 1, 0);
	check("router protocol http", &web, 1, 1);
	check("router protocol { tcp udp }", &web, 0, 0);
	check("router protocol udp", &dns, 1, 1);
}

static void
services(void **state)
{
	(void)state;
	check("service address container", &inside, 1, 1);
	check("service address published", &inside, 0, 0);
	check("service address labelled", &inside, 0, 0);
	check("service address published", &host, 1, 1);
	check("service address 172.16.0.0/12", &inside, 1, 1);
	check("service address 172.17.0.2", &inside, 1, 1);
	check("service address 172.17.0.3", &inside, 0, 0);
	check("service address ::/0", &inside, 0, 0);
	check("service address 10.0.0.0/8", &mapped, 1, 1);
	check("service address \"db.internal\"", &named, 1, 1);
	check("service address \"*.internal\"", &named, 1, 1);
	check("service address \"other\"", &named, 0, 0);
	/* A name may be that of any address. */
	check("service address 10.0.0.0/8", &named, 0, 1);
	check("service address any", &named, 1, 1);
	check("service address any", &inside, 0, 0);
	/* What is not clear. */
	check("service address 192.0.2.1", &odd, 0, 1);
	check("service address 10.0.0.1", &odd, 0, 1);
	/* The scheme is at the start; its case does not matter. */
	check("service address 10.0.0.1", &relative, 0, 0);
	check("service address 192.0.2.1", &relative, 1, 1);
	check("service address 192.0.2.1", &query, 1, 1);
	check("service port any", &relative, 1, 1);
	check("service port 443", &capitals, 1, 1);
	check("service port 80", &capitals, 0, 0);
	check("service port 8080", &inside, 1, 1);
	check("service port { 1:100 8000:8079 8081 }", &inside, 0, 0);
	check("service port 80", &host, 1, 1);
	check("service port 5000:6000", &named, 1, 1);
	check("service address 10.0.0.1", &none, 1, 0);
	check("service protocol tcp", &named, 1, 1);
}

static void
others(void **state)
{
	(void)state;
	check("middleware kind basicauth", &users, 1, 1);
	check("middleware kind headers", &users, 0, 0);
	check("middleware kind head*", &headers, 1, 1);
	check("all name web", &web, 1, 1);
	check("all name w?b", &web, 1, 1);
	check("all name web2", &web, 0, 0);
	check("store name default", &store, 1, 1);
	check("all reference *@internal", &none, 1, 1);
	check("all reference *@file", &none, 0, 0);
	check("all reference { auth@file *@docker }", &web, 1, 1);
	check("all reference *@file", &web, 0, 1);
	check("all reference *@file", &open, 1, 0);
	check("all reference *@file", &model, 1, 1);
	check("all reference other", &model, 0, 0);
	/* The name of another provider's object. */
	check("all", &foreign, 0, 1);
	check("middleware kind headers", &foreign, 0, 1);
	check("middleware name *", &foreign, 0, 1);
	check("middleware name auth*", &foreign, 0, 1);
	check("middleware name auth@file", &foreign, 1, 1);
	check("middleware name { x *@file }", &foreign, 1, 1);
	check("middleware name *@docker", &foreign, 0, 0);
	check("middleware name { *@docker auth* }", &foreign, 0, 1);
	check("middleware name any", &foreign, 0, 0);
	check("all file yes", &users, 1, 1);
	check("all file no", &users, 0, 0);
	check("all file yes", &headers, 0, 0);
	check("all file yes", &inlined, 0, 0);
}

static void
origins(void **state)
{
	(void)state;
	check("all from container shop-*", &web, 1, 1);
	check("all from container SHOP-*", &web, 0, 0);
	check("all from project shop", &web, 1, 1);
	check("all from project other", &web, 0, 0);
	check("all from namespace *", &web, 0, 0);
	check("all from service any", &web, 0, 0);
	check("all from project any", &web, 1, 1);
	check("all from image nginx:*", &web, 1, 1);
	check("all from network front", &web, 1, 1);
	check("all from network back", &web, 0, 0);
	check("all from label a.b = yes", &web, 1, 1);
	check("all from label a.b = no", &web, 0, 0);
	check("all from label b = *", &web, 0, 0);
	check("router host a.example.com from project shop", &web, 1, 1);
	check("router host a.example.com from project other", &web, 0, 0);
	check("router host evil.com from project shop", &web, 0, 0);
}

/* As in redis-writer: no origin, no kinds of addresses. */
static void
without_origin(void **state)
{
	static const struct object	 merged = {
		.id = "http/services/a", .server = "http://10.0.0.1:80"
	};

	(void)state;
	assert_true(match("pass all from container x", &web, NULL));
	assert_false(match("block all from container shop-*", &web, NULL));
	assert_false(match("pass router host evil.com from container x", &web,
	    NULL));
	assert_false(match("pass middleware kind headers", &foreign, NULL));
	assert_true(match("pass middleware name AUTH@*", &foreign, NULL));
	assert_true(match("pass service address published", &merged, NULL));
	assert_false(match("block service address published", &merged, NULL));
	assert_false(match("pass service address 10.0.0.2", &merged, NULL));
	assert_true(match("block service address 10.0.0.1", &merged, NULL));
}

static void
order(void **state)
{
	static const struct {
		const char	*text;
		const char	*decides;	/* NULL: no rule */
		int		 pass;
	} cases[] = {
		{ "", NULL, 1 },
		{ "\"1\" block all\n", "1", 0 },
		{ "\"1\" block all\n\"2\" pass router host *.example.com\n",
		    "2", 1 },
		{ "\"1\" pass router host *.example.com\n\"2\" block all\n",
		    "2", 0 },
		{ "\"1\" pass quick router host *.example.com\n"
		    "\"2\" block all\n", "1", 1 },
		{ "\"1\" block all\n\"2\" pass service\n", "1", 0 },
		{ "\"1\" block all\n\"2\" pass quick all\n"
		    "\"3\" block quick all\n", "2", 1 },
		{ "\"1\" block quick service\n\"2\" pass router\n"
		    "\"3\" block quick router host other\n", "2", 1 },
		{ "\"1\" block router host other\n", NULL, 1 },
	};
	struct arena		 a = ARENA_INITIALIZER;
	struct facts		 f;
	struct ruleset		*rs;
	const struct rule	*r;
	size_t			 i;

	(void)state;
	read_facts(&f, &a, &web);
	assert_null(ruleset_decide(NULL, &f, &from));
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_non_null(rs = ruleset_parse(cases[i].text));
		r = ruleset_decide(rs, &f, &from);
		if (cases[i].decides == NULL)
			assert_null(r);
		else {
			assert_non_null(r);
			assert_string_equal(r->place, cases[i].decides);
			assert_int_equal(r->pass, cases[i].pass);
		}
		ruleset_free(rs);
	}
	arena_free(&a);
}

static void
tells(const char *text, const struct object *o, const char *wanted)
{
	struct arena	 a = ARENA_INITIALIZER;
	struct facts	 f;
	struct rule	 r;
	char		 why[RULE_WHY_MAX];
	size_t		 at;

	assert_int_equal(rule_build(&r, &a, rule_tokens(&a, text), &at, why),
	    0);
	read_facts(&f, &a, o);
	assert_string_equal(rule_about(&r, &f), wanted);
	arena_free(&a);
}

static void
about(void **state)
{
	(void)state;
	tells("block all", &web, "host a.example.com");
	tells("block router host evil.com", &both, "host evil.com");
	tells("block router host evil.com", &open, "host any");
	tells("block router entry point websecure", &web,
	    "entry point websecure");
	tells("block router priority > 5", &both, "priority 200000");
	tells("block all from container x", &inside,
	    "address 172.17.0.2 port 8080");
	tells("block service address 10.0.0.0/8", &odd, "address any port 80");
	tells("block all", &none, "no server");
	tells("block middleware", &users, "kind basicAuth");
	tells("block all reference *@internal", &none,
	    "reference api@internal");
	tells("block all file yes", &users, "file yes");
	tells("block store", &store, "name default");
	tells("block router tls yes", &web, "tls yes");
	tells("block router with middleware auth@file", &web,
	    "middleware auth@file");
}

static void
globs(void **state)
{
	(void)state;
	assert_true(glob_match("", "", 0));
	assert_true(glob_match("*", "", 0));
	assert_true(glob_match("a*b*c", "aXbYc", 0));
	assert_true(glob_match("*ab", "aab", 0));
	assert_true(glob_match("**", "x", 0));
	assert_true(glob_match("A?", "ab", 1));
	assert_false(glob_match("A?", "ab", 0));
	assert_false(glob_match("?", "", 0));
	assert_false(glob_match("a*b", "abc", 0));
	assert_false(glob_match("", "a", 0));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(host_names),
		cmocka_unit_test(routers),
		cmocka_unit_test(services),
		cmocka_unit_test(others),
		cmocka_unit_test(origins),
		cmocka_unit_test(without_origin),
		cmocka_unit_test(order),
		cmocka_unit_test(about),
		cmocka_unit_test(globs)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
