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

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "go/duration.h"
#include "go/number.h"
#include "route-maker/translate/toml.h"
#include "route-maker/translate/v1_map.h"
#include "route-maker/translate/v1_value.h"

static int
compare(const void *name, const void *label)
{
	return strcmp(name, ((const struct v1_label *)label)->name);
}

const struct v1_label *
v1_get(const struct v1_part *p, const char *name)
{
	return p->n == 0 ? NULL : bsearch(name, p->labels, p->n,
	    sizeof(*p->labels), compare);
}

const struct v1_label *
v1_filled(const struct v1_part *p, const char *name)
{
	const struct v1_label	*l = v1_get(p, name);

	return l == NULL || *l->value == '\0' ? NULL : l;
}

int
v1_has(const struct v1_part *p, const char *prefix)
{
	size_t	i, n = strlen(prefix);

	for (i = 0; i < p->n; i++)
		if (strncmp(p->labels[i].name, prefix, n) == 0 &&
		    *p->labels[i].value != '\0')
			return 1;
	return 0;
}

static int
bool_of(const struct v1_part *p, const struct v1_label *l, int dflt)
{
	int	value;

	if (go_parse_bool(l->value, strlen(l->value), &value) == 0)
		return value;
	made_warn(p->made, l->origin, "`%.64s' is handled as `%s', as in "
	    "Traefik 1; set `true' or `false'", l->value,
	    dflt ? "true" : "false");
	return dflt;
}

int
v1_bool(const struct v1_part *p, const char *name, int dflt)
{
	const struct v1_label	*l = v1_get(p, name);

	return l == NULL ? dflt : bool_of(p, l, dflt);
}

static int64_t
int_of(const struct v1_part *p, const struct v1_label *l, int64_t dflt)
{
	int64_t	value;

	if (go_parse_int(l->value, strlen(l->value), 10, &value) == 0)
		return value;
	made_warn(p->made, l->origin, "`%.64s' is not a number: the default "
	    "is used, as in Traefik 1", l->value);
	return dflt;
}

int64_t
v1_int(const struct v1_part *p, const char *name, int64_t dflt)
{
	const struct v1_label	*l = v1_get(p, name);

	return l == NULL ? dflt : int_of(p, l, dflt);
}

static const char *
unescape(const struct v1_part *p, const struct v1_label *l, const char *s)
{
	const char	*why;
	char		*text;

	text = toml_unescape(p->made->d->arena, s, strlen(s), &why);
	if (text == NULL)
		(void)made_fault(p->made, l->origin, "%s", why);
	return text;
}

const char *
v1_text(const struct v1_part *p, const struct v1_label *l)
{
	return unescape(p, l, l->value);
}

int
v1_words(const struct v1_part *p, const struct v1_label *l, struct words *w)
{
	size_t	i;

	words_split(p->made->d->arena, w, l->value, ",");
	for (i = 0; i < w->n; i++)
		if ((w->v[i] = unescape(p, l, w->v[i])) == NULL)
			return -1;
	return 0;
}

/* A label with a value that is not empty is made below base. */
static int
put(const struct v1_part *p, const struct v1_label *l, const char *base,
    const char *value)
{
	if (value == NULL)
		return -1;
	if (*value == '\0')
		return 0;
	return made_add(p->made, l->origin, value, "%s%s", base,
	    l->row->field) == -1 ? -1 : 1;
}

static int
put_int(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	int64_t	value = int_of(p, l, 0);

	return value == 0 ? 0 : put(p, l, base,
	    arena_printf(p->made->d->arena, "%" PRId64, value));
}

static int
put_list(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	struct words	w;

	if (v1_words(p, l, &w) == -1)
		return -1;
	return put(p, l, base, words_join(p->made->d->arena, &w));
}

static int
put_unit(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	int64_t	value;

	if (*l->value == '\0')
		return 0;
	if (go_parse_duration(l->value, strlen(l->value), &value) == 0 &&
	    value > 0)
		return put(p, l, base, l->value);
	made_warn(p->made, l->origin, "`%.64s' is not a duration with a unit: "
	    "the default is used, as in Traefik 1", l->value);
	return 0;
}

static int
put_site(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	static const char *const	sites[] = { "none", "lax", "strict" };
	size_t				 i;

	for (i = 0; i < sizeof(sites) / sizeof(sites[0]); i++)
		if (strcasecmp(l->value, sites[i]) == 0)
			return put(p, l, base, sites[i]);
	made_warn(p->made, l->origin, "`%.64s' has no effect, as in "
	    "Traefik 1; set none, lax or strict", l->value);
	return 0;
}

/* The contents of a file are accepted, too. */
static int
put_path(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	const char	*value = v1_text(p, l);

	if (value != NULL && *value != '\0' &&
	    strncmp(value, "-----BEGIN", 10) != 0)
		made_warn(p->made, l->origin, "the file %.128s is that of the "
		    "machine where Traefik 3 runs", value);
	return put(p, l, base, value);
}

static int
put_label(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	switch (l->row->type) {
	case V1_BOOL:
		return bool_of(p, l, 0) ? put(p, l, base, "true") : 0;
	case V1_INT:
		return put_int(p, l, base);
	case V1_LIST:
		return put_list(p, l, base);
	case V1_MAP:
		return v1_map(p, l, arena_printf(p->made->d->arena, "%s%s",
		    base, l->row->field));
	case V1_UNIT:
		return put_unit(p, l, base);
	case V1_SITE:
		return put_site(p, l, base);
	case V1_PATH:
		return put_path(p, l, base);
	default:
		return put(p, l, base, v1_text(p, l));
	}
}

int
v1_emit(const struct v1_part *p, enum v1_into into, const char *base)
{
	const struct v1_label	*l;
	size_t			 i;
	int			 n, total = 0;

	for (i = 0; i < p->n; i++) {
		l = &p->labels[i];
		if (l->row == NULL || l->row->into != into)
			continue;
		if ((n = put_label(p, l, base)) == -1)
			return -1;
		total += n;
	}
	return total;
}
