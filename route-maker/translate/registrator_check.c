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

#include <string.h>
#include <strings.h>

#include "route-maker/translate/registrator_service.h"

static int
put(struct made *m, const struct label *l, const char *service,
    const char *field, const char *value)
{
	return made_add(m, l == NULL ? MADE_DEFAULT : l->name, value,
	    "traefik.http.services.%s.loadbalancer.healthcheck.%s", service,
	    field);
}

/* A field whose label may be missing. */
static int
put_field(struct made *m, const struct container *c, uint16_t port,
    const char *service, const char *key, const char *field,
    const char *value)
{
	const struct label	*l = registrator_meta(c, port, key, NULL);

	if (l == NULL && value == NULL)
		return 0;
	return put(m, l, service, field, l == NULL ? value : l->value);
}

/* Consul made these checks. */
static void
say_others(struct made *m, const struct container *c)
{
	static const char *const	keys[] = { "CHECK_CMD", "CHECK_SCRIPT",
					    "CHECK_TTL", "CHECK_TCP",
					    "CHECK_GRPC" };
	const char			*key;
	size_t				 i, j;

	for (i = 0; i < c->nlabels; i++) {
		if ((key = registrator_key(c->labels[i].name)) == NULL)
			continue;
		for (j = 0; j < sizeof(keys) / sizeof(keys[0]); j++)
			if (strcasecmp(key, keys[j]) == 0)
				made_warn(m, c->labels[i].name, "Traefik makes "
				    "no check of this kind; set a HEALTHCHECK "
				    "of Docker");
	}
}

/* The check by HTTP comes before that by HTTPS. */
int
registrator_check(struct made *m, const struct container *c, uint16_t port,
    const char *service)
{
	const struct label	*http, *https, *l;
	const char		*path;

	http = registrator_meta(c, port, "CHECK_HTTP", NULL);
	https = registrator_meta(c, port, "CHECK_HTTPS", NULL);
	say_others(m, c);
	if ((l = http != NULL ? http : https) == NULL)
		return 0;
	path = *l->value == '/' ? l->value :
	    arena_printf(m->d->arena, "/%s", l->value);
	if (put(m, l, service, "path", path) == -1 ||
	    (http == NULL && put(m, l, service, "scheme", "https") == -1))
		return -1;
	return put_field(m, c, port, service, http != NULL ?
	    "CHECK_HTTP_METHOD" : "CHECK_HTTPS_METHOD", "method",
	    NULL) == -1 ||
	    put_field(m, c, port, service, "CHECK_INTERVAL", "interval",
	    "10s") == -1 ||
	    put_field(m, c, port, service, "CHECK_TIMEOUT", "timeout",
	    NULL) == -1 ? -1 : 0;
}
