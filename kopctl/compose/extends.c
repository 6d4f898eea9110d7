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

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/extends.h"
#include "kopd/conf/file.h"

static struct definition *read_at(struct sources *, struct reading *,
		    const struct yaml_node *, size_t, int);

static void
say(struct reading *r, const char *path, unsigned int line, const char *why)
{
	struct place	 at = { path, line };

	annotate(r->out, ANNOTATE_ERROR, &at, why);
}

struct source *
sources_add(struct sources *list, struct reading *r, const char *path,
    const char *base, const char *text, size_t len)
{
	struct yaml_fault	 fault;
	struct source		*s;
	struct yaml		*yaml;

	if (list->n == SOURCES_MAX) {
		say(r, path, 0, "more than 64 compose files");
		return NULL;
	}
	if ((yaml = yaml_read(text, len, &fault)) == NULL) {
		say(r, path, fault.line, fault.why);
		return NULL;
	}
	if ((s = calloc(1, sizeof(*s))) == NULL)
		fatal(NULL);
	s->path = xstrdup(path);
	s->base = xstrdup(base);
	s->yaml = yaml;
	list->v[list->n++] = s;
	return s;
}

struct source *
sources_load(struct sources *list, struct reading *r, const char *path,
    const char *base, const struct yaml_node *at)
{
	struct source	*s;
	struct stat	 st;
	const char	*why;
	char		*text;
	size_t		 len;

	if ((text = file_load(path, YAML_BYTES_MAX, &len, &st,
	    &why)) == NULL) {
		if (at != NULL)
			reading_fault(r, at, "extends: %s: %s", path, why);
		else
			say(r, path, 0, why);
		return NULL;
	}
	s = sources_add(list, r, path, base, text, len);
	freezero(text, len);
	return s;
}

void
sources_free(struct sources *list)
{
	size_t	 i;

	for (i = 0; i < list->n; i++) {
		yaml_close(list->v[i]->yaml);
		free(list->v[i]->path);
		free(list->v[i]->base);
		free(list->v[i]);
	}
	list->n = 0;
}

const struct yaml_node *
source_services(struct reading *r, const struct source *s)
{
	const struct yaml_node	*root = yaml_root(s->yaml), *services = NULL;

	if (root->kind == YAML_MAPPING)
		services = yaml_find(root, "services");
	if (services != NULL && services->kind == YAML_MAPPING &&
	    !reading_is_reset(services) && !reading_is_override(services))
		return services;
	if (services == NULL)
		say(r, s->path, 0, "not a compose file: it has no services");
	else
		say(r, s->path, services->line, "services is not a mapping, "
		    "or has a tag; write a mapping without one");
	return NULL;
}

/* A file that is named again is read once. */
static struct source *
find_source(struct sources *list, struct reading *r, const char *path,
    const struct yaml_node *at)
{
	size_t	 i;

	for (i = 0; i < list->n; i++) {
		if (strcmp(list->v[i]->path, path) == 0 &&
		    strcmp(list->v[i]->base, path) == 0)
			return list->v[i];
	}
	return sources_load(list, r, path, path, at);
}

/* The file of a service that is extended; NULL after an error was reported. */
static const struct source *
base_source(struct sources *list, struct reading *r,
    const struct yaml_node *extends)
{
	const struct yaml_node	*file = NULL;
	const struct source	*s;
	char			*path, *text;

	if (extends->kind == YAML_MAPPING)
		file = yaml_find(extends, "file");
	if (file == NULL || yaml_is_null(file))
		return r->source;
	if ((text = reading_text(r, file, "extends: file")) == NULL)
		return NULL;
	if (strstr(text, "://") != NULL) {
		reading_fault(r, file, "extends: \"%s\" is not a local file; "
		    "preview the output of `docker compose config'", text);
		free(text);
		return NULL;
	}
	path = file_beside(r->source->base, text);
	s = find_source(list, r, path, file);
	free(path);
	free(text);
	return s;
}

static size_t
index_of(const struct yaml_node *services, const char *name)
{
	size_t	 i;

	for (i = 0; i < services->n; i++) {
		if (strcmp(services->keys[i]->text, name) == 0)
			break;
	}
	return i;
}

/* Reads the service that is extended, in its file. */
static struct definition *
read_base(struct sources *list, struct reading *r,
    const struct yaml_node *at, const struct source *source,
    const char *name, int depth)
{
	const struct source	*here = r->source;
	const struct yaml_node	*services;
	struct definition	*d = NULL;
	size_t			 i;

	if ((services = source_services(r, source)) == NULL)
		return NULL;
	if ((i = index_of(services, name)) == services->n) {
		reading_fault(r, at, "extends: %s has no service %s",
		    source->path, name);
		return NULL;
	}
	r->source = source;
	d = read_at(list, r, services, i, depth + 1);
	r->source = here;
	return d;
}

static struct definition *
extend(struct sources *list, struct reading *r, struct definition *over,
    const struct yaml_node *extends, int depth)
{
	const struct yaml_node	*service = extends;
	const struct source	*source;
	struct definition	*base = NULL;
	char			*name = NULL;

	if (depth == EXTENDS_MAX) {
		reading_fault(r, extends, "extends: service %s extends itself, "
		    "or more than %d services in a row", over->name,
		    EXTENDS_MAX);
		return over;
	}
	if (extends->kind == YAML_MAPPING)
		service = yaml_find(extends, "service");
	if (service == NULL)
		reading_fault(r, extends, "extends: service is missing");
	else if ((name = reading_text(r, service, "extends")) != NULL &&
	    (source = base_source(list, r, extends)) != NULL)
		base = read_base(list, r, service, source, name, depth);
	free(name);
	if (base == NULL)
		return over;
	definition_merge(base, over, &r->quota);
	definition_free(over);
	return base;
}

static struct definition *
read_at(struct sources *list, struct reading *r,
    const struct yaml_node *services, size_t i, int depth)
{
	const struct yaml_node	*node = services->values[i], *extends = NULL;
	struct definition	*d;

	d = definition_read(r, services->keys[i], node);
	if (!d->removed && node->kind == YAML_MAPPING)
		extends = yaml_find(node, "extends");
	if (extends == NULL || yaml_is_null(extends) ||
	    reading_is_reset(extends))
		return d;
	return extend(list, r, d, extends, depth);
}

struct definition *
extends_read(struct sources *list, struct reading *r,
    const struct yaml_node *services, size_t i)
{
	return read_at(list, r, services, i, 0);
}
