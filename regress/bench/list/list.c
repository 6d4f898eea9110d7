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

/*
 * Prints the list of containers of the fake engine: a JSON array.
 *
 * usage: list [-13t] containers
 *
 * -t: all fifteen labels of each are Traefik's; else five are, and the
 * others Docker Compose's and an image's.
 * -1: all are labels of Traefik 1; -3: those of Traefik 3 that these become.
 */

#include <event2/buffer.h>

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "regress/lib/fake/docker/docker.h"

#define FIRST_PORT	20000
#define PORTS		40000

/* A router and its service with a bit of everything, three middlewares. */
static char *
traefik_labels(unsigned int n)
{
	return (text("\"traefik.enable\":\"true\","
	    "\"traefik.docker.network\":\"bridge\","
	    "\"traefik.http.routers.c%u.entrypoints\":\"web,websecure\","
	    "\"traefik.http.routers.c%u.rule\":"
	    "\"Host(`c%u.example.com`) && PathPrefix(`/api`)\","
	    "\"traefik.http.routers.c%u.priority\":\"10\","
	    "\"traefik.http.routers.c%u.tls.certresolver\":\"acme\","
	    "\"traefik.http.routers.c%u.middlewares\":"
	    "\"c%u-limit,c%u-headers,c%u-auth\","
	    "\"traefik.http.services.c%u.loadbalancer.server.port\":\"80\","
	    "\"traefik.http.services.c%u.loadbalancer.healthcheck.path\":"
	    "\"/health\","
	    "\"traefik.http.services.c%u.loadbalancer.healthcheck.interval\":"
	    "\"10s\","
	    "\"traefik.http.services.c%u.loadbalancer.sticky.cookie.name\":"
	    "\"c%u\","
	    "\"traefik.http.middlewares.c%u-limit.ratelimit.average\":\"100\","
	    "\"traefik.http.middlewares.c%u-headers.headers."
	    "customresponseheaders.X-Frame-Options\":\"DENY\","
	    "\"traefik.http.middlewares.c%u-headers.headers.stsseconds\":"
	    "\"31536000\","
	    "\"traefik.http.middlewares.c%u-auth.basicauth.users\":"
	    "\"admin:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/\"", n, n, n, n, n,
	    n, n, n, n, n, n, n, n, n, n, n, n, n));
}

static char *
v1_labels(unsigned int n)
{
	return (text("\"traefik.enable\":\"true\","
	    "\"traefik.docker.network\":\"bridge\","
	    "\"traefik.port\":\"80\",\"traefik.weight\":\"10\","
	    "\"traefik.backend.healthcheck.path\":\"/health\","
	    "\"traefik.backend.healthcheck.interval\":\"10s\","
	    "\"traefik.backend.loadbalancer.stickiness\":\"true\","
	    "\"traefik.backend.loadbalancer.stickiness.cookieName\":"
	    "\"c%u\","
	    "\"traefik.frontend.rule\":"
	    "\"Host:c%u.example.com;PathPrefix:/api\","
	    "\"traefik.frontend.headers.customResponseHeaders\":"
	    "\"X-Frame-Options:DENY\","
	    "\"traefik.frontend.headers.STSSeconds\":\"31536000\","
	    "\"traefik.frontend.auth.basic.users\":"
	    "\"admin:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/\"", n, n));
}

static char *
v3_labels(unsigned int n)
{
	return (text("\"traefik.enable\":\"true\","
	    "\"traefik.docker.network\":\"bridge\","
	    "\"traefik.http.routers.c%u.rule\":"
	    "\"Host(`c%u.example.com`) && PathPrefix(`/api`)\","
	    "\"traefik.http.routers.c%u.priority\":\"36\","
	    "\"traefik.http.routers.c%u.service\":\"c%u\","
	    "\"traefik.http.routers.c%u.middlewares\":"
	    "\"c%u-headers,c%u-auth\","
	    "\"traefik.http.services.c%u.loadbalancer.server.port\":\"80\","
	    "\"traefik.http.services.c%u.loadbalancer.server.weight\":"
	    "\"10\","
	    "\"traefik.http.services.c%u.loadbalancer.healthcheck.path\":"
	    "\"/health\","
	    "\"traefik.http.services.c%u.loadbalancer.healthcheck.interval\":"
	    "\"10s\","
	    "\"traefik.http.services.c%u.loadbalancer.sticky.cookie\":"
	    "\"true\","
	    "\"traefik.http.services.c%u.loadbalancer.sticky.cookie.name\":"
	    "\"c%u\","
	    "\"traefik.http.middlewares.c%u-headers.headers."
	    "customresponseheaders.X-Frame-Options\":\"DENY\","
	    "\"traefik.http.middlewares.c%u-headers.headers.stsseconds\":"
	    "\"31536000\","
	    "\"traefik.http.middlewares.c%u-auth.basicauth.users\":"
	    "\"admin:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/\"", n, n, n, n, n,
	    n, n, n, n, n, n, n, n, n, n, n, n, n));
}

static char *
labels_of(int kind, unsigned int n)
{
	switch (kind) {
	case 't':
		return (traefik_labels(n));
	case '1':
		return (v1_labels(n));
	case '3':
		return (v3_labels(n));
	default:
		return (container_labels(n));
	}
}

static void
usage(void)
{
	(void)fprintf(stderr, "usage: list [-13t] containers\n");
	exit(1);
}

int
main(int argc, char *argv[])
{
	struct evbuffer		*body;
	struct container	*c;
	const char		*why;
	char			 name[32];
	unsigned int		 i, n;
	int			 ch, kind = 0;

	while ((ch = getopt(argc, argv, "13t")) != -1) {
		if (ch == '?')
			usage();
		kind = ch;
	}
	if (argc - optind != 1)
		usage();
	n = (unsigned int)strtonum(argv[optind], 1, 60000, &why);
	if (why != NULL)
		errx(1, "%s is %s", argv[optind], why);
	for (i = 0; i < n; i++) {
		(void)snprintf(name, sizeof(name), "c%u", i);
		c = container_new(name, FIRST_PORT + i % PORTS,
		    labels_of(kind, i));
		c->listed = 1;
	}
	if ((body = evbuffer_new()) == NULL)
		err(1, NULL);
	containers_list(body);
	(void)putchar('[');
	(void)fwrite(evbuffer_pullup(body, -1), 1, evbuffer_get_length(body),
	    stdout);
	(void)puts("]");
	evbuffer_free(body);
	while (!RB_EMPTY(&containers))
		container_free(RB_MIN(containers, &containers));
	return (fclose(stdout) == 0 ? 0 : 1);
}
