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

#include "bounds.h"
#include "fold.h"
#include "keep.h"
#include "label.h"
#include "log.h"
#include "normalize.h"
#include "pack.h"
#include "route.h"
#include "value.h"

#define SERVERS		"loadBalancer/servers"

/* http, tcp or udp of one container. */
struct family {
	const char	*name;
	enum protocol	 protocol;
	const char	*target;	/* of a server: url or address */
};

static const struct family http = { "http", PROTOCOL_TCP, "url" };
static const struct family tcp = { "tcp", PROTOCOL_TCP, "address" };
static const struct family udp = { "udp", PROTOCOL_UDP, "address" };

struct making {
	struct arena		*arena;
	const struct place	*place;
	struct faults		*faults;
	struct node		*root;
	const char		*name;		/* of default service and router */
	const struct node	*default_router;
	int			 serving;	/* running, and healthy */
};

char *
route_service_name(const struct container *c)
{
	const char	*project, *service;
	char		*name, *normal;

	project = container_label_exact(c, "com.docker.compose.project");
	service = container_label_exact(c, "com.docker.compose.service");
	if (project == NULL || *project == '\0' || service == NULL ||
	    *service == '\0')
		return normalize(c->name);
	if (asprintf(&name, "%s_%s", service, project) == -1)
		fatal(NULL);
	normal = normalize(name);
	free(name);
	return normal;
}

int
route_merges(const struct container *c)
{
	const char	*value;
	int		 merges;

	value = container_label(c, "kop.merge-lbs");
	if (value != NULL && value_bool(value, &merges) == 0 && merges)
		return 1;
	value = container_label(c, "traefik.merge-lbs");
	return value != NULL && value_bool(value, &merges) == 0 && merges;
}

void
route_settings(struct arena *arena, const struct route_maker_conf *conf,
    struct container *c, struct settings *settings, struct faults *faults)
{
	const char	*network = conf->network;

	c->docker_fault = label_settings(arena, c->labels, c->nlabels,
	    settings, faults) == -1;
	c->network_labelled = 0;
	if (!c->docker_fault && settings->network != NULL) {
		network = settings->network;
		c->network_labelled = *network != '\0';
	}
	free(c->network);
	if ((c->network = strdup(network)) == NULL)
		fatal(NULL);
}

static struct node *
section(const struct making *m, const struct family *f, const char *name)
{
	struct node	*family = node_child(m->root, f->name);

	return family == NULL ? NULL : node_child(family, name);
}

static size_t
count(const struct node *parent)
{
	const struct node	*n;
	size_t			 total = 0;

	if (parent != NULL)
		TAILQ_FOREACH(n, &parent->children, entry)
			total += !n->off;
	return total;
}

static struct node *
add(struct making *m, struct node *parent, const char *name)
{
	struct node	*n;

	if ((n = node_add(m->arena, parent, name)) == NULL)
		fatalx("no field %s", name);
	return n;
}

/* The only child's name; NULL if there is none, or more. */
static const char *
only_name(const struct node *parent)
{
	return count(parent) == 1 ? TAILQ_FIRST(&parent->children)->name : NULL;
}

/* A label that made the node or something below it; NULL if none did. */
static const char *
label_of(const struct node *n)
{
	const struct node	*child;
	const char		*label = n->label;

	TAILQ_FOREACH(child, &n->children, entry) {
		if (label != NULL)
			break;
		label = label_of(child);
	}
	return label;
}

/* The server of a load-balancer, if it has one. */
static struct node *
find_server(const struct node *balancer)
{
	struct node	*servers = node_child(balancer, "servers");

	return servers == NULL ? NULL : TAILQ_FIRST(&servers->children);
}

static int
is_set(const struct node *n, const char *field)
{
	const char	*value;

	return n != NULL && (value = node_value(n, field)) != NULL &&
	    *value != '\0';
}

static void
drop(struct node *parent, const char *name)
{
	struct node	*n;

	if ((n = node_child(parent, name)) != NULL)
		node_remove(n);
}

/*
 * Of a container that does not serve, Traefik keeps a labelled server as it
 * is: without an address, which is no server.  An explicit url is one.  A
 * load-balancer with nothing left is made of the mark that it is empty.
 */
static void
drop_server(struct making *m, struct node *service)
{
	struct node	*balancer = node_child(service, "loadBalancer");
	struct node	*server;

	if (balancer == NULL)
		return;
	server = find_server(balancer);
	if (server != NULL)
		trace_labels(m->place->trace, TRACE_IGNORED, server,
		    "the container does not run, or is not healthy");
	if (server == NULL || !is_set(server, "url"))
		drop(balancer, "servers");
	else {
		drop(server, "port");
		drop(server, "scheme");
	}
	if (!node_has_children(balancer))
		node_remove(balancer);
}

static int
set_target(struct making *m, const struct family *f, struct node *service,
    struct node *server)
{
	struct service_port	 port;
	const char		*scheme;
	char			*address, why[256];

	port.protocol = f->protocol;
	port.service = service->name;
	port.label = node_value(server, "port");
	trace(m->place->trace, TRACE_STEP, "server", "of %s service %s",
	    f->name, service->name);
	trace_labels(m->place->trace, TRACE_USED, server, "a part of the "
	    "server's %s", f->target);
	address = address_of(m->place, &port, why, sizeof(why));
	if (address == NULL) {
		fault_add(m->arena, m->faults, label_of(service),
		    "%s service %s: %s", f->name, service->name, why);
		return -1;
	}
	scheme = is_set(server, "scheme") ? node_value(server, "scheme") :
	    "http";
	node_set(m->arena, server, f->target, f == &http ?
	    arena_printf(m->arena, "%s://%s", scheme, address) :
	    arena_strdup(m->arena, address));
	free(address);
	drop(server, "port");
	drop(server, "scheme");
	return 0;
}

/* Traefik's addServer(), addServerTCP() and addServerUDP(). */
static int
add_server(struct making *m, const struct family *f, struct node *service)
{
	struct node	*balancer, *server;

	balancer = node_child(service, "loadBalancer");
	if (balancer == NULL || balancer->off) {
		fault_add(m->arena, m->faults, label_of(service),
		    "%s service %s: it has no loadbalancer", f->name,
		    service->name);
		return -1;
	}
	if ((server = find_server(balancer)) == NULL)
		server = add(m, add(m, balancer, "servers"), "0");
	if (f == &http && is_set(server, "url")) {
		if (!is_set(server, "scheme") && !is_set(server, "port"))
			return 0;
		fault_add(m->arena, m->faults, label_of(service),
		    "%s service %s: with server.url there can be no "
		    "server.port and no server.scheme", f->name, service->name);
		return -1;
	}
	return set_target(m, f, service, server);
}

/* One bad service is one too many: the container is out. */
static int
build_services(struct making *m, const struct family *f)
{
	struct node	*services, *service;

	services = add(m, add(m, m->root, f->name), "services");
	if (count(services) == 0) {
		if (name_check(m->arena, m->name, NULL, m->faults) == -1)
			return -1;
		add(m, add(m, services, m->name), "loadBalancer");
		trace(m->place->trace, TRACE_ADDED, m->name, "%s service, as "
		    "no label names one", f->name);
	}
	TAILQ_FOREACH(service, &services->children, entry) {
		if (!m->serving)
			drop_server(m, service);
		else if (add_server(m, f, service) == -1)
			return -1;
	}
	return 0;
}

/* Returns -1 when the router cannot be: it goes alone. */
static int
build_router(struct making *m, const struct family *f, struct node *router)
{
	struct node	*services = section(m, f, "services");
	const char	*service;

	/* There is no default rule that an HTTP router could take. */
	if (f != &udp && !is_set(router, "rule")) {
		if (router != m->default_router)
			fault_warn(m->arena, m->faults, label_of(router),
			    "%s router %s: it has no rule", f->name,
			    router->name);
		else
			trace(m->place->trace, TRACE_STEP, "router", "none: "
			    "no label names one, and there is no default rule");
		return -1;
	}
	if (is_set(router, "service") || count(services) == 0)
		return 0;
	if ((service = only_name(services)) == NULL) {
		fault_warn(m->arena, m->faults, label_of(router),
		    "%s router %s: of several services it must name one",
		    f->name, router->name);
		return -1;
	}
	node_set(m->arena, router, "service", service);
	trace(m->place->trace, TRACE_ADDED, router->name, "%s router's "
	    "service: %s, the only one", f->name, service);
	return 0;
}

static void
build_routers(struct making *m, const struct family *f)
{
	struct node	*routers, *router, *next;

	routers = add(m, add(m, m->root, f->name), "routers");
	if (f == &http && count(routers) == 0 &&
	    count(section(m, f, "services")) <= 1)
		m->default_router = add(m, routers, m->name);
	for (router = TAILQ_FIRST(&routers->children); router != NULL;
	    router = next) {
		next = TAILQ_NEXT(router, entry);
		if (build_router(m, f, router) == -1) {
			trace_labels(m->place->trace, TRACE_IGNORED, router,
			    "router %s is left out", router->name);
			node_remove(router);
		} else if (router == m->default_router)
			trace(m->place->trace, TRACE_ADDED, router->name,
			    "http router by the default rule, as no label "
			    "names one");
	}
}

/* Traefik's build() for one container. */
static int
build(struct making *m)
{
	int	has_tcp, has_udp;

	has_tcp = count(section(m, &tcp, "routers")) > 0 ||
	    count(section(m, &tcp, "services")) > 0;
	has_udp = count(section(m, &udp, "routers")) > 0 ||
	    count(section(m, &udp, "services")) > 0;
	if (has_tcp) {
		if (build_services(m, &tcp) == -1)
			return -1;
		build_routers(m, &tcp);
	}
	if (has_udp) {
		if (build_services(m, &udp) == -1)
			return -1;
		build_routers(m, &udp);
	}
	if ((has_tcp || has_udp) && count(section(m, &http, "routers")) == 0 &&
	    count(section(m, &http, "middlewares")) == 0 &&
	    count(section(m, &http, "services")) == 0)
		return 0;
	if (build_services(m, &http) == -1)
		return -1;
	build_routers(m, &http);
	return 0;
}

static uint64_t
digest_pair(uint64_t h, const struct pair *pair)
{
	h = pack_digest(h, pair->key, strlen(pair->key) + 1);
	return pack_digest(h, pair->value, strlen(pair->value) + 1);
}

static int
is_server_key(const char *key)
{
	size_t	n = sizeof(SERVERS) - 1;

	return strncmp(key, SERVERS, n) == 0 &&
	    (key[n] == '\0' || key[n] == '/');
}

/* That there is a load-balancer goes without saying. */
static int
says_nothing(const char *key)
{
	return *key == '\0' || strcmp(key, "loadBalancer") == 0;
}

/*
 * Traefik compares services without their servers, and without their own
 * middlewares: the first container's count.
 */
static int
is_compared(const struct route *r, const char *key)
{
	return !r->service || (!is_server_key(key) && !says_nothing(key) &&
	    strcmp(key, "middlewares") != 0);
}

static int
set_meaning(struct making *m, const struct node *n, struct route *r)
{
	struct pairs	 pairs;
	size_t		 i;

	if (node_express(m->arena, n, EXPRESS_MEANING, 0, &pairs,
	    m->faults) == -1)
		return -1;
	r->meaning = pack_digest(PACK_DIGEST, r->name, strlen(r->name));
	for (i = 0; i < pairs.count; i++)
		if (is_compared(r, pairs.list[i].key))
			r->meaning = digest_pair(r->meaning, &pairs.list[i]);
	return 0;
}

/*
 * Takes the server's keys out of the service's.  Its slot is for the host to
 * choose, and so is a mark that there are no servers.
 */
static void
part_server(struct making *m, struct route *r)
{
	struct pair	*list = r->keys.list;
	const char	*key;
	size_t		 i, n = 0;

	r->server.list = arena_alloc(m->arena, r->keys.count * sizeof(*list));
	for (i = 0; i < r->keys.count; i++) {
		key = list[i].key;
		if (!is_server_key(key)) {
			if (!says_nothing(key))
				list[n++] = list[i];
			continue;
		}
		if (strlen(key) <= sizeof(SERVERS) ||
		    (key = strchr(key + sizeof(SERVERS), '/')) == NULL)
			continue;
		r->server.list[r->server.count] = list[i];
		r->server.list[r->server.count++].key = key + 1;
	}
	r->keys.count = n;
}

static int
has_own_url(const struct node *service)
{
	const struct node	*n;

	if ((n = node_child(service, "loadBalancer")) == NULL ||
	    (n = find_server(n)) == NULL || (n = node_child(n, "url")) == NULL)
		return 0;
	return n->label != NULL;
}

/* A name may be longer with its case folded than it is as it stands. */
static int
set_name(struct making *m, const char *family, const struct node *parent,
    const struct node *n, struct route *r)
{
	char	*id;
	size_t	 size;

	r->name = arena_printf(m->arena, "%s/%s/%s", family,
	    parent->field->name, n->name);
	size = strlen(r->name) * 2 + 1;
	id = arena_alloc(m->arena, size);
	fold(id, size, r->name, strlen(r->name));
	r->id = id;
	if (strlen(r->name) < OBJECT_NAME_MAX && strlen(id) < OBJECT_NAME_MAX)
		return 0;
	fault_add(m->arena, m->faults, label_of(n),
	    "its name is longer than %d bytes", OBJECT_NAME_MAX);
	return -1;
}

/* One value may be made of several labels: scheme, address and port. */
static int
check_sizes(struct making *m, const struct node *n, const struct pairs *pairs)
{
	size_t	i;

	for (i = 0; i < pairs->count; i++) {
		if (strlen(pairs->list[i].key) <= LABEL_NAME_MAX &&
		    strlen(pairs->list[i].value) <= LABEL_VALUE_MAX)
			continue;
		fault_add(m->arena, m->faults, label_of(n),
		    "what it says of `%.64s' is too long",
		    pairs->list[i].key);
		return -1;
	}
	return 0;
}

static int
express(struct making *m, const char *family, const struct node *parent,
    struct node *n, struct routes *routes)
{
	struct route	*r;

	if (name_check(m->arena, n->name, label_of(n), m->faults) == -1)
		return -1;
	r = arena_calloc(m->arena, sizeof(*r));
	if (set_name(m, family, parent, n, r) == -1)
		return -1;
	r->service = strcmp(parent->field->name, "services") == 0;
	if (node_express(m->arena, n, EXPRESS_KEYS, 0, &r->keys,
	    m->faults) == -1 || check_sizes(m, n, &r->keys) == -1 ||
	    set_meaning(m, n, r) == -1)
		return -1;
	if (r->service) {
		r->fixed = has_own_url(n);
		part_server(m, r);
	}
	if (r->keys.count > 0 || r->service)
		STAILQ_INSERT_TAIL(routes, r, entry);
	return 0;
}

/* Of each object its keys: http/routers/web, tls/stores/default. */
static int
express_all(struct making *m, struct routes *routes)
{
	struct node	*family, *parent, *n;
	int		 error = 0;

	TAILQ_FOREACH(family, &m->root->children, entry)
		TAILQ_FOREACH(parent, &family->children, entry)
			TAILQ_FOREACH(n, &parent->children, entry)
				if (!parent->off && !n->off && express(m,
				    family->field->name, parent, n,
				    routes) == -1)
					error = -1;
	return error;
}

enum route_verdict
route_make(struct arena *arena, const struct place *place,
    const struct settings *settings, struct routes *routes,
    struct faults *faults)
{
	const struct container	*c = place->container;
	struct label_options	 options = { place->conf->traefik_version };
	struct making		 m = { .arena = arena, .place = place,
				    .faults = faults };
	char			*name;

	STAILQ_INIT(routes);
	if (*c->name == '\0')
		trace(place->trace, TRACE_REFUSED, "", "it has no name");
	if (*c->name == '\0' || !keep_namespace(place->conf, c,
	    place->trace)) {
		STAILQ_INIT(faults);
		return ROUTE_NONE;
	}
	if (c->docker_fault)
		return ROUTE_FAULT;
	if (!keep_container(place->conf, c, settings, place->trace))
		return ROUTE_NONE;
	m.root = label_decode(arena, c->labels, c->nlabels, &options, faults);
	if (m.root == NULL)
		return ROUTE_FAULT;
	m.serving = c->running && c->health != HEALTH_BAD;
	name = route_service_name(c);
	m.name = arena_strdup(arena, name);
	free(name);
	if (build(&m) == -1 || express_all(&m, routes) == -1)
		return ROUTE_FAULT;
	return ROUTE_GOOD;
}
