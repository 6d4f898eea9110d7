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

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "log.h"
#include "net.h"

#define PORT_TEXT	8

struct endpoint {
	char	 host[HOST_MAX];
	char	*port;
};

static int
is_any(const struct ip *a)
{
	static const uint8_t	zero[sizeof(a->bytes)];

	return memcmp(a->bytes, zero, sizeof(zero)) == 0;
}

static char *
format(const char *host, const char *port)
{
	char	*s;

	if (asprintf(&s, strchr(host, ':') == NULL ? "%s:%s" : "[%s]:%s",
	    host, port) == -1)
		fatal(NULL);
	return s;
}

static char *
port_text(uint16_t port)
{
	char	*s;

	if (asprintf(&s, "%u", port) == -1)
		fatal(NULL);
	return s;
}

/* Traefik's choice: the labelled port, else the lowest one of any protocol. */
static char *
own_port(const struct container *c, const char *label, struct trace *t)
{
	char	*s;

	if (label != NULL && *label != '\0') {
		if ((s = strdup(label)) == NULL)
			fatal(NULL);
		trace(t, TRACE_STEP, "port", "%s, as labelled", s);
		return s;
	}
	if (c->nports == 0)
		return NULL;
	trace(t, TRACE_STEP, "port", "%u, the lowest that the container "
	    "exposes", c->ports[0].number);
	return port_text(c->ports[0].number);
}

/* Of several networks Traefik takes any; here it is the first by name. */
static int
any_network(const struct container *c, char host[HOST_MAX], struct trace *t,
    char *why, size_t whysize)
{
	size_t	i;

	for (i = 0; i < c->nnetworks; i++)
		if (c->networks[i].ip.family != 0) {
			ip_text(&c->networks[i].ip, host);
			trace(t, TRACE_STEP, "address", "%s, in network %s: "
			    "the first by name that has one", host,
			    c->networks[i].name);
			return 0;
		}
	snprintf(why, whysize, "it has no address in any network: "
	    "connect it to one");
	return -1;
}

/* The next container in a row of those that use each other's network. */
static const struct container *
next_joined(const struct place *p, const struct container *c, int *depth)
{
	if (++*depth > JOINED_MAX)
		return NULL;
	return p->find(p->arg, container_joined(c));
}

static void
say_not_joined(const struct container *c, int depth, char *why,
    size_t whysize)
{
	if (depth > JOINED_MAX)
		snprintf(why, whysize, "more than %d containers in a row use "
		    "each other's network", JOINED_MAX);
	else
		snprintf(why, whysize, "it uses the network of container %s, "
		    "which is not there", container_joined(c));
}

/* Traefik's getIPAddress(). */
static int
own_address(const struct place *p, char host[HOST_MAX], char *why,
    size_t whysize)
{
	const struct container	*c = p->container, *next;
	const struct network	*network;
	const char		*name = c->network;
	int			 depth = 0;

	for (;;) {
		network = *name == '\0' ? NULL : container_network(c, name);
		if (network != NULL) {
			ip_text(&network->ip, host);
			if (*host != '\0') {
				trace(p->trace, TRACE_STEP, "address", "%s, "
				    "in network %s, as wanted", host, name);
				return 0;
			}
			snprintf(why, whysize, "it has no address in network "
			    "%s", name);
			return -1;
		}
		if (strcmp(c->mode, "host") == 0) {
			strlcpy(host, "127.0.0.1", HOST_MAX);
			trace(p->trace, TRACE_STEP, "address", "%s, as it "
			    "uses the host's network", host);
			return 0;
		}
		if (container_joined(c) == NULL)
			return any_network(c, host, p->trace, why, whysize);
		if ((next = next_joined(p, c, &depth)) == NULL) {
			say_not_joined(c, depth, why, whysize);
			return -1;
		}
		c = next;
		trace(p->trace, TRACE_STEP, "network", "that of container %s",
		    c->name);
		if (c->docker_fault) {
			snprintf(why, whysize, "it uses the network of "
			    "container %s, whose labels are wrong", c->name);
			return -1;
		}
		if (*c->network != '\0')
			name = c->network;
	}
}

/* useBindPortIP: the port's first host binding, tcp before udp. */
static const struct port *
first_binding(const struct container *c, const char *port)
{
	const struct port	*found = NULL;
	char			 number[PORT_TEXT];
	size_t			 i;

	for (i = 0; i < c->nports && found == NULL; i++) {
		snprintf(number, sizeof(number), "%u", c->ports[i].number);
		if (c->ports[i].host_port != 0 &&
		    c->ports[i].protocol != PROTOCOL_OTHER &&
		    strcmp(number, port) == 0)
			found = &c->ports[i];
	}
	if (found == NULL || found->ip.family == 0 || is_any(&found->ip))
		return NULL;
	return found;
}

/* Addresses and ports as Docker has them: Traefik's getIPPort(). */
static int
traefik_endpoint(const struct place *p, const struct service_port *s,
    struct endpoint *e, char *why, size_t whysize)
{
	const struct port	*binding = NULL;

	e->port = own_port(p->container, s->label, p->trace);
	if (p->conf->use_bind_port_ip && e->port != NULL)
		binding = first_binding(p->container, e->port);
	if (binding == NULL)
		return own_address(p, e->host, why, whysize);
	ip_text(&binding->ip, e->host);
	free(e->port);
	e->port = port_text(binding->host_port);
	trace(p->trace, TRACE_STEP, "address", "%s and port %s, to which that "
	    "port is bound on the host", e->host, e->port);
	return 0;
}

/* The container whose network this one is in: itself, mostly. */
static const struct container *
network_owner(const struct place *p)
{
	const struct container	*c = p->container, *next;
	int			 depth = 0;

	while (container_joined(c) != NULL) {
		if ((next = next_joined(p, c, &depth)) == NULL)
			return p->container;
		c = next;
	}
	return c;
}

/* An address in its shortest form, or a host name as it is; or -1. */
static int
set_host(struct endpoint *e, const char *text)
{
	struct ip	 ip;

	if (ip_parse(&ip, text) == 0) {
		ip_text(&ip, e->host);
		return 0;
	}
	if (!net_is_name(text))
		return -1;
	return strlcpy(e->host, text, HOST_MAX) >= HOST_MAX ? -1 : 0;
}

/* traefik-kop's labels; 1 when one is there, -1 when it is wrong. */
static int
bind_label(const struct place *p, const struct service_port *s,
    struct endpoint *e, char *why, size_t whysize)
{
	const char	*value, *name = "kop.bind.ip";
	char		*own;

	if (asprintf(&own, "kop.%s.bind.ip", s->service) == -1)
		fatal(NULL);
	value = container_label(p->container, own);
	if (value != NULL && *value != '\0')
		name = own;
	else
		value = container_label(p->container, name);
	if (value == NULL || *value == '\0') {
		free(own);
		return 0;
	}
	if (set_host(e, value) == -1) {
		snprintf(why, whysize, "label %s: %s is no address: give one "
		    "such as 192.0.2.1", name,
		    value);
		free(own);
		return -1;
	}
	trace(p->trace, TRACE_STEP, "address", "%s, by label %s", e->host,
	    name);
	trace(p->trace, TRACE_USED, name, "the address of service %s",
	    s->service);
	free(own);
	return 1;
}

/*
 * Of several host bindings of one port, better is one that the published
 * address reaches, then the lower number.
 */
static int
is_better(const struct port *a, const struct port *b, const char *host)
{
	char	text[HOST_MAX];
	int	a_fits, b_fits;

	if (b == NULL)
		return 1;
	a_fits = a->ip.family == 0 || is_any(&a->ip) ||
	    strcmp(ip_text(&a->ip, text), host) == 0;
	b_fits = b->ip.family == 0 || is_any(&b->ip) ||
	    strcmp(ip_text(&b->ip, text), host) == 0;
	if (a_fits != b_fits)
		return a_fits;
	return a->host_port < b->host_port;
}

/* The host port of a container port; 0 if it is not published. */
static uint16_t
published_as(const struct container *c, enum protocol protocol,
    uint16_t number, const char *host)
{
	const struct port	*port, *best = NULL;
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if (port->protocol == protocol && port->number == number &&
		    port->host_port != 0 && is_better(port, best, host))
			best = port;
	}
	return best == NULL ? 0 : best->host_port;
}

static int
is_host_port(const struct container *c, enum protocol protocol,
    uint16_t number)
{
	size_t	i;

	for (i = 0; i < c->nports; i++)
		if (c->ports[i].protocol == protocol &&
		    c->ports[i].host_port == number)
			return 1;
	return 0;
}

/* The one host port of a protocol, or of all; 0 unless there is one alone. */
static uint16_t
only_host_port(const struct container *c, int protocol)
{
	uint16_t	only = 0;
	size_t		i;

	for (i = 0; i < c->nports; i++) {
		if (c->ports[i].host_port == 0 ||
		    (protocol != -1 && c->ports[i].protocol != protocol))
			continue;
		if (only != 0 && only != c->ports[i].host_port)
			return 0;
		only = c->ports[i].host_port;
	}
	return only;
}

/* The host's port for one of the container's, or that one itself. */
static char *
published_port(const struct container *c, enum protocol protocol,
    uint16_t number, const char *host, const char *how, struct trace *t)
{
	uint16_t	port = published_as(c, protocol, number, host);

	if (port != 0)
		trace(t, TRACE_STEP, "port", "%u of the host, at which the "
		    "container's port %u is published: %s", port, number, how);
	else
		trace(t, TRACE_STEP, "port", "%u, %s; it is not published",
		    number, how);
	return port_text(port != 0 ? port : number);
}

/* Without a label: what is published alone, else the lowest exposed port. */
static char *
chosen_port(const struct container *c, enum protocol protocol,
    const char *host, struct trace *t)
{
	uint16_t	port;
	size_t		i;

	if ((port = only_host_port(c, protocol)) != 0 ||
	    (port = only_host_port(c, -1)) != 0) {
		trace(t, TRACE_STEP, "port", "%u of the host, the only one at "
		    "which the container is published", port);
		return port_text(port);
	}
	for (i = 0; i < c->nports; i++)
		if (c->ports[i].protocol == protocol)
			return published_port(c, protocol, c->ports[i].number,
			    host, "the lowest that it exposes", t);
	return own_port(c, NULL, t);
}

static char *
labelled_port(const struct container *c, const struct service_port *s,
    const char *host, struct trace *t)
{
	uint16_t	number;

	number = (uint16_t)strtonum(s->label, 1, UINT16_MAX, NULL);
	if (is_host_port(c, s->protocol, number) ||
	    published_as(c, s->protocol, number, host) == 0)
		return own_port(c, s->label, t);
	return published_port(c, s->protocol, number, host, "as labelled", t);
}

static int
is_loopback(const struct ip *a)
{
	static const uint8_t	v6[sizeof(a->bytes)] = { [15] = 1 };

	return (a->family == AF_INET && a->bytes[0] == 127) ||
	    (a->family == AF_INET6 && memcmp(a->bytes, v6, sizeof(v6)) == 0);
}

/* The binding of that host port, if nobody but the host itself reaches it. */
static const struct port *
loopback_binding(const struct container *c, const struct service_port *s,
    const char *host_port)
{
	const struct port	*found = NULL;
	char			 number[PORT_TEXT];
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		snprintf(number, sizeof(number), "%u", c->ports[i].host_port);
		if (c->ports[i].protocol != s->protocol ||
		    strcmp(number, host_port) != 0)
			continue;
		if (!is_loopback(&c->ports[i].ip))
			return NULL;
		found = &c->ports[i];
	}
	return found;
}

/* It is published all the same, as by traefik-kop. */
static void
doubt_loopback(const struct container *c, const struct service_port *s,
    const struct endpoint *e, char *why, size_t whysize)
{
	const struct port	*port;
	struct ip		 ip;
	char			 text[HOST_MAX];

	if (e->port == NULL || strcmp(e->host, "localhost") == 0 ||
	    (ip_parse(&ip, e->host) == 0 && is_loopback(&ip)) ||
	    (port = loopback_binding(c, s, e->port)) == NULL)
		return;
	snprintf(why, whysize, "its port %u is bound to port %u of %s alone, "
	    "and not reached at %s: bind it to an address that others reach",
	    port->number, port->host_port, ip_text(&port->ip, text), e->host);
}

/*
 * Addresses and ports as the host publishes them: traefik-kop's rules.  A
 * container's own address goes with its own port.
 */
static int
published_endpoint(const struct place *p, const struct service_port *s,
    struct endpoint *e, char *why, size_t whysize)
{
	const struct container	*owner = network_owner(p);
	const struct container	*c = p->container;
	const struct network	*network = NULL;
	int			 labelled;

	if ((labelled = bind_label(p, s, e, why, whysize)) == -1)
		return -1;
	if (!labelled && c->network_labelled)
		network = container_network(owner, c->network);
	if (network != NULL && network->ip.family != 0) {
		ip_text(&network->ip, e->host);
		trace(p->trace, TRACE_STEP, "address", "%s, the container's "
		    "own in network %s, by label traefik.docker.network",
		    e->host, network->name);
		e->port = own_port(c, s->label, p->trace);
		return 0;
	}
	if (!labelled && (*p->conf->bind_address == '\0' ||
	    set_host(e, p->conf->bind_address) == -1)) {
		snprintf(why, whysize, "there is no address to publish it at: "
		    "set `bind' in kopd.conf");
		return -1;
	}
	if (!labelled)
		trace(p->trace, TRACE_STEP, "address", "%s, at which this "
		    "host publishes: see `bind'", e->host);
	if (c->nports == 0)
		c = owner;
	if (s->label != NULL && *s->label != '\0')
		e->port = labelled_port(c, s, e->host, p->trace);
	else
		e->port = chosen_port(c, s->protocol, e->host, p->trace);
	if (!labelled)
		doubt_loopback(c, s, e, why, whysize);
	return 0;
}

char *
address_of(const struct place *p, const struct service_port *s, char *why,
    size_t whysize)
{
	struct endpoint	 e = { "", NULL };
	char		*result = NULL;
	int		 error;

	*why = '\0';
	if (p->conf->bind_none || p->conf->use_bind_port_ip)
		error = traefik_endpoint(p, s, &e, why, whysize);
	else
		error = published_endpoint(p, s, &e, why, whysize);
	if (error == 0 && e.port == NULL)
		snprintf(why, whysize, "it has no port, as none is exposed: "
		    "label its loadbalancer.server.port");
	else if (error == 0)
		result = format(e.host, e.port);
	free(e.port);
	return result;
}
