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

#include "common/bounds.h"
#include "common/child.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/record.h"
#include "route-maker/route-maker.h"

static void
refuse(void *record, const char *setting, const char *why)
{
	record_string(record, setting);
	record_string(record, why);
}

int
config_validate(struct route_maker *rm, const struct route_maker_conf *conf,
    struct program **program)
{
	struct record	 r = RECORD_INITIALIZER;
	int		 result;

	if ((result = program_compile(program, conf, refuse, &r)) == -1)
		peer_send_always(rm->parent, CHILD_REJECTED, 0, r.buf, r.len);
	record_free(&r);
	return result;
}

static int
has_address(const struct route_maker_conf *conf)
{
	return conf->bind_none || *conf->bind_address != '\0';
}

static void
release(struct route_maker *rm)
{
	if (rm->held == NULL || !has_address(rm->conf))
		return;
	engine_attach(&rm->engine, rm->held);
	rm->held = NULL;
	channel_waiting(&rm->engine.channel, NULL);
}

void
config_begin(struct route_maker *rm, struct peer *reader)
{
	rm->held = reader;
	channel_waiting(&rm->engine.channel, "this host has no address to "
	    "publish; Docker is not asked until it has one");
	release(rm);
	engine_next(&rm->engine);
}

/* The next list decodes the containers again.  Until then nothing changes. */
static void
take(struct route_maker *rm, struct route_maker_conf *conf)
{
	containers_configure(&rm->containers, conf, rm->program);
	if (rm->conf != conf)
		config_free(&route_maker_table, rm->conf);
	rm->conf = conf;
	release(rm);
	engine_set_poll(&rm->engine, conf->poll);
	engine_ask_refused(&rm->engine);
	engine_list(&rm->engine);
	/* The time for which names are reserved may have changed. */
	publish_run(&rm->publish);
}

int
on_conf_end(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);
	struct route_maker_conf	*conf = child_conf();
	struct program		*program, *old = rm->program;

	(void)msg;
	if (conf == NULL)
		return -1;
	if (config_validate(rm, conf, &program) == -1) {
		config_free(&route_maker_table, conf);
		return 0;
	}
	rm->program = program;
	take(rm, conf);
	program_free(old);
	peer_send_always(peer, CHILD_ACCEPTED, 0, NULL, 0);
	return 0;
}

/* The address of the interface that is published has changed. */
int
on_bind(struct peer *peer, struct msg *msg)
{
	struct route_maker	*rm = peer_arg(peer);
	struct record_reader	 r;
	char			*address;

	record_read(&r, msg->data, msg->len);
	address = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(address);
		return -1;
	}
	free(rm->conf->bind_address);
	rm->conf->bind_address = address;
	take(rm, rm->conf);
	return 0;
}
