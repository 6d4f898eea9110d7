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
#include <strings.h>

#include "common/bounds.h"
#include "route-maker/translate/registrator.h"
#include "route-maker/translate/registrator_service.h"

int
registrator_names(const char *name)
{
	const char	*key = registrator_key(name);

	return key != NULL && (strcasecmp(key, "NAME") == 0 ||
	    strcasecmp(key, "TAGS") == 0);
}

int
registrator_enabled(struct made *m, const struct container *c)
{
	struct registrator_port	*ports;
	size_t			 i, n, disabled = 0;
	int			 enabled;

	if (registrator_ports(m, c, &ports, &n) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		if ((enabled = registrator_port_enabled(&ports[i])) == 1)
			return 1;
		disabled += enabled == 0;
	}
	return n > 0 && disabled == n ? 0 : -1;
}

/* A label traefik.enable of the container comes before the tags. */
static int
is_enabled(const struct made *m, const struct container *c,
    const struct registrator_port *p)
{
	int	enabled = registrator_port_enabled(p);

	if (container_label_exact(c, "traefik.enable") != NULL)
		return 1;
	return enabled == -1 ? (int)m->d->conf->registrator_exposed : enabled;
}

/* The name becomes a part of the rule, and of names in Traefik. */
static int
check_name(struct made *m, const struct registrator_port *p)
{
	if (*p->name == '\0')
		return made_fault(m, p->tagged, "it has no SERVICE_NAME, and "
		    "its image has no name; set label SERVICE_NAME");
	if (strlen(p->name) > LABEL_NAME_MAX)
		return made_fault(m, p->named, "the name is longer than %d "
		    "bytes", LABEL_NAME_MAX);
	return 0;
}

/* Returns 1 if the port has no route. */
static int
make_port(struct made *m, const struct container *c,
    const struct registrator_port *p, int *pool)
{
	int	r;

	if (p->protocol != PROTOCOL_TCP || p->ignored != NULL ||
	    !is_enabled(m, c, p))
		return 1;
	if (check_name(m, p) == -1)
		return -1;
	if (registrator_is_v3(p))
		r = registrator_v3(m, c, p);
	else {
		*pool = 1;
		r = registrator_v1(m, c, p);
	}
	return r == -1 ? -1 : 0;
}

/* The reason why no port of the container has a route. */
static int
say_none(struct made *m, const struct container *c,
    const struct registrator_port *ports, size_t n)
{
	const struct label	*l;

	if (n > 0 && ports[0].ignored != NULL) {
		l = registrator_meta(c, ports[0].number, "IGNORE", NULL);
		trace(m->d->trace, TRACE_REFUSED, "", "label %s ignores it%s",
		    l->name, strcasecmp(l->value, "false") == 0 ?
		    ", with any value that is not empty" : "");
	} else if (n > 0)
		trace(m->d->trace, TRACE_REFUSED, "", "it has no port of TCP "
		    "that registrator's labels enable");
	else if (strcmp(c->mode, "host") == 0)
		return made_fault(m, NULL, "its ports are not listed, because "
		    "it uses the network of the host; set label "
		    "SERVICE_<port>_NAME for each");
	else {
		trace(m->d->trace, TRACE_REFUSED, "", "it has no port that is "
		    "published");
		made_warn(m, NULL, "no route by labels of registrator, because "
		    "it has no port that is %s",
		    m->d->conf->registrator_internal ? "exposed" : "published; "
		    "publish it, or set `internal yes' in labels registrator");
	}
	return 1;
}

int
registrator_make(struct made *m, const struct container *c, int *pool)
{
	struct registrator_port	*ports;
	size_t			 i, n, made = 0;
	int			 r, error = 0;

	if (registrator_ports(m, c, &ports, &n) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		if ((r = make_port(m, c, &ports[i], pool)) == -1)
			error = -1;
		made += r == 0;
	}
	if (error == -1)
		return -1;
	return made > 0 ? 0 : say_none(m, c, ports, n);
}
