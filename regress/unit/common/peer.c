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
#include <sys/wait.h>

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/peer.h"
#include "common/record.h"

enum { COUNTED = 1, MALFORMED, FREES, PAUSES };

static int		 counted, closed_calls, drained_calls, breaches;
static char		 breach_text[256];

static int
on_counted(struct peer *p, struct msg *msg)
{
	(void)p;
	assert_int_equal(msg->peer, counted);
	counted++;
	return 0;
}

static int
on_malformed(struct peer *p, struct msg *msg)
{
	(void)p;
	(void)msg;
	return -1;
}

static int
on_frees(struct peer *p, struct msg *msg)
{
	(void)msg;
	counted++;
	peer_free(p);
	return 0;
}

static int
on_pauses(struct peer *p, struct msg *msg)
{
	(void)msg;
	peer_pause(p);
	return 0;
}

static const struct dispatch table[] = {
	{ COUNTED, ROLE_PARENT, 0, 4096, on_counted, "counted" },
	{ MALFORMED, ROLE_PARENT, 0, 8, on_malformed, "malformed" },
	{ FREES, ROLE_PARENT, 0, 0, on_frees, "frees" },
	{ PAUSES, ROLE_PARENT, 0, 0, on_pauses, "pauses" },
};

static void
on_closed(struct peer *p)
{
	(void)p;
	closed_calls++;
}

static void
on_drained(struct peer *p)
{
	(void)p;
	drained_calls++;
}

static void
on_breach(struct peer *p, const char *why)
{
	(void)p;
	breaches++;
	(void)strlcpy(breach_text, why, sizeof(breach_text));
}

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
	.drained = on_drained,
	.breach = on_breach,
};
static const struct peer_callbacks strict = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
};

struct world {
	struct event_base	*base;
	struct peer		*a;	/* sends */
	struct peer		*b;	/* under test */
};

static void
open_world(struct world *w, enum role sender, const struct peer_callbacks *cb)
{
	int	 sv[2];

	counted = closed_calls = drained_calls = breaches = 0;
	assert_non_null(w->base = event_base_new());
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	w->a = peer_new(w->base, sv[0], ROLE_ROUTE_MAKER, &callbacks, w);
	w->b = peer_new(w->base, sv[1], sender, cb, w);
}

static void
run(struct world *w)
{
	int	 i;

	for (i = 0; i < 100; i++)
		event_base_loop(w->base, EVLOOP_NONBLOCK);
}

static void
close_world(struct world *w)
{
	peer_free(w->a);
	peer_free(w->b);
	event_base_free(w->base);
}

static void
test_dispatch(void **state)
{
	struct world	 w;
	uint32_t	 i;

	(void)state;
	open_world(&w, ROLE_PARENT, &callbacks);
	assert_ptr_equal(peer_arg(w.b), &w);
	for (i = 0; i < 1000; i++)
		assert_int_equal(peer_send(w.a, COUNTED, i, "x", 1), 0);
	run(&w);
	assert_int_equal(counted, 1000);
	assert_int_equal(breaches, 0);
	close_world(&w);
}

static void
expect_breach(enum role sender, uint32_t type, size_t len, const char *why)
{
	struct world	 w;
	char		 data[8192];

	memset(data, 0, sizeof(data));
	open_world(&w, sender, &callbacks);
	assert_int_equal(peer_send(w.a, type, 0, data, len), 0);
	assert_int_equal(peer_send(w.a, COUNTED, 0, NULL, 0), 0);
	run(&w);
	assert_int_equal(breaches, 1);
	assert_int_equal(counted, 0);	/* nothing more is read from there */
	assert_non_null(strstr(breach_text, why));
	close_world(&w);
}

static void
test_breaches(void **state)
{
	(void)state;
	expect_breach(ROLE_PARENT, 99, 0, "unknown");
	expect_breach(ROLE_DOCKER_READER, COUNTED, 0, "unknown");
	expect_breach(ROLE_PARENT, COUNTED, 4097, "wrong length");
	expect_breach(ROLE_PARENT, MALFORMED, 1, "malformed");
}

/* Without a callback the process ends, with a line that says why. */
static void
test_breach_is_fatal(void **state)
{
	struct world	 w;
	char		 text[512];
	ssize_t		 n;
	int		 status, pipefd[2];
	pid_t		 pid;

	(void)state;
	assert_int_equal(pipe(pipefd), 0);
	assert_int_not_equal(pid = fork(), -1);
	if (pid == 0) {
		(void)dup2(pipefd[1], STDERR_FILENO);
		open_world(&w, ROLE_PARENT, &strict);
		(void)peer_send(w.a, 99, 0, "abc", 3);
		run(&w);
		_exit(0);
	}
	(void)close(pipefd[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_true((n = read(pipefd[0], text, sizeof(text) - 1)) > 0);
	text[n] = '\0';
	assert_non_null(strstr(text, "message 0x63 of 3 bytes from kopd"));
	(void)close(pipefd[0]);
}

static void
test_freed_by_handler(void **state)
{
	struct world	 w;

	(void)state;
	open_world(&w, ROLE_PARENT, &callbacks);
	assert_int_equal(peer_send(w.a, FREES, 0, NULL, 0), 0);
	assert_int_equal(peer_send(w.a, FREES, 0, NULL, 0), 0);
	run(&w);
	assert_int_equal(counted, 1);
	w.b = NULL;
	close_world(&w);
}

static void
test_pause(void **state)
{
	struct world	 w;

	(void)state;
	open_world(&w, ROLE_PARENT, &callbacks);
	assert_int_equal(peer_send(w.a, COUNTED, 0, NULL, 0), 0);
	assert_int_equal(peer_send(w.a, PAUSES, 0, NULL, 0), 0);
	assert_int_equal(peer_send(w.a, COUNTED, 1, NULL, 0), 0);
	run(&w);
	assert_int_equal(counted, 1);
	peer_resume(w.b);
	run(&w);
	assert_int_equal(counted, 2);
	close_world(&w);
}

/* What was sent before the other end went is handled before `closed'. */
static void
test_closed_comes_last(void **state)
{
	struct world	 w;
	uint32_t	 i;

	(void)state;
	open_world(&w, ROLE_PARENT, &callbacks);
	for (i = 0; i < 2000; i++)
		assert_int_equal(peer_send(w.a, COUNTED, i, NULL, 0), 0);
	assert_int_equal(peer_drain(w.a), 0);
	peer_free(w.a);
	w.a = NULL;
	run(&w);
	assert_int_equal(counted, 2000);
	assert_int_equal(closed_calls, 1);
	close_world(&w);
}

static void
test_backpressure(void **state)
{
	struct world	 w;
	char		 data[4096];
	uint32_t	 sent = 0;

	(void)state;
	memset(data, 0, sizeof(data));
	open_world(&w, ROLE_PARENT, &callbacks);
	peer_pause(w.b);
	while (peer_send(w.a, COUNTED, sent, data, sizeof(data)) == 0)
		sent++;
	assert_int_equal(errno, ENOBUFS);
	assert_false(peer_room(w.a));
	assert_true(sent <= PEER_QUEUE_MAX / sizeof(data) + 1);
	run(&w);
	assert_int_equal(drained_calls, 0);
	peer_resume(w.b);
	run(&w);
	assert_int_equal(counted, sent);
	assert_int_equal(drained_calls, 1);
	assert_true(peer_room(w.a));
	close_world(&w);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_dispatch),
		cmocka_unit_test(test_breaches),
		cmocka_unit_test(test_breach_is_fatal),
		cmocka_unit_test(test_freed_by_handler),
		cmocka_unit_test(test_pause),
		cmocka_unit_test(test_closed_comes_last),
		cmocka_unit_test(test_backpressure),
	};

	log_init("peer", LOG_TO_STDERR, 0);
	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
