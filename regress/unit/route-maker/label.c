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
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "route-maker/label/label.h"

#define R	"traefik.http.routers."
#define M	"traefik.http.middlewares."
#define S	"traefik.http.services."

static struct arena	arena = ARENA_INITIALIZER;

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct node *
decode(const struct label *labels, size_t n, uint32_t version,
    struct decode *d)
{
	static struct route_maker_conf	conf;

	conf.traefik_version = version;
	decode_init(d, &arena, &conf);
	return label_decode(d, labels, n);
}

static void
accepted(void **state)
{
	static const char *const	rows[][2] = {
		{ R "x.rule", "Host(`x`)" }, { R "x", "anything" },
		{ "traefik.HTTP.Routers.x.RULE", "" },
		{ "traefik.http.routers.x.\305\277ervice", "c" },
		{ R "x.tls", "tRuE" }, { R "x.tls", "" }, { R "x.tls", "no" },
		{ R "x.tls.domains", "a.com" }, { R "x.tls.domains.main", "a" },
		{ R "x.tls.domains[].main", "a" },
		{ R "x.tls.domains[0][1].main", "a" },
		{ R "x.tls.domains[4294967295].main", "a" },
		{ R "x.entrypoints[0]", "web" }, { R "x.entrypoints.y", "web" },
		{ R "a[0]b.rule", "x" }, { R "r]0[.rule", "x" },
		{ R "x.defaultrule", "nobool" }, { R "x.parentrefs", "x" },
		{ S "x.weighted.services[0].weight", "nonumber" },
		{ "traefik.http.serverstransports.t.insecureskipverify", "x" },
		{ M "m.headers.customrequestheaders.X.Y.Z", "1" },
		{ M "m.errors.statusrewrites.500-599", "404" },
		{ M "m.plugin.demo.a.b[0].c", "1" }, { M "m.plugin.demo", "" },
		/* None of Traefik's. */
		{ "org.example.x]", "1" }, { "traefik.foo]", "1" },
		{ " " R "x.rul", "x" }, { "traefik.tls.options.x.nosuch", "1" },
		{ "traefi\342\204\252.http.nosuch", "x" }, { "traefik", "" },
		{ "traefik.docker.nosuch", "x" }, { "", "" },
	};
	struct decode			d;
	struct label			label;
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		label = (struct label){ rows[i][0], rows[i][1], NULL };
		if (decode(&label, 1, 0, &d) == NULL)
			fail_msg("%s: %s", label.name,
			    STAILQ_FIRST(&d.faults)->reason);
		assert_true(STAILQ_EMPTY(&d.faults));
	}
}

/* Names, values and what the fault must say. */
static const char *const	bad[][3] = {
	{ R "x.entrypoint", "web", "unknown field `entrypoint' of a router; "
	    "did you mean `entryPoints'?" },
	{ R "x. rule", "x", "did you mean `rule'?" },
	{ "traefik.http.router.x.rule", "x", "of `http'; did you mean "
	    "`routers'?" },
	{ "traefik.httpx.y", "x", "unknown field `httpx' of Traefik; did you "
	    "mean `http'?" },
	{ M "m.nosuch.x", "1", "unknown field `nosuch' of a middleware" },
	{ M "m.addprefix.prefx", "1", "of `addPrefix'; did you mean" },
	{ S "s.loadbalancer.servers[0].port", "1", "did you mean `server'?" },
	{ S "s.loadbalancer.server[0].port", "1", "`[0]' of `server'" },
	{ S "s.loadbalancer.server", "80", "such as `server.port'" },
	{ S "s.weighted.nosuch", "x", "unknown field `nosuch'" },
	{ R "x.tls.domains[0].man", "x", "of an element of `domains'; did "
	    "you mean `main'?" },
	{ "traefik.http.m\304\261ddlewares.m.compress", "true", "unknown" },
	{ "Traefik.http.routers.x.rule", "x", "in lower case" },
	{ R ".rule", "x", "empty step" }, { R "x.rule.", "x", "empty step" },
	{ "traefik.http.", "x", "empty step" },
	{ R "x].rule", "x", "`]' without `['" },
	{ R "[0].rule", "x", "begins with `['" },
	{ "traefik.http", "x", "`http' needs a field" },
	{ "traefik.http.routers", "x", "`routers' needs a name" },
	{ M "m.buffering", "true", "such as `buffering.maxRequestBodyBytes'" },
	{ S "s.weighted.sticky", "true", "`sticky' needs a field below it" },
	{ M "m.addprefix", "true", "`addPrefix' needs a field below it, such "
	    "as `addPrefix.prefix'" },
	{ R "x.rule.y", "x", "`rule' has no fields" },
	{ R "x.entrypoints.y.z", "x", "is a list of strings" },
	{ R "x[0].rule", "x", "unknown field `[0]' of a router" },
	{ R "x.priority", "high", "`high' is not a value for `priority'; set a "
	    "whole number" },
	{ M "m.stripprefix.forceslash", "yes", "`true' or `false'" },
	{ M "m.errors.statusrewrites.500", "x", "`x' is not a value for `500'" },
	{ M "m.retry.initialinterval", "1d", "`1m30s'" },
};

static void
refused(void **state)
{
	const struct fault	*fault;
	struct decode		 d;
	struct label		 label;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		label = (struct label){ bad[i][0], bad[i][1], NULL };
		if (decode(&label, 1, 0, &d) != NULL)
			fail_msg("%s was accepted", label.name);
		fault = STAILQ_FIRST(&d.faults);
		assert_non_null(fault);
		assert_string_equal(fault->label, label.name);
		if (strstr(fault->reason, bad[i][2]) == NULL)
			fail_msg("%s: %s", label.name, fault->reason);
		assert_true(faults_fatal(&d.faults));
	}
}

/* All that is wrong is said at once, to a bound. */
static void
several_faults(void **state)
{
	static const struct label	labels[] = {
		{ R "b.rul", "x", NULL }, { R "a.priority", "x", NULL },
		{ R "a.rule", "x", NULL }, { R "c..rule", "x", NULL },
	};
	struct label			many[100] = { { NULL, NULL, NULL } };
	const struct fault		*fault;
	struct decode			 d;
	size_t				 i, n = 0;

	(void)state;
	assert_null(decode(labels, 4, 0, &d));
	STAILQ_FOREACH(fault, &d.faults, entry)
		n++;
	assert_int_equal(n, 3);
	for (i = 0; i < 100; i++) {
		many[i].name = arena_printf(&arena, R "x%zu.nosuch", i);
		many[i].value = "";
	}
	assert_null(decode(many, 100, 0, &d));
	n = 0;
	STAILQ_FOREACH(fault, &d.faults, entry)
		n++;
	assert_in_range(n, 1, 32);
}

/* A label, the version aimed at, and the fault; NULL: none. */
static const struct {
	const char	*name;
	uint32_t	 version;
	const char	*fault;
} aimed[] = {
	{ S "s.loadbalancer.strategy", TRAEFIK_VERSION(3, 4, 0), NULL },
	{ S "s.loadbalancer.strategy", TRAEFIK_VERSION(3, 3, 7),
	    "`strategy' is unknown to Traefik 3.3.7: 3.4.0 is the first "
	    "version with it; `wrr' is what there is" },
	{ M "m.compress.encodings", TRAEFIK_VERSION(2, 11, 53),
	    "`encodings' is unknown to Traefik 2.11.53: 3.2.0 is the first "
	    "version with it; remove the label, or raise `traefik version'" },
	/* Patches of both lines have it. */
	{ M "m.errors.errorrequestheaders", TRAEFIK_VERSION(2, 11, 44), NULL },
	{ M "m.errors.errorrequestheaders", TRAEFIK_VERSION(2, 11, 43),
	    "2.11.44 and 3.6.15 are the first versions with it" },
	{ M "m.errors.errorrequestheaders", TRAEFIK_VERSION(3, 0, 0),
	    "3.6.15 is the first version of Traefik 3 with it" },
	/* The outermost one that is missing. */
	{ M "m.ratelimit.redis.endpoints", TRAEFIK_VERSION(3, 3, 0),
	    "`redis' is unknown to Traefik 3.3.0: 3.4.0 is" },
	{ M "m.contenttype", TRAEFIK_VERSION(3, 0, 0), NULL },
	{ M "m.contenttype", TRAEFIK_VERSION(2, 11, 5),
	    "`contentType' needs a field below it before Traefik 3.0.0, such "
	    "as `contentType.autoDetect'" },
	{ M "m.headers.accesscontrolalloworigin", 0,
	    "`accessControlAllowOrigin' is unknown to Traefik 3.7.9: 2.4.14 "
	    "was the last version with it; its name is now "
	    "`accessControlAllowOriginList'" },
	/* What no version reads from labels was not always there, either. */
	{ R "r.parentrefs", TRAEFIK_VERSION(3, 6, 0), NULL },
	{ R "r.parentrefs", TRAEFIK_VERSION(3, 5, 6),
	    "3.6.0 is the first version with it; remove the label" },
	{ S "s.weighted.services[0].status", TRAEFIK_VERSION(3, 0, 4),
	    "`status' is unknown to Traefik 3.0.4" },
	/* Not yet released: as the newest that is known. */
	{ S "s.loadbalancer.strategy", TRAEFIK_VERSION(3, 99, 0), NULL },
	{ S "s.loadbalancer.strategi", TRAEFIK_VERSION(3, 99, 0),
	    "did you mean `strategy'?" },
};

static void
other_version(void **state)
{
	struct decode	d;
	struct label	label;
	struct node	*root;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(aimed) / sizeof(aimed[0]); i++) {
		label = (struct label){ aimed[i].name, "1", NULL };
		root = decode(&label, 1, aimed[i].version, &d);
		if ((root == NULL) != (aimed[i].fault != NULL))
			fail_msg("%s for %u", label.name, aimed[i].version);
		if (root == NULL && strstr(STAILQ_FIRST(&d.faults)->reason,
		    aimed[i].fault) == NULL)
			fail_msg("%s: %s", label.name,
			    STAILQ_FIRST(&d.faults)->reason);
	}
}

static void
tree_of_labels(void **state)
{
	static const struct label	labels[] = {
		{ S "s.loadbalancer.server.port", "80", NULL },
		{ R "app.rule", "last", NULL }, { R "App.rule", "first", NULL },
		{ R "App.tls", "false", NULL }, { R "App.tls.certresolver", "le", NULL },
		{ R "App.parentrefs", "x", NULL },
	};
	struct node			*root, *app;
	struct decode			 d;

	(void)state;
	root = decode(labels, 6, 0, &d);
	assert_non_null(root);
	app = node_child(node_find(root, "http/routers"), "APP");
	assert_non_null(app);
	assert_string_equal(app->name, "App");
	assert_string_equal(node_value(app, "rule"), "last");
	assert_string_equal(node_find(app, "rule")->label, R "app.rule");
	assert_null(node_find(app, "tls"));
	assert_null(node_find(app, "parentRefs"));
	assert_string_equal(node_value(root,
	    "http/services/s/loadBalancer/servers/[0]/port"), "80");
	assert_null(node_find(root, "tcp"));
	node_set(&arena, root, "tcp/routers/t/service", "s");
	assert_string_equal(node_value(root, "TCP/routers/T/service"), "s");
	assert_null(node_make(&arena, root, "tcp/nosuch"));
	node_remove(app);
	assert_false(node_has_children(node_find(root, "http/routers")));
}

static int
settings_of(const char *name, const char *value, struct settings *settings)
{
	struct label	label = { name, value, NULL };
	struct decode	d;
	int		r;

	decode_init(&d, &arena, NULL);
	r = label_settings(&d, &label, 1, settings);
	assert_int_equal(r == -1, faults_fatal(&d.faults));
	return r;
}

static void
settings_alone(void **state)
{
	static const char *const	refuse[][2] = {
		{ "traefik.enable", "" }, { "traefik.enable", "yes" },
		{ "traefik.enabled", "true" }, { "traefik.enable.x", "true" },
		{ "TRAEFIK.ENABLE", "true" }, { "traefik.enable]", "true" },
		{ "traefik.enable-this", "x" }, { "traefik.docker.", "x" },
		{ "traefik.docker.networks", "x" },
		{ "Traefik.docker.network", "x" },
		{ "traefik.docker.allownonrunning", "yes" },
		{ "traefik.docker.lbswarm", "" },
	};
	struct settings			s;
	size_t				i;

	(void)state;
	assert_int_equal(settings_of("traefik.http.nosuch", "x", &s), 0);
	assert_int_equal(s.enable, -1);
	assert_null(s.network);
	assert_int_equal(s.allow_non_running, 0);
	assert_int_equal(settings_of("traefik.Enable", "T", &s), 0);
	assert_int_equal(s.enable, 1);
	assert_int_equal(settings_of("traefik.enable", "0", &s), 0);
	assert_int_equal(s.enable, 0);
	assert_int_equal(settings_of("traefik.Docker.NETWORK", "", &s), 0);
	assert_string_equal(s.network, "");
	assert_int_equal(settings_of("traefik.docker.allowNonRunning", "1",
	    &s), 0);
	assert_int_equal(s.allow_non_running, 1);
	assert_int_equal(settings_of("traefik.docker", "x", &s), 0);
	for (i = 0; i < sizeof(refuse) / sizeof(refuse[0]); i++)
		if (settings_of(refuse[i][0], refuse[i][1], &s) != -1)
			fail_msg("%s was accepted", refuse[i][0]);
}

/* What must cost bounded time and memory: the clock is the test's timeout. */
static void
excess(void **state)
{
	static struct label	labels[100000];
	static char		deep[LABEL_NAME_MAX + 2];
	static char		longest[LABEL_VALUE_MAX + 2];
	struct label		one = { NULL, NULL, NULL };
	struct decode		d;
	size_t			i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		labels[i].name = arena_printf(&arena, M "m.plugin.p.%zu", i);
		labels[i].value = "x";
	}
	assert_null(decode(labels, 100000, 0, &d));
	assert_non_null(decode(labels, LABEL_COUNT_MAX, 0, &d));
	for (i = 0; i < 100000; i++)
		labels[i].name = arena_printf(&arena, "org.example.%zu", i);
	assert_non_null(decode(labels, 100000, 0, &d));

	one.value = "x";
	one.name = deep;
	i = (size_t)snprintf(deep, sizeof(deep), M "m.plugin.p");
	for (; i + 2 <= LABEL_NAME_MAX; i += 2)
		memcpy(deep + i, ".a", 3);
	assert_non_null(decode(&one, 1, 0, &d));
	for (; i <= LABEL_NAME_MAX; i++)
		memcpy(deep + i, "a", 2);
	assert_null(decode(&one, 1, 0, &d));

	memset(longest, 'x', LABEL_VALUE_MAX);
	one = (struct label){ R "x.rule", longest, NULL };
	assert_non_null(decode(&one, 1, 0, &d));
	longest[LABEL_VALUE_MAX] = 'x';
	assert_null(decode(&one, 1, 0, &d));
}

/* 4096 names of 500 steps each: the tree has a ceiling of its own. */
static void
many_steps(void **state)
{
	static struct label	labels[LABEL_COUNT_MAX];
	struct decode		d;
	char			steps[900];
	size_t			i;

	(void)state;
	for (i = 0; i + 1 < sizeof(steps); i += 2)
		memcpy(steps + i, ".a", 2);
	steps[sizeof(steps) - 2] = '\0';
	for (i = 0; i < LABEL_COUNT_MAX; i++) {
		labels[i].name = arena_printf(&arena, M "m.plugin.p%zu%s", i,
		    steps);
		labels[i].value = "x";
	}
	assert_null(decode(labels, LABEL_COUNT_MAX, 0, &d));
	assert_non_null(strstr(STAILQ_FIRST(&d.faults)->reason, "too many"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_teardown(accepted, teardown),
		cmocka_unit_test_teardown(refused, teardown),
		cmocka_unit_test_teardown(several_faults, teardown),
		cmocka_unit_test_teardown(other_version, teardown),
		cmocka_unit_test_teardown(tree_of_labels, teardown),
		cmocka_unit_test_teardown(settings_alone, teardown),
		cmocka_unit_test_teardown(excess, teardown),
		cmocka_unit_test_teardown(many_steps, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
