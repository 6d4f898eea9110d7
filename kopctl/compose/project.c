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
#include <strings.h>

#include "common/log.h"
#include "common/nearest.h"
#include "common/xstrdup.h"
#include "kopctl/compose/labels.h"
#include "kopctl/compose/project.h"
#include "kopctl/compose/title.h"

/* The keys at the top of a compose file. */
static const char *const	 top[] = {
	"services", "networks", "name", "version", "include", "volumes",
	"configs", "secrets", "models"
};
#define NTOP	(sizeof(top) / sizeof(top[0]))

static void
say(struct project *p, const struct place *at, const char *text)
{
	annotate(p->reading.out, ANNOTATE_ERROR, at, text);
}

/* Variables that change which files or names there are. */
static void
check_environment(struct project *p)
{
	static const char *const	names[] = { "COMPOSE_ENV_FILES",
					    "COMPOSE_DISABLE_ENV_FILE" };
	const char			*value;
	char				*text;
	size_t				 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if ((value = getenv(names[i])) == NULL || *value == '\0')
			continue;
		if (asprintf(&text, "preview does not support %s; unset it, "
		    "or preview the output of `docker compose config'",
		    names[i]) == -1)
			fatal(NULL);
		say(p, NULL, text);
		free(text);
	}
}

void
project_init(struct project *p, struct annotate *out, const char *path)
{
	const char	*old;

	memset(p, 0, sizeof(*p));
	reading_init(&p->reading, out, path);
	check_environment(p);
	old = beside_get(&p->reading.beside, "COMPOSE_COMPATIBILITY");
	p->separator = old != NULL && (strcasecmp(old, "true") == 0 ||
	    strcmp(old, "1") == 0) ? '_' : '-';
}

/* All files are relative to the first one. */
static const char *
base_of(const struct project *p, const char *path)
{
	return p->sources.n > 0 ? p->sources.v[0]->path : path;
}

void
project_add(struct project *p, const char *path, const char *text, size_t len)
{
	(void)sources_add(&p->sources, &p->reading, path, base_of(p, path),
	    text, len);
}

void
project_load(struct project *p, const char *path)
{
	(void)sources_load(&p->sources, &p->reading, path, base_of(p, path),
	    NULL);
}

struct service *
project_find(const struct project *p, const char *name)
{
	size_t	 i;

	for (i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].d->name, name) == 0)
			return &p->v[i];
	}
	return NULL;
}

static const char *
top_name(const void *arg, size_t i)
{
	(void)arg;
	return top[i];
}

static void
check_key(struct project *p, const struct yaml_node *key)
{
	const char	*near;
	size_t		 i;

	if (strcmp(key->text, "include") == 0)
		reading_fault(&p->reading, key, "preview does not support "
		    "include; preview the output of `docker compose config'");
	for (i = 0; i < NTOP; i++) {
		if (strcmp(key->text, top[i]) == 0)
			return;
	}
	if (strncmp(key->text, "x-", 2) == 0)
		return;
	if ((near = nearest(key->text, NTOP, top_name, NULL)) != NULL)
		reading_fault(&p->reading, key, "unknown key %s; did you mean "
		    "%s?", key->text, near);
	else
		reading_warn(&p->reading, key, "unknown key %s is ignored",
		    key->text);
}

static void
read_external(struct project *p, const struct yaml_node *key,
    const struct yaml_node *external, char **name)
{
	struct place	 at = reading_place(&p->reading, key);
	char		*text;

	/* The form of earlier versions: external: {name: NAME}. */
	if (external->kind == YAML_MAPPING) {
		if (yaml_find(external, "name") != NULL && *name == NULL)
			*name = reading_text(&p->reading,
			    yaml_find(external, "name"), "external: name");
		entries_put(&p->external, key->text, "", &at,
		    &p->reading.quota);
		return;
	}
	if ((text = reading_text(&p->reading, external, "external")) == NULL)
		return;
	if (strcasecmp(text, "true") == 0)
		entries_put(&p->external, key->text, "", &at,
		    &p->reading.quota);
	else if (strcasecmp(text, "false") != 0)
		reading_fault(&p->reading, external, "networks: %s: external "
		    "is neither true nor false", key->text);
	free(text);
}

/* A later file does not undo the name of an earlier one. */
static void
read_network(struct project *p, const struct yaml_node *key,
    const struct yaml_node *node)
{
	struct place		 at = reading_place(&p->reading, key);
	const struct yaml_node	*member;
	char			*name = NULL;

	if (node->kind == YAML_MAPPING) {
		member = yaml_find(node, "name");
		if (member != NULL && !yaml_is_null(member))
			name = reading_text(&p->reading, member, "name");
		member = yaml_find(node, "external");
		if (member != NULL && !yaml_is_null(member))
			read_external(p, key, member, &name);
	} else if (!yaml_is_null(node))
		reading_fault(&p->reading, node, "networks: %s is not a "
		    "mapping", key->text);
	if (name != NULL || entries_find(&p->networks, key->text) == NULL)
		entries_put(&p->networks, key->text, name != NULL ? name : "",
		    &at, &p->reading.quota);
	free(name);
}

static void
read_networks(struct project *p, const struct yaml_node *node)
{
	size_t	 i;

	if (yaml_is_null(node))
		return;
	if (node->kind != YAML_MAPPING) {
		reading_fault(&p->reading, node, "networks is not a mapping");
		return;
	}
	for (i = 0; i < node->n; i++) {
		if (node->values[i]->tag != NULL &&
		    node->values[i]->tag[0] == '!')
			reading_fault(&p->reading, node->keys[i], "networks: "
			    "%s: a tag is not supported here; remove it",
			    node->keys[i]->text);
		else
			read_network(p, node->keys[i], node->values[i]);
	}
}

static void
remove_service(struct project *p, struct service *s)
{
	size_t	 i = (size_t)(s - p->v);

	definition_free(s->d);
	memmove(s, s + 1, (p->n - i - 1) * sizeof(*s));
	p->n--;
}

/* Takes the definition. */
static void
take_service(struct project *p, struct definition *d)
{
	struct service	*s = project_find(p, d->name);
	struct place	 at = s != NULL ? s->d->at : d->at;

	if (s != NULL && d->removed)
		remove_service(p, s);
	if (d->removed) {
		definition_free(d);
		return;
	}
	if (s != NULL) {
		definition_merge(s->d, d, &p->reading.quota);
		s->d->at = at;
		definition_free(d);
		return;
	}
	if ((p->v = reallocarray(p->v, p->n + 1, sizeof(*p->v))) == NULL)
		fatal(NULL);
	p->v[p->n++] = (struct service){ .d = d };
}

static void
read_source(struct project *p, const struct source *s)
{
	const struct yaml_node	*root = yaml_root(s->yaml), *services;
	const struct yaml_node	*networks;
	size_t			 i;

	p->reading.source = s;
	if ((services = source_services(&p->reading, s)) == NULL)
		return;
	for (i = 0; i < root->n; i++)
		check_key(p, root->keys[i]);
	if ((networks = yaml_find(root, "networks")) != NULL)
		read_networks(p, networks);
	for (i = 0; i < services->n; i++) {
		if (p->n == PROJECT_SERVICES_MAX) {
			reading_fault(&p->reading, services, "more than %d "
			    "services", PROJECT_SERVICES_MAX);
			return;
		}
		take_service(p, extends_read(&p->sources, &p->reading,
		    services, i));
	}
}

/* Labels of the service replace those of the file. */
static void
load_labels(struct project *p, struct definition *d)
{
	struct entries	*files = &d->part[PART_LABEL_FILES];
	struct entries	 all = { NULL, 0 };
	size_t		 i;

	if (files->n == 0)
		return;
	for (i = 0; i < files->n; i++) {
		if (!files->v[i].removed)
			labels_load(&p->reading, &all, &files->v[i]);
	}
	entries_merge(&all, &d->part[PART_LABELS], &p->reading.quota);
	entries_free(&d->part[PART_LABELS]);
	d->part[PART_LABELS] = all;
}

static void
check_networks(struct project *p, const struct definition *d)
{
	const struct entries	*list = &d->part[PART_NETWORKS];
	const struct entry	*mode = entries_only(&d->part[PART_MODE]);
	char			*text;
	size_t			 i;

	if (mode != NULL && list->n > 0)
		say(p, &mode->at, "network_mode and networks exclude each "
		    "other; remove one");
	for (i = 0; i < list->n; i++) {
		if (list->v[i].removed ||
		    strcmp(list->v[i].key, "default") == 0 ||
		    entries_find(&p->networks, list->v[i].key) != NULL)
			continue;
		if (asprintf(&text, "service %s: network %s is not defined; "
		    "add it below networks at the top of the file", d->name,
		    list->v[i].key) == -1)
			fatal(NULL);
		say(p, &list->v[i].at, text);
		free(text);
	}
}

void
project_merge(struct project *p)
{
	struct place	 at;
	size_t		 i, given = p->sources.n;

	if (given == 0 || p->reading.out->errors > 0 ||
	    (p->name = title_of(&p->sources, &p->reading)) == NULL)
		return;
	p->reading.project = p->name;
	for (i = 0; i < given; i++)
		read_source(p, p->sources.v[i]);
	for (i = 0; i < p->n; i++) {
		load_labels(p, p->v[i].d);
		check_networks(p, p->v[i].d);
	}
	if (p->reading.quota.exceeded) {
		at = (struct place){ p->sources.v[0]->path, 0 };
		say(p, &at, "the services have too many labels, ports and "
		    "networks, with extends written out");
	}
}

void
project_free(struct project *p)
{
	size_t	 i;

	for (i = 0; i < p->n; i++)
		definition_free(p->v[i].d);
	free(p->v);
	free(p->name);
	entries_free(&p->networks);
	entries_free(&p->external);
	sources_free(&p->sources);
	reading_free(&p->reading);
}
