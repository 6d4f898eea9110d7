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

#include "common/bounds.h"
#include "go/fold.h"
#include "route-maker/label/check.h"
#include "route-maker/label/label.h"
#include "route-maker/label/lookup.h"
#include "traefik/value.h"

/* The limit of a container's tree: the sum of the steps of all names. */
#define NODES_MAX	(8 * LABEL_COUNT_MAX)

struct label_ctx {
	struct decode	*d;
	struct node	*root;
	struct lookup	 nodes;
};

/*
 * The prefixes, after "traefik.", of the labels that Traefik reads as routes.
 * Case does not matter.
 */
static const char *const	route_prefixes[] = { "http", "tcp", "udp",
				    "tls.stores.default", NULL };
static const char *const	settings_prefixes[] = { "docker.", "enable",
				    NULL };

int
label_cmp(const struct label *a, const struct label *b)
{
	int	 r = strcasecmp(a->name, b->name);

	return r != 0 ? r : strcmp(a->name, b->name);
}

const char *
label_origin(const struct label *label)
{
	if (label->origin == NULL)
		return label->name;
	return *label->origin == '\0' ? NULL : label->origin;
}

static int
has_prefix(const char *name, const char *const *prefixes)
{
	const char	*rest = name + strlen("traefik.");

	if ((*name != 't' && *name != 'T') ||
	    strncasecmp(name, "traefik.", strlen("traefik.")) != 0)
		return 0;
	for (; *prefixes != NULL; prefixes++)
		if (strncasecmp(rest, *prefixes, strlen(*prefixes)) == 0)
			return 1;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct label *)a)->name,
	    ((const struct label *)b)->name);
}

/*
 * Selects labels with one of the prefixes, sorted by name.  Usually they are
 * already sorted.
 */
static size_t
select_labels(struct arena *a, const struct label *labels, size_t n,
    const char *const *prefixes, struct label **out)
{
	size_t	i, count = 0;
	int	sorted = 1;

	*out = arena_alloc(a, (n + 1) * sizeof(**out));
	for (i = 0; i < n; i++) {
		if (!has_prefix(labels[i].name, prefixes))
			continue;
		(*out)[count] = labels[i];
		if (count > 0 && compare(&(*out)[count - 1], &labels[i]) > 0)
			sorted = 0;
		count++;
	}
	if (!sorted)
		qsort(*out, count, sizeof(**out), compare);
	return count;
}

/* The length up to the next dot, or to the end. */
static size_t
step_length(const char *name)
{
	const char	*dot = strchr(name, '.');

	return dot == NULL ? strlen(name) : (size_t)(dot - name);
}

/* Returns NULL, or why Traefik rejects one step of a name. */
static const char *
step_error(const char *step, size_t len)
{
	if (len == 0)
		return "an empty step in the name: two adjacent dots, or a dot "
		    "at the end";
	if (step[0] == '[')
		return "a step of the name begins with `['; an index follows a "
		    "name, as in `domains[0]'";
	if (step[len - 1] == ']' && memchr(step, '[', len) == NULL)
		return "`]' without `[' in the name";
	return NULL;
}

static const char *
name_error(const char *name)
{
	const char	*error;
	size_t		 len;

	if (strlen(name) > LABEL_NAME_MAX)
		return "its name is too long";
	if (strncmp(name, "traefik.", strlen("traefik.")) != 0)
		return "the name must begin with `traefik.' in lower case";
	for (;; name += len + 1) {
		len = step_length(name);
		if ((error = step_error(name, len)) != NULL)
			return error;
		if (name[len] == '\0')
			return NULL;
	}
}

/* Labels are sorted: usually the wanted child is the newest one. */
static struct node *
newest(const struct node *n, const char *step, size_t len)
{
	struct node	*child = TAILQ_LAST(&n->children, nodes);

	return child != NULL && strncmp(child->name, step, len) == 0 &&
	    child->name[len] == '\0' ? child : NULL;
}

static struct node *
descend(struct label_ctx *b, struct node *n, const char *step, size_t len,
    const struct label *label)
{
	struct node	*child;
	uint32_t	 hash;
	char		 text[LABEL_NAME_MAX + 1];

	if ((child = newest(n, step, len)) != NULL)
		return child;
	memcpy(text, step, len);
	text[len] = '\0';
	hash = fold_hash(step, len);
	if ((child = lookup_find(&b->nodes, n, text, hash)) == NULL) {
		child = node_new(b->d->arena, n, step, len, hash);
		child->label = label_origin(label);
		lookup_add(b->d->arena, &b->nodes, child);
	}
	return child;
}

/* Adds the steps below the root.  A step "x[0]" becomes two nodes. */
static void
add_label(struct label_ctx *b, const struct label *label)
{
	struct node	*n = b->root;
	const char	*step, *bracket;
	size_t		 len;

	step = label->name + strlen("traefik.");
	for (;; step += len + 1) {
		len = step_length(step);
		bracket = step[len - 1] == ']' ? memchr(step, '[', len) : NULL;
		if (bracket != NULL) {
			n = descend(b, n, step, (size_t)(bracket - step),
			    label);
			n = descend(b, n, bracket,
			    len - (size_t)(bracket - step), label);
		} else
			n = descend(b, n, step, len, label);
		if (step[len] == '\0')
			break;
	}
	n->value = label->value;
	if ((n->label = label_origin(label)) != NULL)
		trace(b->d->trace, TRACE_SEEN, n->label, "%s", "");
}

static int
build(struct label_ctx *b, const struct label *labels, size_t n)
{
	const char	*error;
	size_t		 i;
	int		 bad = 0;

	if (n > LABEL_COUNT_MAX) {
		decode_fault(b->d, NULL,
		    "%zu labels of Traefik, more than %d", n,
		    LABEL_COUNT_MAX);
		return -1;
	}
	for (i = 0; i < n && bad < CHECK_FAULTS; i++) {
		error = name_error(labels[i].name);
		if (error == NULL && strlen(labels[i].value) > LABEL_VALUE_MAX)
			error = "its value is too long";
		if (error == NULL && b->nodes.count > NODES_MAX)
			error = "the labels' names have too many steps";
		if (error == NULL)
			add_label(b, &labels[i]);
		else {
			decode_fault(b->d, label_origin(&labels[i]), "%s",
			    error);
			bad++;
		}
	}
	return bad ? -1 : 0;
}

static struct node *
decode(struct decode *d, const struct label *labels, size_t n,
    const char *const *prefixes, uint32_t version)
{
	struct label_ctx	 b = { .d = d, .root = node_root(d->arena) };
	struct label		*selected;
	int			 bad;

	n = select_labels(d->arena, labels, n, prefixes, &selected);
	bad = build(&b, selected, n) == -1;
	if (n <= LABEL_COUNT_MAX && check_tree(d, b.root, version) == -1)
		bad = 1;
	return bad ? NULL : b.root;
}

int
label_counts(const char *name)
{
	return has_prefix(name, route_prefixes) ||
	    has_prefix(name, settings_prefixes);
}

int
label_settings(struct decode *d, const struct label *labels, size_t n,
    struct settings *settings)
{
	struct node	*root;
	const char	*value;

	settings->enable = -1;
	settings->network = NULL;
	settings->allow_non_running = 0;
	settings->exposed = 0;
	settings->block = "";
	root = decode(d, labels, n, settings_prefixes, 0);
	if (root == NULL)
		return -1;
	node_trace(d->trace, TRACE_USED, root, "a setting of the container");
	if ((value = node_value(root, "enable")) != NULL)
		settings->enable = strcmp(value, "true") == 0;
	settings->network = node_value(root, "docker/network");
	if ((value = node_value(root, "docker/allowNonRunning")) != NULL)
		settings->allow_non_running = strcmp(value, "true") == 0;
	return 0;
}

struct node *
label_decode(struct decode *d, const struct label *labels, size_t n)
{
	return decode(d, labels, n, route_prefixes, d->conf->traefik_version);
}

struct node *
label_names(struct arena *a, const struct label *labels, size_t n)
{
	struct decode		 d;
	struct label_ctx	 b = { .d = &d, .root = node_root(a) };
	struct label		*selected;

	decode_init(&d, a, NULL);
	n = select_labels(a, labels, n, route_prefixes, &selected);
	(void)build(&b, selected, n);
	return b.root;
}
