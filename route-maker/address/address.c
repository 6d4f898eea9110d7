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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostaddr.h"
#include "common/log.h"
#include "route-maker/address/address.h"
#include "route-maker/address/own.h"
#include "route-maker/address/port.h"

static char *
format_text(const char *host, const char *port)
{
	char	*s;

	if (asprintf(&s, strchr(host, ':') == NULL ? "%s:%s" : "[%s]:%s",
	    host, port) == -1)
		fatal(NULL);
	return s;
}

static char *
format(const char *host, uint16_t port)
{
	char	text[8];

	(void)snprintf(text, sizeof(text), "%u", port);
	return format_text(host, text);
}

static int
has_label(const struct service_port *s)
{
	return s->label != NULL && *s->label != '\0';
}

static uint16_t
labelled_port(const struct service_port *s)
{
	return (uint16_t)strtonum(s->label, 1, UINT16_MAX, NULL);
}

/* useBindPortIP: the port's first host binding, tcp before udp. */
static const struct port *
first_binding(const struct container *c, uint16_t number)
{
	const struct port	*port;
	size_t			 i;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if (port->host_port != 0 && port->number == number &&
		    port->protocol != PROTOCOL_OTHER)
			return port->ip.family == 0 || ip_is_any(&port->ip) ?
			    NULL : port;
	}
	return NULL;
}

/*
 * The container's address and port in Docker's network: Traefik's getIPPort().
 */
static uint16_t
traefik_endpoint(const struct place *p, const struct service_port *s,
    struct address *a)
{
	const struct port	*binding = NULL;
	uint16_t		 number;

	number = own_port(p->container, s->label, -1, p->d->trace);
	if (p->d->conf->use_bind_port_ip && number != 0)
		binding = first_binding(p->container, number);
	if (binding != NULL) {
		ip_text(&binding->ip, a->host);
		a->kind = ADDRESS_PUBLISHED;
		trace(p->d->trace, TRACE_STEP, "address", "%s and port %u, the "
		    "binding of this port on the host", a->host,
		    binding->host_port);
		return binding->host_port;
	}
	a->own = 1;
	if (own_address(p, a) == -1) {
		a->nowhere = 1;
		return 0;
	}
	if (number == 0)
		(void)snprintf(a->why, sizeof(a->why), "it has no port because "
		    "none is exposed; set its label loadbalancer.server.port");
	return number;
}

/*
 * Sets an address in its shortest form, or a host name.  Returns -1 if the
 * string is neither.
 */
static int
set_host(struct address *a, const char *text)
{
	struct ip	 ip;

	if (hostaddr_published_fault(text) != NULL)
		return -1;
	if (ip_parse(&ip, text) == 0)
		ip_text(&ip, a->host);
	else
		(void)strlcpy(a->host, text, HOST_MAX);
	return 0;
}

/*
 * traefik-kop's labels.  Returns 1 if there is one, -1 if its value is invalid,
 * else 0.
 */
static int
bind_label(const struct place *p, const struct service_port *s,
    struct address *a)
{
	const char	*value, *name = "kop.bind.ip";
	char		*own;
	int		 result = 0;

	if (asprintf(&own, "kop.%s.bind.ip", s->service) == -1)
		fatal(NULL);
	value = container_label(p->container, own);
	if (value != NULL && *value != '\0')
		name = own;
	else
		value = container_label(p->container, name);
	if (value == NULL || *value == '\0')
		;
	else if (set_host(a, value) == -1) {
		(void)snprintf(a->why, sizeof(a->why), "label %s: %s %s; set "
		    "one such as 192.0.2.1", name, value,
		    hostaddr_published_fault(value));
		result = -1;
	} else {
		trace(p->d->trace, TRACE_STEP, "address", "%s, by label %s",
		    a->host, name);
		trace(p->d->trace, TRACE_USED, name, "the address of service "
		    "%s", s->service);
		result = 1;
	}
	free(own);
	return result;
}

/* The container's own address, if traefik.docker.network asks for it. */
static int
network_label(const struct place *p, const struct container *holder,
    struct address *a)
{
	const struct container	*c = p->container;
	const struct network	*network;

	if (!c->network_labelled)
		return 0;
	network = container_network(holder, c->network);
	if (network == NULL || network->ip.family == 0) {
		a->no_network = 1;
		return 0;
	}
	ip_text(&network->ip, a->host);
	a->own = 1;
	trace(p->d->trace, TRACE_STEP, "address", "%s, the container's own in "
	    "network %s, by label traefik.docker.network", a->host,
	    network->name);
	return 1;
}

static int
bind_setting(const struct place *p, struct address *a)
{
	if (*p->d->conf->bind_address == '\0' ||
	    set_host(a, p->d->conf->bind_address) == -1) {
		(void)snprintf(a->why, sizeof(a->why), "there is no address to "
		    "publish; set `bind' in kopd.conf");
		return -1;
	}
	trace(p->d->trace, TRACE_STEP, "address", "%s, the published address "
	    "of this host, see `bind'", a->host);
	return 0;
}

/* Takes the first address that applies.  Returns -1 if no address applies. */
static int
published_host(const struct place *p, const struct service_port *s,
    const struct container *holder, struct address *a)
{
	struct ip	 ip;

	if ((a->labelled = bind_label(p, s, a)) == -1)
		return -1;
	if (!a->labelled && network_label(p, holder, a))
		return 0;
	if (!a->labelled && bind_setting(p, a) == -1)
		return -1;
	if (ip_parse(&ip, a->host) == 0 &&
	    container_has_address(holder, &ip)) {
		a->own = 1;
		trace(p->d->trace, TRACE_STEP, "address", "%s is the "
		    "container's own, published with its own ports", a->host);
	}
	return 0;
}

/*
 * The container whose ports are used.  A container in another one's network
 * rarely has ports.
 */
static const struct container *
port_holder(const struct place *p, const struct container *holder)
{
	return p->container->nports == 0 && holder != NULL ? holder :
	    p->container;
}

static void
say_no_port(const struct container *c, enum protocol protocol,
    struct address *a)
{
	if (c->nports == 0)
		(void)snprintf(a->why, sizeof(a->why), "it has no port because "
		    "none is exposed; set its label loadbalancer.server.port");
	else
		(void)snprintf(a->why, sizeof(a->why), "it has no port because "
		    "none of %s is exposed, only those of another protocol; "
		    "set its label loadbalancer.server.port",
		    protocol == PROTOCOL_UDP ? "UDP" : "TCP");
}

/* The binding for a labelled port. */
static struct binding
binding_of(const struct place *p, const struct container *c,
    const struct service_port *s, uint16_t number, const char *host)
{
	return p->inside ? port_published(c, s->protocol, number, host) :
	    port_labelled(c, s->protocol, number, host);
}

/*
 * The container's port, before the search for its published port; 0: no port.
 */
static uint16_t
wanted_port(const struct place *p, const struct container *c,
    const struct service_port *s, const char *host, struct binding *b,
    const char **how)
{
	uint16_t	number;

	*how = "from its label";
	if (has_label(s)) {
		number = labelled_port(s);
		*b = binding_of(p, c, s, number, host);
		return number;
	}
	*how = "the only published port";
	*b = port_only(c, s->protocol, host);
	if (b->port != NULL)
		return b->port->number;
	*how = "the lowest exposed port";
	if ((number = own_port(c, NULL, (int)s->protocol, NULL)) != 0)
		*b = port_published(c, s->protocol, number, host);
	return number;
}

static void
trace_port(struct trace *t, const char *how, uint16_t wanted,
    const struct port *port)
{
	if (port == NULL)
		trace(t, TRACE_STEP, "port", "%u, %s; it is not published",
		    wanted, how);
	else if (port->number != wanted)
		trace(t, TRACE_STEP, "port", "%u, %s", wanted, how);
	else
		trace(t, TRACE_STEP, "port", "%u of the host, published for "
		    "port %u of the container: %s", port->host_port,
		    port->number, how);
}

/* Sets why.  The port is used nevertheless, as in traefik-kop. */
static void
doubt_binding(const struct port *port, struct address *a)
{
	char	text[INET6_ADDRSTRLEN];

	(void)snprintf(a->why, sizeof(a->why), "its port %u is bound only to "
	    "port %u of %s, and cannot be reached at %s; bind it to an address "
	    "that others can reach", port->number, port->host_port,
	    ip_text(&port->ip, text), a->host);
}

/*
 * As in traefik-kop: uses the same port of the host, even if the port belongs
 * to another program.
 */
static void
doubt_port(const struct service_port *s, uint16_t number, struct address *a)
{
	char	*text = format(a->host, number);

	(void)snprintf(a->why, sizeof(a->why), "port %u is not published; "
	    "%s%s%s may be another program; publish the port, or see "
	    "unpublished ports in kopd.conf(5)", number,
	    s->scheme == NULL ? "" : s->scheme,
	    s->scheme == NULL ? "" : "://", text);
	free(text);
}

/* Uses the container's own address, because Traefik may reach its network. */
static uint16_t
unpublished_own(const struct place *p, uint16_t number, struct address *a)
{
	trace(p->d->trace, TRACE_STEP, "address", "not %s, because the port is "
	    "not published there, see `unpublished ports'", a->host);
	a->own = 1;
	if (own_address(p, a) == -1) {
		a->nowhere = 1;
		return 0;
	}
	trace(p->d->trace, TRACE_STEP, "port", "%u, the container's own",
	    number);
	return number;
}

/* The address is one of this host, and the port is not published there. */
static uint16_t
unpublished(const struct place *p, const struct service_port *s,
    const struct port *port, uint16_t number, struct address *a)
{
	a->unpublished = 1;
	switch (p->d->conf->unpublished_ports) {
	case UNPUBLISHED_CONTAINER:
		return unpublished_own(p, port != NULL ? port->number : number,
		    a);
	case UNPUBLISHED_REFUSE:
		if (port != NULL)
			doubt_binding(port, a);
		else
			(void)snprintf(a->why, sizeof(a->why), "port %u is not "
			    "published, and kopd.conf has `unpublished ports "
			    "refuse'; publish the port", number);
		a->nowhere = 1;
		return 0;
	default:
		if (port == NULL) {
			doubt_port(s, number, a);
			return number;
		}
		doubt_binding(port, a);
		return port->host_port;
	}
}

/* The port at an address of this host, or of another host that forwards it. */
static uint16_t
host_port(const struct place *p, const struct service_port *s,
    const struct container *holder, struct address *a)
{
	const struct container	*c = port_holder(p, holder);
	struct binding		 b;
	const char		*how;
	uint16_t		 number;

	if ((number = wanted_port(p, c, s, a->host, &b, &how)) == 0) {
		say_no_port(c, s->protocol, a);
		return 0;
	}
	if (b.port == NULL && !container_reached(holder)) {
		(void)snprintf(a->why, sizeof(a->why), "it has no address in "
		    "any network; connect it to one");
		a->nowhere = 1;
		return 0;
	}
	trace_port(p->d->trace, how, number, b.port);
	if (!a->labelled && strcmp(holder->mode, "host") == 0)
		a->kind = ADDRESS_CONTAINER;
	if (a->labelled || strcmp(holder->mode, "host") == 0)
		return b.port == NULL ? number : b.port->host_port;
	if (b.port == NULL || b.reach == REACH_OTHER)
		return unpublished(p, s, b.port, number, a);
	a->kind = ADDRESS_PUBLISHED;
	if (b.reach == REACH_FAMILY)
		doubt_binding(b.port, a);
	return b.port->host_port;
}

/*
 * The port at the container's own address.  The label may name the host's port.
 */
static uint16_t
inside_port(const struct place *p, const struct container *c,
    enum protocol protocol, uint16_t number)
{
	uint16_t	inside = number;

	if (!p->inside)
		inside = port_inside(c, protocol, number);
	if (inside != number)
		trace(p->d->trace, TRACE_STEP, "port", "%u of the container, "
		    "which is published at this port", inside);
	return inside;
}

/*
 * Addresses and ports that the host publishes: traefik-kop's rules.  The
 * container's own address requires its own port.  If the engine lists published
 * ports of a container that uses another one's network, it need not list the
 * other one.
 */
static uint16_t
published_endpoint(const struct place *p, const struct service_port *s,
    struct address *a)
{
	const struct container	*holder, *c;
	uint16_t		 number;

	holder = own_holder(p, a->why, sizeof(a->why));
	if (holder == NULL && !container_is_published(p->container)) {
		a->nowhere = 1;
		return 0;
	}
	*a->why = '\0';
	if (holder == NULL)
		holder = p->container;
	if (published_host(p, s, holder, a) == -1)
		return 0;
	if (!a->own)
		return host_port(p, s, holder, a);
	c = port_holder(p, holder);
	number = own_port(c, s->label, (int)s->protocol, p->d->trace);
	if (number == 0) {
		say_no_port(c, s->protocol, a);
		return 0;
	}
	return inside_port(p, c, s->protocol, number);
}

int
address_of(const struct place *p, const struct service_port *s,
    struct address *a)
{
	uint16_t	number;

	memset(a, 0, sizeof(*a));
	a->kind = ADDRESS_LABELLED;
	if (p->d->conf->bind_none || p->d->conf->use_bind_port_ip)
		number = traefik_endpoint(p, s, a);
	else
		number = published_endpoint(p, s, a);
	if (number == 0)
		return -1;
	if (a->own)
		a->kind = ADDRESS_CONTAINER;
	a->port = number;
	/* Traefik keeps leading zeros of the label. */
	a->text = has_label(s) && labelled_port(s) == number ?
	    format_text(a->host, s->label) : format(a->host, number);
	return 0;
}

uint16_t
address_port(const struct place *p, const struct service_port *s,
    struct address *a)
{
	const struct container	*holder;
	struct binding		 b;
	uint16_t		 number = labelled_port(s);
	int			 is_ours;

	holder = own_holder(p, a->why, sizeof(a->why));
	*a->why = '\0';
	if (p->d->conf->bind_none || p->d->conf->use_bind_port_ip)
		return number;
	if (a->own)
		return inside_port(p, port_holder(p, holder), s->protocol,
		    number);
	is_ours = !a->labelled &&
	    (holder == NULL || strcmp(holder->mode, "host") != 0);
	b = binding_of(p, port_holder(p, holder), s, number, a->host);
	if (b.port == NULL && is_ours)
		(void)snprintf(a->why, sizeof(a->why), "port %u is not "
		    "published, and Traefik cannot check it at %s; publish it",
		    number, a->host);
	else if (b.reach >= REACH_FAMILY && is_ours)
		doubt_binding(b.port, a);
	return b.port == NULL ? number : b.port->host_port;
}
