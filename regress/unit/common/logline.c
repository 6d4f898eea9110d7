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
/* Log lines as text and as JSON objects. */

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <syslog.h>

#include <cmocka.h>

#include "common/logline.h"

/* 2026-11-30, 14:00:07 UTC, and 42 microseconds. */
#define WHEN	{ .tv_sec = 1796047207, .tv_nsec = 42999 }
#define TIME	"\"time\":\"2026-11-30T14:00:07.000042Z\","

static char	 buf[LOGLINE_MAX];

static void
assert_json(const struct logline *line, const char *wanted)
{
	size_t	 n = logline_json(buf, sizeof(buf), line);

	assert_int_equal(n, strlen(buf));
	assert_string_equal(buf, wanted);
}

static void
test_members(void **state)
{
	struct log_subject	 about = { "web", "http/routers/web", "rule" };
	struct logline		 line = { .when = WHEN, .priority = LOG_WARNING,
				    .process = "route-maker",
				    .subject = &about, .message = "no port" };

	(void)state;
	assert_json(&line, "{" TIME "\"level\":\"warning\","
	    "\"process\":\"route-maker\",\"container\":\"web\","
	    "\"object\":\"http/routers/web\",\"key\":\"rule\","
	    "\"message\":\"no port\"}");
	about.object = NULL;
	about.key = "";
	assert_json(&line, "{" TIME "\"level\":\"warning\","
	    "\"process\":\"route-maker\",\"container\":\"web\","
	    "\"message\":\"no port\"}");
	line.subject = NULL;
	line.message = "";
	assert_json(&line, "{" TIME "\"level\":\"warning\","
	    "\"process\":\"route-maker\",\"message\":\"\"}");
}

static void
test_levels(void **state)
{
	static const struct {
		int		 priority;
		const char	*word;
	} levels[] = {
		{ LOG_CRIT, "\"level\":\"fatal\"" },
		{ LOG_ERR, "\"level\":\"error\"" },
		{ LOG_WARNING, "\"level\":\"warning\"" },
		{ LOG_INFO, "\"level\":\"info\"" },
		{ LOG_DEBUG, "\"level\":\"debug\"" },
	};
	struct logline	 line = { .when = WHEN, .process = "kopd",
			    .message = "m" };
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		line.priority = levels[i].priority;
		(void)logline_json(buf, sizeof(buf), &line);
		assert_non_null(strstr(buf, levels[i].word));
	}
}

/* As in text, with the escapes of JSON around that. */
static void
test_foreign(void **state)
{
	const char		*s = "a\"b\\c\nd\te\033[1m\001\377\342\200\256";
	struct log_subject	 about = { .container = s };
	struct logline		 line = { .when = WHEN, .priority = LOG_INFO,
				    .process = "kopd", .subject = &about,
				    .message = s };

	(void)state;
	(void)logline_plain(buf, sizeof(buf), s);
	assert_string_equal(buf, "a\"b\\\\c\\nd\te\\^[[1m\\^A\\M^?"
	    "\\M-b\\M^@\\M-.");
#define FOREIGN	"a\\\"b\\\\\\\\c\\\\nd\\u0009e\\\\^[[1m\\\\^A\\\\M^?"	\
		"\\\\M-b\\\\M^@\\\\M-."
	assert_json(&line, "{" TIME "\"level\":\"info\",\"process\":\"kopd\","
	    "\"container\":\"" FOREIGN "\",\"message\":\"" FOREIGN "\"}");
}

/* The message is cut, and the object ends nevertheless. */
static void
test_long(void **state)
{
	static char		 text[3 * LOGLINE_MAX];
	struct log_subject	 about = { text, text, text };
	struct logline		 line = { .when = WHEN, .priority = LOG_INFO,
				    .process = "kopd", .subject = &about,
				    .message = text };
	size_t			 size, n;

	(void)state;
	memset(text, '"', sizeof(text) - 1);
	assert_int_equal(logline_plain(buf, 100, text), 99);
	assert_string_equal(buf + 94, "\"\"...");
	for (size = LOGLINE_MIN; size <= LOGLINE_MAX;
	    size += size < LOGLINE_MIN + 64 ? 1 : 61) {
		memset(buf, 'x', sizeof(buf));
		n = logline_json(buf, size, &line);
		assert_int_equal(n, strlen(buf));
		assert_in_range(n, size - 3, size - 1);
		assert_string_equal(buf + n - 7, "\\\"...\"}");
	}
	assert_non_null(strstr(buf, "\\\"...\",\"object\":\"\\\""));
}

/* One byte less than what does not fit is not cut. */
static void
test_fits(void **state)
{
	static char	 text[LOGLINE_MIN];
	struct logline	 line = { .when = WHEN, .priority = LOG_INFO,
			    .process = "kopd", .message = text };
	size_t		 n;

	(void)state;
	memset(text, 'x', 512);
	n = logline_json(buf, LOGLINE_MIN, &line);
	assert_non_null(strstr(buf, "xxx\"}"));
	memset(text, 'x', LOGLINE_MIN - 1 - (n - 512) - 3);
	assert_int_equal(logline_json(buf, LOGLINE_MIN, &line),
	    LOGLINE_MIN - 1 - 3);
	assert_null(strstr(buf, "..."));
	(void)strlcat(text, "x", sizeof(text));
	assert_int_equal(logline_json(buf, LOGLINE_MIN, &line),
	    LOGLINE_MIN - 1);
	assert_non_null(strstr(buf, "x...\"}"));
}

/* What strftime(3) cannot write. */
static void
test_time(void **state)
{
	struct logline	 line = { .when = { .tv_sec = (time_t)INT64_MAX },
			    .priority = LOG_INFO, .process = "kopd",
			    .message = "m" };

	(void)state;
	if (sizeof(time_t) < sizeof(int64_t))
		return;		/* strftime(3) can write each time */
	(void)logline_json(buf, sizeof(buf), &line);
	assert_non_null(strstr(buf, "\"time\":\"1970-01-01T00:00:00.000000Z\""));
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
