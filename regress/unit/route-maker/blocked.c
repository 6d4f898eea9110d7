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

/* What the policy of kopd.conf does to the routes of a container. */

#include "common/xstrdup.h"
#include "regress/unit/route-maker/inventory.h"
#include "route-maker/explain/verdict.h"

#define RULE(host)	"\"traefik.http.routers.web.rule\":\"Host(`" host "`)\""
#define BAD		"\"traefik.http.routers.web.priority\":\"x\""

static struct program	*program;

/* A reload; Docker lists the containers again after it. */
static void
reload(const char *policy)
{
	struct program	*old = program;

	free(conf->policy);
	conf->policy = xstrdup(policy);
	conf->policy_number++;
	assert_int_equal(program_compile(&program, conf, NULL, NULL), 0);
	containers_configure(&containers, conf, program);
	program_free(old);
}

static int
end(void **state)
{
	tear_down(state);
	program_free(program);
	program = NULL;
	return 0;
}

static struct member *
member(int n)
{
	struct hexid	 id = test_id(n);
	struct member	*m = containers_find(&containers, &id);

	assert_non_null(m);
	return m;
}

static void
expect(int n, size_t claims, const char *status)
{
	struct member	*m = member(n);
	struct claim	*c;
	size_t		 count = 0;

	LIST_FOREACH(c, &m->who.claims, of_claimant)
		count++;
	assert_int_equal(count, claims);
	assert_string_equal(verdict_status(m), status);
}

static void
blocks_all_of_it(void **state)
{
	(void)state;
	reload("\"f:1\" block router host evil.com\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	TAKE(.n = 2, .name = "evil", .labels =
	    "\"traefik.http.routers.good.rule\":\"Host(`b.com`)\","
	    "\"traefik.http.routers.good.service\":\"s\","
	    "\"traefik.http.services.s.loadbalancer.server.port\":\"80\","
	    "\"traefik.http.routers.bad.service\":\"s\","
	    "\"traefik.http.routers.bad.rule\":\"Host(`evil.com`)\"");
	expect(1, 2, "published");
	expect(2, 0, "blocked");
	assert_int_equal(member(2)->nfaults, 1);
	assert_string_equal(member(2)->faults[0], "router bad: blocked by "
	    "f:1: host evil.com");
}

/* Also what was good before goes. */
static void
removes_former_routes(void **state)
{
	(void)state;
	reload("\"f:1\" block router host evil.com\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	expect(1, 2, "published");
	TAKE(.n = 1, .name = "web", .labels = RULE("evil.com"));
	expect(1, 0, "blocked");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	expect(1, 2, "published");
}

static void
reloads(void **state)
{
	(void)state;
	reload("");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	expect(1, 2, "published");
	reload("\"f:1\" block all\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	expect(1, 0, "blocked");
	reload("\"f:1\" block all\n\"f:2\" pass all from container web\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	expect(1, 2, "published");
	assert_int_equal(program->rules->rules[0].decided, 0);
	assert_int_equal(program->rules->rules[1].decided, 2);
}

/* Former routes stay in spite of errors, but not under another policy. */
static void
errors(void **state)
{
	struct hexid	 id = test_id(2);

	(void)state;
	reload("\"f:1\" block router host evil.com\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com"));
	TAKE(.n = 2, .name = "web2", .labels =
	    "\"traefik.http.routers.web2.rule\":\"Host(`c.com`)\"");
	TAKE(.n = 1, .name = "web", .labels = RULE("b.com") "," BAD);
	containers_fault(&containers, &id, "web2", "unreadable");
	expect(1, 2, "error");
	expect(2, 2, "error");
	reload("\"f:1\" block router host { evil.com a.com }\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("b.com") "," BAD);
	containers_fault(&containers, &id, "web2", "unreadable");
	expect(1, 0, "error");
	expect(2, 0, "error");
}

static void
origins(void **state)
{
	(void)state;
	reload("\"f:1\" block all\n\"f:2\" pass all from network bridge "
	    "from label team = a\n");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com") ",\"team\":\"a\"");
	expect(1, 2, "published");
	TAKE(.n = 1, .name = "web", .labels = RULE("a.com") ",\"team\":\"b\"");
	expect(1, 0, "blocked");
}

static void
ask(void *arg, const struct hexid *id)
{
	*(struct hexid *)arg = *id;
}

#define OF(project)	"\"com.docker.compose.project\":\"" project "\""
/* The n-th container of project dev; it is older than those before. */
static void
dev(int n)
{
	char	 name[] = "web0";

	name[3] = (char)('0' + n);
	TAKE(.n = n, .name = name, .created = 100 - n, .labels = OF("dev") ","
	    "\"traefik.http.routers.web.rule\":\"Host(`a.com`)\"");
}

/* All of a container, and those that are published stay. */
static void
limits(void **state)
{
	(void)state;
	reload("\"f:1\" limit from project dev objects 4\n"
	    "\"f:2\" limit from container web* bytes 1M\n");
	containers_round_begin(&containers);
	dev(1);
	dev(2);
	containers_round_end(&containers);
	objects_go_live(&containers.objects);
	dev(3);
	TAKE(.n = 4, .name = "web4", .labels = OF("shop") "," RULE("a.com"));
	TAKE(.n = 5, .name = "off", .labels = OF("dev")
	    ",\"traefik.enable\":\"false\"");
	expect(1, 2, "published");
	expect(2, 2, "published");
	expect(3, 0, "blocked");
	expect(4, 2, "published");
	expect(5, 0, "ignored");
	assert_int_equal(member(3)->nfaults, 1);
	assert_string_equal(member(3)->faults[0], "blocked by f:1: limit "
	    "objects 4: the other containers of this rule have 4, and this "
	    "one has 2");
}

static void
limits_end(void **state)
{
	struct hexid	 id = test_id(1), asked = test_id(0);

	(void)state;
	reload("\"f:1\" limit from project dev objects 4\n");
	containers_round_begin(&containers);
	dev(1);
	dev(2);
	containers_round_end(&containers);
	dev(3);
	containers_recall(&containers, ask, &asked);
	assert_true(hexid_cmp(&asked, &(struct hexid){ { 0 } }) == 0);
	containers_remove(&containers, &id);
	containers_recall(&containers, ask, &asked);
	id = test_id(3);
	assert_true(hexid_cmp(&asked, &id) == 0);
	dev(3);
	expect(3, 2, "published");
	assert_int_equal(member(3)->nfaults, 0);
	dev(1);
	expect(1, 0, "blocked");
	reload("\"f:1\" limit from project dev objects 6\n");
	containers_round_begin(&containers);
	dev(1);
	dev(2);
	dev(3);
	containers_round_end(&containers);
	expect(1, 2, "published");
	assert_int_equal(containers.admission.limits.v[0].used.objects, 6);
}

/* In a list, whatever its order, the older one has the room. */
static void
limits_list(void **state)
{
	(void)state;
	reload("\"f:1\" limit from project dev objects 2 bytes 1M\n");
	containers_round_begin(&containers);
	dev(1);
	dev(2);
	expect(1, 0, "blocked");
	expect(2, 2, "published");
	assert_string_equal(member(1)->faults[0], "blocked by f:1: limit "
	    "objects 2: the other containers of this rule have 2, and this "
	    "one has 2");
	/* One with errors does not count, as long as it has no routes. */
	TAKE(.n = 3, .name = "web3", .labels = OF("dev") "," BAD);
	expect(3, 0, "error");
	containers_round_end(&containers);
}

static void
limits_of_bytes(void **state)
{
	(void)state;
	reload("\"f:1\" limit from project dev bytes 1500\n");
	dev(1);
	expect(1, 0, "blocked");
	assert_non_null(strstr(member(1)->faults[0], "blocked by f:1: limit "
	    "bytes 1500: the other containers of this rule have 0, and this "
	    "one has "));
	reload("\"f:1\" limit from project dev bytes 2K\n");
	dev(1);
	expect(1, 2, "published");
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, end)

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		TEST(blocks_all_of_it),
		TEST(removes_former_routes),
		TEST(reloads),
		TEST(errors),
		TEST(origins),
		TEST(limits),
		TEST(limits_end),
		TEST(limits_list),
		TEST(limits_of_bytes)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
