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

#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/container/default_name.h"
#include "route-maker/normalize.h"

const char *
container_project(const struct container *c)
{
	const char	*project;

	project = container_label_exact(c, "com.docker.compose.project");
	return project == NULL ? "" : project;
}

int
container_compose(const struct container *c, const char **project,
    const char **service)
{
	*project = container_project(c);
	*service = container_label_exact(c, "com.docker.compose.service");
	return **project != '\0' && *service != NULL && **service != '\0';
}

char *
container_raw_name(const struct container *c)
{
	const char	*project, *service;
	char		*name;

	if (!container_compose(c, &project, &service))
		return xstrdup(c->name);
	if (asprintf(&name, "%s_%s", service, project) == -1)
		fatal(NULL);
	return name;
}

char *
container_service_name(const struct container *c)
{
	char	*name = container_raw_name(c), *normal = normalize(name);

	free(name);
	return normal;
}

const char *
container_name_source(const struct container *c)
{
	const char	*project, *service;

	return container_compose(c, &project, &service) ? "; the name is the "
	    "service and project of Docker Compose" : "";
}
