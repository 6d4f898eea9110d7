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
#include "kopctl/compose/clean.h"
#include "kopctl/migrate/composing.h"
#include "kopctl/migrate/volumes.h"
#include "kopd/conf/file.h"

/* As in Compose, ~ is the home directory, others are relative to the file. */
static char *
host_path(const struct compose *c, const char *source)
{
	const char	*home = getenv("HOME");
	char		*path, *whole;

	if (source[0] == '~' && (source[1] == '/' || source[1] == '\0') &&
	    home != NULL) {
		if (asprintf(&path, "%s%s", home, source + 1) == -1)
			fatal(NULL);
	} else
		path = file_beside(c->path, source);
	whole = file_absolute(path);
	free(path);
	clean(whole);
	return whole;
}

static int
is_path(const char *source)
{
	return *source == '/' || *source == '.' || *source == '~';
}

/* The directory of a named volume whose driver_opts are "bind" and device. */
static char *
named_path(struct compose *c, const char *name)
{
	const struct yaml_node	*opts, *o, *device;
	char			*text, *path = NULL;

	opts = compose_member(compose_member(compose_member(c->root,
	    "volumes"), name), "driver_opts");
	o = compose_member(opts, "o");
	device = compose_member(opts, "device");
	if (o == NULL || o->kind != YAML_SCALAR ||
	    strstr(o->text, "bind") == NULL || device == NULL)
		return NULL;
	if ((text = compose_scalar(c, device, "device")) == NULL)
		return NULL;
	if (is_path(text))
		path = host_path(c, text);
	free(text);
	return path;
}

static void
add(struct compose *c, const struct yaml_node *at, const char *target,
    const char *source, const char *what)
{
	if (*target != '/')
		compose_fault(c, at, "\"%s\" is not a path in a container: it "
		    "must begin with /", target);
	else if (mounts_add(&c->service->mounts, target, source, what,
	    at->line) == -1)
		compose_fault(c, at, "more than %d volumes, secrets and "
		    "configs", MOUNTS_MAX);
}

/* If source is "", the volume has no name. */
static void
add_volume(struct compose *c, const struct yaml_node *at, const char *source,
    const char *target, int is_bind)
{
	char	*path = NULL, *what;

	if (asprintf(&what, "the volume %s", *source != '\0' ? source :
	    "without a name") == -1)
		fatal(NULL);
	if (*source != '\0')
		path = is_bind ? host_path(c, source) : named_path(c, source);
	add(c, at, target, path, what);
	free(path);
	free(what);
}

/* SOURCE:TARGET[:MODE], or TARGET. */
static void
read_short(struct compose *c, const struct yaml_node *node)
{
	char	*text, *source, *target, *rest;

	if ((text = compose_scalar(c, node, "an item of volumes")) == NULL)
		return;
	rest = text;
	source = strsep(&rest, ":");
	target = rest != NULL ? strsep(&rest, ":") : source;
	add_volume(c, node, target == source ? "" : source, target,
	    is_path(source));
	free(text);
}

/*
 * The string of a member, to be freed; NULL if it is missing, or after an error
 * was reported.
 */
static char *
text_of(struct compose *c, const struct yaml_node *node, const char *name)
{
	const struct yaml_node	*member = compose_member(node, name);

	return member != NULL && !yaml_is_null(member) ?
	    compose_scalar(c, member, name) : NULL;
}

static void
read_long(struct compose *c, const struct yaml_node *node)
{
	char	*type = text_of(c, node, "type");
	char	*source = text_of(c, node, "source");
	char	*target = text_of(c, node, "target");

	if (source == NULL)
		source = text_of(c, node, "src");
	if (target == NULL)
		target = text_of(c, node, "dst");
	if (target != NULL)
		add_volume(c, node, source != NULL ? source : "", target,
		    type != NULL ? strcmp(type, "bind") == 0 :
		    source != NULL && is_path(source));
	free(type);
	free(source);
	free(target);
}

static void
read_volumes(struct compose *c, const struct yaml_node *node)
{
	size_t	 i;

	if (node == NULL || yaml_is_null(node))
		return;
	if (node->kind != YAML_SEQUENCE) {
		compose_fault(c, node, "volumes is not a list");
		return;
	}
	for (i = 0; i < node->n; i++) {
		if (node->values[i]->kind == YAML_MAPPING)
			read_long(c, node->values[i]);
		else
			read_short(c, node->values[i]);
	}
}

/* An entry of `secrets' or `configs': its path in the container, its file. */
static void
read_given(struct compose *c, const struct yaml_node *node, const char *kind,
    const char *folder)
{
	int	 is_long = node->kind == YAML_MAPPING;
	char	*name, *target = NULL, *file, *place, *what, *path = NULL;

	name = is_long ? text_of(c, node, "source") :
	    compose_scalar(c, node, kind);
	if (name == NULL)
		return;
	if (is_long)
		target = text_of(c, node, "target");
	file = text_of(c, compose_member(compose_member(c->root, kind), name),
	    "file");
	if (target == NULL)
		target = xstrdup(name);
	if (asprintf(&place, "%s%s", *target == '/' ? "" : folder,
	    target) == -1 || asprintf(&what, "%s of %s, which has no file",
	    name, kind) == -1)
		fatal(NULL);
	if (file != NULL)
		path = host_path(c, file);
	add(c, node, place, path, what);
	free(name);
	free(target);
	free(file);
	free(place);
	free(what);
	free(path);
}

static void
read_all_given(struct compose *c, const struct yaml_node *node,
    const char *kind, const char *folder)
{
	size_t	 i;

	if (node == NULL || yaml_is_null(node))
		return;
	if (node->kind != YAML_SEQUENCE) {
		compose_fault(c, node, "%s is not a list", kind);
		return;
	}
	for (i = 0; i < node->n; i++)
		read_given(c, node->values[i], kind, folder);
}

void
volumes_read(struct compose *c, const struct yaml_node *service)
{
	read_volumes(c, yaml_find(service, "volumes"));
	read_all_given(c, yaml_find(service, "secrets"), "secrets",
	    "/run/secrets/");
	read_all_given(c, yaml_find(service, "configs"), "configs", "/");
}
