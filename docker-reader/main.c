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

#include "common/child.h"
#include "common/log.h"
#include "common/messages.h"
#include "docker-reader/docker-reader.h"
#include "docker-reader/gate.h"

static int
on_status(struct peer *p, struct msg *msg)
{
	struct reader	*r = peer_arg(p);

	relay_status(r->relay, p, msg->peer);
	child_status_end(p, msg->peer, "");
	return 0;
}

static int
on_metrics(struct peer *p, struct msg *msg)
{
	struct reader			*r = peer_arg(p);
	const struct metric_sink	 sink = child_metrics(p, msg->peer);

	metric_process(&sink);
	metric_number(&sink, METRIC_QUEUE, role_name(ROLE_PARENT),
	    peer_queued(p));
	relay_metrics(r->relay, &sink);
	child_status_end(p, msg->peer, "");
	return 0;
}

static int
on_stop(struct peer *p, struct msg *msg)
{
	struct reader	*r = peer_arg(p);

	(void)msg;
	event_base_loopbreak(r->base);
	return 0;
}

static const struct dispatch parent_dispatch[] = {
	CHILD_DISPATCH
};

static const struct peer_callbacks parent_callbacks = {
	.table = parent_dispatch,
	.count = sizeof(parent_dispatch) / sizeof(parent_dispatch[0]),
	.closed = child_parent_closed,
};

/* The directory of the socket, which was missing at confinement, exists. */
static int
on_folder(void *arg, const char *folder)
{
	struct reader	*r = arg;
	const char	*confinement;

	if ((confinement = sandbox_arrive(r->conf, folder)) == NULL)
		return -1;
	child_confined(r->parent, confinement);
	return 0;
}

int
main(int argc, char *argv[])
{
	struct reader	 r = { .base = NULL };
	const char	*confinement;

	if (gate_is_meant(argc, argv))
		return gate_main(argc, argv);
	r.conf = child_init(argc, argv, ROLE_DOCKER_READER, 2,
	    &docker_reader_table);
	if ((r.base = event_base_new()) == NULL)
		fatalx("event_base_new");
	r.endpoint = endpoint_new(r.base, r.conf);
	endpoint_enter(r.endpoint, on_folder, &r);
	confinement = endpoint_is_outside(r.endpoint) ?
	    sandbox_wait(r.conf) : sandbox_enter(r.conf);

	r.parent = peer_new(r.base, FD_PARENT, ROLE_PARENT, &parent_callbacks,
	    &r);
	r.relay = relay_new(r.base, FD_ROUTE_MAKER, r.endpoint, r.conf);
	child_ready(r.parent, confinement);
	event_base_dispatch(r.base);

	(void)peer_drain(r.parent);
	relay_free(r.relay);
	peer_free(r.parent);
	endpoint_free(r.endpoint);
	event_base_free(r.base);
	config_free(&docker_reader_table, r.conf);
	return 0;
}
