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
 * Containers as Docker lists them, for tests: what differs is said, the rest
 * is as usual.
 */

#ifndef REGRESS_UNIT_ROUTE_MAKER_CONTAINERS_H
#define REGRESS_UNIT_ROUTE_MAKER_CONTAINERS_H

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/config.h"
#include "route-maker/container/container.h"

/* The id of the n-th container. */
static inline struct hexid
test_id(int n)
{
	struct hexid	id;

	memset(&id, 0, sizeof(id));
	id.b[0] = (u_char)n;
	return id;
}

struct test_container {
	int		 n;		/* its id, and 172.17.0.n */
	const char	*name;
	const char	*labels;	/* members of a JSON object */
	int		 created;
	const char	*state;		/* NULL: running */
	const char	*status;
	const char	*mode;		/* NULL: bridge */
	const char	*networks;	/* NULL: bridge, with the address */
	const char	*ports;		/* NULL: 80/tcp, exposed */
};

static inline struct container *
test_container(const struct test_container *t,
    const struct route_maker_conf *conf)
{
	struct hexid		 id = test_id(t->n);
	struct container	*c;
	char			*json = NULL, *networks = NULL, why[256];
	char			 text[HEXID_DIGITS + 1];

	if (asprintf(&networks,
	    "{\"bridge\":{\"IPAddress\":\"172.17.0.%d\"}}", t->n) == -1 ||
	    asprintf(&json, "{\"Id\":\"%s\",\"Names\":[\"/%s\"],"
	    "\"Created\":%d,\"State\":\"%s\",\"Status\":\"%s\","
	    "\"HostConfig\":{\"NetworkMode\":\"%s\"},"
	    "\"NetworkSettings\":{\"Networks\":%s},\"Ports\":[%s],"
	    "\"Labels\":{%s}}", hexid_text(&id, text), t->name, t->created,
	    t->state == NULL ? "running" : t->state,
	    t->status == NULL ? "" : t->status,
	    t->mode == NULL ? "bridge" : t->mode,
	    t->networks == NULL ? networks : t->networks,
	    t->ports == NULL ? "{\"PrivatePort\":80,\"Type\":\"tcp\"}" :
	    t->ports, t->labels == NULL ? "" : t->labels) == -1)
		fail();
	c = container_parse(json, strlen(json), conf, why, sizeof(why));
	if (c == NULL)
		fail_msg("%s: %s", json, why);
	free(json);
	free(networks);
	return c;
}

/* A configuration under which all containers count, as Docker has them. */
static inline struct route_maker_conf *
test_conf(void)
{
	struct route_maker_conf	*conf;

	conf = config_blank(&route_maker_table);
	conf->exposed_by_default = 1;
	conf->bind_none = 1;
	conf->traefik_version = TRAEFIK_NEWEST;
	return conf;
}

#endif
