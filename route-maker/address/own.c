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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "route-maker/address/own.h"

#define NOT_RUNNING	"it uses the network of container %.*s, which is not " \
			"running; start that one, then create this one again"

uint16_t
own_port(const struct container *c, const char *label, int protocol,
    struct trace *t)
{
	uint16_t	number;
	size_t		i;

	if (label != NULL && *label != '\0') {
		number = (uint16_t)strtonum(label, 1, UINT16_MAX, NULL);
		trace(t, TRACE_STEP, "port", "%u, from its label", number);
		return number;
	}
	for (i = 0; i < c->nports; i++) {
		if (protocol != -1 && c->ports[i].protocol != protocol)
			continue;
		trace(t, TRACE_STEP, "port", "%u, the lowest exposed port of "
		    "the container", c->ports[i].number);
		return c->ports[i].number;
	}
	return 0;
}

/* Traefik takes any of several networks.  kopd takes the first by name. */
static int
any_network(const struct container *c, struct trace *t, struct address *a)
{
	size_t	i;

	for (i = 0; i < c->nnetworks; i++)
		if (c->networks[i].ip.family != 0) {
			ip_text(&c->networks[i].ip, a->host);
			trace(t, TRACE_STEP, "address", "%s, in network %s: "
			    "the first network by name with an address", a->host,
			    c->networks[i].name);
			return 0;
		}
	(void)snprintf(a->why, sizeof(a->why), "it has no address in any "
	    "network; connect it to one");
	return -1;
}

/* The next container in a chain of containers that use each other's network. */
static const struct container *
next_joined(const struct place *p, const struct container *c, int *depth)
{
	if (++*depth > JOINED_MAX)
		return NULL;
	return p->find(p->arg, container_joined(c));
}

/* Uses the name if it is known, else the beginning of the id. */
static void
say_gone(const struct place *p, const struct container *c, char *why,
    size_t whysize)
{
	const char	*name = container_joined(c);
	struct hexid	 id;
	int		 length = (int)strlen(name);

	if (c == p->container && p->joined != NULL) {
		name = p->joined;
		length = (int)strlen(name);
	} else if (hexid_parse(&id, name, strlen(name)) == 0)
		length = 12;
	(void)snprintf(why, whysize, NOT_RUNNING, length, name);
}

static void
say_not_joined(const struct place *p, const struct container *c, int depth,
    char *why, size_t whysize)
{
	if (depth > JOINED_MAX)
		(void)snprintf(why, whysize, "more than %d containers in a row "
		    "use each other's network", JOINED_MAX);
	else
		say_gone(p, c, why, whysize);
}

/* True if that container's network exists.  A paused container keeps it. */
static int
holds_network(const struct place *p, const struct container *c, char *why,
    size_t whysize)
{
	if (c == p->container || c->running || container_reached(c))
		return 1;
	(void)snprintf(why, whysize, NOT_RUNNING, (int)strlen(c->name),
	    c->name);
	return 0;
}

const struct container *
own_holder(const struct place *p, char *why, size_t whysize)
{
	const struct container	*c = p->container, *next;
	int			 depth = 0;

	while (container_joined(c) != NULL) {
		if ((next = next_joined(p, c, &depth)) == NULL) {
			say_not_joined(p, c, depth, why, whysize);
			return NULL;
		}
		c = next;
	}
	return holds_network(p, c, why, whysize) ? c : NULL;
}

static int
in_network(const struct place *p, const struct network *network,
    struct address *a)
{
	ip_text(&network->ip, a->host);
	if (*a->host == '\0') {
		(void)snprintf(a->why, sizeof(a->why), "it has no address in "
		    "network %s", network->name);
		return -1;
	}
	trace(p->d->trace, TRACE_STEP, "address", "%s, in network %s, as set",
	    a->host, network->name);
	return 0;
}

/* The container whose network this one uses; NULL with a reason. */
static const struct container *
enter_joined(const struct place *p, const struct container *c, int *depth,
    struct address *a)
{
	const struct container	*next;

	if ((next = next_joined(p, c, depth)) == NULL) {
		say_not_joined(p, c, *depth, a->why, sizeof(a->why));
		return NULL;
	}
	trace(p->d->trace, TRACE_STEP, "network", "that of container %s",
	    next->name);
	if (!next->docker_fault)
		return next;
	(void)snprintf(a->why, sizeof(a->why), "it uses the network of "
	    "container %s, whose labels have errors", next->name);
	return NULL;
}

int
own_address(const struct place *p, struct address *a)
{
	const struct container	*c = p->container;
	const struct network	*network;
	const char		*name = c->network;
	int			 depth = 0;

	for (;;) {
		if (*name != '\0' &&
		    (network = container_network(c, name)) != NULL)
			return in_network(p, network, a);
		if (container_joined(c) == NULL)
			break;
		if ((c = enter_joined(p, c, &depth, a)) == NULL)
			return -1;
		if (*c->network != '\0')
			name = c->network;
	}
	if (!holds_network(p, c, a->why, sizeof(a->why)))
		return -1;
	a->no_network = *name != '\0';
	if (strcmp(c->mode, "host") != 0)
		return any_network(c, p->d->trace, a);
	(void)strlcpy(a->host, "127.0.0.1", HOST_MAX);
	trace(p->d->trace, TRACE_STEP, "address", "%s, because it uses the "
	    "network of the host", a->host);
	return 0;
}
