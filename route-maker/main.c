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

#include <stdlib.h>
#include <string.h>

#include <event2/event.h>
#include <jansson.h>

#include "common/child.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "common/role.h"
#include "common/siphash.h"
#include "common/xmalloc.h"
#include "route-maker/base/reading.h"
#include "route-maker/docker/receive.h"
#include "route-maker/route-maker.h"

#define DESCRIPTORS	3	/* kopd, docker-reader, redis-writer */

static int	on_stop(struct peer *, struct msg *);
static int	on_explain(struct peer *, struct msg *);
static int	on_docker_wait(struct peer *, struct msg *);
static int	on_docker_begin(struct peer *, struct msg *);
static int	on_docker_data(struct peer *, struct msg *);
static int	on_docker_end(struct peer *, struct msg *);
static int	on_done(struct peer *, struct msg *);
static void	reader_closed(struct peer *);
static void	writer_closed(struct peer *);
static void	parent_drained(struct peer *);
static void	writer_drained(struct peer *);

static const struct dispatch parent_table[] = {
	CHILD_DISPATCH,
	{ PARENT_ROUTES, ROLE_PARENT, 0, 0, on_routes, "routes" },
	{ PARENT_TABLE, ROLE_PARENT, 0, 0, on_table, "table" },
	{ PARENT_AUDIT, ROLE_PARENT, 1, 1, on_audit, "audit" },
	{ PARENT_HEALTH, ROLE_PARENT, 0, 0, on_health, "health" },
	{ PARENT_EXPLAIN, ROLE_PARENT, 4, CONF_STRING_MAX + 4, on_explain,
	    "explain" },
	{ PARENT_BIND, ROLE_PARENT, 4, MSG_PAYLOAD_MAX, on_bind, "bind" }
};

static const struct dispatch reader_table[] = {
	{ DOCKER_WAIT, ROLE_DOCKER_READER, 8, MSG_PAYLOAD_MAX,
	    on_docker_wait, "docker wait" },
	{ DOCKER_BEGIN, ROLE_DOCKER_READER, 0, 0,
	    on_docker_begin, "docker begin" },
	{ DOCKER_DATA, ROLE_DOCKER_READER, 1, DOCKER_CHUNK,
	    on_docker_data, "docker data" },
	{ DOCKER_END, ROLE_DOCKER_READER, 5, 5, on_docker_end, "docker end" }
};

static const struct dispatch writer_table[] = {
	{ ROUTES_DONE, ROLE_REDIS_WRITER, 8, 8, on_done, "done" }
};

#define TABLE(t)	.table = (t), .count = sizeof(t) / sizeof((t)[0])

static const struct peer_callbacks parent_callbacks = {
	TABLE(parent_table),
	.closed = child_parent_closed,
	.drained = parent_drained
};
static const struct peer_callbacks reader_callbacks = {
	TABLE(reader_table),
	.closed = reader_closed
};
static const struct peer_callbacks writer_callbacks = {
	TABLE(writer_table),
	.closed = writer_closed,
	.drained = writer_drained
};

static int
on_stop(struct peer *peer, struct msg *msg)
{
	(void)peer;
	(void)msg;
	exit(0);
}

static int
on_explain(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);

	return explain_ask(&rm->explain, msg);
}

static int
on_docker_wait(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);

	return receive_wait(&rm->engine, msg);
}

static int
on_docker_begin(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);

	return receive_begin(&rm->engine, msg);
}

static int
on_docker_data(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);

	return receive_data(&rm->engine, msg);
}

static int
on_docker_end(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);

	return receive_end(&rm->engine, msg);
}

static int
on_done(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);
	struct record_reader	 r;

	record_read(&r, msg->data, msg->len);
	rm->publish.done = record_get_u64(&r);
	latency_done(&rm->publish.latency, rm->publish.done, clock_us());
	return record_end(&r);
}

/* kopd may have stopped the neighbour before it stops this process. */
static void
reader_closed(struct peer *peer)
{
	struct route_maker	*rm = peer_arg(peer);

	child_neighbour_closed(rm->base, peer);
	rm->held = NULL;
	engine_detach(&rm->engine);
	peer_free(peer);
}

static void
writer_closed(struct peer *peer)
{
	struct route_maker	*rm = peer_arg(peer);

	child_neighbour_closed(rm->base, peer);
	rm->writer = rm->publish.writer = NULL;
	peer_free(peer);
}

static void
parent_drained(struct peer *peer)
{
	struct route_maker	*rm = peer_arg(peer);

	status_resume(rm);
	explain_resume(&rm->explain);
}

static void
writer_drained(struct peer *peer)
{
	struct route_maker	*rm = peer_arg(peer);

	publish_run(&rm->publish);
}

static void
engine_known(void *arg, const char *id, const char *name)
{
	struct route_maker	*rm = arg;
	struct record		 r = RECORD_INITIALIZER;

	record_string(&r, id);
	record_string(&r, name);
	peer_send_always(rm->parent, CHILD_ENGINE, 0, r.buf, r.len);
	record_free(&r);
}

static void
engine_listed(void *arg)
{
	struct route_maker	*rm = arg;

	if (!rm->publish.allowed)
		log_info("Docker engine %s: of %zu containers %zu are "
		    "published", rm->engine.identity.name,
		    rm->containers.members.count,
		    containers_published(&rm->containers));
	publish_allow(&rm->publish);
}

static void
engine_changed(void *arg)
{
	struct route_maker	*rm = arg;

	publish_run(&rm->publish);
	explain_check(&rm->explain);
}

static const struct engine_callbacks engine_callbacks = {
	.known = engine_known,
	.listed = engine_listed,
	.changed = engine_changed
};

/* The error makes kopd end all its children, also this process. */
static void
await_end(struct route_maker *rm)
{
	event_base_dispatch(rm->base);
	fatalx("rejected, but kopd did not stop this process");
}

int
main(int argc, char *argv[])
{
	struct route_maker	 rm;
	struct peer		*reader;
	const char		*confinement;

	memset(&rm, 0, sizeof(rm));
	STAILQ_INIT(&rm.listings);
	rm.conf = child_init(argc, argv, ROLE_ROUTE_MAKER, DESCRIPTORS,
	    &route_maker_table);
	/*
	 * After confinement this process cannot read random bytes from a file.
	 */
	json_set_alloc_funcs(xmalloc, free);
	json_object_seed(arc4random());
	siphash_seed();
	if ((rm.base = event_base_new()) == NULL)
		fatalx("event_base_new");
	reading_open();
	confinement = sandbox_enter(rm.conf);
	rm.parent = peer_new(rm.base, FD_PARENT, ROLE_PARENT,
	    &parent_callbacks, &rm);
	if (config_validate(&rm, rm.conf, &rm.program) == -1)
		await_end(&rm);
	reader = peer_new(rm.base, FD_DOCKER_READER, ROLE_DOCKER_READER,
	    &reader_callbacks, &rm);
	rm.writer = peer_new(rm.base, FD_REDIS_WRITER, ROLE_REDIS_WRITER,
	    &writer_callbacks, &rm);
	containers_init(&rm.containers, rm.conf, rm.program);
	publish_init(&rm.publish, rm.base, rm.writer, &rm.containers.objects,
	    &rm.containers.settled);
	engine_init(&rm.engine, rm.base, &rm.containers, &engine_callbacks,
	    &rm);
	rm.engine.answer.latency = &rm.publish.latency;
	explain_init(&rm.explain, rm.base, rm.parent, &rm.containers,
	    &rm.engine);
	child_ready(rm.parent, confinement);
	engine_set_poll(&rm.engine, rm.conf->poll);
	config_begin(&rm, reader);
	if (event_base_dispatch(rm.base) == -1)
		fatalx("event_base_dispatch");
	fatalx("no events to wait for");
}
