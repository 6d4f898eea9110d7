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

#include "route-maker/base/pack.h"
#include "route-maker/container/container.h"

void
container_free(struct container *c)
{
	if (c == NULL)
		return;
	if (c->json != NULL) {
		free(c->networks);
		free(c->ports);
		free(c->labels);
		json_decref(c->json);
	}
	free(c->network);
	free(c);
}

static void
digest(uint64_t *h, const void *data, size_t len)
{
	*h = pack_digest(*h, data, len);
}

static void
digest_string(uint64_t *h, const char *s)
{
	digest(h, s, strlen(s) + 1);
}

static void
digest_address(uint64_t *h, const struct ip *ip)
{
	digest(h, &ip->family, sizeof(ip->family));
	digest(h, ip->bytes, sizeof(ip->bytes));
}

void
container_set_digest(struct container *c)
{
	uint64_t	h = PACK_DIGEST;
	size_t		i;

	digest_string(&h, c->name);
	digest_string(&h, c->mode);
	digest_string(&h, c->image == NULL ? "" : c->image);
	digest(&h, &c->created, sizeof(c->created));
	digest(&h, &c->running, sizeof(c->running));
	digest(&h, &c->health, sizeof(c->health));
	for (i = 0; i < c->nports; i++) {
		digest_address(&h, &c->ports[i].ip);
		digest(&h, &c->ports[i].number, sizeof(c->ports[i].number));
		digest(&h, &c->ports[i].host_port,
		    sizeof(c->ports[i].host_port));
		digest(&h, &c->ports[i].protocol,
		    sizeof(c->ports[i].protocol));
	}
	for (i = 0; i < c->nnetworks; i++) {
		digest_string(&h, c->networks[i].name);
		digest_address(&h, &c->networks[i].ip);
		digest_address(&h, &c->networks[i].ip6);
	}
	for (i = 0; i < c->nlabels; i++) {
		digest_string(&h, c->labels[i].name);
		digest_string(&h, c->labels[i].value);
	}
	c->digest = h == 0 ? 1 : h;
}

void
container_stop(struct container *c)
{
	c->running = 0;
	c->digest = ~c->digest;
	c->source = 0;
	c->nnetworks = 0;
}

void
container_unhealthy(struct container *c)
{
	c->health = HEALTH_BAD;
	container_set_digest(c);
}

void
container_invalidate(struct container *c)
{
	c->digest = 0;
	c->source = 0;
}
