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

#include "common/bounds.h"
#include "common/log.h"
#include "go/fold.h"
#include "go/number.h"
#include "route-maker/label/label.h"
#include "route-maker/normalize.h"
#include "route-maker/policy/filter.h"
#include "route-maker/route/health.h"
#include "route-maker/route/route.h"
#include "route-maker/route/routes.h"

/* http, tcp or udp of one container. */
struct family {
	const char	*name;
	enum protocol	 protocol;
	const char	*target;	/* of a server: url or address */
};

static const struct family http = { "http", PROTOCOL_TCP, "url" };
static const struct family tcp = { "tcp", PROTOCOL_TCP, "address" };
static const struct family udp = { "udp", PROTOCOL_UDP, "address" };

/* The second one is older. */
static const char *const merge_labels[] = { "kop.merge-lbs",
    "traefik.merge-lbs" };

#define MERGE_LABELS	(sizeof(merge_labels) / sizeof(merge_labels[0]))

struct route_ctx {
	struct decode		*d;
	const struct place	*place;
	struct node		*root;
	const char		*name;		/* of what is by default */
	const struct node	*default_router;
	const struct policy	*policy;
	const char		*rule;		/* by default; NULL: none yet */
	const char		*no_rule;	/* why there is none, or NULL */
	int			 serving;	/* running, and healthy */
	int			 nowhere;	/* it has no address */
	int			 network_said;	/* that it is not in it */
	int			 enabled;	/* by its own label */
};

static int
has_compose(const struct container *c, const char **project,
    const char **service)
{
	*project = container_label_exact(c, "com.docker.compose.project");
	*service = container_label_exact(c, "com.docker.compose.service");
	return *project != NULL && **project != '\0' && *service != NULL &&
	    **service != '\0';
}

char *
route_service_name(const struct container *c)
{
	const char	*project, *service;
	char		*name, *normal;

	if (!has_compose(c, &project, &service))
		return normalize(c->name);
	if (asprintf(&name, "%s_%s", service, project) == -1)
		fatal(NULL);
	normal = normalize(name);
	free(name);
	return normal;
}

/* For the trace, after a default name. */
static const char *
name_source(const struct container *c)
{
	const char	*project, *service;

	return has_compose(c, &project, &service) ? "; the name is Docker "
	    "Compose's service and project" : "";
}

int
route_merges(const struct container *c, struct trace *t)
{
	const char	*value;
	size_t		 i;
	int		 merges, any = 0;

	for (i = 0; i < MERGE_LABELS; i++) {
		if ((value = container_label(c, merge_labels[i])) == NULL ||
		    go_parse_bool(value, strlen(value), &merges) == -1)
			continue;
		any |= merges;
		trace(t, TRACE_USED, merge_labels[i], "servers are %sshared "
		    "with other hosts", merges ? "" : "not ");
	}
	return any;
}

/* traefik-kop takes for no what it cannot read, and says nothing. */
static void
check_merges(struct route_ctx *m)
{
	const char	*value;
	size_t		 i;
	int		 merges;

	for (i = 0; i < MERGE_LABELS; i++) {
		value = container_label(m->place->container, merge_labels[i]);
		if (value != NULL &&
		    go_parse_bool(value, strlen(value), &merges) == -1)
			decode_warn(m->d, merge_labels[i],
			    "`%s' counts as `false': give `true' or `false'",
			    value);
	}
}

void
route_settings(struct decode *d, struct container *c,
    struct settings *settings)
{
	const char	*network = d->conf->network;

	c->docker_fault = label_settings(d, c->labels, c->nlabels,
	    settings) == -1;
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
section(const struct route_ctx *m, const struct family *f, const char *name)
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
add(struct route_ctx *m, struct node *parent, const char *name)
{
	struct node	*n;

	if ((n = node_add(m->d->arena, parent, name)) == NULL)
		fatalx("no field %s", name);
	return n;
}

/* The only child's name; NULL if there is none, or more. */
static const char *
only_name(const struct node *parent)
{
	return count(parent) == 1 ? TAILQ_FIRST(&parent->children)->name : NULL;
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
 * load-balancer with nothing left has at least a list of none.
 */
static void
drop_server(struct route_ctx *m, struct node *balancer)
{
	struct node	*server = find_server(balancer);

	if (server != NULL)
		node_trace(m->d->trace, TRACE_IGNORED, server,
		    "the container does not run, or is not healthy");
	if (server == NULL || !is_set(server, "url"))
		drop(balancer, "servers");
	else {
		drop(server, "port");
		drop(server, "scheme");
	}
	if (!node_has_children(balancer))
		add(m, balancer, "servers");
}

/* As Traefik warns: once, and what counts instead. */
static void
check_network(struct route_ctx *m, const struct address *a)
{
	static const char	 label[] = "traefik.docker.network";
	const struct container	*c = m->place->container;

	if (!a->no_network || a->text == NULL || m->network_said)
		return;
	m->network_said = 1;
	trace(m->d->trace, TRACE_IGNORED, label, "the container has no "
	    "address in network %s; %s is used instead", c->network, a->host);
	decode_warn(m->d, c->network_labelled ? label : NULL,
	    "the container has no address in network `%s'; %s is used instead: "
	    "give the network's full name; Docker Compose puts the project's "
	    "name before it", c->network, a->host);
}

static void
count_unpublished(struct route_ctx *m, const struct address *a)
{
	if (a->unpublished && m->place->unpublished != NULL)
		(*m->place->unpublished)++;
}

/* Returns -1 when it has none. */
static int
set_address(struct route_ctx *m, const struct family *f, struct node *service,
    struct node *server, const struct service_port *port)
{
	struct address	a;

	if (address_of(m->place, port, &a) == -1) {
		decode_fault(m->d, node_label(service),
		    "%s service %s: %s", f->name, service->name, a.why);
		count_unpublished(m, &a);
		m->nowhere = a.nowhere;
		return -1;
	}
	count_unpublished(m, &a);
	node_set(m->d->arena, server, f->target, port->scheme != NULL ?
	    arena_printf(m->d->arena, "%s://%s", port->scheme, a.text) :
	    arena_strdup(m->d->arena, a.text));
	if (*a.why != '\0')
		decode_warn(m->d, NULL, "%s service %s: %s",
		    f->name, service->name, a.why);
	check_network(m, &a);
	if (f != &udp)
		health_port(m->place, f->name, service, port, &a);
	free(a.text);
	return 0;
}

static int
set_target(struct route_ctx *m, const struct family *f, struct node *service,
    struct node *server)
{
	struct service_port	 port = { f->protocol, service->name,
				    node_value(server, "port"), NULL };

	if (f == &http)
		port.scheme = is_set(server, "scheme") ?
		    node_value(server, "scheme") : "http";
	node_trace(m->d->trace, TRACE_USED, server, "a part of the "
	    "server's %s", f->target);
	if (set_address(m, f, service, server, &port) == -1)
		return -1;
	trace(m->d->trace, TRACE_STEP, "server", "%s, of %s service %s",
	    node_value(server, f->target), f->name, service->name);
	drop(server, "port");
	drop(server, "scheme");
	return 0;
}

/* Traefik's addServer(), addServerTCP() and addServerUDP(). */
static int
add_server(struct route_ctx *m, const struct family *f, struct node *service,
    struct node *balancer)
{
	struct node	*server;

	if ((server = find_server(balancer)) == NULL)
		server = add(m, add(m, balancer, "servers"), "0");
	if (f == &http && is_set(server, "url")) {
		if (!is_set(server, "scheme") && !is_set(server, "port"))
			return 0;
		decode_fault(m->d, node_label(service),
		    "%s service %s: with server.url there can be no "
		    "server.port and no server.scheme", f->name, service->name);
		return -1;
	}
	return set_target(m, f, service, server);
}

/* Without a load-balancer it is an error, whether the container runs or not. */
static int
build_service(struct route_ctx *m, const struct family *f, struct node *service)
{
	struct node	*balancer = node_child(service, "loadBalancer");

	if (balancer == NULL || balancer->off) {
		decode_fault(m->d, node_label(service),
		    "%s service %s: it has no loadbalancer: label one, such as "
		    "loadbalancer.server.port", f->name, service->name);
		return -1;
	}
	if (m->serving)
		return add_server(m, f, service, balancer);
	drop_server(m, balancer);
	return 0;
}

/* One bad service is one too many: the container is out. */
static int
build_services(struct route_ctx *m, const struct family *f)
{
	struct node	*services, *service;

	services = add(m, add(m, m->root, f->name), "services");
	if (count(services) == 0) {
		if (!m->d->conf->lossy_labels &&
		    name_check(m->d, m->name, NULL) == -1)
			return -1;
		add(m, add(m, services, m->name), "loadBalancer");
		trace(m->d->trace, TRACE_STEP, "added", "%s service "
		    "%s, as no label names one%s", f->name, m->name,
		    name_source(m->place->container));
	}
	TAILQ_FOREACH(service, &services->children, entry)
		if (build_service(m, f, service) == -1)
			return -1;
	return 0;
}

static int
has_default_rule(const struct route_ctx *m)
{
	return m->policy != NULL && m->policy->default_rule != NULL;
}

/*
 * What the default rule says, once for all routers of a container: they all
 * give it the same.
 */
static void
make_rule(struct route_ctx *m)
{
	const struct container	*c = m->place->container;
	struct template_data	 data = { m->name, c->name, c->labels,
				    c->nlabels };
	char			*rule, why[512];

	if (m->rule != NULL || m->no_rule != NULL)
		return;
	if (template_execute(m->policy->default_rule, m->d->arena, &data, &rule,
	    why, sizeof(why)) == -1)
		m->no_rule = arena_printf(m->d->arena, "the default rule fails "
		    "at %s", why);
	else if (*rule == '\0')
		m->no_rule = "the default rule makes nothing of it";
	else
		m->rule = rule;
}

/* Unless it defines what others may use, a rule is likely to be missing. */
static void
say_no_router(struct route_ctx *m, const struct node *router)
{
	if (m->enabled && node_label(section(m, &http, "services")) == NULL &&
	    count(section(m, &http, "middlewares")) == 0)
		decode_warn(m->d, NULL, "http router %s: there "
		    "is none, as it has no rule: label "
		    "traefik.http.routers.%s.rule, or set `default rule' in "
		    "kopd.conf", router->name, router->name);
	trace(m->d->trace, TRACE_STEP, "router", "none: no label names "
	    "one, and there is no default rule");
}

/* Of a router without a rule: -1 when it can have none. */
static int
set_rule(struct route_ctx *m, const struct family *f, struct node *router)
{
	const char	*why = "it has no rule: label its `rule'";

	if (f == &http && has_default_rule(m)) {
		make_rule(m);
		why = m->no_rule;
	}
	if (why == NULL) {
		node_set(m->d->arena, router, "rule", m->rule);
		node_set(m->d->arena, router, "defaultRule", "true");
		trace(m->d->trace, TRACE_STEP, "added", "rule `%s' to "
		    "http router %s, by the default rule", m->rule,
		    router->name);
		return 0;
	}
	if (router != m->default_router || has_default_rule(m))
		decode_warn(m->d, node_label(router),
		    "%s router %s: %s", f->name, router->name, why);
	else
		say_no_router(m, router);
	return -1;
}

/* Returns -1 when the router cannot be: it goes alone. */
static int
build_router(struct route_ctx *m, const struct family *f, struct node *router)
{
	struct node	*services = section(m, f, "services");
	const char	*service;

	if (f != &udp && !is_set(router, "rule") &&
	    set_rule(m, f, router) == -1)
		return -1;
	if (is_set(router, "service") || count(services) == 0)
		return 0;
	if ((service = only_name(services)) == NULL) {
		decode_warn(m->d, node_label(router),
		    "%s router %s: of several services it must name one",
		    f->name, router->name);
		return -1;
	}
	if (*service == '\0') {
		decode_warn(m->d, node_label(router),
		    "%s router %s: its service has no name", f->name,
		    router->name);
		return -1;
	}
	node_set(m->d->arena, router, "service", service);
	trace(m->d->trace, TRACE_STEP, "added", "service %s to %s "
	    "router %s, as it is the only one", service, f->name,
	    router->name);
	return 0;
}

/* Of an HTTP service alone; which of several it leads to, nobody says. */
static void
add_default_router(struct route_ctx *m, struct node *routers)
{
	if (count(section(m, &http, "services")) <= 1)
		m->default_router = add(m, routers, m->name);
	else if (has_default_rule(m))
		decode_warn(m->d, NULL, "http router %s: there "
		    "is none by default, as there are several services: label "
		    "a router for each", m->name);
}

static void
build_routers(struct route_ctx *m, const struct family *f)
{
	struct node	*routers, *router, *next;

	routers = add(m, add(m, m->root, f->name), "routers");
	if (f == &http && count(routers) == 0)
		add_default_router(m, routers);
	for (router = TAILQ_FIRST(&routers->children); router != NULL;
	    router = next) {
		next = TAILQ_NEXT(router, entry);
		if (build_router(m, f, router) == -1) {
			node_trace(m->d->trace, TRACE_IGNORED, router,
			    "router %s is left out", router->name);
			node_remove(router);
		} else if (router == m->default_router)
			trace(m->d->trace, TRACE_STEP, "added", "http "
			    "router %s, as no label names one%s", router->name,
			    name_source(m->place->container));
	}
}

/* Traefik's build() for one container. */
static int
build(struct route_ctx *m)
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

/* Traefik's labels are not looked at before it is known to be ours. */
static enum route_verdict
filter(struct route_ctx *m, const struct settings *settings)
{
	const struct container	*c = m->place->container;
	char			 why[256];
	int			 matches;

	if (!filter_enabled(m->d, settings))
		return ROUTE_NONE;
	matches = filter_matching(m->d, m->policy, c, why, sizeof(why));
	if (matches == -1) {
		decode_fault(m->d, NULL, "constraints: %s", why);
		return ROUTE_FAULT;
	}
	return matches && filter_state(m->d, c, settings) ?
	    ROUTE_GOOD : ROUTE_NONE;
}

enum route_verdict
route_make(const struct place *place, const struct policy *policy,
    const struct settings *settings, struct routes *routes)
{
	struct decode		*d = place->d;
	const struct container	*c = place->container;
	enum route_verdict	 verdict;
	struct route_ctx		 m = { .d = d, .place = place,
				    .policy = policy };
	char			*name;

	STAILQ_INIT(routes);
	if (*c->name == '\0')
		trace(d->trace, TRACE_REFUSED, "", "it has no name");
	if (*c->name == '\0' || !filter_namespace(d, c)) {
		STAILQ_INIT(&d->faults);
		return ROUTE_NONE;
	}
	if (c->docker_fault)
		return ROUTE_FAULT;
	if ((verdict = filter(&m, settings)) != ROUTE_GOOD)
		return verdict;
	check_merges(&m);
	m.root = label_decode(d, c->labels, c->nlabels);
	if (m.root == NULL)
		return ROUTE_FAULT;
	m.enabled = settings->enable == 1;
	m.serving = c->running && c->health != HEALTH_BAD;
	name = route_service_name(c);
	m.name = arena_strdup(d->arena, name);
	free(name);
	if (build(&m) == -1 || routes_express(d, m.root, routes) == -1)
		return m.nowhere ? ROUTE_NOWHERE : ROUTE_FAULT;
	return ROUTE_GOOD;
}
