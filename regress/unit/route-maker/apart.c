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

/* What containers of two projects share, and what they do not. */

#include "regress/unit/route-maker/inventory.h"
#include "route-maker/explain/verdict.h"
#include "route-maker/object/conflict.h"
#include "route-maker/object/resolve.h"

#define OF(project)	"\"com.docker.compose.project\":\"" project "\""
#define SERVICE								\
	"\"traefik.http.routers.r.rule\":\"Host(`a.com`)\","		\
	"\"traefik.http.services.s.loadbalancer.server.port\":\"80\""

/* A reload: it changes at once what is shared. */
static void
share(uint32_t within)
{
	conf->share_services = within;
	containers_configure(&containers, conf, NULL);
	resolve_settle(&containers.objects);
}

static void
scope(uint32_t on)
{
	conf->name_scope = on;
	containers_configure(&containers, conf, NULL);
	resolve_settle(&containers.objects);
}

static struct member *
member(int n)
{
	struct hexid	 id = test_id(n);
	struct member	*m = containers_find(&containers, &id);

	assert_non_null(m);
	return m;
}

static struct claim *
claim(int n, const char *id)
{
	struct claim	*c;

	LIST_FOREACH(c, &member(n)->who.claims, of_claimant)
		if (strcmp(c->object->id, id) == 0)
			return c;
	fail_msg("container %d has no %s", n, id);
	return NULL;
}

/* How many servers the service has. */
static int
servers(void)
{
	struct object	*o = object_find(&containers.objects,
			    "http/services/s");
	struct pack	 keys = { 0 };
	const char	*at = NULL, *key, *value;
	int		 n = 0;

	assert_int_equal(resolve_keys(&containers.objects, o, &keys), 1);
	while (pack_next(keys.data, keys.len, &at, &key, &value))
		n += strstr(key, "/url") != NULL;
	pack_free(&keys);
	return n;
}

static void
waits(int n, const char *id, const char *text)
{
	struct conflict	 cf;
	char		*why;

	conflict_find(&containers.objects, claim(n, id), &cf);
	why = conflict_text(&cf);
	assert_string_equal(why, text);
	free(why);
}

static void
take_all(void)
{
	TAKE(.n = 1, .name = "a", .labels = OF("shop") "," SERVICE);
	TAKE(.n = 2, .name = "b", .labels = OF("shop") "," SERVICE);
	TAKE(.n = 3, .name = "c", .labels = OF("dev") "," SERVICE);
	TAKE(.n = 4, .name = "d", .labels = SERVICE);
	TAKE(.n = 5, .name = "e", .labels = OF("") "," SERVICE);
	resolve_settle(&containers.objects);
}

static void
test_project(void **state)
{
	struct conflict	 cf;

	(void)state;
	share(SHARE_PROJECT);
	take_all();
	assert_int_equal(servers(), 2);
	assert_false(claim_waits(claim(1, "http/services/s")));
	assert_false(claim_waits(claim(2, "http/services/s")));
	waits(3, "http/services/s", "waits for container a");
	waits(4, "http/services/s", "waits for container a");
	waits(5, "http/services/s", "waits for container a");
	/* What refers to it waits, too. */
	waits(3, "http/routers/r", "its service s is that of container a, of "
	    "another project");
	conflict_find(&containers.objects, claim(3, "http/services/s"), &cf);
	assert_string_equal(conflict_why(&cf), "is of another project");
	assert_string_equal(verdict_status(member(3)), "waits");
}

/* Without a project they share among each other; the first one decides. */
static void
test_none(void **state)
{
	(void)state;
	share(SHARE_PROJECT);
	TAKE(.n = 4, .name = "d", .created = 1, .labels = SERVICE);
	TAKE(.n = 5, .name = "e", .created = 2, .labels = SERVICE);
	TAKE(.n = 1, .name = "a", .created = 3, .labels = OF("shop") ","
	    SERVICE);
	resolve_settle(&containers.objects);
	assert_int_equal(servers(), 2);
	waits(1, "http/services/s", "waits for container d");
}

/* Objects without servers are shared as before. */
static void
test_others(void **state)
{
	(void)state;
	share(SHARE_PROJECT);
	TAKE(.n = 1, .name = "a", .labels = OF("shop")
	    ",\"traefik.http.middlewares.m.stripprefix.prefixes\":\"/a\"");
	TAKE(.n = 2, .name = "b", .labels = OF("dev")
	    ",\"traefik.http.middlewares.m.stripprefix.prefixes\":\"/a\"");
	resolve_settle(&containers.objects);
	assert_false(claim_waits(claim(1, "http/middlewares/m")));
	assert_false(claim_waits(claim(2, "http/middlewares/m")));
}

static void
test_host(void **state)
{
	(void)state;
	share(SHARE_HOST);
	take_all();
	assert_int_equal(servers(), 5);
}

/* Of another definition: the project is not the reason. */
static void
test_definition(void **state)
{
	struct conflict	 cf;

	(void)state;
	share(SHARE_PROJECT);
	TAKE(.n = 1, .name = "a", .labels = OF("shop") "," SERVICE);
	TAKE(.n = 2, .name = "b", .labels = OF("shop") "," SERVICE
	    ",\"traefik.http.services.s.loadbalancer.passhostheader\":"
	    "\"false\"");
	resolve_settle(&containers.objects);
	conflict_find(&containers.objects, claim(2, "http/services/s"), &cf);
	assert_string_equal(conflict_why(&cf), "defines it differently");
}

static void
test_reload(void **state)
{
	(void)state;
	share(SHARE_HOST);
	take_all();
	objects_go_live(&containers.objects);
	resolve_settle(&containers.objects);
	share(SHARE_PROJECT);
	assert_int_equal(servers(), 2);
	waits(3, "http/services/s", "waits for container a");
	/* The list that follows changes nothing any more. */
	take_all();
	assert_int_equal(servers(), 2);
	share(SHARE_ALL);
	assert_int_equal(servers(), 5);
	take_all();
	assert_int_equal(servers(), 5);
	assert_int_equal(containers.objects.waiting, 0);
}

/* The value of a key of a claim; NULL: there is no such key. */
static const char *
value(int n, const char *id, const char *wanted)
{
	struct claim	*c = claim(n, id);
	const char	*at = NULL, *key, *text;

	while (pack_next(claim_keys(c), c->keys_len, &at, &key, &text))
		if (strcmp(key, wanted) == 0)
			return text;
	return NULL;
}

#define L(kind, name, field)	"\"traefik.http." kind "." name "." field "\""

/* Every kind of reference, with and without a provider. */
static void
test_scope(void **state)
{
	(void)state;
	scope(1);
	TAKE(.n = 1, .name = "a", .labels = OF("shop") ","
	    L("routers", "r", "rule") ":\"Host(`a.com`)\","
	    L("routers", "r", "service") ":\"S\","
	    L("routers", "r", "middlewares")
	    ":\"m , x@file,y@docker, z@redis,@q\","
	    L("routers", "r", "tls.options") ":\"modern\","
	    L("routers", "i", "rule") ":\"Host(`b.com`)\","
	    L("routers", "i", "service") ":\"noop@internal\","
	    L("services", "S", "loadbalancer.server.port") ":\"80\","
	    L("services", "S", "loadbalancer.serverstransport") ":\"t\","
	    L("middlewares", "m", "chain.middlewares") ":\"n,m@docker\","
	    L("middlewares", "e", "errors.service") ":\"S\","
	    L("middlewares", "e", "errors.status") ":\"500\","
	    "\"traefik.tls.stores.default.defaultgeneratedcert.resolver\":"
	    "\"le\"");
	resolve_settle(&containers.objects);
	assert_string_equal(value(1, "http/routers/shop-r", "service"),
	    "shop-S");
	assert_string_equal(value(1, "http/routers/shop-r", "middlewares"),
	    "shop-m,x@file,y@docker,z@redis,@q");
	assert_string_equal(value(1, "http/routers/shop-r", "tls/options"),
	    "modern");
	assert_string_equal(value(1, "http/routers/shop-i", "service"),
	    "noop@internal");
	assert_string_equal(claim_name(claim(1, "http/services/shop-s")),
	    "http/services/shop-S");
	assert_string_equal(value(1, "http/services/shop-s",
	    "loadBalancer/serversTransport"), "t");
	assert_string_equal(value(1, "http/middlewares/shop-m",
	    "chain/middlewares"), "shop-n,m@docker");
	assert_string_equal(value(1, "http/middlewares/shop-e",
	    "errors/service"), "shop-S");
	assert_non_null(claim(1, "tls/stores/default"));
	assert_string_equal(verdict_status(member(1)), "published");
}

/* Projects do not meet; without a project, names stay. */
static void
test_scopes(void **state)
{
	(void)state;
	scope(1);
	take_all();
	assert_false(claim_waits(claim(1, "http/services/shop-s")));
	assert_false(claim_waits(claim(2, "http/services/shop-s")));
	assert_false(claim_waits(claim(3, "http/services/dev-s")));
	assert_false(claim_waits(claim(4, "http/services/s")));
	assert_false(claim_waits(claim(5, "http/services/s")));
	assert_int_equal(servers(), 2);
	/* By default names stay. */
	scope(0);
	take_all();
	assert_int_equal(servers(), 5);
}

/* Nothing waits at any time of the reload, because names change one by one. */
static void
test_scope_reload(void **state)
{
	(void)state;
	share(SHARE_HOST);
	take_all();
	objects_go_live(&containers.objects);
	resolve_settle(&containers.objects);
	scope(1);
	assert_int_equal(containers.objects.waiting, 0);
	containers_round_begin(&containers);
	take_all();
	assert_int_equal(containers.objects.waiting, 0);
	containers_round_end(&containers);
	resolve_settle(&containers.objects);
	assert_int_equal(containers.objects.waiting, 0);
	assert_int_equal(containers.objects.apart, APART_OBJECTS);
	assert_int_equal(servers(), 2);
}

#define ROUTER(name)							\
	"\"traefik.http.routers." name ".rule\":\"Host(`a.com`)\","	\
	"\"traefik.http.routers." name ".service\":\"noop@internal\""

/* Two projects, or one and none, may still make one name. */
static void
test_collision(void **state)
{
	struct conflict	 cf;

	(void)state;
	scope(1);
	TAKE(.n = 1, .name = "a", .labels = OF("a") "," ROUTER("b-c"));
	TAKE(.n = 2, .name = "b", .labels = OF("a-b") "," ROUTER("c"));
	TAKE(.n = 3, .name = "c", .labels = ROUTER("a-b-c"));
	TAKE(.n = 4, .name = "d", .labels = OF("a") "," ROUTER("b-c"));
	resolve_settle(&containers.objects);
	assert_false(claim_waits(claim(1, "http/routers/a-b-c")));
	assert_false(claim_waits(claim(4, "http/routers/a-b-c")));
	waits(2, "http/routers/a-b-c", "waits for container a");
	waits(3, "http/routers/a-b-c", "waits for container a");
	conflict_find(&containers.objects, claim(3, "http/routers/a-b-c"),
	    &cf);
	assert_string_equal(conflict_why(&cf), "is of another project");
}

/* Traefik has one default store, which equal definitions share. */
static void
test_store(void **state)
{
	(void)state;
	scope(1);
	TAKE(.n = 1, .name = "a", .labels = OF("a") ",\"traefik.tls.stores."
	    "default.defaultgeneratedcert.resolver\":\"le\"");
	TAKE(.n = 2, .name = "b", .labels = OF("b") ",\"traefik.tls.stores."
	    "default.defaultgeneratedcert.resolver\":\"le\"");
	resolve_settle(&containers.objects);
	assert_false(claim_waits(claim(1, "tls/stores/default")));
	assert_false(claim_waits(claim(2, "tls/stores/default")));
}

static void
test_bad_project(void **state)
{
	(void)state;
	scope(1);
	TAKE(.n = 1, .name = "a", .labels = OF("a/b") "," SERVICE);
	assert_string_equal(verdict_status(member(1)), "error");
	assert_non_null(strstr(member(1)->faults[0], "label "
	    "com.docker.compose.project: with `name scope project' in "
	    "kopd.conf, names cannot begin with `a/b': "));
	scope(0);
	TAKE(.n = 1, .name = "a", .labels = OF("a/b") "," SERVICE);
	assert_string_equal(verdict_status(member(1)), "published");
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		TEST(test_project),
		TEST(test_none),
		TEST(test_others),
		TEST(test_host),
		TEST(test_definition),
		TEST(test_reload),
		TEST(test_scope),
		TEST(test_scopes),
		TEST(test_scope_reload),
		TEST(test_collision),
		TEST(test_store),
		TEST(test_bad_project)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
