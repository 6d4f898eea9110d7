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

static const struct peer_callbacks none = { NULL, 0, NULL, NULL, NULL };

static char *namespaces[] = {
	(char []){ "dev" }, (char []){ "staging" }
};

static void
test_travel(void **state)
{
	struct route_maker_conf	 conf, *got;
	struct event_base	*base;
	struct peer		*peer;
	int			 sv[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	assert_non_null(base = event_base_new());
	peer = peer_new(base, sv[0], ROLE_ROUTE_MAKER, &none, NULL);
	memset(&conf, 0, sizeof(conf));
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
	peer_free(peer);
	event_base_free(base);
	close(sv[1]);
}

/* Every field has a number and a place of its own. */
static void
expect_sound(const struct config_table *t)
{
	size_t	 i, j;

	for (i = 0; i < t->count; i++) {
		assert_true(t->fields[i].offset < t->size);
		for (j = 0; j < i; j++) {
			assert_int_not_equal(t->fields[i].id, t->fields[j].id);
			assert_int_not_equal(t->fields[i].offset,
			    t->fields[j].offset);
		}
	}
}

static void
test_tables(void **state)
{
	(void)state;
	expect_sound(&docker_reader_table);
	expect_sound(&route_maker_table);
	expect_sound(&redis_writer_table);
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
	record_u16(&r, 999);			/* unknown */
	record_u32(&r, 1);
	expect_refused(conf, &r);
	record_u16(&r, 4);			/* too short */
	record_u16(&r, 1);
	expect_refused(conf, &r);
	record_u16(&r, 4);			/* trailing bytes */
	record_u32(&r, 1);
	record_u8(&r, 0);
	expect_refused(conf, &r);
	record_u16(&r, 3);			/* NUL inside */
	record_bytes(&r, "a\0b", 3);
	expect_refused(conf, &r);
	assert_non_null(big = malloc(CONF_STRING_MAX + 2));
	memset(big, 'x', CONF_STRING_MAX + 1);
	big[CONF_STRING_MAX + 1] = '\0';
	record_u16(&r, 3);
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
	record_u16(&r, 13);
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
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_list_ceiling),
		cmocka_unit_test(test_has_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
