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

#include <sys/types.h>
#include <sys/socket.h>

#include <string.h>

#include "route-maker/address/port.h"

static const struct binding none = { NULL, REACH_NOT };

static enum reach
reach_of(const struct port *port, const char *host)
{
	struct ip	 ip;

	if (port->ip.family == 0)
		return REACH_ANY;
	if (ip_parse(&ip, host) == -1)		/* a host name, with addresses
						   of any family */
		return ip_is_any(&port->ip) ? REACH_ANY :
		    ip_is_loopback(&port->ip) &&
		    strcmp(host, "localhost") == 0 ? REACH_EXACT : REACH_OTHER;
	if (ip_is_any(&port->ip))
		return port->ip.family == ip.family ? REACH_ANY : REACH_FAMILY;
	return ip_equal(&port->ip, &ip) ? REACH_EXACT : REACH_OTHER;
}

/* A better reach comes first, then IPv4, then the lower number. */
static int
is_better(const struct binding *a, const struct binding *b)
{
	if (a->reach != b->reach)
		return a->reach < b->reach;
	if (a->port->ip.family != b->port->ip.family)
		return b->port->ip.family == AF_INET6;
	return a->port->host_port < b->port->host_port;
}

static void
take_better(struct binding *best, const struct port *port, const char *host)
{
	struct binding	b = { port, reach_of(port, host) };

	if (is_better(&b, best))
		*best = b;
}

struct binding
port_published(const struct container *c, enum protocol protocol,
    uint16_t number, const char *host)
{
	const struct port	*port;
	struct binding		 best = none;
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if (port->protocol == protocol && port->number == number &&
		    port->host_port != 0)
			take_better(&best, port, host);
	}
	return best;
}

static struct binding
at_host_port(const struct container *c, enum protocol protocol,
    uint16_t number, const char *host)
{
	const struct port	*port;
	struct binding		 best = none;
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if (port->protocol == protocol && port->host_port == number)
			take_better(&best, port, host);
	}
	return best;
}

struct binding
port_labelled(const struct container *c, enum protocol protocol,
    uint16_t number, const char *host)
{
	struct binding	outside = at_host_port(c, protocol, number, host);
	struct binding	inside = port_published(c, protocol, number, host);
	struct binding	other;

	/*
	 * As in traefik-kop, the host's port comes first if the address reaches
	 * it.
	 */
	if (outside.reach == REACH_NOT ||
	    (outside.reach > REACH_ANY && inside.reach <= REACH_ANY))
		return inside;
	if (outside.reach <= REACH_ANY)
		return outside;
	/* The container's port may have another, better binding. */
	other = port_published(c, protocol, outside.port->number, host);
	return other.reach <= REACH_ANY ? other : outside;
}

uint16_t
port_inside(const struct container *c, enum protocol protocol,
    uint16_t number)
{
	uint16_t	inside = number;
	size_t		i;

	for (i = 0; i < c->nports; i++) {
		if (c->ports[i].protocol != protocol)
			continue;
		if (c->ports[i].number == number)
			return number;
		if (c->ports[i].host_port == number)
			inside = c->ports[i].number;
	}
	return inside;
}

/* The only port of the protocol with at least that reach. */
static struct binding
only_reached(const struct container *c, enum protocol protocol,
    const char *host, enum reach least)
{
	const struct port	*port;
	struct binding		 only = none;
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if (port->protocol != protocol || port->host_port == 0 ||
		    reach_of(port, host) > least)
			continue;
		if (only.port != NULL && only.port->number != port->number)
			return none;
		take_better(&only, port, host);
	}
	return only;
}

struct binding
port_only(const struct container *c, enum protocol protocol,
    const char *host)
{
	struct binding	only = only_reached(c, protocol, host, REACH_ANY);
	size_t		i;

	if (only.port != NULL)
		return only;
	for (i = 0; i < c->nports; i++)
		if (c->ports[i].protocol == protocol &&
		    c->ports[i].host_port != 0 &&
		    reach_of(&c->ports[i], host) <= REACH_ANY)
			return none;		/* several */
	return only_reached(c, protocol, host, REACH_OTHER);
}
