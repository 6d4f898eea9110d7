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

#include "route-maker/normalize.h"
#include "route-maker/translate/registrator_service.h"

/* Several ports may have the same tags: an equal label is made once. */
static int
put(struct made *m, const char *origin, const char *name, const char *value)
{
	const char	*made = name_index_find(&m->values, name);

	if (made != NULL)
		return strcmp(made, value) == 0 ? 0 : made_fault(m, origin,
		    "tag %.128s has another value for another port; set tags "
		    "of each port", name);
	return made_add(m, origin, value, "%s", name);
}

static int
put_tags(struct made *m, const struct registrator_port *p)
{
	const struct registrator_tag	*tag;
	size_t				 i;

	for (i = 0; i < p->ntags; i++) {
		tag = &p->tags[i];
		if (strcasecmp(tag->name, "enable") != 0 && put(m, p->tagged,
		    arena_printf(m->d->arena, "traefik.%s", tag->name),
		    tag->value == NULL ? "" : tag->value) == -1)
			return -1;
	}
	return 0;
}

static int
has_family(const struct registrator_port *p, const char *family)
{
	size_t	i;

	for (i = 0; i < p->ntags; i++)
		if (strncasecmp(p->tags[i].name, family, strlen(family)) == 0)
			return 1;
	return 0;
}

/* True if a tag says where the server is. */
static int
has_server(const struct registrator_port *p, const char *service)
{
	static const char *const	fields[] = { "port", "url" };
	char				 name[512];
	size_t				 i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (snprintf(name, sizeof(name), "%s.loadbalancer.server.%s",
		    service, fields[i]) < (int)sizeof(name) &&
		    registrator_tag(p, name) != NULL)
			return 1;
	return 0;
}

static int
put_port(struct made *m, const struct registrator_port *p,
    const char *service)
{
	return put(m, p->tagged, arena_printf(m->d->arena,
	    "traefik.%s.loadbalancer.server.port", service),
	    arena_printf(m->d->arena, "%u", p->number));
}

/* "http.services.<name>", for each such service of the tags. */
static int
put_services(struct made *m, const struct registrator_port *p,
    const char *section, int *any)
{
	size_t		 i, n = strlen(section);
	const char	*name, *service;

	for (i = 0; i < p->ntags; i++) {
		name = p->tags[i].name;
		if (strncasecmp(name, section, n) != 0 ||
		    strchr(name + n, '.') == NULL)
			continue;
		*any = 1;
		service = arena_strndup(m->d->arena, name,
		    n + strcspn(name + n, "."));
		if (!has_server(p, service) &&
		    put_port(m, p, service) == -1)
			return -1;
	}
	return 0;
}

int
registrator_v3(struct made *m, const struct container *c,
    const struct registrator_port *p)
{
	static const char *const	families[] = { "http.", "tcp.", "udp." };
	struct arena			*a = m->d->arena;
	char				*name = normalize(p->name);
	const char			*normal = arena_strdup(a, name);
	size_t				 i;
	int				 any;

	free(name);
	if (put_tags(m, p) == -1)
		return -1;
	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (!has_family(p, families[i]))
			continue;
		any = 0;
		if (put_services(m, p, arena_printf(a, "%sservices.",
		    families[i]), &any) == -1)
			return -1;
		if (any)
			continue;
		if (put_port(m, p, arena_printf(a, "%sservices.%s",
		    families[i], normal)) == -1)
			return -1;
		if (i == 0 && registrator_check(m, c, p->number, normal) == -1)
			return -1;
	}
	return 0;
}
