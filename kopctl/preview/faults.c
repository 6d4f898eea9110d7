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

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/xstrdup.h"
#include "kopctl/preview/faults.h"
#include "kopctl/preview/places.h"

#define FRONT	"container "

void
faults_take(struct faults *f, const struct item *item)
{
	if (strcmp(item->name, "warnings") == 0) {
		f->warnings = (size_t)strtonum(item->value, 0, INT32_MAX,
		    NULL);
		return;
	}
	if (strcmp(item->name, "error") == 0)
		f->errors++;
	else if (strcmp(item->name, "waiting") == 0)
		f->waiting++;
	else
		return;
	if ((f->v = reallocarray(f->v, f->n + 1, sizeof(*f->v))) == NULL)
		fatal(NULL);
	f->v[f->n++] = xstrdup(item->value);
}

/* The containers of an explanation, sorted by name. */
struct containers {
	const struct items	 *items;
	const struct item	**v;
	size_t			  n;
};

static int
compare(const void *a, const void *b)
{
	return strcmp((*(const struct item *const *)a)->value,
	    (*(const struct item *const *)b)->value);
}

static void
containers_init(struct containers *c, const struct answer *answer)
{
	const struct item	*item;

	c->items = &answer->of[ROLE_ROUTE_MAKER];
	c->n = 0;
	if ((c->v = calloc(c->items->n + 1, sizeof(*c->v))) == NULL)
		fatal(NULL);
	ITEMS_FOREACH(item, c->items, NULL, "container")
		c->v[c->n++] = item;
	qsort(c->v, c->n, sizeof(*c->v), compare);
}

/* A container that is published has warnings alone. */
static enum annotation
kind_of(const struct containers *c, const char *line)
{
	struct item		  like;
	const struct item	 *wanted = &like, **found;
	char			 *name;

	if (strncmp(line, FRONT, strlen(FRONT)) != 0)
		return ANNOTATE_ERROR;
	name = xstrdup(line + strlen(FRONT));
	name[strcspn(name, ":")] = '\0';
	like.value = name;
	found = bsearch(&wanted, c->v, c->n, sizeof(*c->v), compare);
	free(name);
	if (found == NULL || strcmp(items_value(c->items, *found, "status"),
	    "error") == 0)
		return ANNOTATE_ERROR;
	return ANNOTATE_WARNING;
}

/* What follows "container NAME". */
static const char *
text_of(const char *line)
{
	return strncmp(line, FRONT, strlen(FRONT)) == 0 ?
	    line + strcspn(line, ":") : line;
}

struct said {
	struct place	 at;
	const char	*text;
};

static int
is_news(struct said *list, size_t *n, const struct place *at,
    const char *text)
{
	size_t	 i;

	for (i = 0; i < *n; i++) {
		if (list[i].at.line == at->line &&
		    strcmp(list[i].text, text) == 0 &&
		    strcmp(list[i].at.path, at->path) == 0)
			return 0;
	}
	list[(*n)++] = (struct said){ *at, text };
	return 1;
}

void
faults_say(const struct faults *f, struct annotate *out,
    const struct answer *answer, const struct listing *l)
{
	struct containers	 c;
	struct said		*said;
	struct place		 at;
	size_t			 i, n = 0;

	containers_init(&c, answer);
	if ((said = calloc(f->n + 1, sizeof(*said))) == NULL)
		fatal(NULL);
	for (i = 0; i < f->n; i++) {
		if (l == NULL || !place_in(l, f->v[i], &at))
			annotate(out, kind_of(&c, f->v[i]), NULL, f->v[i]);
		else if (out->github == NULL ||
		    is_news(said, &n, &at, text_of(f->v[i])))
			annotate(out, kind_of(&c, f->v[i]), &at, f->v[i]);
	}
	free(said);
	free(c.v);
}

int
faults_any(const struct faults *f)
{
	return f->errors > f->warnings || f->waiting > 0;
}

void
faults_free(struct faults *f)
{
	size_t	 i;

	for (i = 0; i < f->n; i++)
		free(f->v[i]);
	free(f->v);
}
