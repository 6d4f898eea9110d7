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

#include "route-maker/base/name_index.h"
#include "route-maker/label/emit.h"
#include "route-maker/label/express_free.h"
#include "traefik/step.h"

static void	express_children(struct emitter *, const struct node *);
static void	express_field(struct emitter *, const struct node *);

int
name_check(struct decode *d, const char *name, const char *label)
{
	const char	*error;

	if ((error = name_fault(name, strlen(name))) == NULL)
		return 0;
	if (d->conf->lossy_labels)
		decode_warn(d, label, "`%.64s': %s; ignored", name,
		    error);
	else if (label == NULL)
		decode_fault(d, NULL, "its name makes `%.64s': %s, or set "
		    "labels of a router and a service", name, error);
	else
		decode_fault(d, label, "`%.64s': %s", name, error);
	return -1;
}

static int
is_zero(const struct node *n)
{
	switch (n->field->type) {
	case FIELD_BOOL:
		return strcmp(n->value, "false") == 0;
	case FIELD_DURATION:
		return strcmp(n->value, "0s") == 0;
	case FIELD_STRING:
	case FIELD_PORT:
	case FIELD_SCHEME:
	case FIELD_URL:
	case FIELD_STRINGS:
		return *n->value == '\0';
	default:
		return strcmp(n->value, "0") == 0;
	}
}

/* True if the value is the default.  An entry of a map has none. */
static int
is_implied(const struct node *n)
{
	const struct field	*f = n->field;

	if (f->name[0] == '<')
		return 0;
	if (f->fallback != NULL)
		return strcmp(n->value, f->fallback) == 0 ||
		    (f->type == FIELD_STRINGS && *n->value == '\0');
	return !(f->flags & FIELD_NULLABLE) && is_zero(n);
}

static void
express_value(struct emitter *x, const struct node *n)
{
	const struct field	*f = n->field;

	if (n->value == NULL)
		return;
	if (x->mode == EXPRESS_MEANING) {
		if (!is_implied(n))
			emit_value(x, n->value, n->label);
	} else if (*n->value != '\0')
		emit_value(x, n->value, n->label);
	else if (f->type == FIELD_STRINGS && f->fallback != NULL)
		emit_value(x, f->fallback, n->label);
	else if (f->fallback != NULL || (f->flags & FIELD_NULLABLE))
		emit_refuse(x, n->label, "Redis cannot store "
		    "an empty `%s', which differs from no value; remove the "
		    "label",
		    f->name);
	else if (n->label != NULL)
		trace(x->d->trace, TRACE_IGNORED, n->label,
		    "an empty `%s' is the same as none", f->name);
}

/* A header's name may have dots.  Only a node without children has a value. */
static void
express_text(struct emitter *x, const struct node *n, const char *prefix)
{
	const struct node	*child;
	const char		*name = n->name;
	size_t			 before;

	if (prefix != NULL)
		name = arena_printf(x->d->arena, "%s.%s", prefix, n->name);
	TAILQ_FOREACH(child, &n->children, entry)
		express_text(x, child, name);
	if (!TAILQ_EMPTY(&n->children) || !emit_fits(x, n, name))
		return;
	if ((n->value == NULL || *n->value == '\0') &&
	    x->mode == EXPRESS_KEYS) {
		emit_refuse(x, n->label, "Redis cannot store "
		    "the empty value of `%.64s'; define it in a file of "
		    "Traefik's file provider",
		    name);
		return;
	}
	before = emit_push(x, name, '/');
	emit_value(x, n->value == NULL ? "" : n->value, n->label);
	emit_pop(x, before);
}

/*
 * A name with the same meaning that a key can have: for a status code, a range
 * of only that code.
 */
static const char *
fit_name(struct emitter *x, const struct node *map, const struct node *n)
{
	if (!(map->field->flags & FIELD_RANGES) ||
	    !step_is_index(n->name, strlen(n->name)))
		return n->name;
	return arena_printf(x->d->arena, "%s-%s", n->name, n->name);
}

/* The names of a map whose entries may have the same meaning. */
static struct name_index
index_of(struct arena *a, const struct node *map)
{
	const struct node	*n;
	struct name_index	 names = NAME_INDEX_INITIALIZER;

	if (map->field->flags & FIELD_RANGES)
		TAILQ_FOREACH(n, &map->children, entry)
			(void)name_index_add(a, &names, n->name, n);
	return names;
}

/* True if another label of the map has the same meaning. */
static int
is_said(struct emitter *x, const struct name_index *names,
    const struct node *n, const char *name)
{
	const struct node	*other;

	if (name == n->name || (other = name_index_find(names, name)) == NULL ||
	    other->off)
		return 0;
	if (strcmp(other->value, n->value) != 0)
		emit_refuse(x, n->label, "`%.64s' and "
		    "`%.64s' have the same meaning and different values; "
		    "remove one of the labels",
		    n->name, other->name);
	return 1;
}

static void
express_map(struct emitter *x, const struct node *n)
{
	const struct node	*child;
	struct name_index	 names = index_of(x->d->arena, n);
	const char		*name;
	size_t			 before;

	TAILQ_FOREACH(child, &n->children, entry) {
		if (child->off)
			continue;
		if (child->field->type == FIELD_STRING) {
			express_text(x, child, NULL);
			continue;
		}
		name = fit_name(x, n, child);
		if (!emit_fits(x, child, name) || is_said(x, &names, child, name))
			continue;
		before = emit_push(x, name, '/');
		express_field(x, child);
		emit_pop(x, before);
	}
}

/*
 * Expresses each element.  An empty one is `[n]', because Traefik takes a plain
 * number as a string.  Traefik reads keys in the order of their bytes, in which
 * brackets follow digits.  Returns -1 if this changes the order of the
 * elements.
 */
static int
express_elements(struct emitter *x, const struct node *list, int brackets)
{
	const struct node	*n;
	char			 index[32];
	size_t			 before, had, i = 0;
	int			 empty = 0, width = emit_width(list), order = 0;

	TAILQ_FOREACH(n, &list->children, entry) {
		if (n->off)
			continue;
		had = x->count;
		(void)snprintf(index, sizeof(index),
		    brackets ? "[%0*zu]" : "%0*zu", width, i);
		before = emit_push(x, index, '/');
		express_children(x, n);
		emit_pop(x, before);
		if (x->count > had && empty && !brackets)
			order = -1;
		if (x->count == had) {
			empty = 1;
			(void)snprintf(index, sizeof(index), "[%0*zu]", width,
			    i);
			before = emit_push(x, index, '/');
			emit_value(x, "true", n->label);
			emit_pop(x, before);
		}
		i++;
	}
	return order;
}

static void
express_list(struct emitter *x, const struct node *list)
{
	size_t	had = x->count;

	if (express_elements(x, list, 0) == -1) {
		x->count = had;
		express_elements(x, list, 1);
	}
}

static const struct node *
empty_list(const struct node *n)
{
	const struct node	*child;

	TAILQ_FOREACH(child, &n->children, entry)
		if (child->field->type == FIELD_LIST && !child->off &&
		    !node_has_children(child))
			return child;
	return NULL;
}

/* Expresses the existence of an object without any pair. */
static void
express_existence(struct emitter *x, const struct node *n)
{
	const struct node	*list;
	size_t			 before;

	if (n->field->flags & FIELD_ALWAYS)
		return;
	if (x->mode == EXPRESS_MEANING || n->field->flags & FIELD_ALONE ||
	    n->field->name[0] == '<')
		emit_value(x, "true", n->label);
	else if ((list = empty_list(n)) != NULL) {
		before = emit_push(x, list->name, '/');
		emit_value(x, "true", list->label);
		emit_pop(x, before);
	} else
		emit_refuse(x, n->label, "Redis cannot store a `%s' without a "
		    "value below it; set one of its fields", n->field->name);
}

static void
express_children(struct emitter *x, const struct node *n)
{
	const struct node	*child;
	size_t			 before;

	TAILQ_FOREACH(child, &n->children, entry) {
		if (child->off || child->field->flags & FIELD_NO_KEY ||
		    (x->mode == EXPRESS_MEANING && (child->apart ||
		    child->field->flags & FIELD_APART)))
			continue;
		before = emit_push(x, child->field->name, '/');
		express_field(x, child);
		emit_pop(x, before);
	}
}

static void
express_field(struct emitter *x, const struct node *n)
{
	size_t	had = x->count, left_out = x->left_out;

	switch (n->field->type) {
	case FIELD_OBJECT:
		express_children(x, n);
		if (x->count == had && x->left_out == left_out)
			express_existence(x, n);
		break;
	case FIELD_MAP:
		express_map(x, n);
		break;
	case FIELD_LIST:
		express_list(x, n);
		break;
	case FIELD_FREE:
		if (TAILQ_EMPTY(&n->children))
			emit_value(x, "true", n->label);
		else
			express_free(x, n);
		break;
	default:
		express_value(x, n);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct pair *)a)->key,
	    ((const struct pair *)b)->key);
}

int
node_express(struct decode *d, const struct node *n, enum express mode,
    struct pairs *pairs)
{
	struct emitter	x;

	emit_init(&x, d, mode);
	if (name_check(d, n->name, node_label(n)) == 0)
		express_field(&x, n);
	else
		x.failed = !d->conf->lossy_labels;
	if (x.count > 1)
		qsort(x.list, x.count, sizeof(*x.list), compare);
	pairs->list = x.list;
	pairs->count = x.count;
	return x.failed ? -1 : 0;
}

int
pairs_equal(const struct pairs *a, const struct pairs *b)
{
	size_t	i;

	if (a->count != b->count)
		return 0;
	for (i = 0; i < a->count; i++)
		if (strcmp(a->list[i].key, b->list[i].key) != 0 ||
		    strcmp(a->list[i].value, b->list[i].value) != 0)
			return 0;
	return 1;
}
