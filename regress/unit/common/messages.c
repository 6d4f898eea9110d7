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
/* The version of the messages: another one is rejected before any message. */

#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/config.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/msg.h"
#include "common/peer.h"

static unsigned int	 handled, breaches;

static void
put(int fd, uint32_t type, uint32_t peer)
{
	struct msg_header	 h = { .type = type, .peer = peer };

	assert_int_equal(write(fd, &h, sizeof(h)), sizeof(h));
}

static void
test_same(void **state)
{
	struct route_maker_conf	*conf;
	int			 sv[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	put(sv[0], PARENT_CONF_BEGIN, MESSAGES_VERSION);
	put(sv[0], PARENT_CONF_END, 0);
	conf = config_receive(sv[1], &route_maker_table);
	assert_non_null(conf);
	config_free(&route_maker_table, conf);
	(void)close(sv[0]);
	(void)close(sv[1]);
}

/* A child, as a process of its own, ends with a line that has both versions. */
static void
test_another(void **state)
{
	char	 line[256] = "", wanted[128];
	pid_t	 pid;
	int	 status, sv[2], out[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	assert_int_equal(pipe(out), 0);
	put(sv[0], PARENT_CONF_BEGIN, MESSAGES_VERSION + 1);
	put(sv[0], PARENT_CONF_END, 0);
	(void)fflush(NULL);
	assert_int_not_equal(pid = fork(), -1);
	if (pid == 0) {
		if (dup2(out[1], STDERR_FILENO) == -1)
			_exit(3);
		log_init("route-maker", LOG_TO_STDERR, 0);
		(void)config_receive(sv[1], &route_maker_table);
		_exit(0);
	}
	(void)close(out[1]);
	assert_int_not_equal(read(out[0], line, sizeof(line) - 1), -1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	(void)snprintf(wanted, sizeof(wanted), "kopd has message version %d, "
	    "but this process has message version %d; install all programs",
	    MESSAGES_VERSION + 1, MESSAGES_VERSION);
	assert_non_null(strstr(line, wanted));
	(void)close(out[0]);
	(void)close(sv[0]);
	(void)close(sv[1]);
}

static int
on_show(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	handled++;
	return 0;
}

static void
on_breach(struct peer *peer, const char *why)
{
	(void)peer;
	assert_non_null(strstr(why, "another message version"));
	breaches++;
}

static const struct dispatch table[] = {
	{ CONTROL_SHOW, ROLE_CONTROL, 0, 0, on_show, "show" },
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = 1,
	.version = MESSAGES_VERSION,
	.breach = on_breach,
};

/* A client of the control socket. */
static void
test_client(void **state)
{
	struct event_base	*base;
	struct peer		*peer;
	int			 sv[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	assert_non_null(base = event_base_new());
	peer = peer_new(base, sv[0], ROLE_CONTROL, &callbacks, NULL);
	put(sv[1], CONTROL_SHOW, MESSAGES_VERSION);
	assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	assert_int_equal(handled, 1);
	assert_int_equal(breaches, 0);
	put(sv[1], CONTROL_SHOW, MESSAGES_VERSION + 1);
	assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	assert_int_equal(handled, 1);
	assert_int_equal(breaches, 1);
	peer_free(peer);
	event_base_free(base);
	(void)close(sv[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_another),
		cmocka_unit_test(test_client),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
