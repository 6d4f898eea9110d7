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
#include "go/number.h"
#include "route-maker/translate/registrator_port.h"

#define PREFIX	"SERVICE_"

/* The port in the name after the prefix, and where the key begins. */
static const char *
key_of(const char *name, int64_t *port)
{
	const char	*rest = name + sizeof(PREFIX) - 1;
	size_t		 n = strcspn(rest, "_");

	*port = -1;
	if (rest[n] == '_' && go_parse_int(rest, n, 10, port) == 0)
		return rest + n + 1;
	*port = -1;
	return rest;
}

const char *
registrator_key(const char *name)
{
	int64_t	port;

	return strncmp(name, PREFIX, sizeof(PREFIX) - 1) == 0 ?
	    key_of(name, &port) : NULL;
}

const struct label *
registrator_meta(const struct container *c, uint16_t port, const char *key,
    int *own)
{
	const struct label	*l, *found = NULL;
	size_t			 i;
	int64_t			 number, best = -1;

	for (i = 0; i < c->nlabels; i++) {
		l = &c->labels[i];
		if (strncmp(l->name, PREFIX, sizeof(PREFIX) - 1) != 0 ||
		    strcasecmp(key_of(l->name, &number), key) != 0 ||
		    (number != -1 && number != port) ||
		    (found != NULL && number <= best))
			continue;
		found = l;
		best = number;
	}
	if (own != NULL)
		*own = found != NULL && best != -1;
	return found == NULL || *found->value == '\0' ? NULL : found;
}

/*
 * The last part of the image's path, up to a colon.  If the image has no name
 * any more, the list has its id.
 */
static const char *
image_name(struct arena *a, const struct container *c)
{
	const char	*image = c->image == NULL ? "" : c->image, *slash;
	const char	*name = image;
	size_t		 n = strspn(image, "0123456789abcdef");

	if (strncmp(image, "sha256:", 7) == 0 ||
	    (image[n] == '\0' && (n == 12 || n == 64)))
		return "";
	if ((slash = strrchr(image, '/')) != NULL)
		name = slash + 1;
	return arena_strndup(a, name, strcspn(name, ":"));
}

/*
 * The tag at *s, up to a comma; `\,' is one.  Nothing is trimmed.  Writes the
 * tag to *p, and moves both.
 */
static const char *
next_tag(const char **s, char **p)
{
	const char	*tag = *p;

	for (; **s != '\0' && **s != ','; ++*s) {
		if ((*s)[0] == '\\' && (*s)[1] == ',')
			++*s;
		*(*p)++ = **s;
	}
	*(*p)++ = '\0';
	if (**s == ',')
		++*s;
	return tag;
}

/* Only tags with the prefix count.  Returns -1 with an error. */
static int
read_tags(struct made *m, struct registrator_port *p, const struct label *l)
{
	const char		*prefix = m->d->conf->registrator_prefix;
	const char		*s = l->value, *tag;
	struct arena		*a = m->d->arena;
	struct registrator_tag	*t;
	size_t			 n = strlen(prefix);
	char			*copy, *eq;

	p->tagged = l->name;
	p->tags = arena_alloc(a, REGISTRATOR_TAGS_MAX * sizeof(*p->tags));
	copy = arena_alloc(a, strlen(s) + 1);
	while (*s != '\0') {
		tag = next_tag(&s, &copy);
		if (strncmp(tag, prefix, n) != 0 || tag[n] != '.')
			continue;
		if (p->ntags == REGISTRATOR_TAGS_MAX)
			return made_fault(m, l->name, "more than %d tags with "
			    "the prefix %.64s", REGISTRATOR_TAGS_MAX, prefix);
		t = &p->tags[p->ntags++];
		t->name = tag + n + 1;
		t->value = NULL;
		if ((eq = strchr(t->name, '=')) != NULL) {
			t->name = arena_strndup(a, t->name,
			    (size_t)(eq - t->name));
			t->value = eq + 1;
		}
		(void)name_index_add(a, &p->names, t->name, t);
	}
	return 0;
}

static void
set_name(struct made *m, const struct container *c, struct registrator_port *p,
    size_t ports)
{
	const struct label	*l;
	int			 own;

	l = registrator_meta(c, p->number, "NAME", &own);
	p->named = l == NULL ? MADE_DEFAULT : l->name;
	p->name = l == NULL ? image_name(m->d->arena, c) : l->value;
	if (ports > 1 && !own && *p->name != '\0')
		p->name = arena_printf(m->d->arena, "%s-%u", p->name,
		    p->number);
}

static int
set_port(struct made *m, const struct container *c, struct registrator_port *p,
    size_t ports)
{
	const struct label	*l;

	set_name(m, c, p, ports);
	l = registrator_meta(c, p->number, "IGNORE", NULL);
	p->ignored = l == NULL ? NULL : l->name;
	l = registrator_meta(c, p->number, "TAGS", NULL);
	p->tagged = MADE_DEFAULT;
	return l == NULL ? 0 : read_tags(m, p, l);
}

/* The list has no ports of a container that uses the host's network. */
static size_t
named_ports(const struct container *c, struct registrator_port *list)
{
	const char	*key;
	size_t		 i, n = 0;
	int64_t		 port;

	for (i = 0; i < c->nlabels; i++) {
		if (strncmp(c->labels[i].name, PREFIX,
		    sizeof(PREFIX) - 1) != 0)
			continue;
		key = key_of(c->labels[i].name, &port);
		if (strcasecmp(key, "NAME") != 0 || port < 1 ||
		    port > UINT16_MAX || (n > 0 &&
		    list[n - 1].number == port))
			continue;
		list[n].number = (uint16_t)port;
		list[n++].protocol = PROTOCOL_TCP;
	}
	return n;
}

/* Ports are sorted; one with several bindings is one port. */
static size_t
listed_ports(struct made *m, const struct container *c,
    struct registrator_port *list)
{
	const struct port	*port;
	size_t			 i, n = 0;

	for (i = 0; i < c->nports; i++) {
		port = &c->ports[i];
		if ((port->host_port == 0 &&
		    !m->d->conf->registrator_internal) || (n > 0 &&
		    list[n - 1].number == port->number &&
		    list[n - 1].protocol == port->protocol))
			continue;
		list[n].number = port->number;
		list[n++].protocol = port->protocol;
	}
	return n;
}

int
registrator_ports(struct made *m, const struct container *c,
    struct registrator_port **list, size_t *n)
{
	size_t	i, room = c->nports + c->nlabels + 1;

	*list = arena_calloc(m->d->arena, room * sizeof(**list));
	*n = c->nports == 0 && strcmp(c->mode, "host") == 0 ?
	    named_ports(c, *list) : listed_ports(m, c, *list);
	if (*n > REGISTRATOR_PORTS_MAX)
		return made_fault(m, NULL, "more than %d ports for labels of "
		    "registrator", REGISTRATOR_PORTS_MAX);
	for (i = 0; i < *n; i++)
		if (set_port(m, c, &(*list)[i], *n) == -1)
			return -1;
	return 0;
}

const struct registrator_tag *
registrator_tag(const struct registrator_port *p, const char *name)
{
	return name_index_find(&p->names, name);
}

int
registrator_port_enabled(const struct registrator_port *p)
{
	const struct registrator_tag	*tag = registrator_tag(p, "enable");
	int				 enable;

	if (tag == NULL)
		return -1;
	if (tag->value == NULL)
		return 1;
	return go_parse_bool(tag->value, strlen(tag->value), &enable) == 0 ?
	    enable : -1;
}

int
registrator_is_v3(const struct registrator_port *p)
{
	static const char *const	families[] = { "http.", "tcp.", "udp." };
	size_t				 i, j;

	for (i = 0; i < p->ntags; i++)
		for (j = 0; j < sizeof(families) / sizeof(families[0]); j++)
			if (strncasecmp(p->tags[i].name, families[j],
			    strlen(families[j])) == 0)
				return 1;
	return 0;
}
