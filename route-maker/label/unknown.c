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

#include "route-maker/label/unknown.h"

/* "a router", "`tls'": the object of an unknown field, for a message. */
static const char *
noun(struct arena *a, const struct node *n)
{
	const char	*map;
	size_t		 len;

	if (n->parent == NULL)
		return "Traefik";
	if (n->field->type == FIELD_OBJECT && n->name[0] == '[')
		return arena_printf(a, n->parent->field->flags & FIELD_SINGLE ?
		    "`server'" : "an element of `%s'", n->parent->field->name);
	if (n->parent->field == NULL || n->parent->field->type != FIELD_MAP)
		return arena_printf(a, "`%s'", n->name);
	map = n->parent->field->name;
	len = strlen(map);
	return arena_printf(a, "a %.*s", (int)(len - (map[len - 1] == 's')),
	    map);
}

const char *
unknown_name(struct arena *a, const struct node *n, const char *folded)
{
	const struct field	*suggestion;
	const char		*of = noun(a, n->parent);

	suggestion = field_nearest(n->parent->field, folded);
	if (suggestion == NULL)
		return arena_printf(a, "unknown field `%.64s' of %s", n->name,
		    of);
	return arena_printf(a, "unknown field `%.64s' of %s; did you mean "
	    "`%s'?", n->name, of,
	    suggestion->flags & FIELD_SINGLE ? "server" : suggestion->name);
}

/* The first version after this one that has the field. */
static const char *
first_with(struct arena *a, const struct field *f, uint32_t version)
{
	char	v2[FIELD_VERSION_TEXT], v3[FIELD_VERSION_TEXT];

	field_version_text(v2, f->since_v2);
	field_version_text(v3, f->since_v3);
	if (f->since_v2 == 0)
		return arena_printf(a, "%s is the first version with it", v3);
	if (version >= TRAEFIK_VERSION(3, 0, 0))
		return arena_printf(a,
		    "%s is the first version of Traefik 3 with it", v3);
	return arena_printf(a, "%s and %s are the first versions with it", v2,
	    v3);
}

const char *
unknown_version(struct arena *a, const struct node *n, uint32_t version)
{
	const struct field	*f = n->field;
	const char		*instead = f->instead, *who;
	char			 have[FIELD_VERSION_TEXT];
	char			 last[FIELD_VERSION_TEXT];

	field_version_text(have, version);
	field_version_text(last, f->last);
	if (f->last != 0 && version > f->last)
		who = arena_printf(a, "%s was the last version with it", last);
	else
		who = first_with(a, f, version);
	if (instead == NULL)
		instead = f->last != 0 || f->flags & FIELD_IGNORED ?
		    "remove the label" :
		    "remove the label, or raise `traefik version'";
	return arena_printf(a, "`%s' is unknown to Traefik %s: %s; %s",
	    f->name, have, who, instead);
}

/* A field to name as an example, or NULL. */
static const struct field *
example(const struct field *f, uint32_t version)
{
	uint16_t	i;

	for (i = 0; i < f->nchildren; i++)
		if (!(f->children[i].flags & FIELD_IGNORED) &&
		    field_known(&f->children[i], version))
			return &f->children[i];
	return NULL;
}

const char *
unknown_below(struct arena *a, const struct node *n, uint32_t version)
{
	const struct field	*f = n->field, *child = example(f, version);
	const char		*since = "";
	char			 text[FIELD_VERSION_TEXT];

	if (f->flags & FIELD_ALONE)
		since = arena_printf(a, " before Traefik %s",
		    field_version_text(text, f->since_v3));
	if (child == NULL)
		return arena_printf(a, "`%s' needs a field below it%s",
		    f->name, since);
	return arena_printf(a, "`%s' needs a field below it%s, such as "
	    "`%s.%s'", f->name, since, f->name, child->name);
}
