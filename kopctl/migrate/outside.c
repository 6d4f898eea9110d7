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

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/migrate/outside.h"
#include "kopd/conf/provider.h"

#define SCHEME		"unix://"

static int
is_file_variable(const char *name)
{
	const char	*end = strrchr(name, '_');

	return strcmp(name, "DOCKER_CONFIG") == 0 ||
	    (end != NULL && strcmp(end, "_FILE") == 0);
}

static int
is_socket_variable(const char *name)
{
	return strcmp(name, "DOCKER_ADDR") == 0 ||
	    strcmp(name, "DOCKER_HOST") == 0 ||
	    strcmp(name, "REDIS_ADDR") == 0;
}

/* The path on the host; NULL if no volume has it, or after an error. */
static char *
outside(const struct compose_service *s, const char *path, const char *place,
    struct conf_report *report)
{
	const struct mount	*m = mounts_find(&s->mounts, path);

	if (m == NULL)
		return NULL;
	if (m->source != NULL)
		return mount_path(m, path);
	conf_error(report, place, "%s is in %s, which kopd cannot reach "
	    "outside the container; put it into a directory of the host, and "
	    "mount that", path, m->what);
	return NULL;
}

/* Bytes before the path: unix://, user and password. */
static size_t
before_path(const char *value)
{
	size_t	 n = strlen(SCHEME);

	if (strncmp(value, SCHEME, n) != 0)
		return 0;
	return n + strcspn(value + n, "/");
}

/* A query may follow it; a file's name may be relative to the root. */
static char *
value_outside(const struct compose_service *s, const char *value,
    const char *place, struct conf_report *report)
{
	size_t		 before = before_path(value);
	const char	*start = value + before;
	size_t		 len = strcspn(start, before > 0 ? "?" : "");
	char		*path, *found, *whole = NULL;

	if (asprintf(&path, "%s%.*s", *start == '/' ? "" : "/", (int)len,
	    start) == -1)
		fatal(NULL);
	if ((found = outside(s, path, place, report)) != NULL &&
	    asprintf(&whole, "%.*s%s%s", (int)before, value, found,
	    start + len) == -1)
		fatal(NULL);
	free(found);
	free(path);
	return whole;
}

/* True if the value of the variable is a path. */
static int
is_path(const char *variable, const char *value)
{
	if (is_socket_variable(variable))
		return value[before_path(value)] == '/';
	if (strcmp(variable, "DOCKER_CONFIG") == 0)
		return provider_is_file(value);
	return is_file_variable(variable) && *value != '\0';
}

char *
outside_value(const struct compose_service *s, const char *variable,
    const char *value, const char *place, struct conf_report *report)
{
	char	*moved;

	if (!is_path(variable, value))
		return xstrdup(value);
	if ((moved = value_outside(s, value, place, report)) != NULL)
		return moved;
	if (is_file_variable(variable) && mounts_find(&s->mounts,
	    value) == NULL)
		log_warnx("%s: %s is not in a volume of the service; using it "
		    "as a path of this host", place, value);
	return xstrdup(value);
}

static int
is_named(const char *origin)
{
	return origin != NULL && (strstr(origin, "DOCKER_ADDR") != NULL ||
	    strstr(origin, "DOCKER_HOST") != NULL ||
	    strstr(origin, "docker-host") != NULL);
}

void
outside_socket(const struct compose_service *s, struct kopd_conf *conf,
    struct conf_report *report)
{
	const struct mount	*m;
	struct conf_place	 place = { report, NULL, 1 };
	char			*origin, *path;

	if (conf->reader.address[0] != '\0' ||
	    is_named(conf->origin[SET_DOCKER_SOCKET]) ||
	    (m = mounts_find(&s->mounts, conf->reader.socket)) == NULL)
		return;
	if (asprintf(&origin, "%s:%u: volumes", s->path, m->line) == -1)
		fatal(NULL);
	place.origin = origin;
	path = outside(s, conf->reader.socket, origin, report);
	if (path != NULL && strcmp(path, conf->reader.socket) != 0)
		conf_set_string(conf, SET_DOCKER_SOCKET, &place, path);
	free(path);
	free(origin);
}
