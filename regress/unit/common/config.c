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
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "common/config.h"
#include "common/record.h"
#include "common/setting.h"

static const struct peer_callbacks none = { .count = 0 };

static char *namespaces[] = {
	(char []){ "dev" }, (char []){ "staging" }
};

static void
test_travel(void **state)
{
	struct route_maker_conf	*blank, conf, *got;
	struct event_base	*base;
	struct peer		*peer;
	int			 sv[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	assert_non_null(base = event_base_new());
	peer = peer_new(base, sv[0], ROLE_ROUTE_MAKER, &none, NULL);
	blank = config_blank(&route_maker_table);
	conf = *blank;
	conf.run_as = (char []){ "_kopdm" };
	conf.poll = 60;
	conf.traefik_version = TRAEFIK_NEWEST;
	conf.bind_address = (char []){ "fe80::1" };
	conf.namespaces.v = namespaces;
	conf.namespaces.n = 2;
	config_send(peer, &route_maker_table, &conf);
	assert_int_equal(peer_drain(peer), 0);

	got = config_receive(sv[1], &route_maker_table);
	assert_string_equal(got->run_as, "_kopdm");
	assert_int_equal(got->poll, 60);
	assert_int_equal(got->traefik_version, TRAEFIK_NEWEST);
	assert_int_equal(got->bind_none, 0);
	assert_string_equal(got->bind_address, "fe80::1");
	assert_string_equal(got->network, "");
	assert_int_equal(got->namespaces.n, 2);
	assert_string_equal(got->namespaces.v[0], "dev");
	assert_string_equal(got->namespaces.v[1], "staging");
	config_free(&route_maker_table, got);
	config_free(&route_maker_table, blank);
	peer_free(peer);
	event_base_free(base);
	(void)close(sv[1]);
}

/* Every field has a place of its own, and a name of the list. */
static void
expect_names(const struct config_table *t, const char *const *names)
{
	const struct config_field	*f;
	size_t				 i, j, n = 0;

	for (i = 0; i < t->count; i++) {
		f = &t->fields[i];
		if (f->name == NULL)
			continue;
		n++;
		assert_true(f->offset < t->size);
		for (j = 0; j < i; j++) {
			if (t->fields[j].name != NULL)
				assert_int_not_equal(f->offset,
				    t->fields[j].offset);
		}
		for (j = 0; names[j] != NULL && strcmp(names[j], f->name) != 0;
		    j++)
			continue;
		if (names[j] == NULL)
			fail_msg("it gets %s", f->name);
	}
	for (j = 0; names[j] != NULL; j++)
		continue;
	assert_int_equal(n, j);
}

/*
 * What a child gets, name by name.  A name more here is a secret, a path or an
 * address that a process sees which does without: think twice.
 */
static void
test_docker_reader(void **state)
{
	static const char *const	 names[] = {
		"address", "port", "run_as", "sandbox", "socket", "timeout",
		NULL
	};

	(void)state;
	expect_names(&docker_reader_table, names);
}

static void
test_route_maker(void **state)
{
	static const char *const	 names[] = {
		"allow_empty_services", "bind_address", "bind_chosen",
		"bind_none", "constraints", "default_rule", "endpoint",
		"exposed_by_default", "hostname", "left_out", "limit_bytes",
		"limit_objects", "lossy_labels", "machine", "merge_equal",
		"name_scope", "namespaces", "network", "policy", "policy_number", "poll",
		"prefix", "registrator",
		"registrator_domain", "registrator_exposed",
		"registrator_implicit", "registrator_internal",
		"registrator_prefix", "reserve_names", "run_as", "sandbox",
		"share_services",
		"traefik_assumed", "traefik_version", "unpublished_ports",
		"use_bind_port_ip", "v1", "v1_default_entry_points",
		"v1_domain", "v1_entry_points", "v1_exposed", NULL
	};

	(void)state;
	expect_names(&route_maker_table, names);
}

static void
test_redis_writer(void **state)
{
	static const char *const	 names[] = {
		"address", "db", "expire_keys", "heartbeat", "hostname",
		"limit_bytes", "limit_objects", "notify_pause", "notify_quiet",
		"password",
		"password_kept", "policy", "policy_number", "poll", "port", "reserve_names", "root",
		"run_as", "sandbox", "sentinel_master", "sentinel_masters",
		"sentinel_password", "sentinel_password_kept",
		"sentinel_ports", "sentinel_user", "sentinels", "socket",
		"tls", "tls_ca", "tls_certificate", "tls_insecure", "tls_key",
		"tls_server_name", "tls_version", "traefik_version", "ttl",
		"user", "withdraw_on_exit", NULL
	};

	(void)state;
	expect_names(&redis_writer_table, names);
}

static void
expect_refused(struct docker_reader_conf *conf, struct record *r)
{
	assert_int_equal(config_take(&docker_reader_table, conf, r->buf,
	    r->len), -1);
	record_reset(r);
}

static void
test_malformed(void **state)
{
	struct docker_reader_conf	*conf;
	struct record			 r = RECORD_INITIALIZER;
	char				*big;

	(void)state;
	conf = config_blank(&docker_reader_table);
	record_u16(&r, SET_MAX);		/* unknown */
	record_u32(&r, 1);
	expect_refused(conf, &r);
	record_u16(&r, SET_PASSWORD);		/* not of this child */
	record_string(&r, "secret");
	expect_refused(conf, &r);
	record_u16(&r, SET_TIMEOUT);		/* too short */
	record_u16(&r, 1);
	expect_refused(conf, &r);
	record_u16(&r, SET_TIMEOUT);		/* trailing bytes */
	record_u32(&r, 1);
	record_u8(&r, 0);
	expect_refused(conf, &r);
	record_u16(&r, SET_TIMEOUT);		/* below the minimum */
	record_u32(&r, 0);
	expect_refused(conf, &r);
	record_u16(&r, SET_SANDBOX);		/* above the maximum */
	record_u32(&r, SANDBOX_LENIENT + 1);
	expect_refused(conf, &r);
	record_u16(&r, SET_DOCKER_SOCKET);	/* NUL inside */
	record_bytes(&r, "a\0b", 3);
	expect_refused(conf, &r);
	assert_non_null(big = malloc(CONF_STRING_MAX + 2));
	memset(big, 'x', CONF_STRING_MAX + 1);
	big[CONF_STRING_MAX + 1] = '\0';
	record_u16(&r, SET_DOCKER_SOCKET);
	record_string(&r, big);
	expect_refused(conf, &r);
	free(big);
	record_free(&r);
	config_free(&docker_reader_table, conf);
}

static void
test_list_ceiling(void **state)
{
	struct route_maker_conf	*conf;
	struct record		 r = RECORD_INITIALIZER;
	int			 i;

	(void)state;
	conf = config_blank(&route_maker_table);
	record_u16(&r, SET_NAMESPACES);
	record_string(&r, "ns");
	for (i = 0; i < CONF_LIST_MAX; i++)
		assert_int_equal(config_take(&route_maker_table, conf, r.buf,
		    r.len), 0);
	assert_int_equal(config_take(&route_maker_table, conf, r.buf, r.len),
	    -1);
	assert_int_equal(conf->namespaces.n, CONF_LIST_MAX);
	record_free(&r);
	config_free(&route_maker_table, conf);
}

static void
list_of(struct string_list *list, const char *value)
{
	free(list->n > 0 ? list->v[0] : NULL);
	free(list->v);
	assert_non_null(list->v = calloc(1, sizeof(*list->v)));
	assert_non_null(list->v[0] = strdup(value));
	list->n = 1;
}

static void
text_of(char **text, const char *value)
{
	free(*text);
	assert_non_null(*text = strdup(value));
}

static void
test_has_names(void **state)
{
	struct redis_writer_conf	*conf;

	(void)state;
	conf = config_blank(&redis_writer_table);
	text_of(&conf->address, "redis.test");
	assert_true(config_has_names(conf));
	text_of(&conf->address, "localhost");
	assert_true(config_has_names(conf));
	text_of(&conf->address, "192.0.2.1");
	assert_false(config_has_names(conf));
	text_of(&conf->address, "fe80::1%eth0");
	assert_false(config_has_names(conf));
	/* A sentinel may say a name, unless masters are addresses. */
	list_of(&conf->sentinels, "26379:192.0.2.1");
	assert_true(config_has_names(conf));
	list_of(&conf->sentinel_masters, "192.0.2.0/24");
	assert_false(config_has_names(conf));
	list_of(&conf->sentinel_masters, "redis.test:6379");
	assert_true(config_has_names(conf));
	list_of(&conf->sentinel_masters, "[2001:db8::1]:6379");
	assert_false(config_has_names(conf));
	list_of(&conf->sentinels, "26379:sentinel.test");
	assert_true(config_has_names(conf));
	list_of(&conf->sentinels, "26379:2001:db8::1");
	assert_false(config_has_names(conf));
	text_of(&conf->address, "redis.test");
	text_of(&conf->socket, "/run/redis/redis.sock");
	conf->sentinels.n = 0;
	assert_false(config_has_names(conf));
	conf->sentinels.n = 1;
	config_free(&redis_writer_table, conf);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_travel),
		cmocka_unit_test(test_docker_reader),
		cmocka_unit_test(test_route_maker),
		cmocka_unit_test(test_redis_writer),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_list_ceiling),
		cmocka_unit_test(test_has_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
