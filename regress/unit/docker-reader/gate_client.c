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

#include <sys/time.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "docker-reader/gate_client.h"

/* Bounds a hang: the second signal ends the test. */
#define HANG	60

static void
on_alarm(int sig)
{
	(void)sig;
	(void)signal(SIGALRM, SIG_DFL);
}

/* A client that says nothing, and one signal while it is waited for. */
static void
test_time_ends_after_a_signal(void **state)
{
	struct itimerval	 once = { { HANG, 0 }, { 0, 100000 } };
	struct sigaction	 sa = { .sa_handler = on_alarm };
	const char		*why;
	char			 buf[64];
	size_t			 len;
	int			 fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(sigaction(SIGALRM, &sa, NULL), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &once, NULL), 0);
	why = client_ask(buf, sizeof(buf), &len);
	(void)alarm(0);
	assert_non_null(why);
	assert_int_equal(len, 0);
	assert_non_null(strstr(why, "nothing came within"));
	close(fds[0]);
	close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_time_ends_after_a_signal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
