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
#include <strings.h>

#include "route-maker/container/container.h"

static int
compare(const void *a, const void *b)
{
	return label_cmp(a, b);
}

static const struct label *
find_exact(const struct container *c, const char *name)
{
	const struct label	 key = { .name = name };

	return bsearch(&key, c->labels, c->nlabels, sizeof(*c->labels),
	    compare);
}

/* The first label of that name, whatever its case. */
static const struct label *
find_first(const struct container *c, const char *name)
{
	size_t	 low = 0, high = c->nlabels, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcasecmp(c->labels[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->nlabels && strcasecmp(c->labels[low].name, name) == 0 ?
	    &c->labels[low] : NULL;
}

int
container_has_labels(const struct container *c)
{
	return c->labels != NULL;
}

const struct label *
container_label_like(const struct container *c, const char *name)
{
	const struct label	*label = find_exact(c, name);

	return label != NULL ? label : find_first(c, name);
}

const char *
container_label(const struct container *c, const char *name)
{
	const struct label	*label = find_first(c, name);

	return label == NULL ? NULL : label->value;
}

const char *
container_label_exact(const struct container *c, const char *name)
{
	const struct label	*label = find_exact(c, name);

	return label == NULL ? NULL : label->value;
}

const char *
container_joined(const struct container *c)
{
	if (strncmp(c->mode, "container:", 10) != 0)
		return NULL;
	return c->mode + 10;
}

const struct network *
container_network(const struct container *c, const char *name)
{
	size_t	i;

	for (i = 0; i < c->nnetworks; i++)
		if (strcmp(c->networks[i].name, name) == 0)
			return &c->networks[i];
	return NULL;
}

int
container_is_published(const struct container *c)
{
	size_t	i;

	for (i = 0; i < c->nports; i++)
		if (c->ports[i].host_port != 0)
			return 1;
	return 0;
}

int
container_reached(const struct container *c)
{
	size_t	i;

	if (strcmp(c->mode, "host") == 0)
		return 1;
	/*
	 * If a container uses the host's network, Podman lists no mode, and
	 * null as networks.
	 */
	if (c->net_unlisted && c->running)
		return 1;
	for (i = 0; i < c->nnetworks; i++)
		if (c->networks[i].ip.family != 0)
			return 1;
	return 0;
}

int
container_has_address(const struct container *c, const struct ip *ip)
{
	size_t	i;

	if (ip->family == 0)
		return 0;
	for (i = 0; i < c->nnetworks; i++)
		if (ip_equal(&c->networks[i].ip, ip) ||
		    ip_equal(&c->networks[i].ip6, ip))
			return 1;
	return 0;
}
