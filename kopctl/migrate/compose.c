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

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/compose/beside.h"
#include "kopctl/migrate/compose.h"
#include "kopctl/migrate/composing.h"
#include "kopctl/migrate/volumes.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/file.h"

#define PROGRAM	"traefik-kop"

static int
is_setting(const char *name)
{
	const struct known	*known;
	size_t			 i;

	for (i = 0; (known = environment_known(i)) != NULL; i++) {
		if (strcmp(name, known->variable) == 0 ||
		    (known->second != NULL && strcmp(name, known->second) == 0))
			return 1;
	}
	return 0;
}

/* Sets a variable; value NULL: that of beside_get(), if any. */
static void
give(struct compose *c, const char *name, const char *value,
    const struct yaml_node *at)
{
	if (value == NULL && (value = beside_get(&c->beside, name)) == NULL) {
		if (is_setting(name))
			log_warnx("%s:%u: %s has no value here or in the "
			    "environment", c->path,
			    at->line, name);
		return;
	}
	if (variables_set(c->out, name, value, c->path, at->line) == -1)
		compose_fault(c, at, "more than %d variables", VARIABLES_MAX);
}

static void
read_mapping(struct compose *c, const struct yaml_node *node)
{
	const struct yaml_node	*value;
	const char		*name;
	char			*text;
	size_t			 i;

	for (i = 0; i < node->n; i++) {
		name = node->keys[i]->text;
		value = node->values[i];
		if (yaml_is_null(value)) {
			give(c, name, NULL, node->keys[i]);
			continue;
		}
		if ((text = compose_scalar(c, value, name)) == NULL)
			continue;
		give(c, name, text, node->keys[i]);
		freezero(text, strlen(text));
	}
}

static void
read_list(struct compose *c, const struct yaml_node *node)
{
	char	*text, *value;
	size_t	 i;

	for (i = 0; i < node->n; i++) {
		text = compose_scalar(c, node->values[i], "an item of "
		    "environment");
		if (text == NULL)
			continue;
		if ((value = strchr(text, '=')) != NULL)
			*value++ = '\0';
		give(c, text, value, node->values[i]);
		if (value != NULL)
			explicit_bzero(value, strlen(value));
		free(text);
	}
}

static void
read_environment(struct compose *c, const struct yaml_node *node)
{
	if (node == NULL || yaml_is_null(node))
		return;
	if (node->kind == YAML_MAPPING)
		read_mapping(c, node);
	else if (node->kind == YAML_SEQUENCE)
		read_list(c, node);
	else
		compose_fault(c, node, "environment is neither a mapping nor a "
		    "list");
}

/* Reads a name, or a mapping with `path' and `required'. */
static void
read_env_file(struct compose *c, const struct yaml_node *node)
{
	const struct yaml_node	*required = NULL;
	const char		*why;
	char			*name, *path;

	if (node->kind == YAML_MAPPING) {
		required = yaml_find(node, "required");
		if (yaml_find(node, "path") == NULL) {
			compose_fault(c, node, "env_file has no path");
			return;
		}
		node = yaml_find(node, "path");
	}
	if ((name = compose_scalar(c, node, "env_file")) == NULL)
		return;
	path = file_beside(c->path, name);
	if (variables_load(c->out, path, &c->expand, c->report, &why) == -1 &&
	    (required == NULL || required->kind != YAML_SCALAR ||
	    strcmp(required->text, "false") != 0))
		compose_fault(c, node, "env_file %s: %s", path, why);
	free(path);
	free(name);
}

static void
read_env_files(struct compose *c, const struct yaml_node *node)
{
	size_t	 i;

	if (node == NULL || yaml_is_null(node))
		return;
	if (node->kind != YAML_SEQUENCE) {
		read_env_file(c, node);
		return;
	}
	for (i = 0; i < node->n; i++)
		read_env_file(c, node->values[i]);
}

static void
read_hostname(struct compose *c, const struct yaml_node *node)
{
	char	*text;

	if (node == NULL || variables_find(c->out, "KOP_HOSTNAME") != NULL ||
	    (text = compose_scalar(c, node, "hostname")) == NULL)
		return;
	give(c, "KOP_HOSTNAME", text, node);
	free(text);
}

static void
add_word(struct compose *c, const struct yaml_node *at, const char *word)
{
	struct compose_service	*s = c->service;

	if (s->nwords == COMPOSE_WORDS_MAX)
		compose_fault(c, at, "command has more than %d words",
		    COMPOSE_WORDS_MAX);
	else
		s->words[s->nwords++] = xstrdup(word);
}

/* Splits a string without quotes as a shell does. */
static void
add_words(struct compose *c, const struct yaml_node *at, char *text)
{
	char	*word;

	if (strpbrk(text, "\"'\\") != NULL) {
		compose_fault(c, at, "command has quotes; write it as a list");
		return;
	}
	while ((word = strsep(&text, " \t\n")) != NULL) {
		if (*word != '\0')
			add_word(c, at, word);
	}
}

/* A list has words, a string is split into words. */
static void
read_command(struct compose *c, const struct yaml_node *node)
{
	const struct yaml_node	*item;
	char			*text;
	size_t			 i;

	if (node == NULL || yaml_is_null(node))
		return;
	if (asprintf(&c->service->command, "%s:%u: command", c->path,
	    node->line) == -1)
		fatal(NULL);
	for (i = 0; i < (node->kind == YAML_SEQUENCE ? node->n : 1); i++) {
		item = node->kind == YAML_SEQUENCE ? node->values[i] : node;
		if ((text = compose_scalar(c, item, "command")) == NULL)
			continue;
		if (item != node)
			add_word(c, item, text);
		else
			add_words(c, node, text);
		freezero(text, strlen(text));
	}
}

static void
read_service(struct compose *c, const struct yaml_node *service)
{
	static const char *const	others[] = { "entrypoint", "extends" };
	const struct yaml_node		*node;
	size_t				 i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if ((node = yaml_find(service, others[i])) != NULL)
			log_warnx("%s:%u: %s is ignored", c->path,
			    node->line, others[i]);
	}
	read_env_files(c, yaml_find(service, "env_file"));
	read_environment(c, yaml_find(service, "environment"));
	read_hostname(c, yaml_find(service, "hostname"));
	read_command(c, yaml_find(service, "command"));
	volumes_read(c, service);
}

static int
is_meant(const struct yaml_node *key, const struct yaml_node *service,
    const char *name)
{
	const struct yaml_node	*image = yaml_find(service, "image");

	if (name != NULL)
		return strcmp(key->text, name) == 0;
	return strstr(key->text, PROGRAM) != NULL || (image != NULL &&
	    image->kind == YAML_SCALAR && strstr(image->text, PROGRAM) != NULL);
}

/* The service; NULL after an error was reported. */
static const struct yaml_node *
find_service(const struct compose *c, const struct yaml_node *root,
    const char *name)
{
	const struct yaml_node	*services = NULL, *found = NULL;
	size_t			 i;

	if (root->kind == YAML_MAPPING)
		services = yaml_find(root, "services");
	if (services == NULL || services->kind != YAML_MAPPING) {
		log_errorx("%s: not a compose file: it has no services",
		    c->path);
		return NULL;
	}
	for (i = 0; i < services->n; i++) {
		if (services->values[i]->kind != YAML_MAPPING ||
		    !is_meant(services->keys[i], services->values[i], name))
			continue;
		if (found != NULL) {
			log_errorx("%s:%u: more than one service has %s in its "
			    "name or image; name the service", c->path,
			    services->keys[i]->line, PROGRAM);
			return NULL;
		}
		found = services->values[i];
	}
	if (found == NULL && name != NULL)
		log_errorx("%s: no service %s", c->path, name);
	else if (found == NULL)
		log_errorx("%s: no service has %s in its name or image; name "
		    "the service", c->path, PROGRAM);
	return found;
}

static struct yaml *
load(const char *path)
{
	struct yaml_fault	 yf;
	struct stat		 st;
	struct yaml		*yaml;
	const char		*why;
	char			*text;
	size_t			 len;

	if ((text = file_load(path, COMPOSE_BYTES_MAX, &len, &st,
	    &why)) == NULL) {
		log_errorx("%s: %s", path, why);
		return NULL;
	}
	if ((yaml = yaml_read(text, len, &yf)) == NULL)
		log_errorx("%s:%u:%u: %s", path, yf.line, yf.column, yf.why);
	freezero(text, len);
	return yaml;
}

int
compose_read(const char *path, const char *name,
    struct compose_service *service, struct conf_report *report)
{
	struct compose		 c = { .path = path, .service = service,
				    .out = &service->variables,
				    .report = report };
	const struct yaml_node	*node;
	struct yaml		*yaml;

	compose_init(&c);
	if ((yaml = load(path)) == NULL)
		return -1;
	service->path = xstrdup(path);
	c.root = yaml_root(yaml);
	if ((node = find_service(&c, c.root, name)) != NULL) {
		beside_load(&c.beside, path, &c.expand, report);
		read_service(&c, node);
	}
	variables_free(&c.beside);
	yaml_close(yaml);
	return node != NULL ? 0 : -1;
}

void
compose_free(struct compose_service *service)
{
	int	 i;

	for (i = 0; i < service->nwords; i++)
		freezero(service->words[i], strlen(service->words[i]));
	free(service->command);
	free(service->path);
	mounts_free(&service->mounts);
	variables_free(&service->variables);
}
