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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/bounds.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/container/container.h"

struct parse_ctx {
	struct container		*c;
	const struct route_maker_conf	*conf;
	struct ip			 bind;		/* of conf */
	char				*why;
	size_t				 whysize;
};

static int
refuse(struct parse_ctx *r, const char *field)
{
	(void)snprintf(r->why, r->whysize, "%s does not have the format of "
	    "Docker",
	    field);
	return -1;
}

/* A string member; "" if it is missing or null, NULL if it is not a string. */
static const char *
get_string(const json_t *object, const char *key)
{
	json_t	*value = json_object_get(object, key);

	if (value == NULL || json_is_null(value))
		return "";
	return json_string_value(value);
}

/*
 * A member that is missing, null or of the type; *value is NULL in other cases.
 */
static int
get_typed(const json_t *object, const char *key, json_type type,
    json_t **value)
{
	*value = json_object_get(object, key);
	if (*value == NULL || json_is_null(*value)) {
		*value = NULL;
		return 0;
	}
	return json_typeof(*value) == type ? 0 : -1;
}

static int
read_id(struct parse_ctx *r)
{
	const char	*id;

	if ((id = get_string(r->c->json, "Id")) == NULL ||
	    hexid_parse(&r->c->id, id, strlen(id)) == -1)
		return refuse(r, "Id");
	return 0;
}

/*
 * The container's own name has one slash.  Names with more slashes are aliases
 * of links.
 */
static int
read_name(struct parse_ctx *r)
{
	json_t		*names;
	const char	*name;
	size_t		 i;

	if (get_typed(r->c->json, "Names", JSON_ARRAY, &names) == -1)
		return refuse(r, "Names");
	for (i = 0; i < json_array_size(names); i++) {
		name = json_string_value(json_array_get(names, i));
		if (name == NULL)
			return refuse(r, "Names");
		if (*name == '/')
			name++;
		if (*name == '\0' || strchr(name, '/') != NULL)
			continue;
		if (strlen(name) > CONF_STRING_MAX)
			return refuse(r, "Names");
		r->c->name = name;
		return 0;
	}
	r->c->name = "";
	return 0;
}

/*
 * Only labels of registrator and rules need it, so an odd value is handled as
 * "".
 */
static void
read_image(struct parse_ctx *r)
{
	const char	*image = NULL;

	if (r->conf->registrator || *r->conf->policy != '\0')
		image = get_string(r->c->json, "Image");
	r->c->image = image == NULL || strlen(image) > CONF_STRING_MAX ? "" :
	    image;
}

/* What belongs together, for `kopctl audit'; an odd value is handled as "". */
static void
read_project(struct parse_ctx *r)
{
	static const char *const	 names[] = {
		"com.docker.compose.project",
		"com.docker.stack.namespace",
		"com.docker.swarm.service.name"
	};
	const char			*value = NULL;
	size_t				 i;

	for (i = 0; value == NULL && i < sizeof(names) / sizeof(names[0]); i++)
		value = container_label_exact(r->c, names[i]);
	r->c->project = value == NULL || strlen(value) > CONF_STRING_MAX ? "" :
	    value;
}

static enum health
health_named(const char *name)
{
	if (strcmp(name, "") == 0 || strcmp(name, "none") == 0)
		return HEALTH_NONE;
	return strcmp(name, "healthy") == 0 ? HEALTH_GOOD : HEALTH_BAD;
}

/* "Up 2 hours (healthy)": from the list of an engine older than API 1.52. */
static enum health
health_in_status(const char *status)
{
	static const struct {
		const char	*end;
		enum health	 health;
	} ends[] = {
		{ "(healthy)", HEALTH_GOOD },
		{ "(unhealthy)", HEALTH_BAD },
		{ "(health: starting)", HEALTH_BAD }
	};
	size_t	i, len = strlen(status), n;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		n = strlen(ends[i].end);
		if (len >= n && strcmp(status + len - n, ends[i].end) == 0)
			return ends[i].health;
	}
	return HEALTH_NONE;
}

static int
read_state(struct parse_ctx *r)
{
	struct container	*c = r->c;
	json_t			*created, *health;
	const char		*state, *status, *name;

	if ((state = get_string(c->json, "State")) == NULL)
		return refuse(r, "State");
	/* With Podman, a container in state `stopping' still runs. */
	c->running = *state == '\0' || strcmp(state, "running") == 0 ||
	    strcmp(state, "stopping") == 0;
	if ((status = get_string(c->json, "Status")) == NULL)
		return refuse(r, "Status");
	c->health = health_in_status(status);
	if (get_typed(c->json, "Health", JSON_OBJECT, &health) == -1)
		return refuse(r, "Health");
	if (health != NULL) {
		if ((name = get_string(health, "Status")) == NULL)
			return refuse(r, "Health");
		c->health = health_named(name);
		c->health_listed = 1;
	}
	if (get_typed(c->json, "Created", JSON_INTEGER, &created) == -1)
		return refuse(r, "Created");
	c->created = json_integer_value(created);
	return 0;
}

static int
get_port(const json_t *object, const char *key, uint16_t *port)
{
	json_t		*value;
	json_int_t	 n;

	if (get_typed(object, key, JSON_INTEGER, &value) == -1)
		return -1;
	n = json_integer_value(value);
	if (n < 0 || n > UINT16_MAX)
		return -1;
	*port = (uint16_t)n;
	return 0;
}

static int
read_port(const json_t *object, struct port *port)
{
	const char	*ip, *type;

	if (!json_is_object(object) ||
	    (ip = get_string(object, "IP")) == NULL ||
	    (type = get_string(object, "Type")) == NULL ||
	    get_port(object, "PrivatePort", &port->number) == -1 ||
	    get_port(object, "PublicPort", &port->host_port) == -1)
		return -1;
	(void)ip_parse(&port->ip, ip);
	if (strcmp(type, "tcp") == 0)
		port->protocol = PROTOCOL_TCP;
	else if (strcmp(type, "udp") == 0)
		port->protocol = PROTOCOL_UDP;
	else
		port->protocol = PROTOCOL_OTHER;
	return 0;
}

static int
compare_port(const void *a, const void *b)
{
	const struct port	*pa = a, *pb = b;

	if (pa->number != pb->number)
		return pa->number < pb->number ? -1 : 1;
	return (pa->protocol > pb->protocol) - (pa->protocol < pb->protocol);
}

/* Docker lists ports in any order, but keeps the order of a port's bindings. */
static int
read_ports(struct parse_ctx *r)
{
	struct container	*c = r->c;
	json_t			*ports;
	size_t			 i, n;

	if (get_typed(c->json, "Ports", JSON_ARRAY, &ports) == -1)
		return refuse(r, "Ports");
	if ((n = json_array_size(ports)) == 0)
		return 0;
	if ((c->ports = calloc(n, sizeof(*c->ports))) == NULL)
		fatal(NULL);
	for (i = 0; i < n; i++)
		if (read_port(json_array_get(ports, i), &c->ports[i]) == -1)
			return refuse(r, "Ports");
	c->nports = n;
	if (mergesort(c->ports, n, sizeof(*c->ports), compare_port) == -1)
		fatal(NULL);
	return 0;
}

static int
compare_network(const void *a, const void *b)
{
	const struct network	*na = a, *nb = b;

	return strcmp(na->name, nb->name);
}

/* If Docker does not list the prefix length, the subnet is not known. */
static int
has_bind(const struct ip *bind, const json_t *settings, const char *address,
    const char *length, const char *router)
{
	struct ip	 own, gateway;
	const char	*text = get_string(settings, router);
	json_int_t	 bits;

	(void)ip_parse(&own, address);
	(void)ip_parse(&gateway, text == NULL ? "" : text);
	bits = json_integer_value(json_object_get(settings, length));
	return bits > 0 && bits <= 128 &&
	    ip_within(bind, &own, (unsigned int)bits) &&
	    !ip_equal(bind, &gateway);
}

static int
read_network(struct parse_ctx *r, const char *name, const json_t *settings)
{
	struct container	*c = r->c;
	struct network		*network;
	const char		*ip4, *ip6;

	if (json_is_null(settings))
		return 0;
	if (!json_is_object(settings) ||
	    (ip4 = get_string(settings, "IPAddress")) == NULL ||
	    (ip6 = get_string(settings, "GlobalIPv6Address")) == NULL)
		return -1;
	network = &c->networks[c->nnetworks++];
	network->name = name;
	if (ip_parse(&network->ip, ip4) == -1)
		(void)ip_parse(&network->ip, ip6);
	else
		(void)ip_parse(&network->ip6, ip6);
	network->has_bind = r->bind.family == AF_INET6 ?
	    has_bind(&r->bind, settings, ip6, "GlobalIPv6PrefixLen",
	    "IPv6Gateway") :
	    has_bind(&r->bind, settings, ip4, "IPPrefixLen", "Gateway");
	return 0;
}

static int
read_networks(struct parse_ctx *r)
{
	struct container	*c = r->c;
	json_t			*config, *settings, *networks, *value;
	const char		*mode, *key;
	size_t			 n;

	if (get_typed(c->json, "HostConfig", JSON_OBJECT, &config) == -1 ||
	    (mode = get_string(config, "NetworkMode")) == NULL ||
	    strlen(mode) > CONF_STRING_MAX)
		return refuse(r, "HostConfig");
	c->mode = mode;
	c->network = xstrdup("");
	if (get_typed(c->json, "NetworkSettings", JSON_OBJECT,
	    &settings) == -1 ||
	    get_typed(settings, "Networks", JSON_OBJECT, &networks) == -1)
		return refuse(r, "NetworkSettings");
	c->net_unlisted = *mode == '\0' && networks == NULL;
	if ((n = json_object_size(networks)) == 0)
		return 0;
	if ((c->networks = calloc(n, sizeof(*c->networks))) == NULL)
		fatal(NULL);
	json_object_foreach(networks, key, value)
		if (read_network(r, key, value) == -1)
			return refuse(r, "Networks");
	qsort(c->networks, c->nnetworks, sizeof(*c->networks),
	    compare_network);
	return 0;
}

static int
compare_label(const void *a, const void *b)
{
	return label_cmp(a, b);
}

/*
 * With a prefix, "<prefix>.traefik.enable" means traefik.enable.  The label
 * without prefix belongs to another program: returns NULL for it.
 */
static const char *
strip_prefix(const struct parse_ctx *r, const json_t *labels, const char *key)
{
	const char	*prefix = r->conf->prefix;
	char		 name[LABEL_NAME_MAX + CONF_STRING_MAX + 2];
	size_t		 n = strlen(prefix);

	if (n == 0)
		return key;
	if (strncmp(key, prefix, n) == 0 && key[n] == '.')
		return key + n + 1;
	if (strncasecmp(key, "traefik.", 8) == 0)
		return NULL;
	if ((size_t)snprintf(name, sizeof(name), "%s.%s", prefix, key) <
	    sizeof(name) && json_object_get(labels, name) != NULL)
		return NULL;
	return key;
}

/* Labels of other programs may have any size, because kopd drops them. */
static int
is_ours(const char *name)
{
	return strncasecmp(name, "traefik", 7) == 0 ||
	    strncasecmp(name, "kop.", 4) == 0;
}

/*
 * Writes the error in a label's size or bytes to why.  Returns 0 if there is no
 * error.
 */
static int
label_fault(const char *name, const char *value, size_t len, char *why,
    size_t whysize)
{
	if (strlen(name) > LABEL_NAME_MAX)
		(void)snprintf(why, whysize, "label %.64s...: its name is "
		    "longer than %d bytes", name, LABEL_NAME_MAX);
	else if (len > LABEL_VALUE_MAX)
		(void)snprintf(why, whysize, "label %.128s: its value is "
		    "longer than %d bytes", name, LABEL_VALUE_MAX);
	else if (strlen(value) != len)
		(void)snprintf(why, whysize, "label %.128s: its value has a "
		    "NUL byte, which Traefik does not accept", name);
	else
		return 0;
	return 1;
}

static int
read_label(struct parse_ctx *r, const char *name, const json_t *value)
{
	struct container	*c = r->c;
	const char		*text;

	if ((text = json_string_value(value)) == NULL)
		return refuse(r, "Labels");
	if (label_fault(name, text, json_string_length(value), r->why,
	    r->whysize))
		return is_ours(name) ? -1 : 0;
	c->labels[c->nlabels].name = name;
	c->labels[c->nlabels].value = text;
	c->nlabels++;
	return 0;
}

static int
read_labels(struct parse_ctx *r)
{
	struct container	*c = r->c;
	json_t			*labels, *value;
	const char		*key, *name;
	size_t			 n;

	if (get_typed(c->json, "Labels", JSON_OBJECT, &labels) == -1)
		return refuse(r, "Labels");
	n = json_object_size(labels);
	if (n > LABEL_COUNT_MAX) {
		(void)snprintf(r->why, r->whysize, "more than %d labels",
		    LABEL_COUNT_MAX);
		return -1;
	}
	if ((c->labels = calloc(n + 1, sizeof(*c->labels))) == NULL)
		fatal(NULL);
	json_object_foreach(labels, key, value) {
		if ((name = strip_prefix(r, labels, key)) == NULL)
			continue;
		if (read_label(r, name, value) == -1)
			return -1;
	}
	qsort(c->labels, c->nlabels, sizeof(*c->labels), compare_label);
	return 0;
}

struct container *
container_parse(const char *data, size_t len,
    const struct route_maker_conf *conf, char *why, size_t whysize)
{
	struct parse_ctx	 r = { .conf = conf, .why = why,
				    .whysize = whysize };
	json_error_t	 error;

	if (len > ELEMENT_MAX) {
		(void)snprintf(why, whysize, "longer than %d bytes",
		    ELEMENT_MAX);
		return NULL;
	}
	if ((r.c = calloc(1, sizeof(*r.c))) == NULL)
		fatal(NULL);
	(void)ip_parse(&r.bind, conf->bind_address);
	/* Parsers differ in which of two values counts. */
	r.c->json = json_loadb(data, len, JSON_ALLOW_NUL |
	    JSON_REJECT_DUPLICATES, &error);
	if (r.c->json == NULL) {
		(void)snprintf(why, whysize, "not JSON: %s", error.text);
		goto bad;
	}
	if (!json_is_object(r.c->json)) {
		(void)snprintf(why, whysize, "not an object");
		goto bad;
	}
	if (read_id(&r) == -1 || read_name(&r) == -1 ||
	    read_state(&r) == -1 || read_ports(&r) == -1 ||
	    read_networks(&r) == -1 || read_labels(&r) == -1)
		goto bad;
	read_image(&r);
	read_project(&r);
	container_set_digest(r.c);
	return r.c;
bad:
	container_free(r.c);
	return NULL;
}
