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

#include <string.h>

#include "common/msg.h"
#include "common/record.h"
#include "kopd/reject.h"

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
static const struct conf_place	 file12 = { &report, "kopd.conf:12", 0 };

static int
setup(void **state)
{
	struct kopd_conf	*conf = conf_new();

	said[0] = '\0';
	report.errors = 0;
	conf_set_string(conf, SET_DEFAULT_RULE, &file12, "{{");
	*state = conf;
	return 0;
}

static int
teardown(void **state)
{
	conf_free(*state);
	return 0;
}

/* What becomes of a message of these strings, up to NULL. */
static int
refused(const struct kopd_conf *conf, size_t cut, ...)
{
	struct record	 r = RECORD_INITIALIZER;
	struct msg	 msg;
	const char	*s;
	va_list		 ap;
	int		 result;

	va_start(ap, cut);
	while ((s = va_arg(ap, const char *)) != NULL)
		record_string(&r, s);
	va_end(ap);
	memset(&msg, 0, sizeof(msg));
	msg.data = r.buf;
	msg.len = r.len - cut;
	result = reject_report(&msg, conf, &report);
	record_free(&r);
	return result;
}

static void
test_places(void **state)
{
	assert_int_equal(refused(*state, 0, "default rule", "1:3: x",
	    "constraints", "2:1: y", NULL), 0);
	assert_string_equal(said, "kopd.conf:12: default rule: 1:3: x\n"
	    "constraints: 2:1: y\n");
	assert_int_equal(report.errors, 2);
}

/* Who sends these is not the route-maker that we know. */
static void
test_malformed(void **state)
{
	char	 big[8192];

	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	assert_int_equal(refused(*state, 0, "default rule", NULL), -1);
	assert_int_equal(refused(*state, 1, "default rule", "why", NULL), -1);
	assert_int_equal(refused(*state, 0, "default", "why", NULL), -1);
	assert_int_equal(refused(*state, 0, "default rule", big, NULL), -1);
	assert_int_equal(refused(*state, 0, big, "why", NULL), -1);
	assert_string_equal(said, "");
	assert_int_equal(refused(*state, 0, "default rule", "why",
	    "constraints", NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test_setup_teardown(test_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_malformed, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
