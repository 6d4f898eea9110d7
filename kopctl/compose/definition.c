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

#include <arpa/inet.h>

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/nearest.h"
#include "common/xstrdup.h"
#include "kopctl/compose/definition.h"
#include "kopctl/compose/labels.h"
#include "kopctl/compose/ports.h"
#include "kopd/conf/file.h"

#define BIT(part)	(1U << (part))

typedef void	(*reader)(struct reading *, struct definition *,
		    const struct yaml_node *);

static void
put(struct reading *r, struct definition *d, enum part part,
    const struct yaml_node *at, const char *key, const char *value)
{
	struct place	 place = reading_place(r, at);

	entries_put(&d->part[part], key, value, &place, &r->quota);
}

static void
put_text(struct reading *r, struct definition *d, enum part part,
    const struct yaml_node *node, const char *what)
{
	char	*text;

	if ((text = reading_text(r, node, what)) != NULL)
		put(r, d, part, node, "", text);
	free(text);
}

static void
read_labels(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	labels_read(r, &d->part[PART_LABELS], node);
}

static void
read_ports(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	ports_read(r, &d->part[PART_PORTS], node);
}

static void
read_expose(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	ports_read_exposed(r, &d->part[PART_EXPOSED], node);
}

static void
read_label_file(struct reading *r, void *d, const struct yaml_node *node)
{
	char	*path, *text;

	if ((text = reading_text(r, node, "label_file")) == NULL)
		return;
	path = file_beside(r->source->base, text);
	put(r, d, PART_LABEL_FILES, node, path, "");
	free(path);
	free(text);
}

static void
read_label_files(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	reading_each(r, d, node, read_label_file);
}

static void
read_profile(struct reading *r, void *d, const struct yaml_node *node)
{
	char	*text;

	if ((text = reading_text(r, node, "profiles")) != NULL)
		put(r, d, PART_PROFILES, node, text, "");
	free(text);
}

static void
read_profiles(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	if (node->kind != YAML_SEQUENCE)
		reading_fault(r, node, "profiles is not a list");
	else
		reading_each(r, d, node, read_profile);
}

static void
read_mode(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	put_text(r, d, PART_MODE, node, "network_mode");
}

static void
read_image(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	put_text(r, d, PART_IMAGE, node, "image");
}

/* What Docker and Compose accept as a name. */
static int
is_name(const char *text)
{
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
	    "uvwxyz0123456789_.-") == strlen(text) && *text != '\0';
}

static void
read_name(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	char	*text;

	if ((text = reading_text(r, node, "container_name")) == NULL)
		return;
	if (is_name(text) && strchr("_.-", *text) == NULL && text[1] != '\0')
		put(r, d, PART_NAME, node, "", text);
	else
		reading_fault(r, node, "container_name: \"%s\": a name has 2 "
		    "or more letters, digits, _, . and -, and begins with a "
		    "letter or digit", text);
	free(text);
}

static void
read_scale(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	put_text(r, d, PART_SCALE, node, "scale");
}

/* Labels of a Swarm service are not those of its containers. */
static void
read_deploy(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	const struct yaml_node	*labels, *replicas;

	if (node->kind != YAML_MAPPING) {
		reading_fault(r, node, "deploy is not a mapping");
		return;
	}
	labels = yaml_find(node, "labels");
	if (labels != NULL && labels->kind != YAML_SCALAR && labels->n > 0)
		reading_warn(r, labels, "service %s: deploy.labels: these are "
		    "labels of a Swarm service, not of its containers; write "
		    "them below labels of the service", d->name);
	if ((replicas = yaml_find(node, "replicas")) == NULL)
		return;
	if (reading_is_reset(replicas))
		d->cleared |= BIT(PART_REPLICAS);
	else if (!yaml_is_null(replicas))
		put_text(r, d, PART_REPLICAS, replicas, "deploy.replicas");
}

/* An image's labels become labels of its containers. */
static void
read_build(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	const struct yaml_node	*labels = NULL;

	if (node->kind == YAML_MAPPING)
		labels = yaml_find(node, "labels");
	if (labels != NULL && labels->kind != YAML_SCALAR && labels->n > 0)
		reading_warn(r, labels, "service %s: build.labels: preview "
		    "does not read labels of images; write them below labels "
		    "of the service", d->name);
}

static void
read_provider(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	reading_warn(r, node, "service %s: provider: Compose creates no "
	    "container for this service; preview ignores it", d->name);
	put(r, d, PART_SCALE, node, "", "0");
}

static void
read_address(struct reading *r, struct definition *d, const char *network,
    const struct yaml_node *settings, const char *name, enum part part)
{
	const struct yaml_node	*node = yaml_find(settings, name);
	struct in6_addr		 address;
	char			*text;

	if (node == NULL || yaml_is_null(node) ||
	    (text = reading_text(r, node, name)) == NULL)
		return;
	if (inet_pton(part == PART_IP4 ? AF_INET : AF_INET6, text,
	    &address) != 1)
		reading_fault(r, node, "networks: %s: %s: \"%s\" is not an IP "
		    "address of that family", network, name, text);
	else
		put(r, d, part, node, network, text);
	free(text);
}

static void
read_network(struct reading *r, struct definition *d,
    const struct yaml_node *key, const struct yaml_node *settings)
{
	char	 none[1] = "";
	struct entry	 gone = { .removed = 1, .value = none };

	if (reading_is_reset(settings)) {
		gone.key = xstrdup(key->text);
		entries_set(&d->part[PART_NETWORKS], &gone, &r->quota);
		free(gone.key);
		return;
	}
	put(r, d, PART_NETWORKS, key, key->text, "");
	if (yaml_is_null(settings))
		return;
	if (settings->kind != YAML_MAPPING) {
		reading_fault(r, settings, "networks: %s is not a mapping",
		    key->text);
		return;
	}
	read_address(r, d, key->text, settings, "ipv4_address", PART_IP4);
	read_address(r, d, key->text, settings, "ipv6_address", PART_IP6);
}

static void
read_network_name(struct reading *r, void *d, const struct yaml_node *node)
{
	char	*text;

	if ((text = reading_text(r, node, "networks")) != NULL)
		put(r, d, PART_NETWORKS, node, text, "");
	free(text);
}

static void
read_networks(struct reading *r, struct definition *d,
    const struct yaml_node *node)
{
	size_t	 i;

	if (node->kind == YAML_SCALAR) {
		reading_fault(r, node, "networks is neither a list nor a "
		    "mapping");
		return;
	}
	if (node->kind == YAML_SEQUENCE) {
		reading_each(r, d, node, read_network_name);
		return;
	}
	for (i = 0; i < node->n; i++)
		read_network(r, d, node->keys[i], node->values[i]);
}

/* Keys of a service that do not matter to its routes have no reader. */
static const struct key {
	const char	*name;
	unsigned int	 parts;
	reader		 read;
} keys[] = {
	{ "labels", BIT(PART_LABELS), read_labels },
	{ "label_file", BIT(PART_LABEL_FILES), read_label_files },
	{ "ports", BIT(PART_PORTS), read_ports },
	{ "expose", BIT(PART_EXPOSED), read_expose },
	{ "networks", BIT(PART_NETWORKS) | BIT(PART_IP4) | BIT(PART_IP6),
	    read_networks },
	{ "profiles", BIT(PART_PROFILES), read_profiles },
	{ "network_mode", BIT(PART_MODE), read_mode },
	{ "container_name", BIT(PART_NAME), read_name },
	{ "image", BIT(PART_IMAGE), read_image },
	{ "scale", BIT(PART_SCALE), read_scale },
	{ "deploy", BIT(PART_REPLICAS), read_deploy },
	{ "build", 0, read_build },
	{ "provider", 0, read_provider },
	{ "annotations", 0, NULL }, { "attach", 0, NULL },
	{ "blkio_config", 0, NULL }, { "cap_add", 0, NULL },
	{ "cap_drop", 0, NULL }, { "cgroup", 0, NULL },
	{ "cgroup_parent", 0, NULL }, { "command", 0, NULL },
	{ "configs", 0, NULL }, { "cpu_count", 0, NULL },
	{ "cpu_percent", 0, NULL }, { "cpu_period", 0, NULL },
	{ "cpu_quota", 0, NULL }, { "cpu_rt_period", 0, NULL },
	{ "cpu_rt_runtime", 0, NULL }, { "cpu_shares", 0, NULL },
	{ "cpus", 0, NULL }, { "cpuset", 0, NULL },
	{ "credential_spec", 0, NULL }, { "depends_on", 0, NULL },
	{ "develop", 0, NULL }, { "device_cgroup_rules", 0, NULL },
	{ "devices", 0, NULL }, { "dns", 0, NULL }, { "dns_opt", 0, NULL },
	{ "dns_search", 0, NULL }, { "domainname", 0, NULL },
	{ "entrypoint", 0, NULL }, { "env_file", 0, NULL },
	{ "environment", 0, NULL }, { "extends", 0, NULL },
	{ "external_links", 0, NULL }, { "extra_hosts", 0, NULL },
	{ "gpus", 0, NULL }, { "group_add", 0, NULL },
	{ "healthcheck", 0, NULL }, { "hostname", 0, NULL },
	{ "init", 0, NULL }, { "ipc", 0, NULL },
	{ "isolation", 0, NULL }, { "links", 0, NULL },
	{ "logging", 0, NULL }, { "mac_address", 0, NULL },
	{ "mem_limit", 0, NULL }, { "mem_reservation", 0, NULL },
	{ "mem_swappiness", 0, NULL }, { "memswap_limit", 0, NULL },
	{ "models", 0, NULL }, { "oom_kill_disable", 0, NULL },
	{ "oom_score_adj", 0, NULL }, { "pid", 0, NULL },
	{ "pids_limit", 0, NULL }, { "platform", 0, NULL },
	{ "post_start", 0, NULL }, { "pre_start", 0, NULL },
	{ "pre_stop", 0, NULL }, { "privileged", 0, NULL },
	{ "pull_policy", 0, NULL }, { "read_only", 0, NULL },
	{ "restart", 0, NULL }, { "runtime", 0, NULL },
	{ "secrets", 0, NULL }, { "security_opt", 0, NULL },
	{ "shm_size", 0, NULL }, { "stdin_open", 0, NULL },
	{ "stop_grace_period", 0, NULL }, { "stop_signal", 0, NULL },
	{ "storage_opt", 0, NULL }, { "sysctls", 0, NULL },
	{ "tmpfs", 0, NULL }, { "tty", 0, NULL }, { "ulimits", 0, NULL },
	{ "use_api_socket", 0, NULL }, { "user", 0, NULL },
	{ "userns_mode", 0, NULL }, { "uts", 0, NULL },
	{ "volumes", 0, NULL }, { "volumes_from", 0, NULL },
	{ "working_dir", 0, NULL },
};
#define NKEYS	(sizeof(keys) / sizeof(keys[0]))

static const char *
key_name(const void *arg, size_t i)
{
	(void)arg;
	return keys[i].name;
}

static const struct key *
find_key(const char *name)
{
	size_t	 i;

	for (i = 0; i < NKEYS; i++) {
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	}
	return NULL;
}

/* A misspelt key is an error; one of a newer Compose is not. */
static void
say_unknown(struct reading *r, const struct definition *d,
    const struct yaml_node *key)
{
	const char	*near = nearest(key->text, NKEYS, key_name, NULL);

	if (near != NULL)
		reading_fault(r, key, "service %s: unknown key %s; did you "
		    "mean %s?", d->name, key->text, near);
	else
		reading_warn(r, key, "service %s: unknown key %s is ignored",
		    d->name, key->text);
}

static void
read_key(struct reading *r, struct definition *d,
    const struct yaml_node *key, const struct yaml_node *value)
{
	const struct key	*k;

	if (strncmp(key->text, "x-", 2) == 0)
		return;
	if ((k = find_key(key->text)) == NULL) {
		say_unknown(r, d, key);
		return;
	}
	if (k->read == NULL)
		return;
	if (reading_is_reset(value) || reading_is_override(value))
		d->cleared |= k->parts;
	if (!reading_is_reset(value) && !yaml_is_null(value))
		k->read(r, d, value);
}

/* A file that is missing matters to the container, not to its labels. */
static void
say_line(void *arg, int level, const char *line)
{
	(void)level;
	annotate_line(arg, ANNOTATE_WARNING, line);
}

/* Its variables are those of the container, not of the compose file. */
static void
read_env_file(struct reading *r, void *arg, const struct yaml_node *node)
{
	struct conf_report	 report = { say_line, r->out, 0 };
	const struct yaml_node	*required = NULL;
	const char		*why;
	char			*path, *text;

	(void)arg;
	if (node->kind == YAML_MAPPING) {
		required = yaml_find(node, "required");
		if ((node = yaml_find(node, "path")) == NULL)
			return;
	}
	if ((text = reading_text(r, node, "env_file")) == NULL)
		return;
	path = file_beside(r->source->base, text);
	if (reading_file(r, path) == -1)
		reading_warn(r, node, "more than %d files of env_file and "
		    "label_file, or %d bytes; this one is ignored",
		    READING_FILES_MAX, READING_BYTES_MAX);
	else if (variables_load(&r->inside, path, &r->expand, &report,
	    &why) == -1 && (required == NULL ||
	    required->kind != YAML_SCALAR ||
	    strcmp(required->text, "false") != 0))
		reading_warn(r, node, "env_file %s: %s", path, why);
	free(path);
	free(text);
}

struct definition *
definition_read(struct reading *r, const struct yaml_node *key,
    const struct yaml_node *node)
{
	const struct yaml_node	*files;
	struct definition	*d;
	size_t			 i;

	if ((d = calloc(1, sizeof(*d))) == NULL)
		fatal(NULL);
	d->name = xstrdup(key->text);
	d->at = reading_place(r, key);
	d->removed = reading_is_reset(node);
	d->replaced = reading_is_override(node);
	if (d->removed || yaml_is_null(node) || r->quota.exceeded)
		return d;
	if (node->kind != YAML_MAPPING) {
		reading_fault(r, node, "service %s is not a mapping", d->name);
		return d;
	}
	if (!is_name(d->name))
		reading_fault(r, key, "\"%s\": the name of a service has "
		    "letters, digits, _, . and - alone", d->name);
	variables_free(&r->inside);
	files = yaml_find(node, "env_file");
	if (files != NULL && !yaml_is_null(files) && !reading_is_reset(files))
		reading_each(r, NULL, files, read_env_file);
	for (i = 0; i < node->n; i++)
		read_key(r, d, node->keys[i], node->values[i]);
	return d;
}

void
definition_merge(struct definition *d, const struct definition *over,
    struct quota *q)
{
	size_t	 i;

	for (i = 0; i < PARTS; i++) {
		if (over->replaced || (over->cleared & BIT(i)) != 0)
			entries_free(&d->part[i]);
		entries_merge(&d->part[i], &over->part[i], q);
	}
	free(d->name);
	d->name = xstrdup(over->name);
	d->at = over->at;
	d->removed = over->removed;
	d->replaced = over->replaced;
	d->cleared = over->cleared;
}

void
definition_free(struct definition *d)
{
	size_t	 i;

	for (i = 0; i < PARTS; i++)
		entries_free(&d->part[i]);
	free(d->name);
	free(d);
}
