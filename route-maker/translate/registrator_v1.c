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

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "route-maker/normalize.h"
#include "route-maker/translate/registrator_service.h"
#include "route-maker/translate/v1_router.h"

#define FRONTENDS	"frontends."

struct catalog_ctx {
	struct made			*made;
	const struct registrator_port	*port;
	struct v1_label			*labels;	/* of all frontends */
	size_t				 n;
	const char			*router;
	const char			*service;
};

static const char *
normal(struct made *m, const char *name, int lower)
{
	char		*text = normalize(name), *p;
	const char	*copy;

	for (p = text; lower && *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	copy = arena_strdup(m->d->arena, text);
	free(text);
	return copy;
}

/* Some names match without regard to case; one is older. */
static const char *
plain_name(const char *name)
{
	static const char *const	names[] = { "protocol", "weight" };
	size_t				 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(name, names[i]) == 0)
			return names[i];
	return strcasecmp(name, "backend.weight") == 0 ? "weight" : name;
}

/* Traefik 1's Consul catalog read neither these nor segments. */
static int
is_read(const struct v1_row *row, const char *name)
{
	return row != NULL && row->into != V1_INTO_SETTINGS &&
	    strcmp(name, "backend") != 0 && strcmp(name, "port") != 0 &&
	    strcmp(name, "domain") != 0;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct v1_label *)a)->name,
	    ((const struct v1_label *)b)->name);
}

/* Of several tags with one name, the first one counts. */
static int
add_label(struct catalog_ctx *x, const char *name, const char *value,
    const char *origin)
{
	const struct v1_row	*row = v1_row(name);
	size_t			 i;

	for (i = 0; i < x->n; i++)
		if (strcmp(x->labels[i].name, name) == 0)
			return 0;
	if (strcmp(name, "frontend.rule") == 0 && strstr(value, "{{") != NULL)
		return made_fault(x->made, origin, "kopd does not execute "
		    "templates in rules; write the rule without `{{'");
	x->labels[x->n++] = (struct v1_label){ name, value, origin, row };
	return 0;
}

/*
 * The labels of one frontend: those of the service, and "frontends.<name>.x"
 * as "frontend.x".  The main frontend has no name.
 */
static int
read_frontend(struct catalog_ctx *x, const char *frontend)
{
	const struct registrator_port	*port = x->port;
	struct arena			*a = x->made->d->arena;
	const char			*name;
	size_t				 i, n = strlen(frontend);

	x->n = 0;
	x->labels[x->n++] = (struct v1_label){ "port",
	    arena_printf(a, "%u", port->number), MADE_DEFAULT, v1_row("port") };
	for (i = 0; i < port->ntags; i++) {
		name = port->tags[i].name;
		if (port->tags[i].value == NULL)
			continue;
		if (strncmp(name, FRONTENDS, 10) == 0) {
			/* There may be many, each for one frontend. */
			if (n == 0 || strncmp(name + 10, frontend, n) != 0 ||
			    name[10 + n] != '.')
				continue;
			name = arena_printf(a, "frontend%s", name + 10 + n);
		} else {
			name = plain_name(name);
			if ((n > 0 && strncmp(name, "frontend.", 9) == 0) ||
			    !is_read(v1_row(name), name))
				continue;
		}
		if (add_label(x, name, port->tags[i].value,
		    port->tagged) == -1)
			return -1;
	}
	qsort(x->labels, x->n, sizeof(*x->labels), compare);
	return 0;
}

static const char *
default_rule(const struct catalog_ctx *x)
{
	const struct made	*m = x->made;
	const char		*domain = m->d->conf->registrator_domain;
	size_t			 n = strlen(domain);

	if (n > 0 && domain[n - 1] == '.')
		n--;
	return arena_printf(m->d->arena, "Host:%s%s%.*s", x->port->name,
	    n == 0 ? "" : ".", (int)n, domain);
}

static int
make_frontend(struct catalog_ctx *x, const char *frontend)
{
	struct v1_part	p = { .made = x->made, .router = x->router,
			    .service = x->service, .labels = x->labels,
			    .named = x->port->named, .rule = default_rule(x),
			    .backend = x->port->named };

	if (*p.named == '\0')
		p.named = x->port->tagged;
	if (read_frontend(x, frontend) == -1)
		return -1;
	p.n = x->n;
	if (*frontend != '\0')
		p.router = normal(x->made, arena_printf(x->made->d->arena,
		    "%s-%s", x->router, frontend), 0);
	return v1_part_make(&p);
}

/* True if an earlier tag has the same frontend. */
static int
is_repeated(const struct registrator_port *port, size_t i, size_t len)
{
	const char	*name = port->tags[i].name;
	size_t		 j;

	for (j = 0; j < i; j++)
		if (strncmp(port->tags[j].name, name, len) == 0)
			return 1;
	return 0;
}

static int
make_frontends(struct catalog_ctx *x)
{
	const struct registrator_port	*port = x->port;
	const char			*name;
	size_t				 i, n;

	for (i = 0; i < port->ntags; i++) {
		name = port->tags[i].name;
		if (strncmp(name, FRONTENDS, 10) != 0 ||
		    (n = strcspn(name + 10, ".")) == 0 || name[10 + n] == '\0' ||
		    port->tags[i].value == NULL ||
		    is_repeated(port, i, 10 + n + 1))
			continue;
		if (make_frontend(x, arena_strndup(x->made->d->arena, name + 10,
		    n)) == -1)
			return -1;
	}
	return 0;
}

int
registrator_v1(struct made *m, const struct container *c,
    const struct registrator_port *port)
{
	struct catalog_ctx	x = { .made = m, .port = port };

	x.labels = arena_alloc(m->d->arena,
	    (port->ntags + 1) * sizeof(*x.labels));
	x.router = normal(m, port->name, 0);
	x.service = normal(m, port->name, 1);
	if (make_frontend(&x, "") == -1 || make_frontends(&x) == -1)
		return -1;
	if (registrator_tag(port, "backend.healthcheck.path") != NULL)
		return 0;
	return registrator_check(m, c, port->number, x.service);
}
