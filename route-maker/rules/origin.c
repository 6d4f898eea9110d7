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

#include "route-maker/rules/origin.h"

/* Case does not matter in kopd's own labels. */
static const char *
label(const void *arg, const char *name)
{
	const struct container	*c = arg;

	return strcmp(name, "kop.namespace") == 0 ?
	    container_label(c, name) : container_label_exact(c, name);
}

void
origin_of(struct origin *o, struct arena *a, const struct container *c)
{
	size_t	 i;

	memset(o, 0, sizeof(*o));
	o->container = c->name;
	o->image = c->image == NULL ? "" : c->image;
	for (i = 0; i < c->nnetworks; i++)
		set_add(&o->networks, a, c->networks[i].name);
	o->label = label;
	o->arg = c;
}

size_t *
origin_limits(struct arena *a, const struct ruleset *rules,
    const struct container *c, size_t *n)
{
	struct origin	 o;
	size_t		*which, i;

	*n = 0;
	if (rules == NULL || rules->nlimits == 0)
		return NULL;
	origin_of(&o, a, c);
	which = arena_alloc(a, rules->nlimits * sizeof(*which));
	for (i = 0; i < rules->nlimits; i++)
		if (rule_is_from(&rules->limits[i], &o))
			which[(*n)++] = i;
	return which;
}
