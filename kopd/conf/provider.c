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

#include <sys/queue.h>
#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopd/conf/docker.h"
#include "kopd/conf/document.h"
#include "kopd/conf/file.h"
#include "kopd/conf/provider.h"
#include "kopd/conf/yaml.h"

static const struct yaml_option tops[] = {
	{ "docker", docker_take, SET_MAX },
	{ "swarm", docker_swarm, SET_MAX },
	{ NULL, NULL, SET_MAX }
};

/* In Traefik's own file, all but its docker provider is ignored. */
static void
take_static(const struct document *d, const struct yaml_node *root,
    const struct yaml_node *providers)
{
	const struct yaml_node	*beside;

	if ((beside = document_find(root, "docker")) != NULL)
		conf_error(d->report, document_origin(d, beside),
		    "`docker' must be nested below `providers'");
	if (!options_are(d, "providers", providers))
		return;
	if (document_find(providers, "docker") == NULL &&
	    document_find(providers, "swarm") == NULL)
		conf_error(d->report, document_origin(d, providers),
		    "providers without docker");
	options_take(d, tops, providers, 1);
}

static void
take_root(const struct document *d, const struct yaml_node *root)
{
	const struct yaml_node	*providers;

	if (yaml_is_null(root))
		return;
	if (root->kind != YAML_MAPPING)
		conf_error(d->report, document_origin(d, root), "options "
		    "expected here, not %s (the name of a file must contain "
		    ".yaml or .yml)", document_kind(root));
	else if ((providers = document_find(root, "providers")) != NULL)
		take_static(d, root, providers);
	else if (document_find(root, "docker") != NULL ||
	    document_find(root, "swarm") != NULL)
		options_take(d, tops, root, 0);
	else
		docker_take(d, &tops[0], root);
}

static void
take_text(struct kopd_conf *conf, const struct conf_place *place,
    const char *name, const char *text, size_t len)
{
	struct document		 d = { conf, place->report, name,
				    place->over };
	struct yaml_fault	 fault;
	struct yaml		*yaml;
	char			*origin;

	if ((yaml = yaml_read(text, len, &fault)) == NULL) {
		if (asprintf(&origin, "%s:%u:%u", name, fault.line,
		    fault.column) == -1)
			fatal(NULL);
		conf_error(place->report, origin, "%s", fault.why);
		free(origin);
		return;
	}
	take_root(&d, yaml_root(yaml));
	yaml_close(yaml);
}

/* The last contents of a file, for when it can no longer be reached. */
struct kept {
	SLIST_ENTRY(kept)	 entry;
	char			*name;		/* as given */
	char			*path;		/* from the root */
	char			*text;
	size_t			 len;
};

static SLIST_HEAD(, kept)	 files = SLIST_HEAD_INITIALIZER(files);

static struct kept *
kept_find(const char *name)
{
	struct kept	*f;

	SLIST_FOREACH(f, &files, entry) {
		if (strcmp(f->name, name) == 0)
			return f;
	}
	if ((f = calloc(1, sizeof(*f))) == NULL)
		fatal(NULL);
	f->name = xstrdup(name);
	f->path = file_absolute(name);
	SLIST_INSERT_HEAD(&files, f, entry);
	return f;
}

static void
take_file(struct kopd_conf *conf, const struct conf_place *place,
    const char *name, const char *meant)
{
	struct kept	*f = kept_find(name);
	struct stat	 st;
	const char	*why;
	size_t		 len;
	char		*text;

	if (f->text != NULL && !file_reachable(f->path))
		log_info("%s: outside of the directory of the configuration; "
		    "it stays as it was at the start", name);
	else if ((text = file_load(f->path, YAML_BYTES_MAX, &len, &st,
	    &why)) != NULL) {
		if ((why = file_replaced(f->path, &st)) != NULL)
			conf_warn(place->report, place->origin, "%s: %s",
			    f->path, why);
		if (f->text != NULL)
			freezero(f->text, f->len);
		f->text = text;
		f->len = len;
	} else {
		conf_error(place->report, place->origin, "%s: %s%s", f->path,
		    why, file_missing(f->path) ? meant : "");
		return;
	}
	take_text(conf, place, name, f->text, f->len);
}

void
provider_file(struct kopd_conf *conf, const struct conf_place *place,
    const char *name, const char *meant)
{
	unsigned int	 before = place->report->errors;

	conf_set_string(conf, SET_PROVIDER_CONFIG, place,
	    kept_find(name)->path);
	if (place->report->errors == before)
		take_file(conf, place, name, meant);
}

int
provider_is_file(const char *value)
{
	return strchr(value, '\n') == NULL && (strstr(value, ".yaml") !=
	    NULL || strstr(value, ".yml") != NULL);
}

void
provider_given(struct kopd_conf *conf, const struct conf_place *place,
    const char *value)
{
	char	*meant;

	if (provider_is_file(value)) {
		meant = file_meant(NULL, value);
		take_file(conf, place, value, meant);
		free(meant);
	} else
		take_text(conf, place, place->origin, value, strlen(value));
}
