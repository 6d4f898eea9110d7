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

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "go/duration.h"
#include "go/number.h"
#include "route-maker/translate/v1_service.h"
#include "route-maker/translate/v1_value.h"

#define BALANCER	"loadbalancer."

/* Traefik 1 put any string into a URL, which did not work then. */
static int
put_port(const struct v1_part *p, const char *base)
{
	const struct v1_label	*l = v1_filled(p, "port");
	const char		*fault;

	if (l == NULL)
		return 0;
	(void)strtonum(l->value, 1, UINT16_MAX, &fault);
	if (fault != NULL)
		return made_fault(p->made, l->origin, "`%.64s' is not a port; "
		    "set a number from 1 to 65535", l->value);
	return made_add(p->made, l->origin, l->value,
	    "%s" BALANCER "server.port", base) == -1 ? -1 : 1;
}

static int
put_scheme(const struct v1_part *p, const char *base)
{
	const struct v1_label	*l = v1_filled(p, "protocol");
	const char		*scheme;

	if (l == NULL || strcmp(l->value, "http") == 0)
		return 0;
	if ((scheme = v1_text(p, l)) == NULL)
		return -1;
	if (strcmp(scheme, "https") != 0 && strcmp(scheme, "h2c") != 0)
		return made_fault(p->made, l->origin, "`%.64s' is not a "
		    "protocol of Traefik 1; set http, https or h2c", scheme);
	return made_add(p->made, l->origin, scheme,
	    "%s" BALANCER "server.scheme", base);
}

static int
put_weight(const struct v1_part *p, const char *base)
{
	const struct v1_label	*l = v1_get(p, "weight");
	int64_t			 weight;

	if (l == NULL || *l->value == '\0')
		return 0;
	if (go_parse_int(l->value, strlen(l->value), 10, &weight) == -1) {
		made_warn(p->made, l->origin, "`%.64s' is not a number: the "
		    "weight is 1, as in Traefik 1", l->value);
		return 0;
	}
	if (weight < 0)
		return made_fault(p->made, l->origin, "a weight below 0 is "
		    "not possible; set 1 or more");
	if (weight == 0) {
		made_warn(p->made, l->origin, "weight 0 is handled as 1, as in "
		    "Traefik 1; in Traefik 3 it means no requests");
		return 0;
	}
	return made_add(p->made, l->origin,
	    arena_printf(p->made->d->arena, "%" PRId64, weight),
	    "%s" BALANCER "server.weight", base);
}

static int
put_sticky(const struct v1_part *p, const char *base)
{
	static const char		 name[] = "backend.loadbalancer."
					    "stickiness";
	static const char		 old[] = "backend.loadbalancer.sticky";

	if (v1_bool(p, name, 0)) {
		if (made_add(p->made, v1_get(p, name)->origin, "true",
		    "%s" BALANCER "sticky.cookie", base) == -1)
			return -1;
		return v1_emit(p, V1_INTO_COOKIE, base);
	}
	if (!v1_bool(p, old, 0))
		return 0;
	return made_add(p->made, v1_get(p, old)->origin, "_TRAEFIK_BACKEND",
	    "%s" BALANCER "sticky.cookie.name", base);
}

static int
put_check(const struct v1_part *p, const char *base)
{
	const struct v1_label	*l = v1_filled(p, "backend.healthcheck.path");
	const char		*path;

	if (l == NULL)
		return 0;
	if ((path = v1_text(p, l)) == NULL)
		return -1;
	if (made_add(p->made, l->origin, path, "%s" BALANCER "healthcheck.path",
	    base) == -1)
		return -1;
	return v1_emit(p, V1_INTO_CHECK, base);
}

static void
check_method(const struct v1_part *p)
{
	const struct v1_label	*l;

	l = v1_filled(p, "backend.loadbalancer.method");
	if (l == NULL || strcasecmp(l->value, "wrr") == 0)
		return;
	if (strcasecmp(l->value, "drr") == 0)
		made_warn(p->made, l->origin, "Traefik 3 has no method drr: "
		    "wrr is used; see `strategy' of its services for others");
	else
		made_warn(p->made, l->origin, "`%.64s' is handled as wrr, as "
		    "in Traefik 1", l->value);
}

/* A number means seconds, in both. */
static int
put_interval(const struct v1_part *p, const char *base)
{
	const struct v1_label	*l;
	int64_t			 value;

	l = v1_filled(p, "backend.responseForwarding.flushInterval");
	if (l == NULL)
		return 0;
	if (go_parse_duration(l->value, strlen(l->value), &value) == -1 &&
	    go_parse_int(l->value, strlen(l->value), 10, &value) == -1) {
		made_warn(p->made, l->origin, "`%.64s' is not a duration: it "
		    "is ignored", l->value);
		return 0;
	}
	return made_add(p->made, l->origin, l->value,
	    "%s" BALANCER "responseforwarding.flushinterval", base);
}

/* Without a port, the service still needs a label to have its name. */
static int
put_pass(const struct v1_part *p, const char *base, int has_port)
{
	static const char	 name[] = "frontend.passHostHeader";
	const struct v1_label	*l = v1_get(p, name);
	int			 pass = v1_bool(p, name, 1);

	if (pass && has_port)
		return 0;
	return made_add(p->made, l != NULL ? l->origin : MADE_DEFAULT,
	    pass ? "true" : "false", "%s" BALANCER "passhostheader", base);
}

static int
put_labels(const struct v1_part *p, const char *base)
{
	int	has_port = put_port(p, base);

	check_method(p);
	return has_port == -1 || put_pass(p, base, has_port) == -1 ||
	    put_scheme(p, base) == -1 || put_weight(p, base) == -1 ||
	    put_check(p, base) == -1 || put_interval(p, base) == -1 ||
	    put_sticky(p, base) == -1 ? -1 : 0;
}

/* True if the labels from `first' on are those of the object. */
static int
is_same(const struct made *m, const struct made_object *o, size_t first)
{
	const struct label	*a = m->list + o->first, *b = m->list + first;
	size_t			 i;

	if (m->n - first != o->n)
		return 0;
	for (i = 0; i < o->n; i++)
		if (strcmp(a[i].name, b[i].name) != 0 ||
		    strcmp(a[i].value, b[i].value) != 0)
			return 0;
	return 1;
}

/* Several parts may have one service, if they want it in the same way. */
int
v1_service(struct v1_part *p)
{
	struct made		*m = p->made;
	struct made_object	*o = made_find(m, "service", p->service);
	size_t			 first = m->n;
	const char		*base;

	if (o == NULL && made_object(m, p->named, "service",
	    p->service) == -1)
		return -1;
	base = arena_printf(m->d->arena, "traefik.http.services.%s.",
	    p->service);
	if (put_labels(p, base) == -1)
		return -1;
	if (o == NULL) {
		m->objects[m->nobjects - 1].n = m->n - first;
		return 0;
	}
	if (strcmp(o->name, p->service) != 0)
		return made_twice(m, o, p->named, p->service);
	if (!is_same(m, o, first))
		return made_fault(m, p->named, "it wants service %s in another "
		    "way than label %s, but a container is one server of a "
		    "service; set another label backend", p->service,
		    o->origin);
	m->n = first;
	return 0;
}
