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

#include "route-maker/base/trace.h"
#include "route-maker/route/health.h"

static void
say_port(struct trace *t, const struct node *n,
    uint16_t labelled, uint16_t port, const char *why)
{
	const char	*own = n->apart ? "; it is that of the server, so 0 is "
			    "published if the servers of this service have "
			    "several ports" : "";

	if (*why != '\0')
		trace(t, TRACE_STEP, "health check", "port %u, "
		    "from its label; it is not reached%s", port, own);
	else if (port == labelled)
		trace(t, TRACE_STEP, "health check", "port %u, "
		    "from its label%s", port, own);
	else
		trace(t, TRACE_STEP, "health check", "port %u of the host, "
		    "published for port %u of the container%s", port, labelled, own);
}

void
health_port(const struct place *p, const char *family, struct node *service,
    const struct service_port *server, struct address *a)
{
	struct decode		*d = p->d;
	struct node		*n;
	struct service_port	 check = *server;
	uint16_t		 port, labelled;

	n = node_find(service, HEALTH_PORT);
	if (n == NULL || n->value == NULL || n->parent->off || n->off)
		return;
	check.label = n->value;
	labelled = (uint16_t)strtonum(n->value, 0, UINT16_MAX, NULL);
	if (labelled == 0)
		return;
	port = address_port(p, &check, a);
	n->apart = !a->own && port == a->port;
	if (p->inside && *a->why != '\0' && !a->unpublished) {
		decode_warn(d, n->label, "%s service %s: it is ignored, and "
		    "the health check uses the server's own port: %s", family,
		    service->name, a->why);
		node_remove(n);
		return;
	}
	say_port(d->trace, n, labelled, port, a->why);
	if (*a->why != '\0' && port != a->port)
		decode_warn(d, NULL, "%s service %s: "
		    "health check: %s", family, service->name, a->why);
	if (port != labelled)
		n->value = arena_printf(d->arena, "%u", port);
}
