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
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/bounds.h"
#include "common/hexid.h"
#include "common/record.h"
#include "docker-reader/request.h"

#define END	" HTTP/1.0\r\nHost: docker\r\n\r\n"
#define ID_A	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* The text, or "" when it is refused; the record is emptied. */
static void
check(struct record *r, const char *wanted)
{
	enum docker_request	 kind;
	size_t			 len;
	char			*text;

	assert_false(r->failed);
	text = request_text(r->buf, r->len, &len, &kind);
	if (*wanted == '\0')
		assert_null(text);
	else {
		assert_non_null(text);
		assert_int_equal(len, strlen(wanted));
		assert_memory_equal(text, wanted, len);
		assert_int_equal(kind, r->buf[0]);
	}
	free(text);
	record_reset(r);
}

static void
constants(void **state)
{
	struct record	 r = RECORD_INITIALIZER;

	(void)state;
	record_u8(&r, DOCKER_PING);
	check(&r, "GET /_ping" END);
	record_u8(&r, DOCKER_VERSION);
	check(&r, "GET /version" END);
	record_u8(&r, DOCKER_INFO);
	check(&r, "GET /info" END);
	record_u8(&r, DOCKER_LIST);
	check(&r, "GET /containers/json?all=1" END);
	record_u8(&r, DOCKER_LIST);
	record_u8(&r, 0);
	check(&r, "");
	record_u8(&r, DOCKER_KINDS);
	check(&r, "");
	record_free(&r);
}

static void
put_list(struct record *r, enum docker_request kind, uint16_t announced,
    size_t n, size_t len)
{
	u_char	 id[HEXID_BYTES + 1];

	memset(id, 0xaa, sizeof(id));
	record_u8(r, (uint8_t)kind);
	record_u16(r, announced);
	while (n-- > 0)
		record_bytes(r, id, len);
}

static void
put_ids(struct record *r, uint16_t announced, size_t n, size_t len)
{
	put_list(r, DOCKER_LIST_IDS, announced, n, len);
}

#define UNHEALTHY "%22health%22%3A%5B%22starting%22%2C%22unhealthy%22%2C" \
	"%22reset%22%5D%7D"

static void
unhealthy(void **state)
{
	struct record	 r = RECORD_INITIALIZER;

	(void)state;
	put_list(&r, DOCKER_LIST_UNHEALTHY, 0, 0, HEXID_BYTES);
	check(&r, "GET /containers/json?all=1&filters=%7B" UNHEALTHY END);
	put_list(&r, DOCKER_LIST_UNHEALTHY, 2, 2, HEXID_BYTES);
	check(&r, "GET /containers/json?all=1&filters=%7B%22id%22%3A%5B%22"
	    ID_A "%22%2C%22" ID_A "%22%5D%2C" UNHEALTHY END);
	put_list(&r, DOCKER_LIST_UNHEALTHY, 1, 0, HEXID_BYTES);
	check(&r, "");
	put_list(&r, DOCKER_LIST_UNHEALTHY, 0, 1, HEXID_BYTES);
	check(&r, "");
	put_list(&r, DOCKER_LIST_UNHEALTHY, LIST_IDS_MAX + 1,
	    LIST_IDS_MAX + 1, HEXID_BYTES);
	check(&r, "");
	record_u8(&r, DOCKER_LIST_UNHEALTHY);
	check(&r, "");
	record_free(&r);
}

static void
ids(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	enum docker_request	 kind;
	size_t			 len;
	char			*text;

	(void)state;
	put_ids(&r, 1, 1, HEXID_BYTES);
	check(&r, "GET /containers/json?all=1&filters=%7B%22id%22%3A%5B%22"
	    ID_A "%22%5D%7D" END);
	put_ids(&r, 2, 2, HEXID_BYTES);
	check(&r, "GET /containers/json?all=1&filters=%7B%22id%22%3A%5B%22"
	    ID_A "%22%2C%22" ID_A "%22%5D%7D" END);
	put_ids(&r, LIST_IDS_MAX, LIST_IDS_MAX, HEXID_BYTES);
	text = request_text(r.buf, r.len, &len, &kind);
	assert_non_null(text);
	/* What nginx takes in a line, and half of what HAProxy has room for. */
	assert_true(len < 8 * 1024);
	free(text);
	record_reset(&r);

	put_ids(&r, 0, 0, HEXID_BYTES);
	check(&r, "");
	put_ids(&r, 2, 1, HEXID_BYTES);
	check(&r, "");
	put_ids(&r, 1, 2, HEXID_BYTES);
	check(&r, "");
	put_ids(&r, 1, 1, HEXID_BYTES - 1);
	check(&r, "");
	put_ids(&r, 1, 1, HEXID_BYTES + 1);
	check(&r, "");
	put_ids(&r, LIST_IDS_MAX + 1, LIST_IDS_MAX + 1, HEXID_BYTES);
	check(&r, "");
	record_free(&r);
}

#define EVENTS	"GET /events?filters=%7B%22type%22%3A%5B%22container%22%2C" \
	"%22network%22%5D%2C%22event%22%3A%5B%22start%22%2C%22die%22%2C" \
	"%22destroy%22%2C%22health_status%22%2C%22rename%22%2C%22update%22" \
	"%2C%22pause%22%2C%22unpause%22%2C%22connect%22%2C%22disconnect%22" \
	"%2C%22died%22%2C%22remove%22%2C%22exec_died%22%5D%7D"

static void
events(void **state)
{
	static const struct {
		uint64_t	 seconds;
		uint32_t	 nanoseconds;
		const char	*wanted;
	} cases[] = {
		{ 0, 0, EVENTS END },
		{ 0, 1, EVENTS "&since=0.000000001" END },
		{ 1795250386, 413012715, EVENTS "&since=1795250386.413012715"
		    END },
		{ INT64_MAX, 0, EVENTS "&since=9223372036854775807.000000000"
		    END },
		{ (uint64_t)INT64_MAX + 1, 0, "" },
		{ 1, 1000000000, "" }
	};
	struct record	 r = RECORD_INITIALIZER;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		record_u8(&r, DOCKER_EVENTS);
		record_u64(&r, cases[i].seconds);
		record_u32(&r, cases[i].nanoseconds);
		check(&r, cases[i].wanted);
	}
	record_u8(&r, DOCKER_EVENTS);
	record_u64(&r, 0);
	check(&r, "");
	record_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constants),
		cmocka_unit_test(ids),
		cmocka_unit_test(unhealthy),
		cmocka_unit_test(events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
