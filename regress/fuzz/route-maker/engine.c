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
 * What docker-reader sends to route-maker: messages, each its kind and which of
 * the last requests it belongs to, its length in two bytes, and its payload.
 * route-maker asks for the engine, its events and its containers, again after
 * errors.  Never more than one request of each kind is open, and the containers
 * become keys that redis-writer accepts.
 */

#include <sys/socket.h>

#include <unistd.h>

#include "common/messages.h"
#include "common/msg.h"
#include "regress/fuzz/keys.h"
#include "route-maker/docker/engine.h"
#include "route-maker/docker/receive.h"

#define KINDS		4
#define REQUESTS	8	/* that a message may belong to */
#define OPEN_MAX	4	/* identity, events, and two lists */

static int	(*const handlers[KINDS])(struct engine *, struct msg *) = {
	receive_wait, receive_begin, receive_data, receive_end
};

static struct engine		 engine;
static struct containers	 containers;
static struct event_base	*base;
static struct msg_stream	*reader;	/* docker-reader's end */

static void
on_known(void *arg, const char *id, const char *name)
{
	(void)arg;
	assert(strlen(id) <= CONF_STRING_MAX);
	assert(strlen(name) <= CONF_STRING_MAX);
}

static void
on_other(void *arg)
{
	(void)arg;
}

static const struct engine_callbacks	 callbacks = {
	.known = on_known,
	.listed = on_other,
	.changed = on_other,
};

/* The requests that are open, as docker-reader counts them. */
static size_t
count_open(void)
{
	const struct exchange	*x;
	size_t			 n = 0;

	SLIST_FOREACH(x, &engine.channel.exchanges, entry)
		n += x->id != 0;
	return n;
}

/* What is sent arrives.  While nothing is asked for, time goes by. */
static void
turn(void)
{
	struct timer	*timers[] = { &engine.retry, &engine.permitted };
	struct msg	 msg;
	size_t		 i;

	for (i = 0; i < sizeof(timers) / sizeof(timers[0]); i++)
		if (timer_runs(timers[i]) && count_open() == 0)
			event_active(timers[i]->event, EV_TIMEOUT, 0);
	assert(event_base_loop(base, EVLOOP_NONBLOCK) != -1);
	while (msg_read(reader) == 1)
		while (msg_get(reader, &msg) == 1)
			assert(msg.type == DOCKER_REQUEST ||
			    msg.type == DOCKER_CANCEL ||
			    msg.type == DOCKER_CREDIT);
	assert(count_open() <= OPEN_MAX);
}

static int
take(uint8_t how, const uint8_t *data, size_t len)
{
	struct msg	 msg = { .len = len };
	uint8_t		*copy = malloc(len + 1);
	int		 result;

	assert(copy != NULL);
	memcpy(copy, data, len);
	msg.data = copy;
	msg.peer = engine.channel.last_id - how / KINDS % REQUESTS;
	result = handlers[how % KINDS](&engine, &msg);
	free(copy);
	return result;
}

static struct peer *
begin(void)
{
	static const struct peer_callbacks	 none = { .table = NULL };
	struct peer				*peer;
	int					 pair[2];

	assert((base = event_base_new()) != NULL);
	assert(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	peer = peer_new(base, pair[0], ROLE_DOCKER_READER, &none, NULL);
	assert((reader = msg_stream_new(pair[1], PEER_QUEUE_MAX)) != NULL);
	engine_init(&engine, base, &containers, &callbacks, NULL);
	engine_attach(&engine, peer);
	engine_next(&engine);
	turn();
	return peer;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	keys_init();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct route_maker_conf	*conf;
	struct program		*program;
	struct peer		*peer;
	const char		*version;
	size_t			 n;

	conf = keys_conf("0", 1, &version);
	program = keys_program(conf);
	containers_init(&containers, conf, program);
	peer = begin();
	while (len >= 3) {
		n = (size_t)data[1] << 8 | data[2];
		if (n > len - 3)
			n = len - 3;
		if (take(data[0], data + 3, n) == -1)
			break;
		turn();
		data += 3 + n;
		len -= 3 + n;
	}
	keys_check(&containers, version);
	engine_detach(&engine);
	engine_free(&engine);
	peer_free(peer);
	msg_stream_free(reader);
	event_base_free(base);
	keys_end(&containers);
	program_free(program);
	config_free(&route_maker_table, conf);
	return 0;
}
