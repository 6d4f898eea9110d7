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

#include "common/bounds.h"
#include "regress/unit/route-maker/containers.h"

#include "common/log.h"
#include "route-maker/inventory/containers.h"
#include "route-maker/label/label.h"
#include "route-maker/route/route.h"

#define RULE(r)		"\"traefik.http.routers." r ".rule\":\"Host(`" r "`)\""
#define WEB		"http/services/web|server:url=http://172.17.0.2:80\n"
#define ROUTER(r, s)	"http/routers/" r "|rule=Host(`" r "`)|service=" s "\n"

static const struct container *
find_none(void *arg, const char *name)
{
	(void)arg;
	(void)name;
	return NULL;
}

static int
compare(const void *a, const void *b)
{
	const struct route	*const *ra = a, *const *rb = b;

	return strcmp((*ra)->name, (*rb)->name);
}

static void
describe_route(FILE *out, const struct route *r)
{
	size_t	i;

	fprintf(out, "%s", r->name);
	for (i = 0; i < r->keys.count; i++)
		fprintf(out, "|%s=%s", r->keys.list[i].key,
		    r->keys.list[i].value);
	for (i = 0; i < r->server.count; i++)
		fprintf(out, "|server:%s=%s", r->server.list[i].key,
		    r->server.list[i].value);
	fprintf(out, "\n");
}

/*
 * Routes by name, one a line; then what is wrong, each after '!', a warning
 * after '?'.
 */
static char *
describe(const struct routes *routes, const struct faults *faults)
{
	const struct route	*r, *sorted[16];
	const struct fault	*f;
	char			*text;
	size_t			 i, n = 0, size;
	FILE			*out;

	if ((out = open_memstream(&text, &size)) == NULL)
		fail();
	STAILQ_FOREACH(r, routes, entry) {
		assert_true(n < sizeof(sorted) / sizeof(sorted[0]));
		sorted[n++] = r;
	}
	qsort(sorted, n, sizeof(sorted[0]), compare);
	for (i = 0; i < n; i++)
		describe_route(out, sorted[i]);
	STAILQ_FOREACH(f, faults, entry)
		fprintf(out, "%c%s\n", f->warning ? '?' : '!', f->reason);
	(void)fclose(out);
	return text;
}

static void
malformed(void *arg, const char *setting, const char *why)
{
	(void)arg;
	fail_msg("%s: %s", setting, why);
}

static char *
make(struct route_maker_conf *conf, const struct test_container *t,
    enum route_verdict *verdict)
{
	struct container	*c = test_container(t, conf);
	struct decode		 d;
	struct translation	 made;
	struct place		 place = { .d = &d, .container = c,
				    .find = find_none };
	struct arena		 arena = ARENA_INITIALIZER;
	struct settings		 settings;
	struct program		*program;
	struct routes		 routes;
	char			*text;

	assert_int_equal(program_compile(&program, conf, malformed, NULL), 0);
	decode_init(&d, &arena, conf);
	route_settings(&d, c, &made, &settings);
	*verdict = route_make(&place, program, &made, &settings, &routes);
	if (*verdict == ROUTE_FAULT || *verdict == ROUTE_NOWHERE)
		STAILQ_INIT(&routes);
	text = describe(&routes, &d.faults);
	arena_free(&arena);
	container_free(c);
	program_free(program);
	return text;
}

struct route_case {
	struct test_container	 container;
	enum route_verdict	 verdict;
	const char		*expected;
};

static void
run(struct route_maker_conf *conf, const struct route_case *cases, size_t n)
{
	enum route_verdict	 verdict;
	char			*got;
	size_t			 i;

	for (i = 0; i < n; i++) {
		got = make(conf, &cases[i].container, &verdict);
		if (strcmp(got, cases[i].expected) != 0)
			fail_msg("%zu: got\n%swanted\n%s", i, got,
			    cases[i].expected);
		assert_int_equal(verdict, cases[i].verdict);
		free(got);
	}
	config_free(&route_maker_table, conf);
}

#define RUN(conf, cases)	run(conf, cases, sizeof(cases) / sizeof((cases)[0]))
#define C(...)			{ .n = 2, .name = "web", __VA_ARGS__ }

/* Who counts. */
static void
test_kept(void **state)
{
	static const struct route_case	cases[] = {
		{ C(0), ROUTE_GOOD, WEB },
		{ C(.labels = "\"traefik.enable\":\"false\""), ROUTE_NONE, "" },
		{ C(.labels = "\"traefik.enable\":\"yes\""), ROUTE_FAULT,
		    "!`yes' is not a value for `enable'; set `true' or `false'\n" },
		{ C(.labels = "\"traefik.enable\":\"false\","
		    "\"traefik.http.nonsense\":\"1\""), ROUTE_NONE, "" },
		{ C(.state = "paused"), ROUTE_NONE, "" },
		{ C(.state = "exited"), ROUTE_NONE, "" },
		{ C(.state = "exited",
		    .labels = "\"traefik.docker.allownonrunning\":\"true\""),
		    ROUTE_GOOD, "http/services/web\n" },
		{ C(.state = "exited",
		    .labels = "\"traefik.docker.allownonrunning\":\"true\","
		    "\"traefik.http.services.a.weighted.sticky.cookie\":\"true\""),
		    ROUTE_FAULT, "!http service a: it has no loadbalancer; set "
		    "a label such as loadbalancer.server.port\n" },
		{ C(.state = "exited",
		    .labels = "\"traefik.docker.allownonrunning\":\"true\","
		    "\"traefik.udp.services.a\":\"true\""),
		    ROUTE_FAULT, "!udp service a: it has no loadbalancer; set "
		    "a label such as loadbalancer.server.port\n" },
		{ C(.status = "Up (healthy)"), ROUTE_GOOD, WEB },
		{ C(.status = "Up (unhealthy)"), ROUTE_NONE, "" },
		{ C(.status = "Up (health: starting)"), ROUTE_NONE, "" },
		{ C(.labels = "\"kop.namespace\":\"a\""), ROUTE_NONE, "" },
		{ C(.labels = "\"kop.namespace\":\"\""), ROUTE_GOOD, WEB },
		{ { .n = 2, .name = "" }, ROUTE_NONE, "" }
	};
	static const struct route_case	closed[] = {
		{ C(0), ROUTE_NONE, "" },
		{ C(.labels = "\"traefik.enable\":\"true\""), ROUTE_GOOD,
		    WEB "?http router web is not published because it has no "
		    "rule; set label traefik.http.routers.web.rule, or "
		    "`default rule' in kopd.conf\n" },
		/* What others may use is there on purpose. */
		{ C(.labels = "\"traefik.enable\":\"true\","
		    "\"traefik.http.services.web.loadbalancer.server.port\":"
		    "\"80\""), ROUTE_GOOD, WEB },
		{ C(.labels = "\"traefik.enable\":\"true\",\"traefik.http."
		    "middlewares.m.compress\":\"true\""), ROUTE_GOOD,
		    "http/middlewares/m|compress=true\n" WEB }
	};
	static const struct route_case	empty[] = {
		{ C(.status = "Up (unhealthy)"), ROUTE_GOOD,
		    "http/services/web\n" },
		{ C(.status = "Up (unhealthy)", .labels =
		    "\"traefik.http.services.web.loadbalancer.server.url\":"
		    "\"http://192.0.2.1\""), ROUTE_GOOD,
		    "http/services/web|server:url=http://192.0.2.1\n" },
		{ C(.state = "exited"), ROUTE_NONE, "" }
	};
	struct route_maker_conf	*conf;

	(void)state;
	RUN(test_conf(), cases);
	conf = test_conf();
	conf->exposed_by_default = 0;
	RUN(conf, closed);
	conf = test_conf();
	conf->allow_empty_services = 1;
	RUN(conf, empty);
}

static void
test_namespaces(void **state)
{
	static const struct route_case	cases[] = {
		{ C(0), ROUTE_NONE, "" },
		{ C(.labels = "\"kop.namespace\":\"dev\""), ROUTE_GOOD, WEB },
		{ C(.labels = "\"KOP.Namespace\":\" a , dev \""), ROUTE_GOOD,
		    WEB },
		{ C(.labels = "\"kop.namespace\":\"developer,a\""), ROUTE_NONE,
		    "" },
		{ C(.labels = "\"kop.namespace\":\"a\","
		    "\"traefik.enable\":\"yes\""), ROUTE_NONE, "" }
	};
	struct route_maker_conf	*conf = test_conf();

	(void)state;
	conf->namespaces.n = 2;
	if ((conf->namespaces.v = calloc(2, sizeof(char *))) == NULL)
		fail();
	conf->namespaces.v[0] = strdup("staging");
	conf->namespaces.v[1] = strdup("dev");
	RUN(conf, cases);
}

/* What is made by default, and what refers to what. */
static void
test_defaults(void **state)
{
	static const struct route_case	cases[] = {
		{ C(.labels = RULE("r")), ROUTE_GOOD, ROUTER("r", "web") WEB },
		{ C(.labels = "\"com.docker.compose.project\":\"shop\","
		    "\"com.docker.compose.service\":\"app\"," RULE("r")),
		    ROUTE_GOOD, ROUTER("r", "app-shop")
		    "http/services/app-shop|"
		    "server:url=http://172.17.0.2:80\n" },
		{ C(.labels = RULE("r") ","
		    "\"traefik.http.services.s.loadbalancer.server.port\":\"8\""
		    ), ROUTE_GOOD, ROUTER("r", "s") "http/services/s|"
		    "server:url=http://172.17.0.2:8\n" },
		{ C(.labels = RULE("r") ","
		    "\"traefik.http.services.s.loadbalancer.server.port\":\"8\","
		    "\"traefik.http.services.t.loadbalancer.server.port\":\"9\""
		    ), ROUTE_GOOD, "http/services/s|"
		    "server:url=http://172.17.0.2:8\nhttp/services/t|"
		    "server:url=http://172.17.0.2:9\n"
		    "?http router r: there are several services; set its label service\n" },
		{ C(.labels = "\"traefik.http.routers.r.priority\":\"1\""),
		    ROUTE_GOOD, WEB "?http router r: it has no rule; set its label `rule'\n" },
		{ C(.labels = "\"traefik.tcp.routers.r.rule\":\"x\""),
		    ROUTE_GOOD, "tcp/routers/r|rule=x|service=web\n"
		    "tcp/services/web|server:address=172.17.0.2:80\n" },
		{ C(.labels = "\"traefik.udp.routers.r.entrypoints\":\"e\""),
		    ROUTE_GOOD, "udp/routers/r|entryPoints=e|service=web\n"
		    "udp/services/web|server:address=172.17.0.2:80\n" },
		{ C(.labels = "\"traefik.tcp.routers.r.rule\":\"x\","
		    "\"traefik.http.middlewares.m.addprefix.prefix\":\"/\""),
		    ROUTE_GOOD, "http/middlewares/m|addPrefix/prefix=/\n" WEB
		    "tcp/routers/r|rule=x|service=web\n"
		    "tcp/services/web|server:address=172.17.0.2:80\n" }
	};

	(void)state;
	RUN(test_conf(), cases);
}

#define SERVER	"\"traefik.http.services.s.loadbalancer.server."

static void
test_servers(void **state)
{
	static const struct route_case	cases[] = {
		{ C(.labels = SERVER "scheme\":\"h2c\""), ROUTE_GOOD,
		    "http/services/s|server:url=h2c://172.17.0.2:80\n" },
		{ C(.labels = SERVER "weight\":\"7\"," SERVER
		    "preservepath\":\"T\""), ROUTE_GOOD, "http/services/s|"
		    "server:preservePath=true|server:url=http://172.17.0.2:80|"
		    "server:weight=7\n" },
		{ C(.labels = SERVER "url\":\"https://a\""), ROUTE_GOOD,
		    "http/services/s|server:url=https://a\n" },
		{ C(.labels = SERVER "url\":\"https://a\"," SERVER
		    "port\":\"8\""), ROUTE_FAULT, "!http service s: server.url "
		    "cannot be combined with server.port or server.scheme\n" },
		{ C(.labels = "\"traefik.http.services.s.middlewares\":\"m\""),
		    ROUTE_FAULT, "!http service s: it has no loadbalancer; set "
		    "a label such as loadbalancer.server.port\n" },
		{ C(.ports = ""), ROUTE_FAULT, "!http service web: it has no "
		    "port because none is exposed; set its label "
		    "loadbalancer.server.port\n" },
		{ C(.mode = "container:x"), ROUTE_NOWHERE, "!http service "
		    "web: it uses the network of container x, which is not "
		    "running; start that one, then create this one again\n" },
		/* One bad service is one too many. */
		{ C(.ports = "", .labels = SERVER "port\":\"8\","
		    "\"traefik.tcp.routers.r.rule\":\"x\""), ROUTE_FAULT,
		    "!tcp service web: it has no port because none is exposed; "
		    "set its label loadbalancer.server.port\n" }
	};

	(void)state;
	RUN(test_conf(), cases);
}

/* What Redis cannot hold. */
static void
test_names(void **state)
{
	static const struct route_case	cases[] = {
		{ { .n = 2, .name = "404" }, ROUTE_FAULT, "!its name makes "
		    "`404': Redis cannot store a name of digits only; add a "
		    "letter, or set labels of a router and a service\n" },
		{ { .n = 2, .name = "___" }, ROUTE_FAULT,
		    "!its name makes `': Redis cannot store an empty name; "
		    "set a name, or set labels of a router and a service\n" },
		{ C(.labels = RULE("a/b")), ROUTE_FAULT, "!`a/b': Redis cannot "
		    "store a name with `/'; use another\n" },
		{ C(.labels = RULE("Tw\\u00ccN")), ROUTE_GOOD,
		    "http/routers/Tw\xc3\x8cN|rule=Host(`Tw\xc3\x8cN`)|"
		    "service=web\n" WEB }
	};

	(void)state;
	RUN(test_conf(), cases);
}

/* Two claims have one meaning if Traefik finds them equal. */
static void
test_meaning(void **state)
{
#define LB	"\"traefik.http.services.s.loadbalancer."
	static const struct {
		const char	*a;
		const char	*b;
		int		 equal;
	} cases[] = {
		{ LB "server.port\":\"1\"", LB "server.port\":\"2\"", 1 },
		{ LB "server.port\":\"1\"", LB "passhostheader\":\"true\"", 1 },
		{ LB "server.port\":\"1\"", LB "passhostheader\":\"false\"", 0 },
		{ LB "server.port\":\"1\"", LB "server.port\":\"1\","
		    "\"traefik.http.services.s.middlewares\":\"m\"", 1 },
		{ LB "server.port\":\"1\"", LB "sticky.cookie.name\":\"c\"",
		    0 },
		{ LB "server.port\":\"1\"", "\"traefik.http.services.S."
		    "loadbalancer.server.port\":\"1\"", 0 }
	};
	struct route_maker_conf	*conf = test_conf();
	struct containers		 containers;
	struct claim		*claims[2];
	struct object		*o;
	struct test_container	 t = { .name = "c" };
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		containers_init(&containers, conf, NULL);
		t.n = 1;
		t.labels = cases[i].a;
		containers_take(&containers, test_container(&t, conf));
		t.n = 2;
		t.labels = cases[i].b;
		containers_take(&containers, test_container(&t, conf));
		o = object_find(&containers.objects, "http/services/s");
		claims[0] = SPLAY_MIN(claims, &o->claims);
		claims[1] = SPLAY_NEXT(claims, &o->claims, claims[0]);
		assert_non_null(claims[1]);
		if ((claims[0]->meaning == claims[1]->meaning) !=
		    cases[i].equal)
			fail_msg("%zu", i);
		containers_free(&containers);
	}
	config_free(&route_maker_table, conf);
}

/* count times text between two others; the caller frees. */
static char *
repeat(const char *before, const char *text, size_t count, const char *after)
{
	char	*all;
	size_t	 size;
	FILE	*out;

	if ((out = open_memstream(&all, &size)) == NULL)
		fail();
	fputs(before, out);
	while (count-- > 0)
		fputs(text, out);
	fputs(after, out);
	(void)fclose(out);
	return all;
}

static void
test_sizes(void **state)
{
	struct route_maker_conf	*conf = test_conf();
	struct test_container	 t = { .n = 1, .name = "a" };
	enum route_verdict	 verdict;
	char			*name, *scheme, *got;

	(void)state;
	/* Two bytes each, and three with the case folded. */
	name = repeat("\"traefik.http.routers.", "\xc8\xba", 450,
	    ".rule\":\"Path(`/`)\"");
	t.labels = name;
	got = make(conf, &t, &verdict);
	assert_int_equal(verdict, ROUTE_FAULT);
	assert_non_null(strstr(got, "its name is longer"));
	free(got);

	scheme = repeat("\"traefik.http.services.a.loadbalancer.server."
	    "scheme\":\"", "s", LABEL_VALUE_MAX, "\"");
	t.labels = scheme;
	got = make(conf, &t, &verdict);
	assert_int_equal(verdict, ROUTE_FAULT);
	assert_non_null(strstr(got, "loadBalancer/servers/0/url' is too long"));
	free(got);
	free(scheme);
	free(name);
	config_free(&route_maker_table, conf);
}

#define BY_DEFAULT(r, rule, s)						\
	"http/routers/" r "|defaultRule=true|rule=" rule "|service=" s "\n"

static struct route_maker_conf *
conf_with(const char *rule, const char *constraints)
{
	struct route_maker_conf	*conf = test_conf();

	free(conf->default_rule);
	free(conf->constraints);
	conf->default_rule = strdup(rule);
	conf->constraints = strdup(constraints);
	return conf;
}

/* Of routers without a rule, HTTP's alone. */
static void
test_default_rule(void **state)
{
	static const struct route_case	cases[] = {
		{ C(0), ROUTE_GOOD, BY_DEFAULT("web", "Host(`web`)", "web")
		    WEB },
		{ C(.labels = RULE("a")), ROUTE_GOOD, ROUTER("a", "web") WEB },
		{ C(.labels = RULE("a")
		    ",\"traefik.http.routers.b.entrypoints\":\"x\","
		    "\"traefik.http.routers.c.rule\":\"\","
		    "\"traefik.http.routers.c.defaultrule\":\"false\""),
		    ROUTE_GOOD, ROUTER("a", "web")
		    "http/routers/b|defaultRule=true|entryPoints=x"
		    "|rule=Host(`web`)|service=web\n"
		    BY_DEFAULT("c", "Host(`web`)", "web") WEB },
		{ C(.labels =
		    "\"traefik.tcp.routers.t.entrypoints\":\"x\""),
		    ROUTE_GOOD,
		    "tcp/services/web|server:address=172.17.0.2:80\n"
		    "?tcp router t: it has no rule; set its label `rule'\n" },
		{ C(.labels = "\"x\":\"fail\""), ROUTE_GOOD, WEB
		    "?http router web: the default rule fails at 1:32: at "
		    "<fail \"no\">: no\n" },
		{ C(.labels = RULE("a") ",\"x\":\"none\","
		    "\"traefik.http.routers.b.entrypoints\":\"x\""),
		    ROUTE_GOOD, ROUTER("a", "web") WEB
		    "?http router b: the default rule has an empty result\n" },
		{ C(.labels = "\"x\":\"blank\""), ROUTE_GOOD,
		    BY_DEFAULT("web", " ", "web") WEB },
		{ C(.labels =
		    "\"traefik.http.services.a.loadbalancer.server.port\":\"1\","
		    "\"traefik.http.services.b.loadbalancer.server.port\":\"2\""),
		    ROUTE_GOOD,
		    "http/services/a|server:url=http://172.17.0.2:1\nhttp/services/b|server:url=http://172.17.0.2:2\n?http "
		    "router web: no default router because there are several "
		    "services; set labels of a router for each\n" },
	};

	(void)state;
	RUN(conf_with("{{ if eq .Labels.x \"fail\" }}{{ fail \"no\" }}"
	    "{{ else if eq .Labels.x \"none\" }}"
	    "{{ else if eq .Labels.x \"blank\" }} "
	    "{{ else }}Host(`{{ .Name }}`){{ end }}", ""), cases);
}

/* Behind errors of traefik.docker, and before all else of Traefik's. */
static void
test_constraints(void **state)
{
	static const struct route_case	cases[] = {
		{ C(0), ROUTE_NONE, "" },
		{ C(.labels = "\"tier\":\"a\""), ROUTE_GOOD, WEB },
		{ C(.labels = "\"tier\":\"b\",\"traefik.http.x\":\"1\""),
		    ROUTE_NONE, "" },
		{ C(.labels = "\"tier\":\"b\",\"traefik.enable\":\"x\""),
		    ROUTE_FAULT, "!`x' is not a value for `enable'; set `true' "
		    "or `false'\n" },
		{ C(.labels = "\"tier\":\"b\","
		    "\"traefik.docker.allownonrunning\":\"true\""),
		    ROUTE_NONE, "" },
	};

	(void)state;
	RUN(conf_with("", "Label(`tier`, `a`)"), cases);
}

/* What Redis cannot say is a fault, or left out and named. */
static void
test_lossy(void **state)
{
#define HEADERS	"\"traefik.http.middlewares.m.headers."			\
		"customresponseheaders.Server\":\"\","			\
		"\"traefik.http.middlewares.m.headers.framedeny\":\"true\""
#define NUMBER	RULE("404")
	static const struct route_case	strict[] = {
		{ C(.labels = HEADERS), ROUTE_FAULT, "!Redis cannot store the "
		    "empty value of `Server'; define it in a file of Traefik's "
		    "file provider\n" },
		{ C(.labels = NUMBER), ROUTE_FAULT, "!`404': Redis cannot "
		    "store a name of digits only; add a letter\n" },
		{ { .n = 2, .name = "404" }, ROUTE_FAULT, "!its name makes "
		    "`404': Redis cannot store a name of digits only; add a "
		    "letter, or set labels of a router and a service\n" },
	};
	static const struct route_case	cases[] = {
		{ C(.labels = HEADERS), ROUTE_GOOD,
		    "http/middlewares/m|headers/frameDeny=true\n" WEB
		    "?Redis cannot store the empty value of `Server'; define "
		    "it in a file of Traefik's file provider; ignored\n" },
		{ C(.labels = NUMBER), ROUTE_GOOD, WEB "?`404': Redis cannot "
		    "store a name of digits only; add a letter; ignored\n" },
		{ { .n = 2, .name = "404" }, ROUTE_GOOD, "?`404': Redis cannot "
		    "store a name of digits only; add a letter; ignored\n" },
		{ { .n = 2, .name = "___", .labels = RULE("web") }, ROUTE_GOOD,
		    "?http router web: its service has no name\n?`': Redis "
		    "cannot store an empty name; set a name; ignored\n" },
	};
	struct route_maker_conf	*conf;

	(void)state;
	RUN(test_conf(), strict);
	conf = test_conf();
	conf->lossy_labels = 1;
	RUN(conf, cases);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_namespaces),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_servers),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_meaning),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_default_rule),
		cmocka_unit_test(test_constraints),
		cmocka_unit_test(test_lossy)
	};

	log_init("route", LOG_TO_STDERR, -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
