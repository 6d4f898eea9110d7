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

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "regress/lib/fake/docker/docker.h"

struct containers	 containers = RB_INITIALIZER(&containers);
const char		*podman;
static unsigned int	 next_number;

RB_GENERATE(containers, container, by_id, container_cmp)

char *
text(const char *fmt, ...)
{
	char	*s;
	va_list	 ap;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) == -1)
		err(1, NULL);
	va_end(ap);
	return s;
}

int
container_cmp(const struct container *a, const struct container *b)
{
	return hexid_cmp(&a->id, &b->id);
}

struct container *
container_new(const char *name, unsigned int port, char *labels)
{
	struct container	*c;
	size_t			 i;

	if ((c = calloc(1, sizeof(*c))) == NULL ||
	    (c->name = strdup(name)) == NULL)
		err(1, NULL);
	c->number = next_number++;
	for (i = 0; i < HEXID_BYTES; i++)
		c->id.b[i] = (u_char)(c->number >> 8 * (3 - i % 4));
	c->port = port;
	c->labels = labels;
	RB_INSERT(containers, &containers, c);
	return c;
}

struct container *
container_find(const char *name)
{
	struct container	*c;

	RB_FOREACH(c, containers, &containers)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

void
container_free(struct container *c)
{
	RB_REMOVE(containers, &containers, c);
	free(c->name);
	free(c->labels);
	free(c->json);
	free(c->raw);
	free(c);
}

/* Members of NetworkSettings, as of Docker 20.10. */
static char *
networks(const struct container *c)
{
	char	 id[HEXID_DIGITS + 1];

	if (!c->listed)
		return strdup("");
	return text("\"bridge\":{\"IPAMConfig\":null,\"Links\":null,"
	    "\"Aliases\":null,\"NetworkID\":\"%064d\",\"EndpointID\":\"%s\","
	    "\"Gateway\":\"172.17.0.1\",\"IPAddress\":\"172.17.%u.%u\","
	    "\"IPPrefixLen\":16,\"IPv6Gateway\":\"\","
	    "\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,"
	    "\"MacAddress\":\"02:42:ac:11:00:02\",\"DriverOpts\":null}", 7,
	    hexid_text(&c->id, id), c->number / 250 % 250,
	    c->number % 250 + 2);
}

static char *
ports(const struct container *c)
{
	if (!c->listed || c->port == 0)
		return strdup("");
	return text("{\"IP\":\"0.0.0.0\",\"PrivatePort\":80,"
	    "\"PublicPort\":%u,\"Type\":\"tcp\"},{\"IP\":\"::\","
	    "\"PrivatePort\":80,\"PublicPort\":%u,\"Type\":\"tcp\"}",
	    c->port, c->port);
}

/* Podman 4.3 lists neither health nor HostConfig; Podman 6 a field Health. */
static char *
own_members(const struct container *c)
{
	const char	*health = c->health;

	if (podman == NULL)
		return strdup("\"HostConfig\":{\"NetworkMode\":\"default\"},");
	if (*podman < '6' || *health == '\0')
		return strdup("");
	if (strcmp(health, "health: starting") == 0)
		health = "starting";
	return text("\"Health\":{\"Status\":\"%s\"},", health);
}

static const char *
container_json(struct container *c)
{
	char	 id[HEXID_DIGITS + 1], *net, *port, *own;
	int	 says = podman == NULL && *c->health != '\0';

	if (c->raw != NULL)
		return c->raw;
	if (c->json != NULL)
		return c->json;
	if ((net = networks(c)) == NULL || (port = ports(c)) == NULL ||
	    (own = own_members(c)) == NULL)
		err(1, NULL);
	c->json = text("{\"Id\":\"%s\",\"Names\":[\"/%s\"],"
	    "\"Image\":\"web:latest\",\"ImageID\":\"sha256:%064d\","
	    "\"Command\":\"/bin/httpd -f -p 80\",\"Created\":%u,"
	    "\"Ports\":[%s],\"Labels\":{%s},\"State\":\"%s\","
	    "\"Status\":\"%s%s%s%s\",%s"
	    "\"NetworkSettings\":{\"Networks\":{%s}},"
	    "\"Mounts\":[]}", hexid_text(&c->id, id), c->name, 1,
	    1700000000 + c->number, port, c->labels,
	    c->listed ? "running" : "exited",
	    c->listed ? "Up 3 seconds" : "Exited (0) 2 seconds ago",
	    says ? " (" : "", says ? c->health : "", says ? ")" : "", own,
	    net);
	free(own);
	free(net);
	free(port);
	return c->json;
}

void
container_changed(struct container *c)
{
	free(c->json);
	c->json = NULL;
}

/* Fifteen labels: compose's, an image's, and a router with its service. */
char *
container_labels(unsigned int n)
{
	return text("\"com.docker.compose.config-hash\":\"%064u\","
	    "\"com.docker.compose.container-number\":\"1\","
	    "\"com.docker.compose.oneoff\":\"False\","
	    "\"com.docker.compose.project\":\"p%u\","
	    "\"com.docker.compose.project.config_files\":\"/srv/p%u/c.yml\","
	    "\"com.docker.compose.project.working_dir\":\"/srv/p%u\","
	    "\"com.docker.compose.service\":\"c%u\","
	    "\"com.docker.compose.version\":\"1.29.2\","
	    "\"org.opencontainers.image.title\":\"web\","
	    "\"org.opencontainers.image.version\":\"1.0.%u\","
	    "\"traefik.enable\":\"true\","
	    "\"traefik.http.routers.c%u.entrypoints\":\"websecure\","
	    "\"traefik.http.routers.c%u.rule\":\"Host(`c%u.example.com`)\","
	    "\"traefik.http.routers.c%u.tls\":\"true\","
	    "\"traefik.http.services.c%u.loadbalancer.server.port\":\"80\"",
	    n, n, n, n, n, n, n, n, n, n, n);
}

char *
container_event(const struct container *c, const char *action)
{
	struct timespec	 ts;
	char		 id[HEXID_DIGITS + 1];

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	hexid_text(&c->id, id);
	return text("{\"status\":\"%s\",\"id\":\"%s\",\"from\":"
	    "\"web:latest\",\"Type\":\"container\",\"Action\":\"%s\","
	    "\"Actor\":{\"ID\":\"%s\",\"Attributes\":{\"image\":"
	    "\"web:latest\",%s%s\"name\":\"%s\"}},\"scope\":\"local\","
	    "\"time\":%lld,\"timeNano\":%lld}", action, id, action, id,
	    c->labels, *c->labels != '\0' ? "," : "", c->name,
	    (long long)ts.tv_sec,
	    (long long)ts.tv_sec * 1000000000 + ts.tv_nsec);
}

void
containers_list(struct evbuffer *body)
{
	struct container	*c;
	const char		*comma = "";

	RB_FOREACH(c, containers, &containers) {
		evbuffer_add_printf(body, "%s", comma);
		evbuffer_add(body, container_json(c),
		    strlen(container_json(c)));
		comma = ",";
	}
}

static int
is_unhealthy(const struct container *c)
{
	return *c->health != '\0' && strcmp(c->health, "healthy") != 0;
}

void
containers_list_unhealthy(struct evbuffer *body, const char *target)
{
	struct container	*c;
	char			 id[HEXID_DIGITS + 1];
	const char		*comma = "";
	int			 all = strstr(target, "%22id%22") == NULL;

	RB_FOREACH(c, containers, &containers) {
		if (!is_unhealthy(c) || (!all &&
		    strstr(target, hexid_text(&c->id, id)) == NULL))
			continue;
		evbuffer_add_printf(body, "%s%s", comma, container_json(c));
		comma = ",";
	}
}

/* The containers whose ids stand in the target, whatever is around them. */
void
containers_list_ids(struct evbuffer *body, const char *target)
{
	struct container	 key, *c;
	const char		*p, *comma = "";
	size_t			 n;

	for (p = target; *p != '\0'; p += n > 0 ? n : 1) {
		n = strspn(p, "0123456789abcdef");
		/* "%22" before an id ends in digits too. */
		if (n < HEXID_DIGITS ||
		    hexid_parse(&key.id, p + n - HEXID_DIGITS,
		    HEXID_DIGITS) == -1 ||
		    (c = RB_FIND(containers, &containers, &key)) == NULL)
			continue;
		evbuffer_add_printf(body, "%s", comma);
		evbuffer_add(body, container_json(c),
		    strlen(container_json(c)));
		comma = ",";
	}
}
