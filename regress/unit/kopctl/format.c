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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/metrics/format.h"

static struct answer	 answer;

static void
add(enum role role, unsigned int depth, const char *name, const char *value)
{
	struct item	 item = { .depth = depth, .type = depth == 0 ?
			    ITEM_NUMBER : ITEM_STRING, .name = name,
			    .value = value };

	assert_int_equal(answer_add(&answer, role, &item), 0);
}

/* The text of the answer, which is forgotten. */
static void
is(enum format format, const char *wanted)
{
	struct samples	 samples;
	char		*buf;
	size_t		 len;
	FILE		*f = open_memstream(&buf, &len);

	assert_non_null(f);
	assert_null(samples_take(&answer, &samples));
	format_write(f, format, &samples);
	(void)fclose(f);
	assert_string_equal(buf, wanted);
	free(buf);
	free(samples.v);
	answer_free(&answer);
}

static void
simple(void **state)
{
	(void)state;
	is(FORMAT_OPENMETRICS, "# EOF\n");
	is(FORMAT_PROMETHEUS, "");
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "7");
	is(FORMAT_OPENMETRICS, "# TYPE kopd_changes counter\n"
	    "# HELP kopd_changes Changes that were sent to redis-writer.\n"
	    "kopd_changes_total 7\n# EOF\n");
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "7");
	is(FORMAT_PROMETHEUS, "# TYPE kopd_changes_total counter\n"
	    "# HELP kopd_changes_total Changes that were sent to "
	    "redis-writer.\nkopd_changes_total 7\n");
}

static void
info(void **state)
{
	(void)state;
	add(ROLE_PARENT, 0, "kopd_build", "1");
	add(ROLE_PARENT, 1, "label", "1.2\"\n\\{");
	is(FORMAT_OPENMETRICS, "# TYPE kopd_build info\n"
	    "# HELP kopd_build The version of kopd.\n"
	    "kopd_build_info{version=\"1.2____\"} 1\n# EOF\n");
	add(ROLE_PARENT, 0, "kopd_build", "1");
	add(ROLE_PARENT, 1, "label", "1.2");
	is(FORMAT_PROMETHEUS, "# TYPE kopd_build_info gauge\n"
	    "# HELP kopd_build_info The version of kopd.\n"
	    "kopd_build_info{version=\"1.2\"} 1\n");
}

static void
seconds(void **state)
{
	static const char *const	 us[] = { "0", "1", "1000000",
					    "2500000", "61000010" };
	static const char *const	 s[] = { "0", "0.000001", "1", "2.5",
					    "61.00001" };
	char				 text[512];
	size_t				 i;

	(void)state;
	for (i = 0; i < 5; i++) {
		add(ROLE_REDIS_WRITER, 0, "kopd_lease_age_seconds", us[i]);
		(void)snprintf(text, sizeof(text),
		    "# TYPE kopd_lease_age_seconds gauge\n"
		    "# UNIT kopd_lease_age_seconds seconds\n"
		    "# HELP kopd_lease_age_seconds For how long it has had its "
		    "lease without interruption.\n"
		    "kopd_lease_age_seconds %s\n# EOF\n", s[i]);
		is(FORMAT_OPENMETRICS, text);
	}
}

static void
processes(void **state)
{
	(void)state;
	add(ROLE_REDIS_WRITER, 0, "kopd_queue_bytes", "5");
	add(ROLE_REDIS_WRITER, 1, "label", "kopd");
	add(ROLE_PARENT, 0, "kopd_queue_bytes", "6");
	add(ROLE_PARENT, 1, "label", "redis-writer");
	is(FORMAT_OPENMETRICS, "# TYPE kopd_queue_bytes gauge\n"
	    "# UNIT kopd_queue_bytes bytes\n"
	    "# HELP kopd_queue_bytes Bytes of messages that wait for another "
	    "process to read them.\n"
	    "kopd_queue_bytes{process=\"kopd\",to=\"redis-writer\"} 6\n"
	    "kopd_queue_bytes{process=\"redis-writer\",to=\"kopd\"} 5\n"
	    "# EOF\n");
}

static void
part(const char *n, const char *label, const char *word)
{
	add(ROLE_REDIS_WRITER, 0, "kopd_redis_script_duration_seconds", n);
	add(ROLE_REDIS_WRITER, 1, "label", label);
	add(ROLE_REDIS_WRITER, 1, "part", word);
}

static void
summary(void **state)
{
	(void)state;
	part("3", "change", "count");
	part("4", "renew", "count");
	part("5", "renew", "sum");
	part("6000000", "change", "sum");
	is(FORMAT_OPENMETRICS,
	    "# TYPE kopd_redis_script_duration_seconds summary\n"
	    "# UNIT kopd_redis_script_duration_seconds seconds\n"
	    "# HELP kopd_redis_script_duration_seconds From the call of a "
	    "script until its reply.\n"
	    "kopd_redis_script_duration_seconds_count{script=\"change\"} 3\n"
	    "kopd_redis_script_duration_seconds_sum{script=\"change\"} 6\n"
	    "kopd_redis_script_duration_seconds_count{script=\"renew\"} 4\n"
	    "kopd_redis_script_duration_seconds_sum{script=\"renew\"} "
	    "0.000005\n# EOF\n");
}

static void
take(void *arg, uint32_t id, const struct item *item)
{
	(void)arg;
	(void)id;
	assert_int_equal(answer_add(&answer, ROLE_ROUTE_MAKER, item), 0);
}

static int
has(const char *text, const char *line)
{
	return strstr(text, line) != NULL;
}

static void
histogram(void **state)
{
	const struct metric_sink	 sink = { take, NULL, 0 };
	struct histogram		 h = { .sum = 0 };
	struct samples			 samples;
	char				*buf;
	size_t				 len;
	FILE				*f = open_memstream(&buf, &len);

	(void)state;
	assert_non_null(f);
	histogram_add(&h, 1000, 1);
	histogram_add(&h, 1001, 2);
	histogram_add(&h, 90000000, 1);
	metric_histogram(&sink, METRIC_LATENCY, &h);
	assert_null(samples_take(&answer, &samples));
	format_write(f, FORMAT_OPENMETRICS, &samples);
	(void)fclose(f);
	assert_true(has(buf, "_bucket{le=\"0.001\"} 1\n"));
	assert_true(has(buf, "_bucket{le=\"0.0025\"} 3\n"));
	assert_true(has(buf, "_bucket{le=\"1.0\"} 3\n"));
	assert_true(has(buf, "_bucket{le=\"60.0\"} 3\n"));
	assert_true(has(buf, "_bucket{le=\"+Inf\"} 4\n"));
	assert_true(has(buf, "_count 4\n"));
	assert_true(has(buf, "_sum 90.003002\n"));
	free(buf);
	free(samples.v);
	answer_free(&answer);
}

/* What a process that was taken over may send. */
static void
foreign(void **state)
{
	(void)state;
	/* It does not have this metric, or it does not exist. */
	add(ROLE_DOCKER_READER, 0, "kopd_changes", "1");
	add(ROLE_ROUTE_MAKER, 0, "kopd_nothing", "1");
	/* With a label or part that it does not have, or without. */
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "2");
	add(ROLE_ROUTE_MAKER, 1, "label", "x");
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "3");
	add(ROLE_ROUTE_MAKER, 1, "part", "count");
	add(ROLE_ROUTE_MAKER, 0, "kopd_containers", "4");
	add(ROLE_REDIS_WRITER, 0, "kopd_redis_script_duration_seconds", "5");
	add(ROLE_REDIS_WRITER, 1, "label", "x");
	part("6", "x", "+Inf");
	/* No number, or below 0. */
	add(ROLE_ROUTE_MAKER, 0, "kopd_open_changes", "");
	add(ROLE_ROUTE_MAKER, 0, "kopd_open_changes", "-1");
	/* A histogram with a part alone, or an unknown one. */
	is(FORMAT_OPENMETRICS, "# EOF\n");
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "7");
	add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "8");
	is(FORMAT_OPENMETRICS, "# TYPE kopd_changes counter\n"
	    "# HELP kopd_changes Changes that were sent to redis-writer.\n"
	    "kopd_changes_total 7\n# EOF\n");
}

static void
too_many(void **state)
{
	struct samples	 samples;
	size_t		 i;

	(void)state;
	for (i = 0; i <= SAMPLES_MAX; i++)
		add(ROLE_ROUTE_MAKER, 0, "kopd_changes", "1");
	assert_non_null(samples_take(&answer, &samples));
	answer_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(simple),
		cmocka_unit_test(info),
		cmocka_unit_test(seconds),
		cmocka_unit_test(processes),
		cmocka_unit_test(summary),
		cmocka_unit_test(histogram),
		cmocka_unit_test(foreign),
		cmocka_unit_test(too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
