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

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "route-maker/label/tree.h"
#include "traefik/step.h"

/* Bytes of a key below its object: canonical names and one label's name. */
#define KEY_MAX	4096

struct express_ctx {
	struct decode	*d;
	enum express	 mode;
	int		 failed;
	size_t		 left_out;	/* so far */
	struct pair	*list;
	size_t		 count;
	size_t		 size;
	char		 key[KEY_MAX];	/* of what is being expressed */
	size_t		 keylen;
};

static void	express_children(struct express_ctx *, const struct node *);
static void	express_field(struct express_ctx *, const struct node *);
static void	express_free(struct express_ctx *, const struct node *);

/* Redis cannot say it: a fault, or a warning and the rest goes on. */
static void
refuse(struct express_ctx *x, const char *label, const char *reason)
{
	x->left_out++;
	if (x->d->conf->lossy_labels)
		decode_warn(x->d, label, "%s; left out", reason);
	else {
		decode_fault(x->d, label, "%s", reason);
		x->failed = 1;
	}
}

int
name_check(struct decode *d, const char *name, const char *label)
{
	const char	*error;

	if ((error = name_fault(name, strlen(name))) == NULL)
		return 0;
	if (d->conf->lossy_labels)
		decode_warn(d, label, "`%.64s': %s; left out", name,
		    error);
	else if (label == NULL)
		decode_fault(d, NULL, "its name gives `%.64s': %s, or "
		    "label a router and a service", name, error);
	else
		decode_fault(d, label, "`%.64s': %s", name, error);
	return -1;
}

static int
name_fits(struct express_ctx *x, const struct node *n, const char *name)
{
	const char	*error;

	if ((error = step_fault(name, strlen(name))) == NULL)
		return 1;
	refuse(x, n->label, arena_printf(x->d->arena, "`%.64s': %s, and no "
	    "other name means the same: define it in a file of Traefik's file "
	    "provider", name, error));
	return 0;
}

static void
emit(struct express_ctx *x, const char *value, const char *label)
{
	struct pair	*list;

	if (x->count == x->size) {
		x->size = x->size == 0 ? 16 : 2 * x->size;
		list = arena_alloc(x->d->arena, x->size * sizeof(*list));
		if (x->count > 0)
			memcpy(list, x->list, x->count * sizeof(*list));
		x->list = list;
	}
	list = &x->list[x->count++];
	list->key = arena_strndup(x->d->arena, x->key, x->keylen);
	list->value = value;
	list->label = label;
}

/* Lengthens the key by a step; pop() with what it returned. */
static size_t
push(struct express_ctx *x, const char *step, char separator)
{
	size_t	before = x->keylen, len = strlen(step);

	if (before + len + 2 > sizeof(x->key)) {
		decode_fault(x->d, NULL, "a name is too long");
		x->failed = 1;
		return before;
	}
	if (x->keylen > 0)
		x->key[x->keylen++] = separator;
	memcpy(x->key + x->keylen, step, len);
	x->keylen += len;
	return before;
}

static void
pop(struct express_ctx *x, size_t keylen)
{
	x->keylen = keylen;
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

/* True when leaving the value out says the same; a map has it or has not. */
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
express_value(struct express_ctx *x, const struct node *n)
{
	const struct field	*f = n->field;

	if (n->value == NULL)
		return;
	if (x->mode == EXPRESS_MEANING) {
		if (!is_implied(n))
			emit(x, n->value, n->label);
	} else if (*n->value != '\0')
		emit(x, n->value, n->label);
	else if (f->type == FIELD_STRINGS && f->fallback != NULL)
		emit(x, f->fallback, n->label);
	else if (f->fallback != NULL || (f->flags & FIELD_NULLABLE))
		refuse(x, n->label, arena_printf(x->d->arena, "Redis cannot "
		    "hold an empty `%s', which is not the same as none: take "
		    "the label away", f->name));
	else if (n->label != NULL)
		trace(x->d->trace, TRACE_IGNORED, n->label,
		    "an empty `%s' is the same as none", f->name);
}

/* A header's name may hold dots; only what has nothing below has a value. */
static void
express_text(struct express_ctx *x, const struct node *n, const char *prefix)
{
	const struct node	*child;
	const char		*name = n->name;
	size_t			 before;

	if (prefix != NULL)
		name = arena_printf(x->d->arena, "%s.%s", prefix, n->name);
	TAILQ_FOREACH(child, &n->children, entry)
		express_text(x, child, name);
	if (!TAILQ_EMPTY(&n->children) || !name_fits(x, n, name))
		return;
	if ((n->value == NULL || *n->value == '\0') &&
	    x->mode == EXPRESS_KEYS) {
		refuse(x, n->label, arena_printf(x->d->arena, "Redis cannot "
		    "hold the empty value of `%.64s': define it in a file of "
		    "Traefik's file provider", name));
		return;
	}
	before = push(x, name, '/');
	emit(x, n->value == NULL ? "" : n->value, n->label);
	pop(x, before);
}

/*
 * A name in a map that means the same and that a key can hold: of a status,
 * the range of that one.
 */
static const char *
fit_name(struct express_ctx *x, const struct node *map, const struct node *n)
{
	if (!(map->field->flags & FIELD_RANGES) ||
	    !step_is_index(n->name, strlen(n->name)))
		return n->name;
	return arena_printf(x->d->arena, "%s-%s", n->name, n->name);
}

/* True where another label of the map has said the same, or the contrary. */
static int
is_said(struct express_ctx *x, const struct node *map, const struct node *n,
    const char *name)
{
	const struct node	*other;

	if (name == n->name || (other = node_child(map, name)) == NULL)
		return 0;
	if (strcmp(other->value, n->value) != 0)
		refuse(x, n->label, arena_printf(x->d->arena, "`%.64s' and "
		    "`%.64s' mean the same, and have different values: take "
		    "one of the labels away", n->name, other->name));
	return 1;
}

static void
express_map(struct express_ctx *x, const struct node *n)
{
	const struct node	*child;
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
		if (!name_fits(x, child, name) || is_said(x, n, child, name))
			continue;
		before = push(x, name, '/');
		express_field(x, child);
		pop(x, before);
	}
}

static int
width_of(const struct node *list)
{
	const struct node	*n;
	size_t			 count = 0;
	int			 width;

	TAILQ_FOREACH(n, &list->children, entry)
		count++;
	if (count <= 10)
		return 1;
	for (width = 1, count--; count >= 10; count /= 10)
		width++;
	return width;
}

/*
 * The elements one by one.  An empty one is `[n]': a plain number would be
 * joined to its list as text.  Keys are read in the order of their text, in
 * which brackets come after digits: returns -1 where that is another order.
 */
static int
express_elements(struct express_ctx *x, const struct node *list, int brackets)
{
	const struct node	*n;
	char			 index[32];
	size_t			 before, had, i = 0;
	int			 empty = 0, width = width_of(list), order = 0;

	TAILQ_FOREACH(n, &list->children, entry) {
		if (n->off)
			continue;
		had = x->count;
		snprintf(index, sizeof(index), brackets ? "[%0*zu]" : "%0*zu",
		    width, i);
		before = push(x, index, '/');
		express_children(x, n);
		pop(x, before);
		if (x->count > had && empty && !brackets)
			order = -1;
		if (x->count == had) {
			empty = 1;
			snprintf(index, sizeof(index), "[%0*zu]", width, i);
			before = push(x, index, '/');
			emit(x, "true", n->label);
			pop(x, before);
		}
		i++;
	}
	return order;
}

static void
express_list(struct express_ctx *x, const struct node *list)
{
	size_t	had = x->count;

	if (express_elements(x, list, 0) == -1) {
		x->count = had;
		express_elements(x, list, 1);
	}
}

static int
is_index(const struct node *n)
{
	return n->name[0] == '[';
}

/*
 * Traefik takes what is below a plugin's setting for a list when the first
 * name is an index, and then no name means anything.  See squashNode in
 * paerser's parser/nodes_metadata.go.
 */
static int
is_free_list(const struct node *n)
{
	const struct node	*first = TAILQ_FIRST(&n->children);

	return first != NULL && is_index(first);
}

/* True if keys with these names give back the elements in the same order. */
static int
names_serve(const struct node *list)
{
	const struct node	*n, *last = NULL;

	TAILQ_FOREACH(n, &list->children, entry) {
		if (!is_index(n) || step_fault(n->name, strlen(n->name)) !=
		    NULL || (last != NULL && strcmp(last->name, n->name) > 0))
			return 0;
		last = n;
	}
	return 1;
}

static void
express_free_list(struct express_ctx *x, const struct node *list)
{
	const struct node	*n;
	const char		*name;
	size_t			 before, i = 0;
	int			 width = width_of(list), keep;

	keep = names_serve(list);
	TAILQ_FOREACH(n, &list->children, entry) {
		name = keep ? n->name : arena_printf(x->d->arena, "[%0*zu]",
		    width, i);
		before = push(x, name, '/');
		express_free(x, n);
		pop(x, before);
		i++;
	}
}

/* The first key of a map must not be an index, or it comes back as a list. */
static int
stays_map(const struct node *n)
{
	const struct node	*child, *lowest = TAILQ_FIRST(&n->children);

	TAILQ_FOREACH(child, &n->children, entry)
		if (strcmp(child->name, lowest->name) < 0)
			lowest = child;
	return !is_index(lowest);
}

static void
express_free_map(struct express_ctx *x, const struct node *n)
{
	const struct node	*child;
	size_t			 before;

	if (!stays_map(n)) {
		refuse(x, TAILQ_FIRST(&n->children)->label,
		    arena_printf(x->d->arena, "`%.64s' mixes indexes and "
		    "names, which Redis would give back as a list: define the "
		    "middleware in a file of Traefik's file provider",
		    n->name));
		return;
	}
	TAILQ_FOREACH(child, &n->children, entry) {
		if (!name_fits(x, child, child->name))
			continue;
		before = push(x, child->name, '/');
		express_free(x, child);
		pop(x, before);
	}
}

/* A plugin's settings: any depth that a label's name can have. */
static void
express_free(struct express_ctx *x, const struct node *n)
{
	if (is_free_list(n))
		express_free_list(x, n);
	else if (!TAILQ_EMPTY(&n->children))
		express_free_map(x, n);
	else if (n->value != NULL && *n->value != '\0')
		emit(x, n->value, n->label);
	else
		refuse(x, n->label, arena_printf(x->d->arena, "Redis cannot "
		    "hold the empty value of `%.64s': define the middleware in "
		    "a file of Traefik's file provider", n->name));
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

/* An object of which nothing was said still has to exist. */
static void
express_existence(struct express_ctx *x, const struct node *n)
{
	const struct node	*list;
	size_t			 before;

	if (n->field->flags & FIELD_ALWAYS)
		return;
	if (x->mode == EXPRESS_MEANING || n->field->flags & FIELD_ALONE ||
	    n->field->name[0] == '<')
		emit(x, "true", n->label);
	else if ((list = empty_list(n)) != NULL) {
		before = push(x, list->name, '/');
		emit(x, "true", list->label);
		pop(x, before);
	} else
		refuse(x, n->label, arena_printf(x->d->arena, "Redis cannot "
		    "hold a `%s' without any value below it: label one of its "
		    "fields", n->field->name));
}

static void
express_children(struct express_ctx *x, const struct node *n)
{
	const struct node	*child;
	size_t			 before;

	TAILQ_FOREACH(child, &n->children, entry) {
		if (child->off || child->field->flags & FIELD_NO_KEY ||
		    (x->mode == EXPRESS_MEANING && (child->apart ||
		    child->field->flags & FIELD_APART)))
			continue;
		before = push(x, child->field->name, '/');
		express_field(x, child);
		pop(x, before);
	}
}

static void
express_field(struct express_ctx *x, const struct node *n)
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
			emit(x, "true", n->label);
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
	struct express_ctx	x;

	memset(&x, 0, offsetof(struct express_ctx, key));
	x.d = d;
	x.mode = mode;
	x.keylen = 0;
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
