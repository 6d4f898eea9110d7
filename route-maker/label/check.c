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

#include <string.h>
#include <strings.h>

#include "go/fold.h"
#include "route-maker/label/check.h"
#include "route-maker/label/unknown.h"
#include "traefik/value.h"

#define SKIP_VALUES	1	/* ignored or disabled: check only names */

struct check_ctx {
	struct decode	*d;
	uint32_t	 version;
	int		 count;		/* number of errors so far */
};

static void	check_children(struct check_ctx *, struct node *, int);

static void
complain(struct check_ctx *c, const struct node *n, const char *reason)
{
	if (c->count++ < CHECK_FAULTS)
		decode_fault(c->d, n->label, "%s", reason);
}

/* "server" means the only element of "servers".  No other name does. */
static const struct field *
find_field(const struct field *parent, const char *folded)
{
	const struct field	*f;

	if (strcmp(folded, "server") == 0 &&
	    (f = field_child(parent, "servers")) != NULL &&
	    (f->flags & FIELD_SINGLE))
		return f;
	f = field_child(parent, folded);
	return f != NULL && (f->flags & FIELD_SINGLE) ? NULL : f;
}

/* Checks a label that names an object or a map, without a field below it. */
static void
check_alone(struct check_ctx *c, const struct node *n)
{
	const struct field	*f = n->field;

	if (f->flags & FIELD_IGNORED || field_alone(f, c->version))
		return;
	if (f->type == FIELD_MAP)
		complain(c, n, arena_printf(c->d->arena,
		    "`%s' needs a name and a field below it", f->name));
	else if (f->type == FIELD_OBJECT && f->nchildren > 0)
		complain(c, n, unknown_below(c->d->arena, n, c->version));
}

static void
check_value(struct check_ctx *c, struct node *n, int skip)
{
	const struct field	*f = n->field;
	const char		*value = n->value == NULL ? "" : n->value;

	if (skip)
		return;
	n->value = value_canonical(c->d->arena, f->type, value);
	if (n->value == NULL)
		complain(c, n, arena_printf(c->d->arena,
		    "`%.64s' is not a value for `%s'; set %s", value,
		    f->name[0] == '<' ? n->name : f->name,
		    value_describe(f->type)));
}

static void
check_scalar(struct check_ctx *c, struct node *n, int skip)
{
	struct node	*child, *tmp;

	if (!TAILQ_EMPTY(&n->children) && n->field->type != FIELD_STRINGS) {
		complain(c, TAILQ_FIRST(&n->children),
		    arena_printf(c->d->arena, "`%s' has no fields",
		    n->field->name));
		return;
	}
	/* Traefik checks one step below a list, and ignores what it finds. */
	TAILQ_FOREACH_SAFE(child, &n->children, entry, tmp) {
		if (!TAILQ_EMPTY(&child->children))
			complain(c, TAILQ_FIRST(&child->children),
			    arena_printf(c->d->arena, "`%s' is a list of "
			    "strings with commas, without fields",
			    n->field->name));
		node_trace(c->d->trace, TRACE_IGNORED, child,
		    "Traefik ignores everything below the list `%s'",
		    n->field->name);
		node_remove(child);
	}
	check_value(c, n, skip);
}

/*
 * An entry of a map: a router, a header (its name may have dots) or a plugin.
 */
static void
check_entry(struct check_ctx *c, struct node *n, int skip)
{
	switch (n->field->type) {
	case FIELD_OBJECT:
		n->value = NULL;
		check_children(c, n, skip);
		break;
	case FIELD_FREE:
	case FIELD_STRING:
		break;
	default:
		TAILQ_INIT(&n->children);
		check_value(c, n, skip);
	}
}

static void
check_entries(struct check_ctx *c, struct node *n, int skip)
{
	struct node	*child;

	TAILQ_FOREACH(child, &n->children, entry) {
		child->field = n->field->children;
		check_entry(c, child, skip);
	}
}

/* Moves the fields of "server" to an element of "servers". */
static void
check_single(struct check_ctx *c, struct node *n, int skip)
{
	struct node	*element;

	if (TAILQ_EMPTY(&n->children)) {
		if (!skip)
			complain(c, n, "`server' needs a field below it, such "
			    "as `server.port'");
		return;
	}
	element = node_new(c->d->arena, NULL, "[0]", 3, fold_hash("[0]", 3));
	element->label = n->label;
	element->field = n->field->children;
	TAILQ_CONCAT(&element->children, &n->children, entry);
	TAILQ_INSERT_TAIL(&n->children, element, entry);
	element->parent = n;
	check_children(c, element, skip);
}

static void
check_object(struct check_ctx *c, struct node *n, int skip)
{
	if (TAILQ_EMPTY(&n->children))
		check_alone(c, n);
	if (n->value != NULL && *n->value != '\0' &&
	    strcasecmp(n->value, "true") != 0 &&
	    field_alone(n->field, c->version)) {
		if (!skip)
			node_trace(c->d->trace, TRACE_IGNORED, n,
			    "`%s' is disabled by its value, `%.64s'",
			    n->field->name, n->value);
		n->off = 1;
		skip = SKIP_VALUES;
	}
	n->value = NULL;
	check_children(c, n, skip);
}

static void
check_field(struct check_ctx *c, struct node *n, int skip)
{
	if (!field_known(n->field, c->version)) {
		complain(c, n, unknown_version(c->d->arena, n, c->version));
		return;
	}
	if (n->field->flags & FIELD_IGNORED) {
		if (!skip)
			node_trace(c->d->trace, TRACE_IGNORED, n,
			    "Traefik ignores `%s' in labels", n->field->name);
		n->off = 1;
		skip = SKIP_VALUES;
	}
	switch (n->field->type) {
	case FIELD_OBJECT:
		check_object(c, n, skip);
		break;
	case FIELD_MAP:
		if (TAILQ_EMPTY(&n->children))
			check_alone(c, n);
		check_entries(c, n, skip);
		break;
	case FIELD_LIST:
		if (n->field->flags & FIELD_SINGLE)
			check_single(c, n, skip);
		else
			check_entries(c, n, skip);
		break;
	default:
		check_scalar(c, n, skip);
	}
}

static void
check_children(struct check_ctx *c, struct node *n, int skip)
{
	struct node	*child;
	char		 folded[64];

	TAILQ_FOREACH(child, &n->children, entry) {
		child->parent = n;
		fold(folded, sizeof(folded), child->name, strlen(child->name));
		child->field = find_field(n->field, folded);
		if (child->field == NULL) {
			complain(c, child, unknown_name(c->d->arena, child,
			    folded));
			continue;
		}
		child->name = child->field->name;
		if (child->field->flags & FIELD_SINGLE)
			child->hash = fold_hash(child->name,
			    strlen(child->name));
		check_field(c, child, skip);
	}
}

int
check_tree(struct decode *d, struct node *root, uint32_t version)
{
	struct check_ctx	c = { .d = d, .version = version };

	if (version == 0 || version > field_newest)
		c.version = field_newest;
	check_children(&c, root, 0);
	if (c.count > CHECK_FAULTS)
		decode_fault(d, NULL, "and %d more errors in its labels",
		    c.count - CHECK_FAULTS);
	return c.count > 0 ? -1 : 0;
}
