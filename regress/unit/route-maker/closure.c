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

/* Who owns a name, and what is published with it. */

#include "regress/unit/route-maker/claims.h"

#include "route-maker/object/conflict.h"

#define R	"http/routers/"
#define M	"http/middlewares/"
#define S	"http/services/"

/* The owner's name; "-" for none. */
static const char *
owner(const char *id)
{
	struct object	*o = object_find(&objects, id);

	return o == NULL || object_owner(o) == NULL ? "-" :
	    object_owner(o)->claimant->name;
}

#define OWNER(id, name)	assert_string_equal(owner(id), (name))

/* Why a claim waits: "waits ...", "blocked ..."; "" for one that does not. */
static void
check_why(int n, const char *id, const char *expected)
{
	struct conflict	 cf;
	char		*text, *all;

	assert_non_null(claim_of(n, id));
	conflict_find(&objects, claim_of(n, id), &cf);
	if (cf.how == CONFLICT_NONE) {
		assert_string_equal("", expected);
		return;
	}
	text = conflict_text(&cf);
	if (asprintf(&all, "%s: %s", conflict_word(cf.how), text) == -1)
		fail();
	if (strcmp(all, expected) != 0)
		fail_msg("got %s, wanted %s", all, expected);
	free(all);
	free(text);
}

/* A router whose middleware somebody else defines is not published. */
static void
test_middleware(void **state)
{
	(void)state;
	WANT(0, M "auth", "headers/x=1");
	settle();
	WANT(1, M "auth", "basicAuth/users=u");
	WANT(1, R "admin", "rule=x", "middlewares=auth");
	WANT(1, R "open", "rule=y");
	settle();
	OWNER(M "auth", "a");
	OWNER(R "admin", "-");
	OWNER(R "open", "b");
	check_why(1, M "auth", "waits: waits for container a");
	check_why(1, R "admin", "blocked: its middleware auth is defined "
	    "differently by container a");
	check_why(1, R "open", "");
	assert_int_equal(objects.waiting, 2);
	drop(0, M "auth");
	now += 5000;
	settle();
	OWNER(M "auth", "b");
	OWNER(R "admin", "b");
	assert_int_equal(objects.waiting, 0);
}

/* One that is published is not taken down by a late one. */
static void
test_late(void **state)
{
	(void)state;
	WANT(1, M "auth", "basicAuth/users=u");
	WANT(1, R "admin", "rule=x", "middlewares=auth");
	settle();
	WANT(0, M "auth", "headers/x=1");
	WANT(0, R "admin", "rule=y", "middlewares=auth");
	settle();
	OWNER(M "auth", "b");
	OWNER(R "admin", "b");
	check_why(0, R "admin", "waits: waits for container b");
}

/* What is defined in the same way may be used by both. */
static void
test_equal(void **state)
{
	(void)state;
	WANT(0, M "auth", "basicAuth/users=u");
	WANT(1, M "auth", "basicAuth/users=u");
	WANT(1, R "admin", "rule=x", "middlewares=auth");
	settle();
	OWNER(R "admin", "b");
	/* And goes on being so when the owner leaves. */
	drop_all(0);
	settle();
	OWNER(M "auth", "b");
	OWNER(R "admin", "b");
	assert_int_equal(objects.reservations.count, 0);
}

/* What nobody here, or only somebody else, defines is no matter. */
static void
test_foreign(void **state)
{
	(void)state;
	WANT(0, M "auth", "basicAuth/users=u");
	WANT(1, R "r", "rule=x", "middlewares=auth,gone,x@file");
	settle();
	OWNER(R "r", "b");
}

static void
test_chains(void **state)
{
	(void)state;
	WANT(0, M "c", "headers/x=1");
	WANT(1, M "a", "chain/middlewares=b@docker");
	WANT(1, M "b", "chain/middlewares=c");
	WANT(1, M "c", "headers/x=2");
	WANT(1, R "r", "rule=x", "middlewares=a");
	settle();
	OWNER(M "a", "-");
	OWNER(M "b", "-");
	OWNER(R "r", "-");
	check_why(1, R "r", "blocked: its middleware c is defined differently "
	    "by container a");
	drop_all(0);
	objects.reserve = 0;
	settle();
	OWNER(R "r", "b");
}

/* All ways in which one object refers to another. */
static void
test_kinds(void **state)
{
	static const struct {
		const char	*from;
		const char	*pair;
		const char	*to;
	} cases[] = {
		{ R "r", "service=t", S "t" },
		{ R "r", "middlewares=x,t", M "t" },
		{ R "r", "parentRefs=t", R "t" },
		{ R "r", "tls=true", "tls/stores/default" },
		{ R "r", "tls/certResolver=le", "tls/stores/default" },
		{ S "s", "middlewares=t", M "t" },
		{ S "s", "weighted/services/1/name=t", S "t" },
		{ S "s", "mirroring/service=t", S "t" },
		{ S "s", "mirroring/mirrors/0/name=t", S "t" },
		{ S "s", "failover/service=t", S "t" },
		{ S "s", "failover/fallback=t", S "t" },
		{ S "s", "loadBalancer/serversTransport=t",
		    "http/serverstransports/t" },
		{ M "m", "chain/middlewares=t", M "t" },
		{ M "m", "errors/service=t@redis", S "t" },
		{ "http/models/web", "middlewares=t", M "t" },
		{ "tcp/routers/r", "service=t", "tcp/services/t" },
		{ "tcp/routers/r", "middlewares=t", "tcp/middlewares/t" },
		{ "tcp/routers/r", "tls/passthrough=true",
		    "tls/stores/default" },
		{ "tcp/services/s", "weighted/services/0/name=t",
		    "tcp/services/t" },
		{ "udp/routers/r", "service=t", "udp/services/t" },
		{ "udp/services/s", "weighted/services/0/name=t",
		    "udp/services/t" }
	};
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		WANT(0, cases[i].to, "k=1");
		WANT(1, cases[i].to, "k=2");
		WANT(1, cases[i].from, cases[i].pair);
		settle();
		if (strcmp(owner(cases[i].from), "-") != 0)
			fail_msg("%s %s", cases[i].from, cases[i].pair);
		WANT(1, cases[i].to, "k=1");
		settle();
		OWNER(cases[i].from, "b");
		drop_all(1);
		drop_all(0);
		settle();
	}
}

/* A name with a provider may be that of an object as it stands. */
static void
test_literal(void **state)
{
	(void)state;
	WANT(0, M "m@file", "k=1");
	WANT(1, M "m@file", "k=2");
	WANT(1, R "r", "middlewares=m@file");
	settle();
	OWNER(R "r", "-");
}

static void
test_circle(void **state)
{
	(void)state;
	WANT(1, M "a", "chain/middlewares=b");
	WANT(1, M "b", "chain/middlewares=a");
	WANT(1, M "c", "chain/middlewares=c");
	WANT(1, R "r", "middlewares=a,c");
	settle();
	OWNER(M "a", "b");
	OWNER(M "b", "b");
	OWNER(M "c", "b");
	OWNER(R "r", "b");
	drop_all(1);
	settle();
	WANT(0, M "b", "k=1");
	settle();
	WANT(1, M "a", "chain/middlewares=b");
	WANT(1, M "b", "chain/middlewares=a");
	WANT(1, R "r", "middlewares=a");
	settle();
	OWNER(M "b", "a");
	OWNER(M "a", "-");
	OWNER(R "r", "-");
	drop_all(0);
	now += 5000;
	settle();
	OWNER(M "a", "b");
	OWNER(M "b", "b");
	OWNER(R "r", "b");
}

/* A blocked claim does not keep a name from one that is not. */
static void
test_blocked_owner(void **state)
{
	(void)state;
	WANT(0, M "auth", "k=1");
	settle();
	WANT(1, R "r", "rule=x", "middlewares=auth");
	WANT(1, M "auth", "k=2");
	WANT(2, R "r", "rule=y");
	settle();
	OWNER(R "r", "c");
	/* Who has it meanwhile keeps it. */
	drop_all(0);
	now += 5000;
	settle();
	OWNER(M "auth", "b");
	OWNER(R "r", "c");
	drop_all(2);
	now += 5000;
	settle();
	OWNER(R "r", "b");
}

/* An owner is blocked when it begins to want what another one has. */
static void
test_owner_blocked(void **state)
{
	(void)state;
	WANT(0, M "auth", "k=1");
	WANT(1, R "r", "rule=x", "middlewares=auth");
	WANT(2, R "r", "rule=y");
	settle();
	OWNER(R "r", "b");
	WANT(1, M "auth", "k=2");
	settle();
	OWNER(R "r", "c");
	assert_int_equal(objects.reservations.count, 0);
	check_why(1, R "r", "waits: waits for container c");
}

static void
test_redefined(void **state)
{
	(void)state;
	WANT(1, M "m", "k=1");
	settle();
	WANT(0, M "m", "k=2");
	settle();
	/* Nobody shares the old one: the new one is published. */
	WANT(1, M "m", "k=3");
	settle();
	OWNER(M "m", "b");
	assert_int_equal(claim_waits(claim_of(1, M "m")), 0);
	/* Somebody does: the late one loses. */
	WANT(2, M "m", "k=3");
	settle();
	assert_int_equal(claim_waits(claim_of(2, M "m")), 0);
	WANT(1, M "m", "k=4");
	settle();
	OWNER(M "m", "c");
	assert_true(claim_waits(claim_of(1, M "m")));
	/* Another spelling of the same is the same owner's. */
	assert_int_equal(objects.reservations.count, 0);
}

/* Until all is known the order decides, and nothing is reserved. */
static void
test_early(void **state)
{
	(void)state;
	objects.live = 0;
	WANT(1, M "m", "k=1");
	resolve_settle(&objects);
	OWNER(M "m", "b");
	WANT(0, M "m", "k=2");
	resolve_settle(&objects);
	OWNER(M "m", "a");
	drop_all(0);
	resolve_settle(&objects);
	OWNER(M "m", "b");
	/* What was decided before stays from now on, too. */
	objects_go_live(&objects);
	resolve_settle(&objects);
	WANT(0, M "m", "k=2");
	resolve_settle(&objects);
	OWNER(M "m", "b");
	drop_all(1);
	resolve_settle(&objects);
	OWNER(M "m", "-");
}

#define RESERVED	"reserved: the name is reserved for container b"

/* A name is kept for the owner's return. */
static void
test_reserved(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	WANT(0, R "other", "parentRefs=shop");
	settle();
	OWNER(R "other", "-");
	drop_all(1);
	settle();
	OWNER(R "shop", "-");
	OWNER(R "other", "-");
	assert_int_equal(objects_due(&objects), 5000);
	check_why(0, R "shop", RESERVED);
	check_why(0, R "other", "blocked: its router shop is reserved for "
	    "container b");
	now += 4999;
	settle();
	OWNER(R "shop", "-");
	assert_int_equal(objects_due(&objects), 1);
	now++;
	settle();
	OWNER(R "shop", "a");
	OWNER(R "other", "a");
	assert_int_equal(objects_due(&objects), -1);
}

/* What waits may come and go meanwhile, and is none the better for it. */
static void
test_reserved_others(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	settle();
	drop_all(1);
	settle();
	drop_all(0);
	settle();
	WANT(0, R "shop", "rule=z");
	settle();
	OWNER(R "shop", "-");
	drop_all(0);
	settle();
	assert_non_null(object_find(&objects, R "shop"));
	now += 5000;
	settle();
	assert_null(object_find(&objects, R "shop"));
}

static void
rename_claimant(int n, const char *name)
{
	struct claim	*c;

	LIST_FOREACH(c, &claimants[n].claims, of_claimant)
		claim_detach(&objects, c);
	free(claimants[n].name);
	if ((claimants[n].name = strdup(name)) == NULL)
		fail();
	LIST_FOREACH(c, &claimants[n].claims, of_claimant)
		claim_attach(&objects, c);
}

/* It returns: with what it had, or under its container's name. */
static void
test_returns(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	settle();
	drop_all(1);
	settle();
	WANT(2, R "shop", "rule=x");
	settle();
	OWNER(R "shop", "c");
	assert_int_equal(objects_due(&objects), -1);
	drop_all(2);
	settle();
	WANT(3, R "shop", "rule=z");
	settle();
	OWNER(R "shop", "-");
	rename_claimant(3, "c");
	settle();
	assert_ptr_equal(object_owner(object_find(&objects, R "shop")),
	    claim_of(3, R "shop"));
	/* It stays, whatever it is called. */
	rename_claimant(3, "zzz");
	settle();
	OWNER(R "shop", "zzz");
	assert_int_equal(objects.waiting, 1);
}

/* Back before anybody was told that it had gone; and gone again. */
static void
test_returns_unsent(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	settle();
	drop_all(1);
	settle();
	rename_claimant(2, "b");
	WANT(2, R "shop", "rule=z");
	resolve_settle(&objects);
	assert_int_equal(objects_due(&objects), -1);
	/* It is the owner already, though an older one waits. */
	WANT(3, R "shop", "rule=w");
	resolve_settle(&objects);
	OWNER(R "shop", "b");
	drop_all(2);
	resolve_settle(&objects);
	OWNER(R "shop", "-");
	settle();
	now += 5000;
	settle();
	OWNER(R "shop", "a");
}

/* A redeploy that is blocked does not get the name by its own. */
static void
test_returns_blocked(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	WANT(0, M "m", "k=1");
	settle();
	drop_all(1);
	settle();
	rename_claimant(2, "b");
	WANT(2, M "m", "k=2");
	WANT(2, R "shop", "rule=z", "middlewares=m");
	settle();
	OWNER(R "shop", "-");
	now += 5000;
	settle();
	OWNER(R "shop", "a");
}

static void
test_no_reserve(void **state)
{
	(void)state;
	objects.reserve = 0;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	settle();
	drop_all(1);
	settle();
	OWNER(R "shop", "a");
}

/* A reload that changes the time. */
static void
test_reserve_changes(void **state)
{
	(void)state;
	WANT(1, R "shop", "rule=x");
	settle();
	WANT(0, R "shop", "rule=y");
	settle();
	drop_all(1);
	settle();
	objects.reserve = 10;
	now += 5000;
	settle();
	OWNER(R "shop", "-");
	assert_int_equal(objects_due(&objects), 5000);
	objects.reserve = 0;
	settle();
	OWNER(R "shop", "a");
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest	tests[] = {
		TEST(test_middleware),
		TEST(test_late),
		TEST(test_equal),
		TEST(test_foreign),
		TEST(test_chains),
		TEST(test_kinds),
		TEST(test_literal),
		TEST(test_circle),
		TEST(test_blocked_owner),
		TEST(test_owner_blocked),
		TEST(test_redefined),
		TEST(test_early),
		TEST(test_reserved),
		TEST(test_reserved_others),
		TEST(test_returns),
		TEST(test_returns_unsent),
		TEST(test_returns_blocked),
		TEST(test_no_reserve),
		TEST(test_reserve_changes)
	};

	log_init("closure", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
