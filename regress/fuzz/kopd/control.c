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

/*
 * The control socket of kopd: bytes of a client, which asks, and is answered
 * by processes that say little.  What kopd sends are messages for kopctl, and
 * another client is answered afterwards.
 */

#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "common/messages.h"
#include "common/msg.h"
#include "kopd/kopd.h"
#include "kopd/query.h"
#include "kopd/requests.h"
#include "regress/fuzz/fuzz.h"

static struct kopd		 k;
static struct msg_stream	*children[ROLE_MAX];	/* their own ends */

static void
quiet(int level, const char *line)
{
	(void)level;
	(void)line;
}

static struct msg_stream *
stream(int fd)
{
	struct msg_stream	*ms = msg_stream_new(fd, PEER_QUEUE_MAX);

	assert(ms != NULL);
	return ms;
}

static void
begin(void)
{
	static const struct peer_callbacks	 none = { .table = NULL };
	enum role				 role;
	int					 pair[2];

	memset(&k, 0, sizeof(k));
	TAILQ_INIT(&k.queries);
	TAILQ_INIT(&k.watchers);
	assert((k.base = event_base_new()) != NULL);
	k.conf = conf_new();
	assert((k.bind_address = strdup("")) != NULL);
	k.confinement = "none";
	k.running = 1;
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		assert(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
		k.children[role].peer = peer_new(k.base, pair[0], role, &none,
		    &k);
		children[role] = stream(pair[1]);
	}
}

static void
end(void)
{
	enum role	 role;

	requests_drop_all();
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		peer_free(k.children[role].peer);
		msg_stream_free(children[role]);
	}
	event_base_free(k.base);
	conf_free(k.conf);
	free(k.bind_address);
}

/* A client; returns its end. */
static struct msg_stream *
client(void)
{
	int	 pair[2];

	assert(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	assert(request_client(&k, pair[0]) == 0);
	return stream(pair[1]);
}

/* The child says one thing, and that this is all. */
static void
child_answers(enum role role)
{
	const struct item	 item = { .name = "name", .value = "value" };
	struct msg		 msg;

	while (msg_read(children[role]) == 1)
		while (msg_get(children[role], &msg) == 1) {
			if (msg.peer == 0)	/* not a question */
				continue;
			query_item(&k, k.children[role].peer, msg.peer, &item);
			query_end(&k, role, msg.peer, "");
		}
}

static void
turn(void)
{
	enum role	 role;
	int		 i;

	for (i = 0; i < 4; i++) {
		assert(event_base_loop(k.base, EVLOOP_NONBLOCK) != -1);
		for (role = ROLES_FIRST; role <= ROLES_LAST; role++)
			child_answers(role);
	}
}

/* Reads what kopd has sent; returns the number of messages that end one. */
static size_t
hear(struct msg_stream *ms)
{
	struct msg	 msg;
	size_t		 ends = 0;
	int		 n = 0;

	while (msg_read(ms) == 1)
		while ((n = msg_get(ms, &msg)) == 1) {
			assert(msg.peer == MESSAGES_VERSION);
			assert(msg.type == CONTROL_ITEM ||
			    msg.type == CONTROL_WATCHING ||
			    msg.type == CONTROL_END);
			ends += msg.type == CONTROL_END;
		}
	assert(n == 0);
	return ends;
}

static void
send_bytes(void *arg, const char *p, size_t len)
{
	struct msg_stream	*ms = arg;

	if (write(msg_stream_fd(ms), p, len) == -1)
		assert(errno == EPIPE || errno == ECONNRESET);
	turn();
	(void)hear(ms);
}

static void
run(const uint8_t *data, size_t len, size_t cut)
{
	struct msg_stream	*foe, *friend;

	begin();
	foe = client();
	friend = client();
	pieces(data, len, cut, send_bytes, foe);
	assert(msg_compose(friend, CONTROL_SHOW, MESSAGES_VERSION, NULL,
	    0) == 0 && msg_flush(friend) == 0);
	turn();
	assert(hear(friend) == 1);
	msg_stream_free(foe);
	msg_stream_free(friend);
	turn();
	end();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len < 2)
		return 0;
	log_init("fuzz", LOG_TO_STDERR, -1);
	log_set_writer(quiet);
	assert(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	run(data + 2, len - 2, 1 + ((size_t)data[0] << 8 | data[1]));
	return 0;
}
