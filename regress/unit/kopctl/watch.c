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

/* kopctl watch: what a line is, as text and as JSON. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kopctl/stamp.h"
#include "kopctl/watch.h"

static void
check(const struct delta *d, uint64_t lost, int json, const char *wanted)
{
	struct emit	 e;
	char		*got;
	size_t		 size;
	FILE		*out = open_memstream(&got, &size);

	assert_non_null(out);
	emit_init(&e, out, json);
	if (d != NULL)
		watch_print(&e, d);
	else
		watch_print_lost(&e, lost);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, wanted);
	free(got);
}

static const struct delta	whole = {
	.time = 1764511387123,
	.latency = 12,
	.container = "we\nb",
	.objects = {
		{ DELTA_PUBLISHED, "http/routers/web" },
		{ DELTA_PUBLISHED, "http/services/web" },
		{ DELTA_CHANGED, "http/middlewares/m" },
		{ DELTA_REMOVED, "http/routers/\"old\"" },
	},
	.nobjects = 4,
	.addresses = { "http://192.0.2.1:80", "http://192.0.2.1:81" },
	.naddresses = 2,
	.more = 3,
};
static const struct delta	removed = {
	.time = 0,
	.latency = DELTA_NO_LATENCY,
	.container = "web",
	.objects = { { DELTA_REMOVED, "http/routers/web" } },
	.nobjects = 1,
};

static void
test_text(void **state)
{
	(void)state;
	check(&whole, 0, 0, "2025-11-30 14:03:07.123    12 ms  "
	    "container we\\nb: published http/routers/web, http/services/web; "
	    "changed http/middlewares/m; removed http/routers/\"old\" -> "
	    "http://192.0.2.1:80, http://192.0.2.1:81 and 3 more\n");
	check(&removed, 0, 0, "1970-01-01 00:00:00.000        -  "
	    "container web: removed http/routers/web\n");
	check(NULL, 5, 0, "5 lines were lost: they were not read in time\n");
}

static void
test_json(void **state)
{
	(void)state;
	check(&whole, 0, 1, "{\"time\":\"2025-11-30T14:03:07.123Z\","
	    "\"latency_ms\":12,\"container\":\"we\\nb\","
	    "\"published\":[\"http/routers/web\",\"http/services/web\"],"
	    "\"changed\":[\"http/middlewares/m\"],"
	    "\"removed\":[\"http/routers/\\\"old\\\"\"],"
	    "\"addresses\":[\"http://192.0.2.1:80\",\"http://192.0.2.1:81\"],"
	    "\"more\":3}\n");
	check(&removed, 0, 1, "{\"time\":\"1970-01-01T00:00:00.000Z\","
	    "\"latency_ms\":null,\"container\":\"web\",\"published\":[],"
	    "\"changed\":[],\"removed\":[\"http/routers/web\"],"
	    "\"addresses\":[],\"more\":0}\n");
	check(NULL, 5, 1, "{\"lost\":5}\n");
}

static void
test_stamps(void **state)
{
	char	 text[STAMP_SIZE];

	(void)state;
	stamp_utc(text, 253402300799999, 1);
	assert_string_equal(text, sizeof(time_t) > 4 ?
	    "9999-12-31T23:59:59.999Z" : "");
	stamp_utc(text, INT64_C(2147483648000), 0);
	assert_string_equal(text, sizeof(time_t) > 4 ? "2038-01-19T03:14:08Z" :
	    "");
	stamp_utc(text, INT64_C(2147483647000), 0);
	assert_string_equal(text, "2038-01-19T03:14:07Z");
	stamp_utc(text, 253402300800000, 1);
	assert_string_equal(text, "");
	stamp_utc(text, INT64_MAX, 0);
	assert_string_equal(text, "");
	stamp_utc(text, -1, 0);
	assert_string_equal(text, "1970-01-01T00:00:00Z");
	stamp_local(text, 86400000, 0);
	assert_string_equal(text, "1970-01-02 00:00:00");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_stamps),
	};

	if (setenv("TZ", "UTC", 1) == -1)
		return 1;
	tzset();
	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
