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

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/text.h"
#include "common/xstrdup.h"
#include "kopctl/compose/choice.h"
#include "kopctl/emit.h"
#include "kopctl/preview/hint.h"
#include "kopctl/preview/hostports.h"
#include "kopctl/preview/listing.h"

#define CONTAINER_MODE	"container:"

/* Each conflict may search the range of all ports. */
#define CONFLICTS_MAX	100

/* What is written, and what was chosen for earlier containers. */
struct writing {
	struct listing		*l;
	struct emit		 e;
	FILE			*file;
	struct hostports	*ports;
	unsigned int		 addresses;
	unsigned int		 conflicts;	/* ports that others have */
};

/* An id that is always the same for a name. */
static char *
id_of(const char *name)
{
	char	*id = malloc(SHA256_DIGEST_STRING_LENGTH);

	if (id == NULL ||
	    SHA256Data((const uint8_t *)name, strlen(name), id) == NULL)
		fatal(NULL);
	return id;
}

static char *
name_of(const struct listing *l, const struct definition *d,
    unsigned int number)
{
	const struct entry	*own = entries_only(&d->part[PART_NAME]);
	const struct project	*p = l->project;
	char			*name;

	if (own != NULL)
		return xstrdup(own->value);
	if (asprintf(&name, "%s%c%s%c%u", p->name, p->separator, d->name,
	    p->separator, number) == -1)
		fatal(NULL);
	return name;
}

/* The containers come first, because network_mode refers to them. */
static void
add_all(struct listing *l)
{
	const struct service	*s;
	struct place		 at = { l->project->sources.v[0]->path, 0 };
	struct listed		*c;
	size_t			 i;
	unsigned int		 k;

	for (i = 0; i < l->project->n; i++) {
		s = &l->project->v[i];
		for (k = 0; s->active && k < s->replicas; k++) {
			if (l->n == LISTING_MAX) {
				hint(l, ANNOTATE_ERROR, &at, "more than %d "
				    "containers", LISTING_MAX);
				return;
			}
			l->v = reallocarray(l->v, l->n + 1, sizeof(*l->v));
			if (l->v == NULL)
				fatal(NULL);
			c = &l->v[l->n++];
			c->number = k + 1;
			c->name = name_of(l, s->d, c->number);
			c->id = id_of(c->name);
			c->d = s->d;
		}
	}
}

static const struct listed *
first_of(const struct listing *l, const char *service)
{
	size_t	 i;

	for (i = 0; i < l->n; i++) {
		if (strcmp(l->v[i].d->name, service) == 0)
			return &l->v[i];
	}
	return NULL;
}

/* Two containers of one name cannot exist. */
static void
check_names(const struct listing *l)
{
	const struct listed	*a, *b;
	size_t			 i;

	for (i = 1; i < l->n; i++) {
		a = l->sorted[i - 1];
		b = l->sorted[i];
		if (strcmp(a->name, b->name) == 0)
			hint(l, ANNOTATE_ERROR, &b->d->at, "services %s and %s "
			    "have a container of one name, %s; change "
			    "container_name", a->d->name, b->d->name, b->name);
	}
}

static void
put_label(struct writing *w, const char *name, const char *value)
{
	emit_string(&w->e, name, value);
}

static void
put_labels(struct writing *w, const struct listed *c)
{
	const struct entries	*labels = &c->d->part[PART_LABELS];
	char			 number[16];
	size_t			 i;

	(void)snprintf(number, sizeof(number), "%u", c->number);
	emit_object(&w->e, "Labels");
	put_label(w, "com.docker.compose.container-number", number);
	put_label(w, "com.docker.compose.oneoff", "False");
	put_label(w, "com.docker.compose.project", w->l->project->name);
	put_label(w, "com.docker.compose.service", c->d->name);
	for (i = 0; i < labels->n; i++) {
		if (!labels->v[i].removed)
			put_label(w, labels->v[i].key, labels->v[i].value);
	}
	emit_end(&w->e);
}

static void
put_port(struct writing *w, const char *ip, const struct entry *p,
    uint16_t host)
{
	emit_object(&w->e, NULL);
	if (ip != NULL)
		emit_string(&w->e, "IP", ip);
	emit_number(&w->e, "PrivatePort", p->own);
	if (host != 0)
		emit_number(&w->e, "PublicPort", host);
	emit_string(&w->e, "Type", p->protocol);
	emit_end(&w->e);
}

/* Another container has the port of the host, or all those of the range. */
static void
say_conflict(struct writing *w, const struct listed *c,
    const struct entry *p, const char *other)
{
	hint(w->l, ANNOTATE_ERROR, &p->at, "container %s: port %u of the host "
	    "is that of container %s; publish another one, or a range",
	    c->name, p->host, other);
	if (++w->conflicts == CONFLICTS_MAX)
		hint(w->l, ANNOTATE_ERROR, &p->at, "too many ports of the host "
		    "that another container has; others are not checked");
}

static uint16_t
take_port(struct writing *w, const struct listed *c, const struct entry *p)
{
	const char	*other = "";
	uint16_t	 host;

	if (w->conflicts == CONFLICTS_MAX)
		return (uint16_t)p->host;
	host = hostports_take(w->ports, p, c->name, &other);
	if (host == 0) {
		say_conflict(w, c, p, other);
		return (uint16_t)p->host;
	}
	if (p->host == 0 || p->host != p->host_last)
		hint(w->l, ANNOTATE_NOTE, &p->at, "container %s: the engine "
		    "chooses the port of the host for port %u; here it is %u",
		    c->name, p->own, host);
	return host;
}

/* An engine publishes for IPv4 and IPv6 unless an address is given. */
static void
put_published(struct writing *w, const struct listed *c,
    const struct entry *p)
{
	uint16_t	 host = take_port(w, c, p);

	hostports_note(w->ports, p, c->name);
	if (*p->value != '\0') {
		put_port(w, p->value, p, host);
		return;
	}
	put_port(w, "0.0.0.0", p, host);
	put_port(w, "::", p, host);
}

/* Without a network of its own, a container publishes no port. */
static void
check_mode(struct writing *w, const struct listed *c, const struct entry *mode)
{
	const struct entries	*ports = &c->d->part[PART_PORTS];

	if (ports->n == 0)
		return;
	if (strcmp(mode->value, "host") == 0 ||
	    strcmp(mode->value, "none") == 0)
		hint(w->l, ANNOTATE_WARNING, &mode->at, "service %s: the "
		    "engine publishes no ports with network_mode %s; remove "
		    "ports", c->d->name, mode->value);
	else
		hint(w->l, ANNOTATE_ERROR, &mode->at, "service %s: ports and "
		    "network_mode %s exclude each other; publish the ports in "
		    "the service that has the network", c->d->name,
		    mode->value);
}

static int
has_network(const struct entry *mode)
{
	return mode == NULL || (strcmp(mode->value, "host") != 0 &&
	    strcmp(mode->value, "none") != 0 &&
	    strncmp(mode->value, "service:", 8) != 0 &&
	    strncmp(mode->value, CONTAINER_MODE,
	    strlen(CONTAINER_MODE)) != 0);
}

static void
put_ports(struct writing *w, const struct listed *c)
{
	const struct entries	*ports = &c->d->part[PART_PORTS];
	const struct entries	*exposed = &c->d->part[PART_EXPOSED];
	const struct entry	*mode = entries_only(&c->d->part[PART_MODE]);
	size_t			 i;

	emit_list(&w->e, "Ports");
	if (!has_network(mode))
		check_mode(w, c, mode);
	for (i = 0; has_network(mode) && i < ports->n; i++)
		put_published(w, c, &ports->v[i]);
	for (i = 0; has_network(mode) && i < exposed->n; i++) {
		if (!hostports_noted(w->ports, &exposed->v[i], c->name))
			put_port(w, NULL, &exposed->v[i], 0);
	}
	emit_end(&w->e);
}

/* The name of a network, to be freed. */
static char *
network_name(const struct project *p, const char *key)
{
	const struct entry	*given = entries_find(&p->networks, key);
	char			*name;

	if (given != NULL && *given->value != '\0')
		return xstrdup(given->value);
	if (entries_find(&p->external, key) != NULL)
		return xstrdup(key);
	if (asprintf(&name, "%s_%s", p->name, key) == -1)
		fatal(NULL);
	return name;
}

static void
put_network(struct writing *w, const char *name, const struct entry *ip4,
    const struct entry *ip6)
{
	char		 text[sizeof("198.19.255.255")];
	unsigned int	 n;

	emit_object(&w->e, name);
	if (ip4 == NULL && ip6 == NULL) {
		n = ++w->addresses % (1U << 17);
		(void)snprintf(text, sizeof(text), "198.%u.%u.%u",
		    18 + (n >> 16), n >> 8 & 0xff, n & 0xff);
		emit_string(&w->e, "IPAddress", text);
	}
	if (ip4 != NULL)
		emit_string(&w->e, "IPAddress", ip4->value);
	if (ip6 != NULL)
		emit_string(&w->e, "GlobalIPv6Address", ip6->value);
	emit_end(&w->e);
}

/* Returns the name of the first network, to be freed. */
static char *
put_own_networks(struct writing *w, const struct definition *d)
{
	const struct entries	*list = &d->part[PART_NETWORKS];
	const char		*key;
	char			*first = NULL, *name;
	size_t			 i;

	for (i = 0; i < list->n; i++) {
		if (list->v[i].removed)
			continue;
		key = list->v[i].key;
		name = network_name(w->l->project, key);
		put_network(w, name, entries_find(&d->part[PART_IP4], key),
		    entries_find(&d->part[PART_IP6], key));
		if (first == NULL)
			first = name;
		else
			free(name);
	}
	if (first == NULL) {
		first = network_name(w->l->project, "default");
		put_network(w, first, NULL, NULL);
	}
	return first;
}

/* The mode of a container in the network of another one, to be freed. */
static char *
joined_mode(struct writing *w, const struct listed *c,
    const struct entry *mode)
{
	const struct listed	*other;
	const char		*name = choice_joined(c->d);
	char			*text;

	if (name != NULL)
		other = first_of(w->l, name);
	else {
		name = mode->value + strlen(CONTAINER_MODE);
		other = listing_container(w->l, name, strlen(name));
	}
	if (other == NULL)
		hint(w->l, ANNOTATE_WARNING, &mode->at, "service %s: "
		    "network_mode: preview knows no container of %s",
		    c->d->name, name);
	if (asprintf(&text, CONTAINER_MODE "%s",
	    other != NULL ? other->id : name) == -1)
		fatal(NULL);
	return text;
}

static char *
put_networks_of_mode(struct writing *w, const struct listed *c,
    const struct entry *mode)
{
	const char	*name = mode->value;

	if (strcmp(name, "host") == 0 || strcmp(name, "none") == 0) {
		emit_object(&w->e, name);
		emit_end(&w->e);
	} else if (!has_network(mode))
		return joined_mode(w, c, mode);
	else {
		if (strcmp(name, "default") == 0)
			name = "bridge";
		put_network(w, name, NULL, NULL);
	}
	return xstrdup(name);
}

static void
put_networks(struct writing *w, const struct listed *c)
{
	const struct entry	*mode = entries_only(&c->d->part[PART_MODE]);
	char			*name;

	emit_object(&w->e, "NetworkSettings");
	emit_object(&w->e, "Networks");
	name = mode != NULL ? put_networks_of_mode(w, c, mode) :
	    put_own_networks(w, c->d);
	emit_end(&w->e);
	emit_end(&w->e);
	emit_object(&w->e, "HostConfig");
	emit_string(&w->e, "NetworkMode", name);
	emit_end(&w->e);
	free(name);
}

/* Compose names an image that it builds. */
static void
put_image(struct writing *w, const struct definition *d)
{
	const struct entry	*given = entries_only(&d->part[PART_IMAGE]);
	char			*name;

	if (given != NULL && *given->value != '\0') {
		emit_string(&w->e, "Image", given->value);
		return;
	}
	if (asprintf(&name, "%s%c%s", w->l->project->name,
	    w->l->project->separator, d->name) == -1)
		fatal(NULL);
	emit_string(&w->e, "Image", name);
	free(name);
}

static void
put_container(struct writing *w, const struct listed *c)
{
	char	*name;

	if (asprintf(&name, "/%s", c->name) == -1)
		fatal(NULL);
	emit_object(&w->e, NULL);
	emit_string(&w->e, "Id", c->id);
	emit_list(&w->e, "Names");
	emit_string(&w->e, NULL, name);
	emit_end(&w->e);
	put_image(w, c->d);
	emit_number(&w->e, "Created", c - w->l->v + 1);
	emit_string(&w->e, "State", "running");
	put_ports(w, c);
	put_networks(w, c);
	put_labels(w, c);
	emit_end(&w->e);
	free(name);
}

void
listing_make(struct listing *l)
{
	struct writing	 w = { .l = l };
	struct place	 at = { l->project->sources.v[0]->path, 0 };
	size_t		 i;

	w.file = text_open(&l->text, &l->len);
	w.ports = hostports_new();
	emit_init(&w.e, w.file, 1);
	emit_list(&w.e, NULL);
	add_all(l);
	listing_sort(l);
	check_names(l);
	for (i = 0; i < l->project->n; i++) {
		if (l->project->v[i].active && l->project->v[i].replicas > 0)
			hint_port(l, l->project->v[i].d);
	}
	for (i = 0; i < l->n && ftello(w.file) <= LISTING_BYTES_MAX; i++)
		put_container(&w, &l->v[i]);
	if (i < l->n)
		hint(l, ANNOTATE_ERROR, &at, "the containers are more than %d "
		    "bytes; have fewer labels or replicas", LISTING_BYTES_MAX);
	emit_end(&w.e);
	text_close(w.file);
	hostports_free(w.ports);
}

void
listing_free(struct listing *l)
{
	size_t	 i;

	for (i = 0; i < l->n; i++) {
		free(l->v[i].name);
		free(l->v[i].id);
	}
	free(l->sorted);
	free(l->v);
	free(l->text);
}
