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
#include "docker-reader/gate_request.h"
#include "docker-reader/request.h"

#define END	" HTTP/1.0\r\nHost: docker\r\n\r\n"
#define LIST	"GET /containers/json?all=1"
#define IDS(s)	LIST "&filters=%7B%22id%22%3A%5B" s "%5D%7D"
#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define Q	"%22"

static void
passes(const char *text, size_t len, enum docker_request kind)
{
	enum docker_request	 found;
	char			*own = gate_request(text, len, &found);

	assert_non_null(own);
	assert_int_equal(strlen(own), len);
	assert_memory_equal(own, text, len);
	assert_int_equal(found, kind);
	free(own);
}

static void
refused(const char *text, size_t len)
{
	enum docker_request	 kind;

	assert_null(gate_request(text, len, &kind));
}

static void
refused_text(const char *text)
{
	refused(text, strlen(text));
}

/* The text of a request, NULL where there is none such; r is emptied. */
static char *
text_of(struct record *r)
{
	enum docker_request	 kind;
	size_t			 len;
	char			*text;

	assert_false(r->failed);
	text = request_text(r->buf, r->len, &len, &kind);
	assert_true(text == NULL || len <= GATE_REQUEST_MAX);
	record_reset(r);
	return text;
}

/*
 * What differs from the text in one place passes nowhere, but where another id
 * or another time is as good.
 */
static void
changed(const char *text, size_t len, enum docker_request kind)
{
	static const char	 bytes[] = "A \r\n%/?\0";
	char			*copy = malloc(len + 1);
	size_t			 i, j;
	int			 digit;

	assert_non_null(copy);
	for (i = 0; i < len; i++) {
		memcpy(copy, text, len);
		for (j = 0; j < sizeof(bytes); j++) {
			copy[i] = bytes[j];
			if (copy[i] != text[i])
				refused(copy, len);
		}
		/* One byte less, and the same one twice. */
		digit = text[i] >= '0' && text[i] <= '9';
		if (digit && kind == DOCKER_EVENTS)
			continue;
		memcpy(copy, text, i);
		memcpy(copy + i, text + i + 1, len - i - 1);
		refused(copy, len - 1);
		memcpy(copy, text, i + 1);
		memcpy(copy + i + 1, text + i, len - i);
		refused(copy, len + 1);
	}
	free(copy);
}

/* True where there is such a request: it passes. */
static int
check(struct record *r, enum docker_request kind)
{
	char	*text = text_of(r);
	size_t	 len;

	if (text == NULL)
		return 0;
	len = strlen(text);
	passes(text, len, kind);
	/* Each place of a long list would be no other place. */
	if (len < 512)
		changed(text, len, kind);
	refused(text, len - 1);
	free(text);
	return 1;
}

static void
constants(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	enum docker_request	 kind;
	int			 n = 0;

	(void)state;
	for (kind = 0; kind < DOCKER_KINDS; kind++) {
		record_u8(&r, (uint8_t)kind);
		n += check(&r, kind);
	}
	assert_true(n >= 4);
	record_free(&r);
}

/* Of each kind that takes them, 0 to LIST_IDS_MAX ids. */
static void
lists(void **state)
{
	struct record		 r = RECORD_INITIALIZER;
	enum docker_request	 kind;
	u_char			 id[HEXID_BYTES];
	size_t			 i, n;
	int			 taken;

	(void)state;
	for (kind = 0; kind < DOCKER_KINDS; kind++) {
		for (n = 0; n <= LIST_IDS_MAX; n++) {
			record_u8(&r, (uint8_t)kind);
			record_u16(&r, (uint16_t)n);
			for (i = 0; i < n; i++) {
				arc4random_buf(id, sizeof(id));
				record_bytes(&r, id, sizeof(id));
			}
			taken = check(&r, kind);
			assert_true(taken || n == 0 || kind != DOCKER_LIST_IDS);
		}
	}
	record_free(&r);
}

static void
times(void **state)
{
	static const struct {
		uint64_t	 seconds;
		uint32_t	 nanoseconds;
	} cases[] = {
		{ 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 999999999 },
		{ 1795250386, 413012715 }, { INT64_MAX, 0 },
		{ INT64_MAX, 999999999 }
	};
	struct record	 r = RECORD_INITIALIZER;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		record_u8(&r, DOCKER_EVENTS);
		record_u64(&r, cases[i].seconds);
		record_u32(&r, cases[i].nanoseconds);
		assert_true(check(&r, DOCKER_EVENTS));
	}
	record_free(&r);
}

/* More ids than one list has. */
static void
too_many(void **state)
{
	char	 text[GATE_REQUEST_MAX + 1];
	size_t	 i;

	(void)state;
	(void)strlcpy(text, LIST "&filters=%7B%22id%22%3A%5B", sizeof(text));
	for (i = 0; i <= LIST_IDS_MAX; i++) {
		(void)strlcat(text, i > 0 ? "%2C" : "", sizeof(text));
		(void)strlcat(text, Q ID Q, sizeof(text));
	}
	(void)strlcat(text, "%5D%7D", sizeof(text));
	assert_true(strlcat(text, END, sizeof(text)) < sizeof(text));
	refused_text(text);
}

static void
others(void **state)
{
	static const char *const	 texts[] = {
		"", "\r\n\r\n", "GET", "GET / HTTP/1.0\r\nHost: docker\r\n\r\n",
		"POST /containers/create" END, "POST /info" END,
		"HEAD /_ping" END, "get /info" END, " GET /info" END,
		"GET  /info" END, "GET /info " END, "GET /info?" END,
		"GET /info#" END, "GET //info" END, "GET /./info" END,
		"GET /%69nfo" END, "GET /v1.41/info" END, "GET /info/" END,
		"GET /v1.41/containers/json?all=1" END,
		"GET http://docker/info" END,
		"GET /%2e%2e/info" END, "GET /containers/%2e%2e/info" END,
		"GET /containers/json" END, LIST "&size=1" END,
		LIST "&all=1" END, "GET /containers/json?all=0" END,
		"GET /containers/json?size=1&all=1" END,
		"GET /containers/" ID "/json" END,
		"GET /containers/" ID "/archive?path=/" END,
		"GET /containers/" ID "/logs?stdout=1" END,
		"GET /events" END, "GET /events?since=1.000000000" END,
		"GET /info HTTP/1.1\r\nHost: docker\r\n\r\n",
		"GET /info HTTP/1.0\r\n\r\n",
		"GET /info HTTP/1.0\r\nHost: other\r\n\r\n",
		"GET /info HTTP/1.0\r\nhost: docker\r\n\r\n",
		"GET /info HTTP/1.0\r\nHost: docker\r\nAccept: */*\r\n\r\n",
		"GET /info HTTP/1.0\nHost: docker\n\n",
		"GET /info HTTP/1.0\r\nHost: docker\r\n\n",
		"GET /info" END "GET /info" END, "GET /info" END "\r\n",
		"GET /info HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
		IDS("") END, IDS(Q Q) END, IDS(Q ID) END, IDS(ID) END,
		IDS(Q "\0" ID Q) END, IDS("%22" ID "%22%2C") END,
		IDS(Q ID Q Q ID Q) END, IDS(Q ID Q "," Q ID Q) END,
		IDS(Q ID Q "%2c" Q ID Q) END, IDS(Q ID Q) "&size=1" END,
		/* 63 and 65 digits, none, and upper case */
		IDS(Q "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" Q) END,
		IDS(Q ID "0" Q) END,
		IDS(Q "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" Q) END,
		IDS(Q "A123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" Q) END,
		/* ids that stand elsewhere */
		LIST "&filters=" Q ID Q END, "GET /info?" Q ID Q END,
		"GET /info HTTP/1.0\r\nHost: docker\r\nX: " Q ID Q "\r\n\r\n"
	};
	size_t				 i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		refused_text(texts[i]);
	passes("GET /info" END, strlen("GET /info" END), DOCKER_INFO);
	passes(IDS(Q ID Q) END, strlen(IDS(Q ID Q) END), DOCKER_LIST_IDS);
}

/* Times that nobody writes so. */
static void
other_times(void **state)
{
	static const char *const	 tails[] = {
		"&since=", "&since=1", "&since=1.", "&since=1.0",
		"&since=1.00000000", "&since=1.0000000000",
		"&since=01.000000000", "&since=-1.000000000",
		"&since=+1.000000000", "&since=1.00000000a",
		"&since=9223372036854775808.000000000",
		"&since=18446744073709551617.000000000",
		"&since=99999999999999999999.000000000",
		"&since=0.000000000", "&since=1.000000000&until=2",
		"&since=1.000000000&since=1.000000000", "&until=1.000000000",
		"&Since=1.000000000", "&since=1e3.000000000"
	};
	struct record	 r = RECORD_INITIALIZER;
	char		*text, *end, whole[2048];
	size_t		 i;

	(void)state;
	record_u8(&r, DOCKER_EVENTS);
	record_u64(&r, 0);
	record_u32(&r, 0);
	assert_non_null(text = text_of(&r));
	assert_non_null(end = strstr(text, " HTTP/"));
	*end = '\0';
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(whole, sizeof(whole), "%s%s" END, text,
		    tails[i]);
		refused_text(whole);
	}
	(void)snprintf(whole, sizeof(whole), "%s&since=1.000000000" END, text);
	passes(whole, strlen(whole), DOCKER_EVENTS);
	free(text);
	record_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constants),
		cmocka_unit_test(lists),
		cmocka_unit_test(times),
		cmocka_unit_test(too_many),
		cmocka_unit_test(others),
		cmocka_unit_test(other_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
