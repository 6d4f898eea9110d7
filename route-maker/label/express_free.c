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

#include "route-maker/label/express_free.h"
#include "traefik/step.h"

static int
is_index(const struct node *n)
{
	return n->name[0] == '[';
}

/*
 * If the first name below a plugin's setting is an index, Traefik reads a list,
 * and ignores the names.  See squashNode in paerser's parser/nodes_metadata.go.
 */
static int
is_free_list(const struct node *n)
{
	const struct node	*first = TAILQ_FIRST(&n->children);

	return first != NULL && is_index(first);
}

/* True if keys with these names keep the order of the elements. */
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
express_free_list(struct emitter *x, const struct node *list)
{
	const struct node	*n;
	const char		*name;
	size_t			 before, i = 0;
	int			 width = emit_width(list), keep;

	keep = names_serve(list);
	TAILQ_FOREACH(n, &list->children, entry) {
		name = keep ? n->name : arena_printf(x->d->arena, "[%0*zu]",
		    width, i);
		before = emit_push(x, name, '/');
		express_free(x, n);
		emit_pop(x, before);
		i++;
	}
}

/* If the first key of a map is an index, Traefik reads it as a list. */
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
express_free_map(struct emitter *x, const struct node *n)
{
	const struct node	*child;
	size_t			 before;

	if (!stays_map(n)) {
		emit_refuse(x, TAILQ_FIRST(&n->children)->label, "`%.64s' "
		    "mixes indexes and names, which Redis would return as a "
		    "list; define the middleware in a file of Traefik's file "
		    "provider", n->name);
		return;
	}
	TAILQ_FOREACH(child, &n->children, entry) {
		if (!emit_fits(x, child, child->name))
			continue;
		before = emit_push(x, child->name, '/');
		express_free(x, child);
		emit_pop(x, before);
	}
}

/* The depth is limited by the length of a label's name. */
void
express_free(struct emitter *x, const struct node *n)
{
	if (is_free_list(n))
		express_free_list(x, n);
	else if (!TAILQ_EMPTY(&n->children))
		express_free_map(x, n);
	else if (n->value != NULL && *n->value != '\0')
		emit_value(x, n->value, n->label);
	else
		emit_refuse(x, n->label, "Redis cannot store "
		    "the empty value of `%.64s'; define the middleware in a "
		    "file of Traefik's file provider", n->name);
}
