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

#include "log.h"
#include "reach.h"
#include "xstrdup.h"

static void
begin(struct reach *r, const char *address)
{
	reach_free(r);
	r->address = xstrdup(address);
}

static void
note(struct reach *r, enum bind_in found, const char *name)
{
	if (found <= r->found || r->said)
		return;
	r->found = found;
	free(r->name);
	r->name = xstrdup(name);
}

void
reach_look(struct reach *r, const struct route_maker_conf *conf,
    const struct container *c)
{
	size_t	i;

	if (conf->bind_none || conf->use_bind_port_ip)
		return;
	if (r->address == NULL || strcmp(r->address, conf->bind_address) != 0)
		begin(r, conf->bind_address);
	for (i = 0; i < c->nnetworks; i++) {
		if (c->networks[i].bind == BIND_IS_CONTAINER)
			note(r, BIND_IS_CONTAINER, c->name);
		else if (conf->bind_chosen)
			note(r, (enum bind_in)c->networks[i].bind,
			    c->networks[i].name);
	}
}

void
reach_say(struct reach *r)
{
	if (r->said || r->found == BIND_OUT)
		return;
	r->said = 1;
	if (r->found == BIND_IS_CONTAINER)
		log_warnx("bind: %s is the address of container %s, and other "
		    "hosts do not reach it: set `bind ip' in kopd.conf to the "
		    "address of this host", r->address, r->name);
	else
		log_warnx("bind: %s is an address of Docker network %s, and "
		    "other hosts may not reach it: set `bind ip' in kopd.conf "
		    "to the address of this host", r->address, r->name);
}

void
reach_free(struct reach *r)
{
	free(r->name);
	free(r->address);
	memset(r, 0, sizeof(*r));
}
