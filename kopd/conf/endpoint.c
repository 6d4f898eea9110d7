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

#include <stdlib.h>
#include <string.h>

#include "common/port.h"
#include "common/xstrdup.h"
#include "kopd/conf/endpoint.h"
#include "kopd/conf/hostport.h"
#include "kopd/conf/scheme.h"
#include "kopd/conf/redis_url.h"

#define LETTERS								\
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static void
set_socket(struct kopd_conf *conf, const struct conf_place *place,
    const char *path)
{
	if (place->over) {
		conf_unset(conf, SET_DOCKER_ADDRESS);
		conf_unset(conf, SET_DOCKER_PORT);
	}
	conf_set_string(conf, SET_DOCKER_SOCKET, place, path);
}

static void
set_host(struct kopd_conf *conf, const struct conf_place *place,
    const char *host, const char *port)
{
	if (place->over)
		conf_unset(conf, SET_DOCKER_SOCKET);
	conf_set_number(conf, SET_DOCKER_PORT, place, strtoll(port, NULL, 10));
	conf_set_string(conf, SET_DOCKER_ADDRESS, place, host);
}

/* Takes the part after tcp://.  Returns NULL, or why it is rejected. */
static const char *
take_address(struct kopd_conf *conf, const struct conf_place *place,
    const char *rest)
{
	size_t		 len = strcspn(rest, "/?#");
	const char	*why, *port;
	char		*host;

	if (strchr(rest, '@') != NULL)
		return "has a user or a password, which kopd does not send to "
		    "Docker; remove them";
	if (rest[len] != '\0' && strcmp(rest + len, "/") != 0)
		return "has a path; set only host and port";
	if (len == 0)
		return "has no host";
	if (strchr(rest, ',') != NULL)
		return "is a list, but kopd reads one engine";
	if ((host = url_address(rest, len, "127.0.0.1", DOCKER_PORT,
	    &why)) == NULL)
		return why;
	if ((why = hostport_fault(host)) == NULL) {
		port = hostport_cut(host);
		set_host(conf, place, host, port);
	}
	free(host);
	return why;
}

void
endpoint_set(struct kopd_conf *conf, const struct conf_place *place,
    const char *what, const char *value)
{
	size_t		 len = strspn(value, LETTERS);
	const char	*why, *it = "";

	if (*value == '/')
		set_socket(conf, place, value);
	else if (len == 0 || strncmp(value + len, "://", 3) != 0)
		conf_error(place->report, place->origin, "%sit is neither a "
		    "path nor a URL: " ENGINE_FORMS, what);
	else if (url_has_scheme(value, "unix"))
		set_socket(conf, place, value + len + 3);
	else {
		if ((why = scheme_fault(value)) == NULL) {
			why = take_address(conf, place, value + len + 3);
			it = "it ";
		}
		if (why != NULL)
			conf_error(place->report, place->origin,
			    "%s%.*s://...: %s%s", what, (int)len, value, it,
			    why);
	}
}
