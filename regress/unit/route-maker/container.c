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

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "route-maker/container/container.h"
#include "route-maker/normalize.h"

#define ID	"4bee268b9c91e46bc7a1a878793513a8de1cbcf4bc543117ccbe648691c681b5"
#define WITH(members)	"{\"Id\":\"" ID "\"," members "}"

static char	no_prefix[] = "";

static struct container *
parse_with(char *prefix, const char *json, char *why, size_t whysize)
{
	struct route_maker_conf	conf = { .prefix = prefix,
				    .bind_address = no_prefix,
				    .policy = no_prefix };

	return container_parse(json, strlen(json), &conf, why, whysize);
}

static struct container *
parse(const char *json)
{
	struct container	*c;
	char			 why[256] = "";

	if ((c = parse_with(no_prefix, json, why, sizeof(why))) == NULL)
		fail_msg("%s: %s", json, why);
	return c;
}

static void
test_names(void **state)
{
	static const struct {
		const char	*json;
		const char	*name;
	} cases[] = {
		{ WITH("\"Names\":[\"/web\"]"), "web" },
		{ WITH("\"Names\":[\"/other/alias\",\"/web\"]"), "web" },
		{ WITH("\"Names\":[\"web\"]"), "web" },
		{ WITH("\"Names\":[\"/a/b\"]"), "" },
		{ WITH("\"Names\":[]"), "" },
		{ WITH("\"Names\":null"), "" },
		{ WITH("\"State\":\"running\""), "" }
	};
	struct container	*c;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = parse(cases[i].json);
		assert_string_equal(c->name, cases[i].name);
		container_free(c);
	}
}

static void
test_state(void **state)
{
	static const struct {
		const char	*json;
		int		 running;
		enum health	 health;
	} cases[] = {
		{ WITH("\"State\":\"running\",\"Status\":\"Up 2 hours\""),
		    1, HEALTH_NONE },
		{ WITH("\"State\":\"\""), 1, HEALTH_NONE },
		{ WITH("\"State\":\"paused\",\"Status\":\"Up 1 s (Paused)\""),
		    0, HEALTH_NONE },
		{ WITH("\"State\":\"exited\""), 0, HEALTH_NONE },
		{ WITH("\"State\":\"running\",\"Status\":\"Up (healthy)\""),
		    1, HEALTH_GOOD },
		{ WITH("\"State\":\"running\",\"Status\":\"Up (unhealthy)\""),
		    1, HEALTH_BAD },
		{ WITH("\"State\":\"running\","
		    "\"Status\":\"Up 1 second (health: starting)\""),
		    1, HEALTH_BAD },
		{ WITH("\"State\":\"running\",\"Status\":\"(healthy) x\""),
		    1, HEALTH_NONE },
		{ WITH("\"State\":\"running\",\"Status\":\"Up\","
		    "\"Health\":{\"Status\":\"healthy\"}"), 1, HEALTH_GOOD },
		{ WITH("\"State\":\"running\",\"Status\":\"Up (healthy)\","
		    "\"Health\":{\"Status\":\"starting\"}"), 1, HEALTH_BAD },
		{ WITH("\"State\":\"running\",\"Status\":\"Up\","
		    "\"Health\":{\"Status\":\"none\"}"), 1, HEALTH_NONE }
	};
	struct container	*c;
	size_t			 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = parse(cases[i].json);
		assert_int_equal(c->running, cases[i].running);
		assert_int_equal(c->health, cases[i].health);
		container_free(c);
	}
}

static void
test_refused(void **state)
{
	static const struct {
		const char	*json;
		const char	*why;
	} cases[] = {
		{ "", "not JSON" },
		{ "{\"Id\":\"" ID "\"", "not JSON" },
		{ WITH("\"State\":\"exited\",\"State\":\"running\""),
		    "not JSON: duplicate object key" },
		{ WITH("\"Labels\":{\"a\":\"1\",\"\\u0061\":\"2\"}"),
		    "not JSON: duplicate object key" },
		{ "[]", "not an object" },
		{ "{}", "Id" },
		{ "{\"Id\":\"abc\"}", "Id" },
		{ "{\"Id\":7}", "Id" },
		{ WITH("\"Names\":\"web\""), "Names" },
		{ WITH("\"Names\":[7]"), "Names" },
		{ WITH("\"State\":{}"), "State" },
		{ WITH("\"Status\":[]"), "Status" },
		{ WITH("\"Health\":\"healthy\""), "Health" },
		{ WITH("\"Created\":\"now\""), "Created" },
		{ WITH("\"Ports\":{}"), "Ports" },
		{ WITH("\"Ports\":[7]"), "Ports" },
		{ WITH("\"Ports\":[{\"PrivatePort\":65536}]"), "Ports" },
		{ WITH("\"Ports\":[{\"PrivatePort\":-1}]"), "Ports" },
		{ WITH("\"HostConfig\":[]"), "HostConfig" },
		{ WITH("\"HostConfig\":{\"NetworkMode\":1}"), "HostConfig" },
		{ WITH("\"NetworkSettings\":7"), "NetworkSettings" },
		{ WITH("\"NetworkSettings\":{\"Networks\":{\"a\":7}}"),
		    "Networks" },
		{ WITH("\"Labels\":[\"a\"]"), "Labels" },
		{ WITH("\"Labels\":{\"a\":true}"), "Labels" },
		{ WITH("\"Labels\":{\"traefik.enable\":\"tr\\u0000ue\"}"),
		    "label traefik.enable: its value has a NUL byte" },
		{ WITH("\"Labels\":{\"a\":\"\xff\"}"), "not JSON" },
		{ WITH("\"Labels\":{\"a\":\"\\ud800\"}"), "not JSON" }
	};
	char	 why[256];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		why[0] = '\0';
		assert_null(parse_with(no_prefix, cases[i].json, why,
		    sizeof(why)));
		if (strstr(why, cases[i].why) == NULL)
			fail_msg("%s: %s", cases[i].json, why);
	}
}

/* A label of size bytes, of a name that matters or of one that does not. */
static struct container *
parse_large(const char *name, size_t size, char *why, size_t whysize)
{
	struct container	*c;
	char			*json, *value;

	if ((value = malloc(size + 1)) == NULL)
		fail();
	memset(value, 'x', size);
	value[size] = '\0';
	if (asprintf(&json, "{\"Id\":\"%s\",\"Labels\":{\"%s\":\"%s\"}}", ID,
	    name, value) == -1)
		fail();
	c = parse_with(no_prefix, json, why, whysize);
	free(json);
	free(value);
	return c;
}

static void
test_ceilings(void **state)
{
	struct container	*c;
	char			 why[256];

	(void)state;
	c = parse_large("traefik.x", LABEL_VALUE_MAX, why, sizeof(why));
	assert_non_null(c);
	assert_int_equal(c->nlabels, 1);
	container_free(c);
	assert_null(parse_large("traefik.x", LABEL_VALUE_MAX + 1, why,
	    sizeof(why)));
	assert_string_equal(why, "label traefik.x: its value is longer "
	    "than 122880 bytes");
	c = parse_large("other", LABEL_VALUE_MAX + 1, why, sizeof(why));
	assert_non_null(c);
	assert_int_equal(c->nlabels, 0);
	container_free(c);
	assert_null(parse_large("other", ELEMENT_MAX, why, sizeof(why)));
	assert_non_null(strstr(why, "longer than"));
}

static void
test_prefix(void **state)
{
	static const char	 json[] = WITH("\"Labels\":{"
	    "\"kop.public.traefik.enable\":\"true\","
	    "\"traefik.enable\":\"false\",\"Traefik.http.x\":\"1\","
	    "\"kop.public.a\":\"stripped\",\"a\":\"plain\","
	    "\"kop.publicity\":\"2\",\"b\":\"3\"}");
	static char		 prefix[] = "kop.public";
	struct container	*c;
	char			 why[256];

	(void)state;
	c = parse_with(prefix, json, why, sizeof(why));
	assert_non_null(c);
	assert_int_equal(c->nlabels, 4);
	assert_string_equal(container_label_exact(c, "a"), "stripped");
	assert_string_equal(container_label_exact(c, "b"), "3");
	assert_string_equal(container_label_exact(c, "kop.publicity"), "2");
	assert_string_equal(container_label_exact(c, "traefik.enable"),
	    "true");
	container_free(c);
}

static void
test_labels(void **state)
{
	struct container	*c;

	(void)state;
	c = parse(WITH("\"Labels\":{\"Kop.Bind.IP\":\"1\",\"A\":\"2\","
	    "\"a\":\"3\",\"a_\":\"4\",\"aB\":\"5\"}"));
	assert_string_equal(c->labels[0].name, "A");
	assert_string_equal(c->labels[1].name, "a");
	assert_string_equal(c->labels[2].name, "a_");
	assert_string_equal(container_label_exact(c, "a_"), "4");
	assert_string_equal(container_label_exact(c, "aB"), "5");
	assert_string_equal(container_label_exact(c, "a"), "3");
	assert_string_equal(container_label(c, "a"), "2");
	assert_string_equal(container_label(c, "AB"), "5");
	assert_null(container_label_exact(c, "AB"));
	assert_string_equal(container_label_like(c, "a")->value, "3");
	assert_string_equal(container_label_like(c, "Ab")->value, "5");
	assert_null(container_label_like(c, "ac"));
	assert_string_equal(container_label(c, "kop.bind.ip"), "1");
	assert_null(container_label_exact(c, "kop.bind.ip"));
	assert_null(container_label(c, "b"));
	assert_true(container_has_labels(c));
	c = container_compact(c, 0);
	assert_false(container_has_labels(c));
	assert_null(container_label(c, "a"));
	container_free(c);
}

/* At rest all but the labels is there, and needs nothing of what was read. */
static void
test_rest(void **state)
{
	struct container	*c, *read;
	char			 text[INET6_ADDRSTRLEN];

	(void)state;
	read = parse(WITH("\"Names\":[\"/web\"],\"State\":\"running\","
	    "\"HostConfig\":{\"NetworkMode\":\"front\"},\"Ports\":["
	    "{\"PrivatePort\":81,\"Type\":\"udp\"},"
	    "{\"PrivatePort\":80,\"PublicPort\":8080,\"Type\":\"tcp\"}],"
	    "\"NetworkSettings\":{\"Networks\":{"
	    "\"z\":{\"IPAddress\":\"192.0.2.2\"},"
	    "\"front\":{\"IPAddress\":\"192.0.2.1\"}}},"
	    "\"Labels\":{\"traefik.enable\":\"true\"}"));
	c = container_compact(read, 0);
	assert_string_equal(c->name, "web");
	assert_string_equal(c->mode, "front");
	assert_string_equal(c->network, "");
	assert_true(c->running);
	assert_int_equal(c->nports, 2);
	assert_int_equal(c->ports[0].host_port, 8080);
	assert_int_equal(c->ports[1].number, 81);
	assert_int_equal(c->nnetworks, 2);
	assert_string_equal(c->networks[0].name, "front");
	assert_string_equal(ip_text(&container_network(c, "z")->ip, text),
	    "192.0.2.2");
	assert_int_equal(c->nlabels, 0);
	container_stop(c);
	assert_null(container_network(c, "z"));
	container_free(c);
}

/* Ports come in any order; the state's text changes with time. */
static void
test_digest(void **state)
{
#define ONE	"{\"PrivatePort\":80,\"Type\":\"tcp\"}"
#define TWO	"{\"PrivatePort\":81,\"Type\":\"tcp\"}"
	static const struct {
		const char	*json;
		int		 same;
	} cases[] = {
		{ WITH("\"State\":\"running\",\"Status\":\"Up 2 seconds\","
		    "\"Ports\":[" TWO "," ONE "],\"Image\":\"x\""), 1 },
		{ WITH("\"State\":\"exited\",\"Ports\":[" ONE "," TWO "]"), 0 },
		{ WITH("\"State\":\"running\",\"Ports\":[" ONE "]"), 0 },
		{ WITH("\"State\":\"running\",\"Status\":\"(healthy)\","
		    "\"Ports\":[" ONE "," TWO "]"), 0 },
		{ WITH("\"State\":\"running\",\"Names\":[\"/a\"],"
		    "\"Ports\":[" ONE "," TWO "]"), 0 },
		{ WITH("\"State\":\"running\",\"Labels\":{\"a\":\"\"},"
		    "\"Ports\":[" ONE "," TWO "]"), 0 },
		{ WITH("\"State\":\"running\",\"NetworkSettings\":"
		    "{\"Networks\":{\"a\":{}}},"
		    "\"Ports\":[" ONE "," TWO "]"), 0 }
	};
	struct container	*first, *c;
	size_t			 i;

	(void)state;
	first = parse(WITH("\"State\":\"running\",\"Status\":\"Up 1 second\","
	    "\"Ports\":[" ONE "," TWO "]"));
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = parse(cases[i].json);
		assert_int_equal(c->digest == first->digest, cases[i].same);
		container_free(c);
	}
	container_free(first);
}

static void
test_normalize(void **state)
{
	static const struct {
		const char	*name;
		const char	*normal;
	} cases[] = {
		{ "web", "web" },
		{ "", "" },
		{ "___", "" },
		{ "_my__App.1-", "my-App-1" },
		{ "a\xff" "b", "a-b" },
		{ "a\xc3", "a" },
		{ "a\xc0\xaf" "b", "a-b" },
		{ "caf\xc3\xa9", "caf\xc3\xa9" },
		{ "\xe4\xb8\xad\xe6\x96\x87/x", "\xe4\xb8\xad\xe6\x96\x87-x" },
		{ "a\xe2\x80\x94" "b", "a-b" },		/* a dash */
		{ "x\xf0\x9d\x9f\x99", "x\xf0\x9d\x9f\x99" },	/* a digit */
		{ "x\xf0\x9f\x98\x80y", "x-y" }		/* a symbol */
	};
	char	*s;
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		s = normalize(cases[i].name);
		assert_string_equal(s, cases[i].normal);
		free(s);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_rest),
		cmocka_unit_test(test_digest),
		cmocka_unit_test(test_normalize)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
