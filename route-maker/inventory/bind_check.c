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

#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/inventory/bind_check.h"

static void
begin(struct bind_check *b, const char *address)
{
	bind_check_free(b);
	b->address = xstrdup(address);
	(void)ip_parse(&b->ip, address);
}

static void
note(struct bind_check *b, enum bind_fault found, const char *name)
{
	if (found <= b->found || b->said)
		return;
	b->found = found;
	free(b->name);
	b->name = xstrdup(name);
}

void
bind_check_look(struct bind_check *b, const struct route_maker_conf *conf,
    const struct container *c)
{
	size_t	i;

	if (conf->bind_none || conf->use_bind_port_ip)
		return;
	if (b->address == NULL || strcmp(b->address, conf->bind_address) != 0)
		begin(b, conf->bind_address);
	if (container_has_address(c, &b->ip))
		note(b, BIND_IN_CONTAINER, c->name);
	for (i = 0; conf->bind_chosen && i < c->nnetworks; i++)
		if (c->networks[i].has_bind)
			note(b, BIND_IN_NETWORK, c->networks[i].name);
}

void
bind_check_say(struct bind_check *b)
{
	struct log_subject	about = { NULL, NULL, NULL };

	if (b->said || b->found == BIND_GOOD)
		return;
	b->said = 1;
	about.container = b->name;
	if (b->found == BIND_IN_CONTAINER)
		log_about(LOG_WARNING, &about, "bind: %s is the address of "
		    "container %s, which other hosts cannot reach; set `bind "
		    "ip' in kopd.conf to the address of this host", b->address,
		    b->name);
	else
		log_warnx("bind: %s is an address of Docker network %.64s, "
		    "which other hosts may not reach; set `bind ip' in "
		    "kopd.conf to the address of this host", b->address,
		    b->name);
}

void
bind_check_free(struct bind_check *b)
{
	free(b->name);
	free(b->address);
	memset(b, 0, sizeof(*b));
}
