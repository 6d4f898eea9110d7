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
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "redis-writer/definition.h"

#define ADD(d, key, value)						\
	assert_null(definition_add((d), (key), strlen(key), (value),	\
	    strlen(value)))

static void
assert_packed(struct definition *d, const void *bytes, size_t len)
{
	struct msgpack	 out = MSGPACK_INITIALIZER;

	assert_null(definition_pack(d, &out));
	assert_int_equal(out.len, len);
	assert_memory_equal(out.buf, bytes, len);
	msgpack_free(&out);
	definition_free(d);
}

#define ASSERT_PACKED(d, bytes)	assert_packed((d), (bytes), sizeof(bytes) - 1)

static void
test_router(void **state)
{
	struct definition	*d = definition_new("http/routers/w", "n", "c", 0);

	(void)state;
	ADD(d, "service", "w");
	ADD(d, "rule", "r");
	assert_string_equal(definition_id(d), "http/routers/w");
	assert_int_equal(definition_count(d), 2);
	ASSERT_PACKED(d, "\x96\xa1n\xb2\x94\xa4rule\xa1r\xa7service\xa1w"
	    "\x80\x00\x91\xafhttp/services/w\xa1" "c");
}

static void
test_servers(void **state)
{
	struct definition	*d = definition_new("i", "n", "c", 1);

	(void)state;
	ADD(d, "loadBalancer/servers/300/url", "u");
	ADD(d, "loadBalancer/servers/2/weight", "1");
	ADD(d, "loadBalancer/servers/2/url", "v");
	ADD(d, "loadBalancer/servers", "true");
	ADD(d, "loadBalancer/serversTransport", "t");
	ASSERT_PACKED(d, "\x96\xa1n\xd9\x21\x92\xbdloadBalancer/serversTranspo"
	    "rt\xa1t\x83\xff\x92\xa0\xa4true\x02\x94\xa3url\xa1v\xa6weight"
	    "\xa1" "1\xcd\x01\x2c\x92\xa3url\xa1u\x01\x90\xa1" "c");
}

static void
test_bare(void **state)
{
	struct definition	*d = definition_new("i", "n", "c", 0);

	(void)state;
	ADD(d, "", "true");
	ASSERT_PACKED(d, "\x96\xa1n\xa7\x92\xa0\xa4true\x80\x00\x90\xa1" "c");
}

static void
test_nothing(void **state)
{
	(void)state;
	ASSERT_PACKED(definition_new("i", "n", "c", 0),
	    "\x96\xa1n\xa1\x90\x80\x00\x90\xa1" "c");
}

/* Whichever order the keys come in, equal definitions are equal bytes. */
static void
test_order(void **state)
{
	static const char *const keys[] = {
		"a", "ab", "b", "loadBalancer/servers/0/url",
		"loadBalancer/servers/10/url", "loadBalancer/servers/9/url"
	};
	struct definition	*one = definition_new("i", "n", "c", 0);
	struct definition	*two = definition_new("i", "n", "c", 0);
	struct msgpack		 p = MSGPACK_INITIALIZER;
	struct msgpack		 q = MSGPACK_INITIALIZER;
	size_t			 i, n = sizeof(keys) / sizeof(keys[0]);

	(void)state;
	for (i = 0; i < n; i++) {
		ADD(one, keys[i], keys[i]);
		ADD(two, keys[n - 1 - i], keys[n - 1 - i]);
	}
	assert_null(definition_pack(one, &p));
	assert_null(definition_pack(two, &q));
	assert_int_equal(p.len, q.len);
	assert_memory_equal(p.buf, q.buf, p.len);
	msgpack_free(&p);
	msgpack_free(&q);
	definition_free(one);
	definition_free(two);
}

static const char *
fault_of(const char *key1, const char *key2)
{
	struct definition	*d = definition_new("i", "n", "c", 0);
	struct msgpack		 p = MSGPACK_INITIALIZER;
	const char		*fault;

	ADD(d, key1, "x");
	ADD(d, key2, "x");
	fault = definition_pack(d, &p);
	definition_free(d);
	msgpack_free(&p);
	return fault;
}

static void
test_faults(void **state)
{
	(void)state;
	assert_string_equal(fault_of("a", "a"), "duplicate key");
	assert_string_equal(fault_of("loadBalancer/servers/1/url",
	    "loadBalancer/servers/01/url"), "duplicate key");
	assert_string_equal(fault_of("a", "loadBalancer/servers/10000/url"),
	    "too many servers");
	assert_string_equal(fault_of("a",
	    "loadBalancer/servers/99999999999999999999/url"),
	    "too many servers");
	assert_null(fault_of("a", "loadBalancer/servers/9999/url"));
}

static void
test_ceiling(void **state)
{
	struct definition	*d = definition_new("i", "n", "c", 0);
	static char		 value[OBJECT_BYTES_MAX];

	(void)state;
	assert_non_null(definition_add(d, "k", 1, value, sizeof(value)));
	assert_null(definition_add(d, "k", 1, value, sizeof(value) - 1));
	assert_non_null(definition_add(d, "l", 1, value, 0));
	assert_int_equal(definition_count(d), 1);
	definition_free(d);
}

static void
test_lengths(void **state)
{
	static const struct {
		size_t		 len;
		const char	*head;
		size_t		 head_len;
	} t[] = {
		{ 31, "\xbf", 1 }, { 32, "\xd9\x20", 2 },
		{ 255, "\xd9\xff", 2 }, { 256, "\xda\x01\x00", 3 },
		{ 65535, "\xda\xff\xff", 3 }, { 65536, "\xdb\x00\x01\x00\x00", 5 }
	};
	static char	 text[65536];
	struct msgpack	 p = MSGPACK_INITIALIZER;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		msgpack_reset(&p);
		msgpack_string(&p, text, t[i].len);
		assert_int_equal(p.len, t[i].head_len + t[i].len);
		assert_memory_equal(p.buf, t[i].head, t[i].head_len);
	}
	msgpack_reset(&p);
	msgpack_array(&p, 15);
	msgpack_array(&p, 16);
	msgpack_array(&p, 65536);
	msgpack_map(&p, 16);
	msgpack_int(&p, -33);
	msgpack_int(&p, 128);
	assert_int_equal(p.len, 1 + 3 + 5 + 3 + 5 + 3);
	assert_memory_equal(p.buf, "\x9f\xdc\x00\x10\xdd\x00\x01\x00\x00"
	    "\xde\x00\x10\xd2\xff\xff\xff\xdf\xcd\x00\x80", 20);
	msgpack_free(&p);
}

#define IS(t, text)	assert_true((t).len == strlen(text) &&		\
			    memcmp((t).s, (text), (t).len) == 0)

/* Adds the first character of each address. */
static void
add_server(const struct text *address, void *arg)
{
	(void)strncat(arg, address->s, 1);
}

/* What a packed one says for people. */
static void
test_outline(void **state)
{
	struct definition	*d = definition_new("http/routers/w",
				    "http/routers/W", "c", 0);
	struct msgpack		 blob = MSGPACK_INITIALIZER;
	struct outline		 o;
	char			 servers[8] = "";

	(void)state;
	ADD(d, "rule", "Host(`w`)");
	ADD(d, "service", "w@file");
	assert_null(definition_pack(d, &blob));
	assert_int_equal(definition_outline(blob.buf, blob.len, &o), 0);
	IS(o.name, "http/routers/W");
	IS(o.container, "c");
	IS(o.rule, "Host(`w`)");
	IS(o.service, "w@file");
	assert_null(o.server.s);
	assert_int_equal(definition_outline(blob.buf, blob.len - 1, &o), -1);
	definition_free(d);
	msgpack_reset(&blob);
	d = definition_new("i", "n", "", 0);
	ADD(d, "loadBalancer/servers", "true");
	ADD(d, "loadBalancer/servers/7/weight", "1");
	ADD(d, "loadBalancer/servers/2/url", "u");
	ADD(d, "loadBalancer/servers/3/address", "a");
	assert_null(definition_pack(d, &blob));
	assert_int_equal(definition_outline(blob.buf, blob.len, &o), 0);
	assert_null(o.rule.s);
	IS(o.server, "u");
	assert_int_equal(o.servers, 2);
	definition_servers(blob.buf, blob.len, add_server, servers);
	assert_string_equal(servers, "ua");
	definition_servers(blob.buf, 5, add_server, servers);
	definition_servers("", 0, add_server, servers);
	assert_string_equal(servers, "ua");
	definition_free(d);
	msgpack_free(&blob);
	assert_int_equal(definition_outline("", 0, &o), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_router),
		cmocka_unit_test(test_servers),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_outline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
