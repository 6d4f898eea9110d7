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

#include <stdarg.h>
#include <string.h>

#include "go/fold.h"
#include "route-maker/label/tree.h"

struct node *
node_new(struct arena *a, struct node *parent, const char *name, size_t len,
    uint32_t hash)
{
	struct node	*n;

	n = arena_calloc(a, sizeof(*n));
	n->name = arena_strndup(a, name, len);
	n->hash = hash;
	n->parent = parent;
	TAILQ_INIT(&n->children);
	if (parent != NULL)
		TAILQ_INSERT_TAIL(&parent->children, n, entry);
	return n;
}

struct node *
node_root(struct arena *a)
{
	struct node	*root;

	root = node_new(a, NULL, "traefik", strlen("traefik"), 0);
	root->field = &field_root;
	return root;
}

struct node *
node_child(const struct node *parent, const char *name)
{
	uint32_t	 hash = fold_hash(name, strlen(name));
	struct node	*n;

	TAILQ_FOREACH(n, &parent->children, entry)
		if (n->hash == hash && fold_equal(n->name, name))
			return n->off ? NULL : n;
	return NULL;
}

struct node *
node_add(struct arena *a, struct node *parent, const char *name)
{
	const struct field	*field = NULL;
	struct node		*n;
	char			 folded[64];

	if ((n = node_child(parent, name)) != NULL)
		return n;
	if (parent->field != NULL && parent->field->type != FIELD_FREE) {
		fold(folded, sizeof(folded), name, strlen(name));
		if ((field = field_child(parent->field, folded)) == NULL)
			return NULL;
		if (parent->field->type == FIELD_OBJECT)
			name = field->name;
	}
	n = node_new(a, parent, name, strlen(name),
	    fold_hash(name, strlen(name)));
	n->field = field;
	return n;
}

void
node_remove(struct node *n)
{
	if (n->parent != NULL)
		TAILQ_REMOVE(&n->parent->children, n, entry);
	n->parent = NULL;
}

/* Copies the next step of a path; NULL after the last one. */
static const char *
next_step(const char *path, char *step, size_t size)
{
	size_t	len;

	if ((len = strcspn(path, "/")) == 0 || len >= size)
		return NULL;
	memcpy(step, path, len);
	step[len] = '\0';
	return path[len] == '/' ? path + len + 1 : path + len;
}

struct node *
node_find(const struct node *n, const char *path)
{
	struct node	*child = NULL;
	char		 step[64];

	while (n != NULL && (path = next_step(path, step, sizeof(step))) !=
	    NULL) {
		child = node_child(n, step);
		n = child;
	}
	return child;
}

struct node *
node_make(struct arena *a, struct node *n, const char *path)
{
	char	step[64];

	while (n != NULL && (path = next_step(path, step, sizeof(step))) !=
	    NULL)
		n = node_add(a, n, step);
	return n;
}

const char *
node_value(const struct node *n, const char *path)
{
	n = node_find(n, path);
	return n == NULL ? NULL : n->value;
}

void
node_set(struct arena *a, struct node *n, const char *path, const char *value)
{
	if ((n = node_make(a, n, path)) != NULL)
		n->value = value;
}

int
node_has_children(const struct node *n)
{
	const struct node	*child;

	TAILQ_FOREACH(child, &n->children, entry)
		if (!child->off)
			return 1;
	return 0;
}

const char *
node_label(const struct node *n)
{
	const struct node	*child;
	const char		*label = n->label;

	TAILQ_FOREACH(child, &n->children, entry) {
		if (label != NULL)
			break;
		label = node_label(child);
	}
	return label;
}

static void
append_labels(struct trace *t, enum trace_kind kind, const struct node *n,
    const char *text)
{
	const struct node	*child;

	if (n->label != NULL)
		trace_append(t, kind, n->label, text);
	/* The nodes above the end of a label have the same label. */
	TAILQ_FOREACH(child, &n->children, entry)
		if (child->label != n->label || !TAILQ_EMPTY(&child->children))
			append_labels(t, kind, child, text);
}

void
node_trace(struct trace *t, enum trace_kind kind, const struct node *n,
    const char *fmt, ...)
{
	va_list	ap;

	if (t == NULL)
		return;
	va_start(ap, fmt);
	append_labels(t, kind, n, arena_vprintf(t->arena, fmt, ap));
	va_end(ap);
}
