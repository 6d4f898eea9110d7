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

#include <ctype.h>
#include <string.h>

#include "common/bounds.h"
#include "go/trim.h"
#include "route-maker/translate/toml.h"
#include "route-maker/translate/v1_map.h"

struct entry {
	char		*key;		/* in its canonical form */
	const char	*value;		/* with escapes */
};

/* As Go's http.CanonicalHeaderKey, for the characters of a header's name. */
static void
make_canonical(char *s)
{
	int	upper = 1;

	for (; *s != '\0'; s++) {
		*s = (char)(upper ? toupper((unsigned char)*s) :
		    tolower((unsigned char)*s));
		upper = *s == '-';
	}
}

/* TOML needs quotes around other keys, which Traefik 1 did not write. */
static int
is_key(const char *s)
{
	if (*s == '\0')
		return 0;
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return 0;
	return 1;
}

static int
read_entry(const struct v1_part *p, const struct v1_label *l, const char *s,
    struct entry *e)
{
	struct arena	*a = p->made->d->arena;
	const char	*colon = strchr(s, ':'), *end = colon;
	const char	*value = colon + 1, *last = value + strlen(value);

	go_trim_space(&s, &end);
	go_trim_space(&value, &last);
	e->key = arena_strndup(a, s, (size_t)(end - s));
	e->value = arena_strndup(a, value, (size_t)(last - value));
	if (!is_key(e->key))
		return made_fault(p->made, l->origin, "`%.64s' is not the name "
		    "of a header: Traefik 1 read no labels at all because of "
		    "it; use letters, digits, `-' and `_'", e->key);
	make_canonical(e->key);
	if (value == last)
		return made_fault(p->made, l->origin, "header %.64s has no "
		    "value, which removes the header; keys in Redis cannot say "
		    "that: set it in a middleware of Traefik's file provider",
		    e->key);
	return 0;
}

static int
read_entries(const struct v1_part *p, const struct v1_label *l,
    const struct words *w, struct entry *list, size_t *n)
{
	size_t	i;

	for (i = *n = 0; i < w->n; i++) {
		if (strchr(w->v[i], ':') == NULL) {
			made_warn(p->made, l->origin, "`%.64s' has no colon, "
			    "and is ignored, as in Traefik 1", w->v[i]);
			continue;
		}
		if (read_entry(p, l, w->v[i], &list[*n]) == -1)
			return -1;
		++*n;
	}
	return 0;
}

/* Of several entries with one key, the last one counts. */
static int
is_last(const struct entry *list, size_t n, size_t i)
{
	const char	*key = list[i].key;

	while (++i < n)
		if (strcmp(list[i].key, key) == 0)
			return 0;
	return 1;
}

int
v1_map(const struct v1_part *p, const struct v1_label *l, const char *base)
{
	struct arena	*a = p->made->d->arena;
	struct words	 w;
	struct entry	*list;
	const char	*why;
	char		*value;
	size_t		 i, n;
	int		 made = 0;

	words_split(a, &w, l->value, "||");
	if (w.n > LABEL_COUNT_MAX)
		return made_fault(p->made, l->origin, "more than %d headers",
		    LABEL_COUNT_MAX);
	list = arena_alloc(a, (w.n + 1) * sizeof(*list));
	if (read_entries(p, l, &w, list, &n) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		if (!is_last(list, n, i))
			continue;
		value = toml_unescape(a, list[i].value, strlen(list[i].value),
		    &why);
		if (value == NULL)
			return made_fault(p->made, l->origin, "%s", why);
		if (made_add(p->made, l->origin, value, "%s.%s", base,
		    list[i].key) == -1)
			return -1;
		made++;
	}
	return made;
}
