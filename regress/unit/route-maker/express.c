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
#include <string.h>

#include <cmocka.h>

#include "route-maker/label/label.h"

#define MAX	16

static struct arena	arena = ARENA_INITIALIZER;

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/*
 * Labels are written as "name=value" below the object ("" is the object
 * itself), keys as "key=value" parted by a bar.
 */
struct row {
	const char	*object;		/* "http/middlewares/m" */
	const char	*labels[MAX];
	const char	*keys;			/* NULL: refused */
	const char	*meaning;		/* NULL: not looked at */
};

static const struct row	rows[] = {
	/* Values are canonical, lists joined, names as in Traefik's files. */
	{ "http/routers/x", { "entrypoints= web ,b", "RULE=Host(`x`)",
	    "priority=007" }, "entryPoints=web,b|priority=7|rule=Host(`x`)",
	    "entryPoints=web,b|priority=7|rule=Host(`x`)" },
	{ "http/routers/x", { "entrypoints= " }, "entryPoints= ", NULL },
	{ "http/routers/x", { "entrypoints=" }, "=true", "=true" },
	{ "http/routers/x", { "=anything" }, "=true", "=true" },
	{ "http/routers/x", { "rule=" }, "=true", "=true" },
	/* Objects that may stand alone, are off, or are not alone. */
	{ "http/routers/x", { "tls=" }, "tls=true", "tls=true" },
	{ "http/routers/x", { "tls=true", "tls.certresolver=le" },
	    "tls/certResolver=le", NULL },
	{ "http/routers/x", { "tls=no", "tls.certresolver=le" }, "=true",
	    NULL },
	{ "http/routers/x", { "tls.resolvedoptions=x" }, "tls=true", NULL },
	{ "http/services/s", { "loadbalancer.sticky.cookie={}" },
	    "loadBalancer/sticky=true", NULL },
	{ "http/middlewares/m", { "compress=false" }, "=true", NULL },
	{ "http/middlewares/m", { "redirectscheme.forcepermanentredirect=1" },
	    NULL, NULL },
	{ "http/middlewares/m", { "ipallowlist.ipstrategy=no" }, NULL, NULL },
	/* Lists of objects. */
	{ "http/routers/x", { "tls.domains[3].main=b", "tls.domains[x].main=a",
	    "tls.domains[x].sans=c, d" },
	    "tls/domains/0/main=b|tls/domains/1/main=a|tls/domains/1/sans=c,d",
	    NULL },
	{ "http/routers/x", { "tls.domains=a" }, "tls=true", NULL },
	{ "http/routers/x", { "tls.domains.main=a" }, "tls/domains/[0]=true",
	    NULL },
	{ "http/routers/x", { "tls.domains[0].main=" }, "tls/domains/[0]=true",
	    NULL },
	{ "http/routers/x", { "tls.domains[0].main=a", "tls.domains[1]=b" },
	    "tls/domains/0/main=a|tls/domains/[1]=true", NULL },
	{ "http/routers/x", { "tls.domains[0]=b", "tls.domains[1].main=a" },
	    "tls/domains/[0]=true|tls/domains/[1]/main=a", NULL },
	{ "http/routers/x", { "tls.domains[0].main=a", "tls.domains[1].main=b",
	    "tls.domains[10].main=k", "tls.domains[2].main=c",
	    "tls.domains[3].main=d", "tls.domains[4].main=e",
	    "tls.domains[5].main=f", "tls.domains[6].main=g",
	    "tls.domains[7].main=h", "tls.domains[8].main=i",
	    "tls.domains[9].main=j" },
	    "tls/domains/00/main=a|tls/domains/01/main=k|tls/domains/02/main=b|"
	    "tls/domains/03/main=c|tls/domains/04/main=d|tls/domains/05/main=e|"
	    "tls/domains/06/main=f|tls/domains/07/main=g|tls/domains/08/main=h|"
	    "tls/domains/09/main=i|tls/domains/10/main=j", NULL },
	/* A server's port and scheme are no keys. */
	{ "http/services/s", { "loadbalancer.server.port=80",
	    "loadbalancer.server.weight=0" },
	    "loadBalancer/servers/0/weight=0", "loadBalancer=true" },
	/* Defaults, and zero values. */
	{ "http/services/s", { "loadbalancer.passhostheader=true",
	    "loadbalancer.responseforwarding.flushinterval=0.1s",
	    "loadbalancer.strategy=wrr", "middlewares=m" },
	    "loadBalancer/passHostHeader=true|"
	    "loadBalancer/responseForwarding/flushInterval=100ms|"
	    "loadBalancer/strategy=wrr|middlewares=m", "loadBalancer=true" },
	{ "http/services/s", { "loadbalancer.sticky.cookie.path=/" },
	    "loadBalancer/sticky/cookie/path=/",
	    "loadBalancer/sticky/cookie=true" },
	{ "http/services/s", { "loadbalancer.sticky.cookie.path=" }, NULL,
	    NULL },
	{ "http/services/s", { "loadbalancer.strategy=" }, NULL, NULL },
	{ "http/middlewares/m", { "compress.encodings=" },
	    "compress/encodings=gzip,br,zstd", "compress=true" },
	{ "http/middlewares/m", { "basicauth.removeheader=false",
	    "basicauth.users=a:b" },
	    "basicAuth/removeHeader=false|basicAuth/users=a:b",
	    "basicAuth/users=a:b" },
	{ "http/middlewares/m", { "stripprefix.forceslash=false" },
	    "stripPrefix/forceSlash=false", "stripPrefix/forceSlash=false" },
	{ "http/middlewares/m", { "addprefix.prefix=" }, NULL, NULL },
	{ "http/middlewares/m", { "headers.sslhost=" }, NULL, NULL },
	{ "http/middlewares/m", { "headers.sslhost=",
	    "headers.framedeny=true" }, NULL, NULL },
	/* Maps: headers, statuses. */
	{ "http/middlewares/m", { "headers.customrequestheaders.X=lost",
	    "headers.customrequestheaders.X.Y=2",
	    "headers.customrequestheaders.Z[0]=3" },
	    "headers/customRequestHeaders/X.Y=2|"
	    "headers/customRequestHeaders/Z.[0]=3", NULL },
	{ "http/middlewares/m", { "headers.customresponseheaders.Server=" },
	    NULL, NULL },
	{ "http/middlewares/m", { "headers.customrequestheaders.404=x" }, NULL,
	    NULL },
	{ "http/middlewares/m", { "headers.customrequestheaders.4.4=x" },
	    "headers/customRequestHeaders/4.4=x", NULL },
	{ "http/middlewares/m", { "headers.customrequestheaders.a/b=x" }, NULL,
	    NULL },
	/* One status means what the range of that one does. */
	{ "http/middlewares/m", { "errors.statusrewrites.418=404" },
	    "errors/statusRewrites/418-418=404",
	    "errors/statusRewrites/418-418=404" },
	{ "http/middlewares/m", { "errors.statusrewrites.0500=7",
	    "errors.statusrewrites.500-503=8", "errors.statusrewrites.500=9" },
	    "errors/statusRewrites/0500-0500=7|"
	    "errors/statusRewrites/500-500=9|errors/statusRewrites/500-503=8",
	    NULL },
	{ "http/middlewares/m", { "errors.statusrewrites.418=404",
	    "errors.statusrewrites.418-418=404" },
	    "errors/statusRewrites/418-418=404", NULL },
	{ "http/middlewares/m", { "errors.statusrewrites.418=404",
	    "errors.statusrewrites.418-418=405" }, NULL, NULL },
	{ "http/middlewares/m", { "errors.statusrewrites.4/8=404" }, NULL,
	    NULL },
	{ "http/middlewares/m", { "errors.statusrewrites.418-418=0404" },
	    "errors/statusRewrites/418-418=404", NULL },
	{ "http/middlewares/m", { "errors.statusrewrites.a-b=0" },
	    "errors/statusRewrites/a-b=0", "errors/statusRewrites/a-b=0" },
	/* Plugins. */
	{ "http/middlewares/m", { "plugin.demo=" }, "plugin/demo=true", NULL },
	{ "http/middlewares/m", { "plugin.Demo.a=lost", "plugin.demo.a.b=1",
	    "plugin.demo.A.C[0]=x", "plugin.demo.A.C[10]=y",
	    "plugin.demo.A.C[1].k=z" },
	    "plugin/Demo/a/C/[0]=x|plugin/Demo/a/C/[10]=y|"
	    "plugin/Demo/a/C/[1]/k=z|plugin/Demo/a/b=1", NULL },
	{ "http/middlewares/m", { "plugin.demo.a=" }, NULL, NULL },
	{ "http/middlewares/m", { "plugin.demo.a.404=x" }, NULL, NULL },
	{ "http/middlewares/m", { "plugin.404.a=x" }, NULL, NULL },
	{ "http/middlewares/m", { "plugin.demo.a.b/c=x" }, NULL, NULL },
	{ "http/middlewares/m", { "plugin.demo.l.a=1", "plugin.demo.l[0]=2" },
	    NULL, NULL },
	/* In a list the names mean nothing, only their order does. */
	{ "http/middlewares/m", { "plugin.demo.L[1]=1", "plugin.demo.l[0]=2" },
	    "plugin/demo/L/[0]=1|plugin/demo/L/[1]=2", NULL },
	{ "http/middlewares/m", { "plugin.demo.l[a/b]=1",
	    "plugin.demo.l[c].k=2" },
	    "plugin/demo/l/[0]=1|plugin/demo/l/[1]/k=2", NULL },
	{ "http/middlewares/m", { "plugin.demo.L[0]=1", "plugin.demo.l.404=2" },
	    "plugin/demo/L/[0]=1|plugin/demo/L/[1]=2", NULL },
	{ "http/middlewares/m", { "plugin.demo.L[0]=1", "plugin.demo.l.a=2" },
	    "plugin/demo/L/[0]=1|plugin/demo/L/[1]=2", NULL },
	{ "http/middlewares/m", { "plugin.demo.l[a/b].404=1" }, NULL, NULL },
	{ "http/middlewares/m", { "plugin.demo.l.A=1", "plugin.demo.l[0]=2" },
	    "plugin/demo/l/A=1|plugin/demo/l/[0]=2", NULL },
	/* Names. */
	{ "http/routers/404", { "rule=x" }, NULL, NULL },
	{ "http/routers/a/b", { "rule=x" }, NULL, NULL },
	{ "http/routers/4\331\244", { "rule=x" }, "rule=x", NULL },
	{ "tls/stores/default", { "=x" }, "=true", NULL },
	{ "tls/stores/default", { "defaultcertificate.certfile=x" }, "=true",
	    NULL },
};

static struct route_maker_conf	strict;
static struct route_maker_conf	loses = { .lossy_labels = 1 };

/* The object of a row's labels; "a/b" in its name stays one name. */
static struct node *
object_of(const struct row *row)
{
	struct label	 labels[MAX] = { { NULL, NULL, NULL } };
	struct decode	 d;
	struct node	*root;
	const char	*name, *eq, *section = row->object;
	size_t		 n;

	name = strchr(strchr(section, '/') + 1, '/') + 1;
	for (n = 0; n < MAX && row->labels[n] != NULL; n++) {
		eq = strchr(row->labels[n], '=');
		labels[n].name = arena_printf(&arena, "traefik.%.*s.%.*s.%s%s%.*s",
		    (int)(strchr(section, '/') - section), section,
		    (int)(name - 2 - strchr(section, '/')),
		    strchr(section, '/') + 1, name,
		    eq == row->labels[n] ? "" : ".",
		    (int)(eq - row->labels[n]), row->labels[n]);
		labels[n].value = eq + 1;
	}
	decode_init(&d, &arena, &strict);
	root = label_decode(&d, labels, n);
	if (root == NULL)
		fail_msg("%s: %s", labels[0].name,
		    STAILQ_FIRST(&d.faults)->reason);
	root = node_find(root, arena_printf(&arena, "%.*s",
	    (int)(name - 1 - section), section));
	assert_non_null(root);
	return node_child(root, name);
}

static const char *
text_of(const struct pairs *pairs)
{
	const char	*text = "";
	size_t		 i;

	for (i = 0; i < pairs->count; i++)
		text = arena_printf(&arena, "%s%s%s=%s", text, i > 0 ? "|" : "",
		    pairs->list[i].key, pairs->list[i].value);
	return text;
}

static void
keys_of_objects(void **state)
{
	struct decode	 d;
	struct pairs	 pairs;
	struct node	*object;
	size_t		 i;
	int		 r;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		decode_init(&d, &arena, &strict);
		object = object_of(&rows[i]);
		assert_non_null(object);
		r = node_express(&d, object, EXPRESS_KEYS, &pairs);
		assert_int_equal(r == -1, faults_fatal(&d.faults));
		if (rows[i].keys == NULL) {
			if (r != -1)
				fail_msg("%s %s became %s", rows[i].object,
				    rows[i].labels[0], text_of(&pairs));
			assert_non_null(STAILQ_FIRST(&d.faults)->label);
			continue;
		}
		if (r == -1)
			fail_msg("%s %s: %s", rows[i].object,
			    rows[i].labels[0], STAILQ_FIRST(&d.faults)->reason);
		assert_string_equal(text_of(&pairs), rows[i].keys);
	}
}

static void
meaning_of_objects(void **state)
{
	struct decode	d;
	struct pairs	pairs;
	size_t		i;

	(void)state;
	decode_init(&d, &arena, &strict);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].meaning == NULL)
			continue;
		assert_int_equal(node_express(&d, object_of(&rows[i]),
		    EXPRESS_MEANING, &pairs), 0);
		assert_string_equal(text_of(&pairs), rows[i].meaning);
	}
}

static void
lossy(void **state)
{
	static const struct row	objects[] = {
		{ "http/middlewares/m", { "headers.customresponseheaders.A=",
		    "headers.framedeny=true" }, "headers/frameDeny=true", NULL },
		{ "http/middlewares/m", { "plugin.demo.a=1",
		    "plugin.demo.b.404=x" }, "plugin/demo/a=1", NULL },
		{ "http/middlewares/m", { "addprefix.prefix=" }, "", NULL },
		{ "http/middlewares/m", { "errors.statusrewrites.418=404",
		    "errors.statusrewrites.418-418=405" },
		    "errors/statusRewrites/418-418=405", NULL },
		{ "http/routers/404", { "rule=x" }, "", NULL },
	};
	struct decode		 d;
	struct pairs		 pairs;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
		decode_init(&d, &arena, &loses);
		assert_int_equal(node_express(&d, object_of(&objects[i]),
		    EXPRESS_KEYS, &pairs), 0);
		assert_string_equal(text_of(&pairs), objects[i].keys);
		assert_false(STAILQ_EMPTY(&d.faults));
		assert_false(faults_fatal(&d.faults));
	}
}

/* What routes add: a service without servers, one with a server. */
static void
added_objects(void **state)
{
	struct decode	 d;
	struct node	*root = node_root(&arena), *service, *server;
	struct pairs	 pairs, same;

	(void)state;
	decode_init(&d, &arena, &strict);
	service = node_add(&arena, node_make(&arena, root, "http/services"),
	    "web");
	assert_non_null(node_make(&arena, service, "loadBalancer/servers"));
	assert_int_equal(node_express(&d, service, EXPRESS_KEYS, &pairs), 0);
	assert_string_equal(text_of(&pairs), "loadBalancer/servers=true");
	assert_int_equal(node_express(&d, service, EXPRESS_MEANING,
	    &pairs), 0);
	server = node_add(&arena, node_find(service, "loadBalancer/servers"),
	    "[0]");
	node_set(&arena, server, "url", "http://192.0.2.1:80");
	assert_int_equal(node_express(&d, service, EXPRESS_MEANING,
	    &same), 0);
	assert_true(pairs_equal(&pairs, &same));
	assert_int_equal(node_express(&d, service, EXPRESS_KEYS, &same), 0);
	assert_string_equal(text_of(&same),
	    "loadBalancer/servers/0/url=http://192.0.2.1:80");
	assert_false(pairs_equal(&pairs, &same));
}

static void
names(void **state)
{
	static const char *const	good[] = { "web", "a b", "4a", "a@docker",
					    "[0]", "\331\244" };
	static const char *const	unfit[] = { "", "404", "a/b", "/" };
	struct decode			d;
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		decode_init(&d, &arena, &strict);
		assert_int_equal(name_check(&d, good[i], NULL), 0);
		assert_true(STAILQ_EMPTY(&d.faults));
	}
	for (i = 0; i < sizeof(unfit) / sizeof(unfit[0]); i++) {
		decode_init(&d, &arena, &strict);
		assert_int_equal(name_check(&d, unfit[i], NULL), -1);
		assert_true(faults_fatal(&d.faults));
		decode_init(&d, &arena, &loses);
		assert_int_equal(name_check(&d, unfit[i], NULL), -1);
		assert_false(STAILQ_EMPTY(&d.faults) || faults_fatal(&d.faults));
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_teardown(keys_of_objects, teardown),
		cmocka_unit_test_teardown(meaning_of_objects, teardown),
		cmocka_unit_test_teardown(lossy, teardown),
		cmocka_unit_test_teardown(added_objects, teardown),
		cmocka_unit_test_teardown(names, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
