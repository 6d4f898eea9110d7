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
#include <sys/time.h>

#include <netinet/in.h>

#include <fcntl.h>
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
	assert_non_null(strstr(why, "nothing was received within"));
	(void)close(fds[0]);
	(void)close(fds[1]);
}

/* As inetd has it: one socket for both.  Returns the old descriptor 1. */
static int
talk_on(int fd)
{
	int	 saved = dup(STDOUT_FILENO);

	assert_int_not_equal(saved, -1);
	assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	(void)close(fd);
	return saved;
}

/* The output of the test goes where it went before. */
static void
talk_ends(int saved)
{
	int	 null = open("/dev/null", O_RDONLY);

	(void)dup2(saved, STDOUT_FILENO);
	(void)close(saved);
	(void)dup2(null, STDIN_FILENO);
	(void)close(null);
}

/* A client that stays connected and reads nothing. */
static void
test_stalled(void **state)
{
	static char	 answer[16 * 1024 * 1024];
	int		 fds[2], saved, rc;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	(void)alarm(HANG);
	saved = talk_on(fds[0]);
	client_limit(50);
	rc = client_tell(answer, sizeof(answer));
	talk_ends(saved);
	(void)alarm(0);
	assert_int_equal(rc, -1);
	(void)close(fds[1]);
}

static void
connect_pair(int fds[2])
{
	struct sockaddr_in	 sin = { .sin_family = AF_INET };
	socklen_t		 len = sizeof(sin);
	int			 fd;

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&sin, len), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&sin, &len), 0);
	fds[1] = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(fds[1], (struct sockaddr *)&sin, len), 0);
	fds[0] = accept(fd, NULL, NULL);
	assert_int_not_equal(fds[0], -1);
	(void)close(fd);
}

/* An answer arrives, although the client has sent more than was read. */
static void
test_answer_arrives(void **state)
{
	char	 more[10000] = { 0 }, buf[16];
	int	 fds[2], saved;

	(void)state;
	connect_pair(fds);
	assert_int_equal(write(fds[1], more, sizeof(more)), sizeof(more));
	assert_int_equal(shutdown(fds[1], SHUT_WR), 0);
	(void)alarm(HANG);
	saved = talk_on(fds[0]);
	assert_int_equal(client_tell("refused", 7), 0);
	client_drain();
	talk_ends(saved);
	(void)alarm(0);
	assert_int_equal(read(fds[1], buf, sizeof(buf)), 7);
	assert_memory_equal(buf, "refused", 7);
	assert_int_equal(read(fds[1], buf, sizeof(buf)), 0);
	(void)close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_time_ends_after_a_signal),
		cmocka_unit_test(test_stalled),
		cmocka_unit_test(test_answer_arrives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
