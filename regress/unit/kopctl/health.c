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

#include "kopctl/health.h"

static void
shows(const struct answer *answer, const char *error, int json,
    enum health health, const char *text)
{
	struct emit	 e;
	char		*buf;
	size_t		 len;
	FILE		*f = open_memstream(&buf, &len);

	assert_non_null(f);
	emit_init(&e, f, json);
	assert_int_equal(health_show(&e, answer, error), health);
	(void)fclose(f);
	assert_string_equal(buf, text);
	free(buf);
}

static void
add(struct answer *answer, enum role role, enum item_type type,
    const char *name, const char *value)
{
	struct item	 item = { .type = type, .name = name,
			    .value = value };

	assert_int_equal(answer_add(answer, role, &item), 0);
}

static void
counts(struct answer *answer)
{
	add(answer, ROLE_ROUTE_MAKER, ITEM_NUMBER, "containers", "5");
	add(answer, ROLE_ROUTE_MAKER, ITEM_NUMBER, "published", "3");
	add(answer, ROLE_REDIS_WRITER, ITEM_NUMBER, "objects", "9");
	answer->ended = 1;
}

static void
publishing(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	counts(&answer);
	shows(&answer, NULL, 0, HEALTH_PUBLISHING, "publishing: 3 of 5 "
	    "containers are published, with 9 objects\n");
	shows(&answer, NULL, 1, HEALTH_PUBLISHING, "{\"status\":\"publishing\","
	    "\"reasons\":[],\"containers\":5,\"published\":3,"
	    "\"objects\":9}\n");
	answer_free(&answer);
}

static void
degraded(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	add(&answer, ROLE_REDIS_WRITER, ITEM_STRING, "redis", "Redis: away");
	add(&answer, ROLE_ROUTE_MAKER, ITEM_STRING, "docker", "no\nengine");
	counts(&answer);
	shows(&answer, NULL, 0, HEALTH_DEGRADED, "degraded: no\\nengine; "
	    "published routes stay; Redis: away; retrying; published routes "
	    "stay\n");
	shows(&answer, NULL, 1, HEALTH_DEGRADED, "{\"status\":\"degraded\","
	    "\"reasons\":[{\"subject\":\"docker\",\"reason\":\"no\\nengine\"},"
	    "{\"subject\":\"redis\",\"reason\":\"Redis: away\"}],"
	    "\"containers\":5,\"published\":3,\"objects\":9}\n");
	answer_free(&answer);
}

/* kopd answers with an error, or not at all. */
static void
errors(void **state)
{
	struct answer	 answer = { 0 };

	(void)state;
	shows(&answer, "s: no kopd", 0, HEALTH_DOWN, "down: s: no kopd\n");
	shows(&answer, "s: no kopd", 1, HEALTH_DOWN, "{\"status\":\"down\","
	    "\"reasons\":[{\"subject\":\"kopd\","
	    "\"reason\":\"s: no kopd\"}]}\n");
	answer.ended = 1;
	shows(&answer, "kopd is not ready yet", 0, HEALTH_DEGRADED,
	    "degraded: kopd is not ready yet\n");
	answer_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(publishing),
		cmocka_unit_test(degraded),
		cmocka_unit_test(errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
