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

#include "regress/unit/route-maker/inventory.h"

#include "common/log.h"
#include "route-maker/object/resolve.h"

#define RULE(r, v)	"\"traefik.http.routers." r ".rule\":\"" v "\""
#define PORT(s, p)	"\"traefik.http.services." s			\
			".loadbalancer.server.port\":\"" p "\""
#define SERVER(s, i, u)	"http/services/" s "|loadBalancer/servers/" i	\
			"/url=http://" u "\n"

static void
stop(int n)
{
	struct hexid	id = test_id(n);

	containers_stop(&containers, &id);
}

static void
put_keys(FILE *out, struct object *r, const struct pack *keys)
{
	const char	*at = NULL, *key, *value;

	while (pack_next(keys->data, keys->len, &at, &key, &value))
		fprintf(out, "%s|%s=%s\n", object_name(r), key, value);
}

/* All keys there are, by object. */
static void
check(const char *expected)
{
	struct object	*r = NULL;
	struct pack	 keys = PACK_INITIALIZER;
	char		*got;
	size_t		 size;
	FILE		*out;

	resolve_settle(&containers.objects);
	if ((out = open_memstream(&got, &size)) == NULL)
		fail();
	while ((r = object_after(&containers.objects,
	    r == NULL ? NULL : r->id)) != NULL) {
		assert_int_equal(resolve_keys(&containers.objects, r,
		    &keys), 1);
		put_keys(out, r, &keys);
	}
	(void)fclose(out);
	if (strcmp(got, expected) != 0)
		fail_msg("got\n%swanted\n%s", got, expected);
	free(got);
	pack_free(&keys);
}

static int
compare(const void *a, const void *b)
{
	const char	*const *sa = a, *const *sb = b;

	return strcmp(*sa + (**sa == '-'), *sb + (**sb == '-'));
}

/* What redis-writer would be told, by id, "-" before what is gone. */
static void
check_sent(const char *expected)
{
	struct object	*r;
	struct pack	 keys = PACK_INITIALIZER;
	char		*sent[16], got[1024] = "";
	size_t		 i, n = 0;

	resolve_settle(&containers.objects);
	while ((r = TAILQ_FIRST(&containers.objects.unsent)) != NULL) {
		assert_true(n < sizeof(sent) / sizeof(sent[0]));
		if (asprintf(&sent[n++], "%s%s ",
		    resolve_keys(&containers.objects, r, &keys) ? "" : "-",
		    r->id) == -1)
			fail();
		resolve_sent(&containers.objects, r, &keys);
	}
	qsort(sent, n, sizeof(sent[0]), compare);
	for (i = 0; i < n; i++) {
		(void)strlcat(got, sent[i], sizeof(got));
		free(sent[i]);
	}
	if (strcmp(got, expected) != 0)
		fail_msg("got %s, wanted %s", got, expected);
	pack_free(&keys);
}

static const struct member *
member(int n)
{
	struct hexid	 id = test_id(n);
	struct member	*m = NULL;

	while ((m = containers_next(&containers, m)) != NULL)
		if (hexid_cmp(&m->who.id, &id) == 0)
			return m;
	fail();
	return NULL;
}

static void
test_one(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	check("http/routers/r|rule=x\nhttp/routers/r|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80"));
	check_sent("http/routers/r http/services/a ");
	/* The same again is nothing new. */
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"),
	    .status = "Up 3 hours");
	check_sent("");
	/* Only what differs is told. */
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "y"));
	check_sent("http/routers/r ");
	stop(1);
	check_sent("-http/routers/r -http/services/a ");
	check("");
	assert_int_equal(containers.members.count, 0);
	stop(1);
	check_sent("");
}

/* What came and went before it was told is not told at all. */
static void
test_unsaid(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	resolve_settle(&containers.objects);
	stop(1);
	check_sent("");
	TAKE(.n = 1, .name = "a");
	check_sent("http/services/a ");
	stop(1);
	resolve_settle(&containers.objects);
	TAKE(.n = 1, .name = "a");
	check_sent("");
}

/* Scaled: servers of one service, each in a slot of its own. */
static void
test_scaled(void **state)
{
	static const char	labels[] = RULE("r", "x") "," PORT("s", "8");
	int			n;

	(void)state;
	for (n = 1; n <= 3; n++)
		TAKE(.n = n, .name = "a", .created = n, .labels = labels);
	check("http/routers/r|rule=x\nhttp/routers/r|service=s\n"
	    SERVER("s", "0", "172.17.0.1:8")
	    SERVER("s", "1", "172.17.0.2:8")
	    SERVER("s", "2", "172.17.0.3:8"));
	check_sent("http/routers/r http/services/s ");
	stop(2);
	check_sent("http/services/s ");
	check("http/routers/r|rule=x\nhttp/routers/r|service=s\n"
	    SERVER("s", "0", "172.17.0.1:8")
	    SERVER("s", "2", "172.17.0.3:8"));
	/* The smallest that is free; the others keep theirs. */
	TAKE(.n = 4, .name = "a", .created = 0, .labels = labels);
	check("http/routers/r|rule=x\nhttp/routers/r|service=s\n"
	    SERVER("s", "1", "172.17.0.4:8")
	    SERVER("s", "0", "172.17.0.1:8")
	    SERVER("s", "2", "172.17.0.3:8"));
	stop(4);
	stop(1);
	stop(3);
	check("");
}

/* One url twice is one server; when its container goes, the other's counts. */
static void
test_same_url(void **state)
{
	static const char	url[] =
	    "\"traefik.http.services.s.loadbalancer.server.url\":\"http://u\"";

	(void)state;
	TAKE(.n = 1, .name = "b", .created = 1, .labels = url);
	TAKE(.n = 2, .name = "a", .created = 2, .labels = url);
	check(SERVER("s", "0", "u"));
	stop(1);
	check(SERVER("s", "0", "u"));
	stop(2);
	check("");
}

/* What either labelled is written; the first one's middlewares count. */
static void
test_union(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "b", .created = 1, .labels = PORT("s", "8")
	    ",\"traefik.http.services.s.middlewares\":\"mb\"");
	TAKE(.n = 2, .name = "a", .created = 2, .labels = PORT("s", "8")
	    ",\"traefik.http.services.s.middlewares\":\"ma\","
	    "\"traefik.http.services.s.loadbalancer.passhostheader\":\"true\"");
	check("http/services/s|loadBalancer/passHostHeader=true\n"
	    "http/services/s|middlewares=ma\n"
	    SERVER("s", "0", "172.17.0.1:8")
	    SERVER("s", "1", "172.17.0.2:8"));
}

/* Who is published stays; the others wait, and the oldest takes over. */
static void
test_conflict(void **state)
{
	struct object	*r;

	(void)state;
	containers.objects.live = 1;
	TAKE(.n = 2, .name = "b", .created = 20, .labels = RULE("r", "b"));
	check_sent("http/routers/r http/services/b ");
	TAKE(.n = 1, .name = "a", .created = 10, .labels = RULE("R", "a"));
	check("http/routers/r|rule=b\nhttp/routers/r|service=b\n"
	    SERVER("a", "0", "172.17.0.1:80")
	    SERVER("b", "0", "172.17.0.2:80"));
	assert_int_equal(containers.objects.waiting, 1);
	check_sent("http/services/a ");
	TAKE(.n = 3, .name = "c", .created = 30, .labels = RULE("r", "c"));
	assert_int_equal(containers.objects.waiting, 1);
	check_sent("http/services/c ");
	assert_int_equal(containers.objects.waiting, 2);
	r = object_find(&containers.objects, "http/routers/r");
	assert_string_equal(object_owner(r)->claimant->name, "b");
	stop(2);
	check_sent("http/routers/r -http/services/b ");
	assert_int_equal(containers.objects.waiting, 1);
	stop(3);
	assert_int_equal(containers.objects.waiting, 0);
	check("http/routers/R|rule=a\nhttp/routers/R|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80"));
	check_sent("-http/services/c ");
}

/* Of equal age the name decides, whatever the order of arrival. */
static void
test_tie(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "z", .created = 5, .labels = RULE("r", "z"));
	TAKE(.n = 2, .name = "y", .created = 5, .labels = RULE("r", "y"));
	check("http/routers/r|rule=y\nhttp/routers/r|service=y\n"
	    SERVER("y", "0", "172.17.0.2:80")
	    SERVER("z", "0", "172.17.0.1:80"));
	/* Renamed, it comes first. */
	TAKE(.n = 1, .name = "x", .created = 5, .labels = RULE("r", "z"));
	check("http/routers/r|rule=z\nhttp/routers/r|service=x\n"
	    SERVER("x", "0", "172.17.0.1:80")
	    SERVER("y", "0", "172.17.0.2:80"));
}

/* A list cannot name what ends in a blank, which Traefik would cut off. */
static void
test_reference_blank(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x") ",\"traefik.http."
	    "routers.r.middlewares\":\"m @docker,b@docker\",\"traefik.http."
	    "middlewares.m .addprefix.prefix\":\"/\",\"traefik.http."
	    "middlewares.b.addprefix.prefix\":\"/\"");
	check("http/middlewares/b|addPrefix/prefix=/\n"
	    "http/middlewares/m |addPrefix/prefix=/\n"
	    "http/routers/r|middlewares=m @docker,b\n"
	    "http/routers/r|rule=x\nhttp/routers/r|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80"));
}

/* x@docker loses its suffix while x is ours, in that spelling. */
static void
test_reference(void **state)
{
	static const char	chain[] = RULE("r", "x") ",\"traefik.http."
	    "routers.r.middlewares\":\"m@docker, n@docker,o@file\"";

	(void)state;
	TAKE(.n = 1, .name = "a", .labels = chain);
	check("http/routers/r|middlewares=m@docker,n@docker,o@file\n"
	    "http/routers/r|rule=x\nhttp/routers/r|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80"));
	check_sent("http/routers/r http/services/a ");
	TAKE(.n = 2, .name = "b", .created = 2,
	    .labels = "\"traefik.http.middlewares.m.addprefix.prefix\":\"/\"");
	check("http/middlewares/m|addPrefix/prefix=/\n"
	    "http/routers/r|middlewares=m,n@docker,o@file\n"
	    "http/routers/r|rule=x\nhttp/routers/r|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80")
	    SERVER("b", "0", "172.17.0.2:80"));
	/* An older one spells it in another way. */
	TAKE(.n = 3, .name = "c", .created = 1,
	    .labels = "\"traefik.http.middlewares.M.addprefix.prefix\":\"/\"");
	check_sent("http/middlewares/m http/services/b http/services/c ");
	check("http/middlewares/M|addPrefix/prefix=/\n"
	    "http/routers/r|middlewares=m@docker,n@docker,o@file\n"
	    "http/routers/r|rule=x\nhttp/routers/r|service=a\n"
	    SERVER("a", "0", "172.17.0.1:80")
	    SERVER("b", "0", "172.17.0.2:80")
	    SERVER("c", "0", "172.17.0.3:80"));
	stop(3);
	stop(2);
	stop(1);
	check("");
	assert_true(RB_EMPTY(&containers.objects.referrers));
}

/* Takes one that was read from bytes of that digest. */
static void
take_read(int n, uint64_t source)
{
	struct test_container	 t = { .n = n, .name = "a",
				    .labels = RULE("r", "x") };
	struct container	*c = test_container(&t, conf);

	c->source = source;
	containers_take(&containers, c);
}

/* Bytes that were read before need not be read again, until it matters. */
static void
test_same(void **state)
{
	struct hexid	 id = test_id(1), other = test_id(2);

	(void)state;
	assert_false(containers_is_same(&containers, &id, 7));
	take_read(1, 0);
	assert_false(containers_is_same(&containers, &id, 0));
	take_read(1, 7);
	assert_true(containers_is_same(&containers, &id, 7));
	assert_false(containers_is_same(&containers, &id, 8));
	assert_false(containers_is_same(&containers, &other, 7));
	/* It is there. */
	containers_round_begin(&containers);
	assert_true(containers_is_same(&containers, &id, 7));
	containers_round_end(&containers);
	assert_int_equal(containers.members.count, 1);
	/* What has come between has to be put right. */
	containers_fault(&containers, &id, "", "too large");
	assert_false(containers_is_same(&containers, &id, 7));
	take_read(1, 7);
	assert_true(containers_is_same(&containers, &id, 7));
	containers_configure(&containers, conf, NULL);
	assert_false(containers_is_same(&containers, &id, 7));
	take_read(1, 7);
	stop(1);
	assert_false(containers_is_same(&containers, &id, 7));
}

/* One that is kept although it has stopped is read again when it starts. */
static void
test_same_stopped(void **state)
{
	struct test_container	 t = { .n = 1, .name = "a", .labels =
				    "\"traefik.docker.allownonrunning\":\"true\"" };
	struct container	*c = test_container(&t, conf);
	struct hexid		 id = test_id(1);

	(void)state;
	c->source = 7;
	containers_take(&containers, c);
	assert_true(containers_is_same(&containers, &id, 7));
	stop(1);
	assert_int_equal(containers.members.count, 1);
	assert_false(containers_is_same(&containers, &id, 7));
	c = test_container(&t, conf);
	c->source = 7;
	container_stop(c);
	containers_take(&containers, c);
	assert_false(containers_is_same(&containers, &id, 7));
}

/* Of a container at fault the last good routes stay, until it stops. */
static void
test_fault(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	check_sent("http/routers/r http/services/a ");
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x")
	    ",\"traefik.http.x\":\"y\"");
	assert_int_equal(member(1)->nfaults, 1);
	check_sent("");
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	assert_int_equal(member(1)->nfaults, 0);
	check_sent("");
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x")
	    ",\"traefik.http.x\":\"y\"");
	stop(1);
	check_sent("-http/routers/r -http/services/a ");
	/* One that is newly at fault has none. */
	TAKE(.n = 2, .name = "b", .labels = "\"traefik.http.x\":\"y\"");
	assert_int_equal(member(2)->nfaults, 1);
	check("");
}

/* Routes to where the container is not any more do not stay. */
static void
test_nowhere(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	check_sent("http/routers/r http/services/a ");
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"),
	    .networks = "{}");
	assert_int_equal(member(1)->nfaults, 1);
	check_sent("-http/routers/r -http/services/a ");
	TAKE(.n = 1, .name = "a", .labels = RULE("r", "x"));
	assert_int_equal(member(1)->nfaults, 0);
	check_sent("http/routers/r http/services/a ");
}

/* What cannot be read is a fault too. */
static void
test_unreadable(void **state)
{
	struct hexid	id = test_id(1);

	(void)state;
	TAKE(.n = 1, .name = "a");
	check_sent("http/services/a ");
	containers_fault(&containers, &id, "", "too large");
	assert_int_equal(member(1)->nfaults, 1);
	assert_string_equal(member(1)->faults[0], "too large");
	check_sent("");
	id = test_id(2);
	containers_fault(&containers, &id, "", "not JSON");
	assert_string_equal(member(2)->who.name, "020000000000");
	containers_fault(&containers, NULL, "", "no id");
	assert_int_equal(containers.nstrays, 1);
	TAKE(.n = 2, .name = "b");
	assert_int_equal(member(2)->nfaults, 0);
	assert_string_equal(member(2)->who.name, "b");
	containers_round_begin(&containers);
	assert_int_equal(containers.nstrays, 0);
	containers_round_end(&containers);
	assert_int_equal(containers.members.count, 0);
	check_sent("-http/services/a ");
}

/* A full list: what it has not got is gone, what it has stays. */
static void
test_round(void **state)
{
	struct hexid	id = test_id(2);

	(void)state;
	TAKE(.n = 1, .name = "a");
	TAKE(.n = 2, .name = "b");
	TAKE(.n = 3, .name = "c");
	check_sent("http/services/a http/services/b http/services/c ");
	containers_round_begin(&containers);
	TAKE(.n = 1, .name = "a");
	containers_seen(&containers, &id);
	containers_round_end(&containers);
	check_sent("-http/services/c ");
}

/* Another container's network: what becomes of it reaches those that use it. */
static void
test_joined(void **state)
{
	static const struct test_container	app = { .n = 1, .name = "app",
	    .mode = "container:vpn", .networks = "{}" };
	static const struct test_container	side = { .n = 3, .name = "side",
	    .mode = "container:app", .networks = "{}" };

	(void)state;
	take(&side);
	take(&app);
	check("");
	TAKE(.n = 2, .name = "vpn");
	check(SERVER("app", "0", "172.17.0.2:80")
	    SERVER("side", "0", "172.17.0.2:80")
	    SERVER("vpn", "0", "172.17.0.2:80"));
	check_sent("http/services/app http/services/side http/services/vpn ");
	TAKE(.n = 2, .name = "vpn",
	    .networks = "{\"x\":{\"IPAddress\":\"10.0.0.9\"}}");
	check_sent("http/services/app http/services/side http/services/vpn ");
	check(SERVER("app", "0", "10.0.0.9:80")
	    SERVER("side", "0", "10.0.0.9:80")
	    SERVER("vpn", "0", "10.0.0.9:80"));
	/* Stopped, it takes the network away from those that use it. */
	stop(2);
	check_sent("-http/services/app -http/services/side "
	    "-http/services/vpn ");
	assert_int_equal(member(1)->nfaults, 1);
	assert_string_equal(member(1)->faults[0], "http service app: it uses "
	    "the network of container vpn, which is not running; start that "
	    "one, then create this one again");
	/* Under another name it is another one. */
	TAKE(.n = 2, .name = "other");
	assert_int_equal(member(1)->nfaults, 1);
	assert_string_equal(member(1)->faults[0], "http service app: it uses "
	    "the network of container vpn, which is not running; start that "
	    "one, then create this one again");
	TAKE(.n = 2, .name = "vpn");
	assert_int_equal(member(1)->nfaults, 0);
	check_sent("http/services/app http/services/side http/services/vpn ");
}

/* allownonrunning: stopped, the service stays without servers. */
static void
test_non_running(void **state)
{
	static const char	labels[] =
	    "\"traefik.docker.allownonrunning\":\"true\"";

	(void)state;
	TAKE(.n = 1, .name = "a", .labels = labels);
	check_sent("http/services/a ");
	stop(1);
	check("http/services/a|loadBalancer/servers=true\n");
	check_sent("http/services/a ");
	TAKE(.n = 1, .name = "a", .labels = labels, .state = "exited");
	check_sent("");
	TAKE(.n = 1, .name = "a", .labels = labels);
	check(SERVER("a", "0", "172.17.0.1:80"));
}

/* kop.merge-lbs is told with the service. */
static void
test_merges(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a");
	check_sent("http/services/a ");
	TAKE(.n = 1, .name = "a", .labels = "\"kop.merge-lbs\":\"true\"");
	check_sent("http/services/a ");
	assert_int_equal(resolve_merges(&containers.objects,
	    object_find(&containers.objects, "http/services/a")), 1);
	TAKE(.n = 1, .name = "a", .labels = "\"kop.merge-lbs\":\"x\"");
	check_sent("http/services/a ");
}

/* A new configuration is applied as containers are listed. */
static void
test_configure(void **state)
{
	(void)state;
	TAKE(.n = 1, .name = "a");
	check_sent("http/services/a ");
	conf->exposed_by_default = 0;
	containers_configure(&containers, conf, NULL);
	check_sent("");
	TAKE(.n = 1, .name = "a");
	check_sent("-http/services/a ");
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest	tests[] = {
		TEST(test_one),
		TEST(test_unsaid),
		TEST(test_scaled),
		TEST(test_same_url),
		TEST(test_union),
		TEST(test_conflict),
		TEST(test_tie),
		TEST(test_reference),
		TEST(test_reference_blank),
		TEST(test_same),
		TEST(test_same_stopped),
		TEST(test_fault),
		TEST(test_nowhere),
		TEST(test_unreadable),
		TEST(test_round),
		TEST(test_joined),
		TEST(test_non_running),
		TEST(test_merges),
		TEST(test_configure)
	};

	log_init("containers", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
