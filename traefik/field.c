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

#include "go/fold.h"
#include "traefik/field.h"

/* Longer names are not compared. */
#define NEAR_MAX	48

static int
compare(const void *key, const void *member)
{
	return strcmp(key, ((const struct field *)member)->folded);
}

const struct field *
field_child(const struct field *f, const char *folded)
{
	if (f->type == FIELD_MAP || f->type == FIELD_LIST)
		return f->children;
	if (f->nchildren == 0)
		return NULL;
	return bsearch(folded, f->children, f->nchildren, sizeof(*f), compare);
}

/* A step of a key; names of fields are ASCII. */
struct step {
	const char	*name;
	size_t		 len;
};

static int
compare_step(const void *key, const void *member)
{
	const struct step	*step = key;
	const struct field	*f = member;
	size_t			 i;
	int			 c;

	for (i = 0; i < step->len; i++) {
		c = (unsigned char)step->name[i];
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		/* Also at the end of the field's name. */
		if (c != (unsigned char)f->folded[i])
			return c - (unsigned char)f->folded[i];
	}
	return f->folded[i] == '\0' ? 0 : -1;
}

const struct field *
field_named(const struct field *f, const char *name, size_t len)
{
	const struct step	 step = { name, len };
	const struct field	*child;

	if (f->nchildren == 0)
		return NULL;
	child = bsearch(&step, f->children, f->nchildren, sizeof(*f),
	    compare_step);
	return child != NULL && memcmp(child->name, name, len) == 0 ? child :
	    NULL;
}

int
field_has_key(const struct field *f)
{
	return !(f->flags & FIELD_NO_KEY) &&
	    (!(f->flags & FIELD_IGNORED) || f->flags & FIELD_MADE);
}

const struct field *
field_at(const struct field *f, const char *path)
{
	char	 step[256] = "";
	size_t	 len;

	while (f != NULL) {
		len = strcspn(path, "/");
		if (f->type != FIELD_MAP &&
		    fold(step, sizeof(step), path, len) >= sizeof(step))
			return NULL;
		f = field_child(f, step);
		if (path[len] == '\0')
			break;
		path += len + 1;
	}
	return f;
}

/* Levenshtein's distance.  Both names are shorter than NEAR_MAX. */
static size_t
distance(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t	row[NEAR_MAX], i, j, diagonal, above;

	for (j = 0; j <= blen; j++)
		row[j] = j;
	for (i = 1; i <= alen; i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= blen; j++) {
			above = row[j];
			row[j] = diagonal + (a[i - 1] != b[j - 1]);
			if (above + 1 < row[j])
				row[j] = above + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			diagonal = above;
		}
	}
	return row[blen];
}

const struct field *
field_nearest(const struct field *f, const char *folded)
{
	const struct field	*nearest = NULL;
	size_t			 i, d, len, best;

	if ((len = strlen(folded)) >= NEAR_MAX || f->type != FIELD_OBJECT)
		return NULL;
	best = len / 3 + 2;
	for (i = 0; i < f->nchildren; i++) {
		const struct field	*child = &f->children[i];
		size_t			 clen = strlen(child->folded);

		if (clen >= NEAR_MAX || child->last != 0 ||
		    (child->flags & FIELD_IGNORED))
			continue;
		d = distance(folded, len, child->folded, clen);
		if (d < best) {
			best = d;
			nearest = child;
		}
	}
	return nearest;
}

static int
known_itself(const struct field *f, uint32_t version)
{
	uint32_t	since;

	since = version < TRAEFIK_VERSION(3, 0, 0) ? f->since_v2 : f->since_v3;
	return since != 0 && since <= version &&
	    (f->last == 0 || version <= f->last);
}

int
field_known(const struct field *f, uint32_t version)
{
	uint16_t	i;

	if (version == 0 || version > field_newest)
		version = field_newest;
	if (known_itself(f, version))
		return 1;
	if (f->type != FIELD_OBJECT)
		return 0;
	for (i = 0; i < f->nchildren; i++)
		if (field_known(&f->children[i], version))
			return 1;
	return 0;
}

int
field_alone(const struct field *f, uint32_t version)
{
	if (version == 0 || version > field_newest)
		version = field_newest;
	return (f->flags & FIELD_ALONE) && known_itself(f, version);
}

uint32_t
field_since(const struct field *f)
{
	uint32_t	 since = f->since_v3, below;
	uint16_t	 i;

	/* For most fields the search ends here. */
	if (field_known(f, TRAEFIK_VERSION(3, 0, 0)))
		return TRAEFIK_VERSION(3, 0, 0);
	if (f->type != FIELD_OBJECT)
		return since;
	for (i = 0; i < f->nchildren; i++) {
		below = field_since(&f->children[i]);
		if (below != 0 && (since == 0 || below < since))
			since = below;
	}
	return since;
}

const char *
field_version_text(char *buf, uint32_t version)
{
	(void)snprintf(buf, FIELD_VERSION_TEXT, "%u.%u.%u",
	    TRAEFIK_MAJOR(version), TRAEFIK_MINOR(version),
	    TRAEFIK_PATCH(version));
	return buf;
}
