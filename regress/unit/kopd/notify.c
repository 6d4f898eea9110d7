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
#include <sys/un.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kopd/notify.h"

/* More than any queue of datagrams takes. */
#define MANY	100000

static struct event_base	*base;
static int			 supervisor = -1;

static int
setup(void **state)
{
	(void)state;
	return (base = event_base_new()) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	event_base_free(base);
	return 0;
}

/* One that listens at @name, in the abstract namespace. */
static void
listen_at(const char *name)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };

	(void)strlcpy(sun.sun_path + 1, name, sizeof(sun.sun_path) - 1);
	supervisor = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	assert_int_not_equal(supervisor, -1);
	assert_int_equal(bind(supervisor, (struct sockaddr *)&sun,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
	    strlen(name))), 0);
}

/* The next message; "" where there is none. */
static const char *
next(void)
{
	static char	 text[4096];
	ssize_t		 n;

	n = recv(supervisor, text, sizeof(text) - 1, 0);
	text[n == -1 ? 0 : n] = '\0';
	return text;
}

static void
nobody_listens(void **state)
{
	static const char *const names[] = {
		"", "relative", "@", "/", "/nonexistent/kopd", "@kopd-nobody"
	};
	char	 longest[200];
	size_t	 i;

	(void)state;
	(void)unsetenv("NOTIFY_SOCKET");
	notify_open(base);
	assert_false(notify_wanted());
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_int_equal(setenv("NOTIFY_SOCKET", names[i], 1), 0);
		notify_open(base);
		assert_false(notify_wanted());
	}
	memset(longest, 'x', sizeof(longest));
	longest[0] = '/';
	longest[sizeof(longest) - 1] = '\0';
	assert_int_equal(setenv("NOTIFY_SOCKET", longest, 1), 0);
	notify_open(base);
	assert_false(notify_wanted());
	/* Nothing is sent, and nothing fails. */
	notify_state("READY=1");
	notify_status("text");
	notify_alive();
}

static void
somebody_listens(void **state)
{
	char	 name[64], place[65];

	(void)state;
	(void)snprintf(name, sizeof(name), "kopd-notify-%ld", (long)getpid());
	(void)snprintf(place, sizeof(place), "@%s", name);
	listen_at(name);
	assert_int_equal(setenv("NOTIFY_SOCKET", place, 1), 0);
	notify_open(base);
	assert_true(notify_wanted());
	notify_state("RELOADING=1");
	assert_int_equal(strncmp(next(), "RELOADING=1\nMONOTONIC_USEC=", 27),
	    0);
	notify_alive();
	assert_string_equal(next(), "WATCHDOG=1");
}

/* Text that comes from elsewhere adds no message of its own. */
static void
text_is_text(void **state)
{
	char	 text[3 * NOTIFY_TEXT_MAX];

	(void)state;
	notify_status("connected\nMAINPID=1\r\t\x7f\xc3\xa4 ~");
	assert_string_equal(next(), "STATUS=connected?MAINPID=1????? ~");
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	notify_status(text);
	assert_int_equal(strlen(next()), strlen("STATUS=") + NOTIFY_TEXT_MAX);
	assert_string_equal(next(), "");
}

/* A state is sent when there is room again, the last one alone. */
static void
queue_is_full(void **state)
{
	const char	*text;
	int		 i;

	(void)state;
	for (i = 0; i < MANY; i++)
		notify_alive();
	notify_state("READY=1");
	notify_state("STOPPING=1");
	for (i = 0; *(text = next()) != '\0'; i++)
		assert_string_equal(text, "WATCHDOG=1");
	assert_true(i > 0 && i < MANY);
	assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	assert_int_equal(strncmp(next(), "STOPPING=1\n", 11), 0);
	assert_string_equal(next(), "");
}

/* The supervisor is gone: that is logged, and kopd goes on. */
static void
nobody_listens_any_more(void **state)
{
	(void)state;
	(void)close(supervisor);
	notify_state("READY=1");
	notify_alive();
	notify_status("text");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_listens),
		cmocka_unit_test(somebody_listens),
		cmocka_unit_test(text_is_text),
		cmocka_unit_test(queue_is_full),
		cmocka_unit_test(nobody_listens_any_more),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
