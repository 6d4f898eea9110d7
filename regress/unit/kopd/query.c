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

/* A query whose client does not read: how long the child is not read. */

#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/peer.h"
#include "kopd/kopd.h"
#include "kopd/query.h"

static struct kopd	 k;
static int		 child;		/* the other end of route-maker's */
static int		 full;		/* what the client says of an item */
static int		 late;
static char		*ended;		/* with this error */

static int
on_item(void *arg, enum role role, const struct item *item)
{
	(void)arg;
	(void)role;
	(void)item;
	return full;
}

static void
on_end(void *arg, const char *error)
{
	(void)arg;
	assert_null(ended);
	assert_non_null(ended = strdup(error));
	event_base_loopbreak(k.base);
}

static const struct query_sink	 sink = {
	.item = on_item,
	.end = on_end,
};

static void
on_late(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	late = 1;
	event_base_loopbreak(k.base);
}

static int
setup(void **state)
{
	static const struct peer_callbacks	 none = { .table = NULL };
	int					 pair[2];

	(void)state;
	memset(&k, 0, sizeof(k));
	assert_non_null(k.base = event_base_new());
	TAILQ_INIT(&k.queries);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	child = pair[1];
	k.children[ROLE_ROUTE_MAKER].peer = peer_new(k.base, pair[0],
	    ROLE_ROUTE_MAKER, &none, &k);
	full = late = 0;
	ended = NULL;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	peer_free(k.children[ROLE_ROUTE_MAKER].peer);
	event_base_free(k.base);
	(void)close(child);
	free(ended);
	return 0;
}

/* One item arrives; returns the query. */
static struct query *
ask(uint32_t id)
{
	const struct item	 item = { .name = "a", .value = "b" };
	struct query		*q;

	q = query_new(&k, 1u << ROLE_ROUTE_MAKER, 1, NULL, 0, &sink, NULL);
	query_item(&k, k.children[ROLE_ROUTE_MAKER].peer, id, &item);
	return q;
}

/* Runs until the query ends, or that many milliseconds are over. */
static void
run(int ms)
{
	struct timeval	 tv = { ms / 1000, ms % 1000 * 1000 };

	assert_int_equal(event_base_once(k.base, -1, EV_TIMEOUT, on_late, NULL,
	    &tv), 0);
	event_base_dispatch(k.base);
}

/* Others wait for this child, so not as long as a child may need. */
static void
test_stalled(void **state)
{
	(void)state;
	full = -1;
	(void)ask(1);
	run((QUERY_STALL_SECONDS + QUERY_SECONDS) * 500);
	assert_false(late);
	assert_string_equal(ended, "kopctl reads its answer too slowly");
}

/* A client that reads again, or in time, has the time of the child. */
static void
test_resumed(void **state)
{
	struct query	*q;

	(void)state;
	full = -1;
	q = ask(2);
	query_resume(q);
	run((QUERY_STALL_SECONDS + QUERY_SECONDS) * 500);
	assert_true(late);
	assert_null(ended);
	query_cancel(q);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_stalled, setup, teardown),
		cmocka_unit_test_setup_teardown(test_resumed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
