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

#include "route-maker/address/address.h"
#include "route-maker/container/default_name.h"
#include "route-maker/route/health.h"
#include "route-maker/route/service.h"

/* The server of a load-balancer, or NULL. */
static struct node *
find_server(const struct node *balancer)
{
	struct node	*servers = node_child(balancer, "servers");

	return servers == NULL ? NULL : TAILQ_FIRST(&servers->children);
}

/*
 * If a container does not serve, a labelled server has no address.  Traefik
 * keeps it; it is not a server unless it has an explicit url.  A load-balancer
 * without other children gets an empty list of servers.
 */
static void
drop_server(struct build *b, struct node *balancer)
{
	struct node	*server = find_server(balancer);

	if (server != NULL)
		node_trace(b->d->trace, TRACE_IGNORED, server,
		    "the container does not run, or is not healthy");
	if (server == NULL || !build_is_set(server, "url"))
		build_drop(balancer, "servers");
	else {
		build_drop(server, "port");
		build_drop(server, "scheme");
	}
	if (!node_has_children(balancer))
		(void)build_add(b, balancer, "servers");
}

/* Warns once, as Traefik does, and names the address used instead. */
static void
check_network(struct build *b, const struct address *a)
{
	static const char	 label[] = "traefik.docker.network";
	const struct container	*c = b->place->container;

	if (!a->no_network || a->text == NULL || b->network_said)
		return;
	b->network_said = 1;
	trace(b->d->trace, TRACE_IGNORED, label, "the container has no "
	    "address in network %s; %s is used instead", c->network, a->host);
	decode_warn(b->d, c->network_labelled ? label : NULL,
	    "the container has no address in network `%s'; %s is used instead; "
	    "set the full name of the network, which begins with the name of "
	    "the project in Docker Compose", c->network, a->host);
}

static void
count_unpublished(struct build *b, const struct address *a)
{
	if (a->unpublished && b->place->unpublished != NULL)
		(*b->place->unpublished)++;
}

/* Returns -1 if the server has no address. */
static int
set_address(struct build *b, const struct family *f, struct node *service,
    struct node *server, const struct service_port *port)
{
	struct address	a;

	if (address_of(b->place, port, &a) == -1) {
		decode_fault(b->d, node_label(service),
		    "%s service %s: %s", f->name, service->name, a.why);
		count_unpublished(b, &a);
		b->nowhere = a.nowhere;
		return -1;
	}
	count_unpublished(b, &a);
	service->address = (uint8_t)a.kind;
	node_set(b->d->arena, server, f->target, port->scheme != NULL ?
	    arena_printf(b->d->arena, "%s://%s", port->scheme, a.text) :
	    arena_strdup(b->d->arena, a.text));
	if (*a.why != '\0')
		decode_warn(b->d, NULL, "%s service %s: %s",
		    f->name, service->name, a.why);
	check_network(b, &a);
	if (f != &family_udp)
		health_port(b->place, f->name, service, port, &a);
	free(a.text);
	return 0;
}

static int
set_target(struct build *b, const struct family *f, struct node *service,
    struct node *server)
{
	struct service_port	 port = { .protocol = f->protocol,
				    .service = service->name,
				    .label = node_value(server, "port") };

	if (f == &family_http)
		port.scheme = build_is_set(server, "scheme") ?
		    node_value(server, "scheme") : "http";
	node_trace(b->d->trace, TRACE_USED, server, "a part of the "
	    "server's %s", f->target);
	if (set_address(b, f, service, server, &port) == -1)
		return -1;
	trace(b->d->trace, TRACE_STEP, "server", "%s, of %s service %s",
	    node_value(server, f->target), f->name, service->name);
	build_drop(server, "port");
	build_drop(server, "scheme");
	return 0;
}

/* Traefik's addServer(), addServerTCP() and addServerUDP(). */
static int
add_server(struct build *b, const struct family *f, struct node *service,
    struct node *balancer)
{
	struct node	*server;

	if ((server = find_server(balancer)) == NULL)
		server = build_add(b, build_add(b, balancer, "servers"), "0");
	if (f == &family_http && build_is_set(server, "url")) {
		if (!build_is_set(server, "scheme") &&
		    !build_is_set(server, "port"))
			return 0;
		decode_fault(b->d, node_label(service),
		    "%s service %s: server.url cannot be combined with "
		    "server.port or server.scheme", f->name, service->name);
		return -1;
	}
	return set_target(b, f, service, server);
}

/*
 * A service without load-balancer is an error, even if the container does not
 * run.
 */
static int
build_service(struct build *b, const struct family *f, struct node *service)
{
	struct node	*balancer = node_child(service, "loadBalancer");

	if (balancer == NULL || balancer->off) {
		decode_fault(b->d, node_label(service),
		    "%s service %s: it has no loadbalancer; set a label such "
		    "as loadbalancer.server.port", f->name, service->name);
		return -1;
	}
	if (b->serving)
		return add_server(b, f, service, balancer);
	drop_server(b, balancer);
	return 0;
}

int
build_services(struct build *b, const struct family *f)
{
	struct node	*services, *service;

	services = build_add(b, build_add(b, b->root, f->name), "services");
	if (build_count(services) == 0) {
		if (!b->d->conf->lossy_labels &&
		    name_check(b->d, b->name, NULL) == -1)
			return -1;
		(void)build_add(b, build_add(b, services, b->name),
		    "loadBalancer");
		trace(b->d->trace, TRACE_STEP, "added", "%s service %s, "
		    "because no label names one%s", f->name, b->name,
		    container_name_source(b->place->container));
	}
	TAILQ_FOREACH(service, &services->children, entry)
		if (build_service(b, f, service) == -1)
			return -1;
	return 0;
}
