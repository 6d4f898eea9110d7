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

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kopd/conf/conf.h"
#include "kopd/conf/value.h"

static char	 said[4096];

static void
say(void *arg, int level, const char *line)
{
	(void)arg;
	(void)level;
	(void)strlcat(said, line, sizeof(said));
	(void)strlcat(said, "\n", sizeof(said));
}

static struct conf_report	 report = { say, NULL, 0 };
static const struct conf_place	 file1 = { &report, "f:1", 0 };
static const struct conf_place	 file2 = { &report, "f:2", 0 };
static const struct conf_place	 over = { &report, "VAR", 1 };

static int
setup(void **state)
{
	said[0] = '\0';
	report.errors = 0;
	*state = conf_new();
	return 0;
}

static int
teardown(void **state)
{
	conf_free(*state);
	return 0;
}

static void
test_duration(void **state)
{
	static const struct {
		const char	*text;
		long long	 seconds;
	} cases[] = {
		{ "0", 0 }, { "90", 90 }, { "60s", 60 }, { "5m", 300 },
		{ "1h", 3600 }, { "2d", 172800 }, { "4294967295", 4294967295 },
		{ "", -1 }, { "s", -1 }, { "-1", -1 }, { "5 m", -1 },
		{ "5min", -1 }, { "1h30m", -1 }, { "99999999999", -1 },
		{ "1.5h", -1 }, { "0x10", -1 },
	};
	const char	*why = NULL;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(conf_duration(cases[i].text, &why),
		    cases[i].seconds);
	assert_non_null(why);
}

static void
test_version(void **state)
{
	static const struct {
		const char	*text;
		long long	 version;
	} cases[] = {
		{ "3.7", TRAEFIK_VERSION(3, 7, 0) },
		{ "3.7.9", TRAEFIK_VERSION(3, 7, 9) },
		{ "2.11.53", TRAEFIK_VERSION(2, 11, 53) },
		{ "3.10", TRAEFIK_VERSION(3, 10, 0) },
		{ "3", -1 }, { "", -1 }, { "2.10", -1 }, { "4.0", -1 },
		{ "3.7.9.1", -1 }, { "3.7.", -1 }, { "3..7", -1 },
		{ "v3.7", -1 }, { "3.100", -1 }, { "3.7-rc1", -1 },
	};
	const char	*why = NULL;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(conf_version(cases[i].text, &why),
		    cases[i].version);
	assert_non_null(why);
}

static void
test_twice(void **state)
{
	struct kopd_conf	*conf = *state;

	conf_set_number(conf, SET_TTL, &file1, 60);
	conf_set_number(conf, SET_TTL, &file2, 90);
	assert_string_equal(said, "f:2: ttl is already set at f:1\n");
	assert_int_equal(conf->writer.ttl, 60);
	conf_set_number(conf, SET_TTL, &over, 120);
	assert_int_equal(report.errors, 1);
	assert_int_equal(conf->writer.ttl, 120);
	assert_string_equal(conf->origin[SET_TTL], "VAR");
}

static void
test_ranges(void **state)
{
	struct kopd_conf	*conf = *state;

	conf_set_number(conf, SET_REDIS_PORT, &over, 65535);
	assert_int_equal(conf->writer.port, 65535);
	conf_set_number(conf, SET_REDIS_PORT, &over, 65536);
	conf_set_number(conf, SET_REDIS_PORT, &over, 0);
	conf_set_number(conf, SET_REDIS_PORT, &over, -1);
	assert_int_equal(report.errors, 3);
	assert_int_equal(conf->writer.port, 65535);
}

static void
test_texts(void **state)
{
	struct kopd_conf	*conf = *state;
	char			 text[CONF_STRING_MAX + 2];

	memset(text, 'a', sizeof(text));
	text[CONF_STRING_MAX] = '\0';
	conf_set_string(conf, SET_NETWORK, &over, text);
	assert_int_equal(report.errors, 0);
	text[CONF_STRING_MAX] = 'a';
	text[CONF_STRING_MAX + 1] = '\0';
	conf_set_string(conf, SET_NETWORK, &over, text);
	assert_int_equal(report.errors, 1);
	assert_int_equal(strlen(conf->maker.network), CONF_STRING_MAX);
	text[108] = '\0';
	text[0] = '/';
	conf_set_string(conf, SET_DOCKER_SOCKET, &over, text);
	assert_int_equal(report.errors, 2);
	text[107] = '\0';
	conf_set_string(conf, SET_DOCKER_SOCKET, &over, text);
	assert_int_equal(report.errors, 2);
}

/* What kopd.conf cannot hold, however it comes. */
static void
test_controls(void **state)
{
	struct kopd_conf	*conf = *state;

	conf_set_string(conf, SET_PREFIX, &over, "a\tb");
	conf_set_string(conf, SET_DEFAULT_RULE, &over, "a\n\tb");
	conf_set_string(conf, SET_PASSWORD, &over, "a\001b");
	assert_string_equal(said, "");
	conf_set_string(conf, SET_PREFIX, &over, "a\001b");
	conf_set_string(conf, SET_NETWORK, &over, "a\nb");
	conf_set_string(conf, SET_DEFAULT_RULE, &over, "a\r\nb");
	conf_set_bind(conf, &over, BIND_INTERFACE, "eth\177");
	conf_begin_list(conf, SET_NAMESPACES, &over);
	conf_add_entry(conf, SET_NAMESPACES, &over, "a\033b");
	conf_set_string(conf, SET_PREFIX, &over, "\303\244\342\202\254");
	conf_set_string(conf, SET_PREFIX, &over, "a\302\233b");
	conf_set_string(conf, SET_PREFIX, &over, "a\233b");
	conf_set_string(conf, SET_PREFIX, &over, "a\342\200\256b");
	assert_string_equal(said,
	    "VAR: prefix has a control character\n"
	    "VAR: network has a line break\n"
	    "VAR: default rule has a control character\n"
	    "VAR: bind: \"eth\177\" has a control character\n"
	    "VAR: namespace \"a\033b\" has a control character\n"
	    "VAR: prefix has a control character\n"
	    "VAR: prefix has a control character\n"
	    "VAR: prefix has a control character\n");
}

static void
test_roots(void **state)
{
	static const char *const bad[] = {
		"", "/traefik", "traefik/", "k", "kopd", "kopd:", "kopd:x",
	};
	struct kopd_conf	*conf = *state;
	size_t			 i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		conf_set_string(conf, SET_ROOT, &over, bad[i]);
		assert_int_equal(report.errors, i + 1);
	}
	conf_set_string(conf, SET_ROOT, &over, "kops/edge");
	assert_int_equal(report.errors, i);
	assert_string_equal(conf->writer.root, "kops/edge");
}

static void
test_bind(void **state)
{
	static const char *const bad[] = {
		"", "two words", "host.5", "host..", "1.2.3", "1.2.3.4.5",
		"0.0.0.0", "::", "[::1]",
		"fe80::1%eth0", "1.2.3.4/24",
	};
	struct kopd_conf	*conf = *state;
	size_t			 i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		conf_set_bind(conf, &over, BIND_IP, bad[i]);
		assert_int_equal(report.errors, i + 1);
	}
	assert_int_equal(conf->bind, BIND_DEFAULT);
	conf_set_bind(conf, &over, BIND_IP, "docker2.lan");
	conf_set_bind(conf, &over, BIND_IP, "2001:db8::1");
	conf_set_bind(conf, &over, BIND_INTERFACE, "eth0");
	assert_int_equal(report.errors, i);
	assert_int_equal(conf->bind, BIND_INTERFACE);
	conf_set_bind(conf, &over, BIND_INTERFACE, "fifteen-and-one1");
	assert_int_equal(report.errors, i + 1);
}

static void
test_exclusive(void **state)
{
	struct kopd_conf	*conf = *state;

	conf_set_string(conf, SET_REDIS_SOCKET, &file1, "/run/redis");
	conf_check(conf, &report);
	assert_int_equal(report.errors, 0);
	assert_string_equal(conf->writer.address, "");
	conf_set_string(conf, SET_REDIS_ADDRESS, &file2, "h");
	conf_check(conf, &report);
	assert_string_equal(said, "f:1: redis socket and redis host (at f:2) "
	    "cannot be combined\n");
}

static void
test_heartbeat(void **state)
{
	struct kopd_conf	*conf = *state;

	conf_set_number(conf, SET_HEARTBEAT, &file1, 30);
	conf_check(conf, &report);
	assert_int_equal(report.errors, 0);
	conf_set_number(conf, SET_TTL, &file2, 59);
	conf_check(conf, &report);
	assert_int_equal(report.errors, 1);
	conf_set_number(conf, SET_TTL, &over, 0);
	conf_check(conf, &report);
	assert_int_equal(report.errors, 1);
}

static void
test_compare(void **state)
{
	struct kopd_conf	*old = *state, *new = conf_new();

	assert_int_equal(conf_compare(old, new, &report), 0);
	conf_set_number(new, SET_POLL, &file1, 5);
	conf_set_string(new, SET_REDIS_ADDRESS, &file1, "192.0.2.1");
	assert_int_equal(conf_compare(old, new, &report), 0);
	conf_set_number(new, SET_REDIS_PORT, &file1, 7);
	conf_set_string(new, SET_DOCKER_SOCKET, &file1, "/elsewhere");
	assert_int_equal(conf_compare(old, new, &report), 2);
	assert_string_equal(said, "f:1: docker socket changes from "
	    "\"/var/run/docker.sock\" to \"/elsewhere\": this needs a "
	    "restart\nf:1: port changes from 6379 to 7: this needs a "
	    "restart\n");
	conf_free(new);
}

/* The sandbox has that port alone, or that socket's folder. */
static void
test_compare_docker(void **state)
{
	struct kopd_conf	*old = *state, *new = conf_new();

	conf_set_string(new, SET_DOCKER_ADDRESS, &file1, "192.0.2.7");
	conf_check(new, &report);
	assert_int_equal(report.errors, 0);
	assert_int_equal(conf_compare(old, new, &report), 2);
	assert_non_null(strstr(said, "f:1: docker host changes from \"\" to "
	    "\"192.0.2.7\": this needs a restart\n"));
	assert_int_equal(conf_compare(new, new, &report), 0);
	conf_set_string(old, SET_DOCKER_ADDRESS, &file1, "192.0.2.7");
	conf_set_number(old, SET_DOCKER_PORT, &file1, 2376);
	conf_check(old, &report);
	*said = '\0';
	assert_int_equal(conf_compare(old, new, &report), 1);
	assert_non_null(strstr(said, "docker port changes from 2376 to 2375: "
	    "this needs a restart\n"));
	conf_free(new);
}

/* redis-writer has name servers from its start, or never. */
static void
test_compare_names(void **state)
{
	struct kopd_conf	*old = *state, *new = conf_new();

	conf_set_string(new, SET_REDIS_ADDRESS, &file1, "redis.test");
	assert_int_equal(conf_compare(old, new, &report), 1);
	assert_string_equal(said, "f:1: redis host may be a name now, and was "
	    "an address: this needs a restart\n");
	assert_int_equal(conf_compare(new, old, &report), 0);
	assert_int_equal(conf_compare(new, new, &report), 0);
	conf_free(new);
}

static struct kopd_conf *
with_sentinel(long long sentinel, const char *master)
{
	struct kopd_conf	*conf = conf_new();

	conf_add_sentinel(conf, &file1, "192.0.2.1", sentinel);
	conf_set_string(conf, SET_SENTINEL_MASTER, &file1, "m");
	if (master != NULL) {
		conf_begin_list(conf, SET_SENTINEL_PORTS, &file2);
		conf_add_entry(conf, SET_SENTINEL_PORTS, &file2, master);
	}
	return conf;
}

/* What a reload from the one to the other says. */
static const char *
reload_says(struct kopd_conf *old, struct kopd_conf *new)
{
	said[0] = '\0';
	(void)conf_compare(old, new, &report);
	conf_free(old);
	conf_free(new);
	return said;
}

/* The sandbox has the ports from its start, or any. */
static void
test_compare_ports(void **state)
{
	const char	*refused = "f:1: a port of sentinels or masters is "
			    "new: this needs a restart\n";

	(void)state;
	assert_string_equal(reload_says(with_sentinel(1, "2"),
	    with_sentinel(1, "2")), "");
	assert_string_equal(reload_says(with_sentinel(1, "2"),
	    with_sentinel(1, "3")), refused);
	assert_string_equal(reload_says(with_sentinel(1, "2"),
	    with_sentinel(3, "2")), refused);
	assert_string_equal(reload_says(with_sentinel(1, "2"),
	    with_sentinel(1, NULL)), refused);
	assert_string_equal(reload_says(with_sentinel(1, NULL),
	    with_sentinel(3, NULL)), "");
	assert_string_equal(reload_says(with_sentinel(1, NULL),
	    with_sentinel(1, "2")), "f:2: warning: kopd connects to these "
	    "ports only, but the sandbox of redis-writer permits any port "
	    "until kopd is started again\n");
	assert_non_null(strstr(reload_says(with_sentinel(1, NULL),
	    conf_new()), "this needs a restart"));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test_setup_teardown(test_duration, setup, teardown),
		cmocka_unit_test_setup_teardown(test_version, setup, teardown),
		cmocka_unit_test_setup_teardown(test_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ranges, setup, teardown),
		cmocka_unit_test_setup_teardown(test_texts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_controls, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_roots, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bind, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exclusive, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_heartbeat, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_compare, setup, teardown),
		cmocka_unit_test_setup_teardown(test_compare_docker, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_compare_names, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_compare_ports, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
