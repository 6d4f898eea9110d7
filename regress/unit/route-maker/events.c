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

#include "common/bounds.h"
#include "regress/unit/route-maker/pieces.h"
#include "route-maker/docker/events.h"

#define ID_A	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

#define EVENT(type, action, id, attributes)				\
	"{\"status\":\"" action "\",\"Type\":\"" type "\",\"Action\":\""	\
	action "\",\"Actor\":{\"ID\":\"" id "\",\"Attributes\":{"	\
	attributes "}},\"scope\":\"local\",\"time\":17,"		\
	"\"timeNano\":17000000001}"
#define START	EVENT("container", "start", ID_A, "\"name\":\"web\"")
#define SAYS_START	"<0 0 aaaa 17000000001 web >"

static void
on_event(void *arg, const struct docker_event *e)
{
	char	 id[HEXID_DIGITS + 1];

	say(arg, "<%d %d %.4s %llu %s %s>", e->type, e->action,
	    hexid_text(&e->id, id), (unsigned long long)e->time, e->name,
	    e->health);
}

static void
on_fault(void *arg, const char *reason)
{
	say(arg, "!%s!", reason);
}

static const struct events_callbacks	callbacks = {
	.event = on_event,
	.fault = on_fault
};

static int
feed(void *parser, const char *p, size_t len)
{
	events_feed(parser, p, len);
	return 0;
}

static void
run(const char *text, size_t len, size_t cut, struct said *said)
{
	struct events	 e;

	events_init(&e, &callbacks, said);
	pieces(text, len, cut, feed, &e);
	events_free(&e);
}

static void
one_a_line(void **state)
{
	(void)state;
	CHECK(run, "", "");
	CHECK(run, START "\n", SAYS_START);
	CHECK(run, START, SAYS_START);
	CHECK(run, START "\r\n\n" START "\n", SAYS_START SAYS_START);
	CHECK(run, START START " " START, SAYS_START SAYS_START SAYS_START);
}

static void
all_actions(void **state)
{
	(void)state;
	CHECK(run, EVENT("container", "die", ID_B, "\"exitCode\":\"137\""),
	    "<0 1 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "destroy", ID_B, ""),
	    "<0 2 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "health_status: unhealthy", ID_B, ""),
	    "<0 3 bbbb 17000000001  unhealthy>");
	CHECK(run, EVENT("container", "rename", ID_B, "\"name\":\"n\""),
	    "<0 4 bbbb 17000000001 n >");
	CHECK(run, EVENT("container", "update", ID_B, ""),
	    "<0 5 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "pause", ID_B, ""),
	    "<0 6 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "unpause", ID_B, ""),
	    "<0 7 bbbb 17000000001  >");
	CHECK(run, EVENT("network", "connect", ID_A, "\"container\":\"" ID_B
	    "\",\"name\":\"net\""), "<1 8 bbbb 17000000001 net >");
	CHECK(run, EVENT("network", "disconnect", ID_A, "\"container\":\"" ID_B
	    "\""), "<1 9 bbbb 17000000001  >");
}

static void
no_concern(void **state)
{
	(void)state;
	CHECK(run, EVENT("container", "exec_create: sh", ID_A, ""), "");
	CHECK(run, EVENT("network", "start", ID_A, ""), "");
	CHECK(run, EVENT("container", "connect", ID_A, ""), "");
	CHECK(run, EVENT("image", "start", "busybox", ""), "");
	CHECK(run, EVENT("container", "exec_die", ID_A, ""), "");
	/* A swarm's. */
	CHECK(run, EVENT("network", "remove", ID_A, "\"name\":\"n\""), "");
	CHECK(run, EVENT("network", "destroy", ID_A, "\"name\":\"n\""), "");
}

/* Podman's words, and where it has what. */
static void
of_podman(void **state)
{
	(void)state;
	CHECK(run, EVENT("container", "died", ID_B, "\"podId\":\"\""),
	    "<0 1 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "remove", ID_B, "\"name\":\"n\""),
	    "<0 2 bbbb 17000000001 n >");
	CHECK(run, EVENT("container", "exec_died", ID_B, ""),
	    "<0 10 bbbb 17000000001  >");
	CHECK(run, EVENT("container", "health_status", ID_A, ""),
	    "<0 3 aaaa 17000000001  >");
	CHECK(run, EVENT("container", "health_status", ID_A,
	    "\"health_status\":\"healthy\""),
	    "<0 3 aaaa 17000000001  healthy>");
	CHECK(run, "{\"Type\":\"container\",\"Action\":\"health_status\","
	    "\"Actor\":{\"ID\":\"" ID_A "\"},\"timeNano\":17000000001,"
	    "\"HealthStatus\":\"starting\"}",
	    "<0 3 aaaa 17000000001  starting>");
	CHECK(run, EVENT("network", "connect", ID_B,
	    "\"name\":\"web\",\"podId\":\"\""),
	    "<1 8 bbbb 17000000001 web >");
	CHECK(run, EVENT("network", "disconnect", "short", "\"podId\":\"\""),
	    "!an event without a container's id!");
}

static void
malformed(void **state)
{
	(void)state;
	CHECK(run, "hello\n" START, "!a line that is not an event!" SAYS_START);
	CHECK(run, "[]\n" START, "!a line that is not an event!" SAYS_START);
	CHECK(run, "{\"a\":\n" START, "!a line ends in an event!" SAYS_START);
	CHECK(run, "{\"a\":\"x\n" START, "!a line ends in an event!" SAYS_START);
	CHECK(run, "{}\n" START,
	    "!an event without Type and Action!" SAYS_START);
	CHECK(run, "{\"Type\":1,\"Action\":\"die\"}",
	    "!an event without Type and Action!");
	CHECK(run, EVENT("container", "die", "short", ""),
	    "!an event without a container's id!");
	CHECK(run, EVENT("network", "connect", ID_A, ""),
	    "!an event without a container's id!");
	CHECK(run, "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":"
	    "{\"ID\":\"" ID_A "\"},\"timeNano\":-1}",
	    "!an event without timeNano!");
	CHECK(run, "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":"
	    "{\"ID\":\"" ID_A "\"},\"timeNano\":1.5}",
	    "!an event without timeNano!");
	CHECK(run, "{\"a\":\"\0\"}" START,
	    "!contains a NUL or another control byte!" SAYS_START);
	CHECK(run, "{\"a\":1,\"a\":2}" START,
	    "!duplicate object key near '\"a\"'!" SAYS_START);
	CHECK(run, "{\"a\":\"\\u0000\"}" START,
	    "!\\u0000 is not allowed without JSON_ALLOW_NUL near "
	    "'\"\\u0000\"'!" SAYS_START);
}

static void
overlong_line(void **state)
{
	struct said	 said = { .len = 0 };
	struct events	 e;
	char		 xs[8192];
	size_t		 n;

	(void)state;
	memset(xs, 'x', sizeof(xs));
	events_init(&e, &callbacks, &said);
	events_feed(&e, "{\"a\":\"", 6);
	for (n = 0; n < 3 * EVENT_LINE_MAX; n += sizeof(xs))
		events_feed(&e, xs, sizeof(xs));
	assert_true(e.scan.size <= 2 * EVENT_LINE_MAX);
	events_feed(&e, "\"}\n" START, strlen("\"}\n" START));
	assert_string_equal(said.text, "!larger than 1 MiB!" SAYS_START);
	events_free(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_a_line),
		cmocka_unit_test(all_actions),
		cmocka_unit_test(no_concern),
		cmocka_unit_test(of_podman),
		cmocka_unit_test(malformed),
		cmocka_unit_test(overlong_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
