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
	const char		 *status;
	char			 *name;

	if (strncmp(line, FRONT, strlen(FRONT)) != 0)
		return ANNOTATE_ERROR;
	name = xstrdup(line + strlen(FRONT));
	name[strcspn(name, ":")] = '\0';
	like.value = name;
	found = bsearch(&wanted, c->v, c->n, sizeof(*c->v), compare);
	free(name);
	if (found == NULL)
		return ANNOTATE_ERROR;
	status = items_value(c->items, *found, "status");
	return strcmp(status, "error") == 0 || strcmp(status, "blocked") == 0 ?
	    ANNOTATE_ERROR : ANNOTATE_WARNING;
}

/* What follows "container NAME". */
static const char *
text_of(const char *line)
{
	return strncmp(line, FRONT, strlen(FRONT)) == 0 ?
	    line + strcspn(line, ":") : line;
}

/* A line with its place in a compose file, if it has one. */
struct report {
	struct place	 at;
	const char	*line;
};

static int
compare_places(const struct place *a, const struct place *b)
{
	int	 n;

	if (a->path == NULL || b->path == NULL)
		return (a->path != NULL) - (b->path != NULL);
	if ((n = strcmp(a->path, b->path)) != 0)
		return n;
	return (a->line > b->line) - (a->line < b->line);
}

static int
compare_reports(const void *a, const void *b)
{
	const struct report	*ra = a, *rb = b;
	int			 n;

	n = compare_places(&ra->at, &rb->at);
	if (n == 0)
		n = strcmp(text_of(ra->line), text_of(rb->line));
	return n != 0 ? n : strcmp(ra->line, rb->line);
}

/* True if only the container differs, in the same place. */
static int
is_same(const struct report *a, const struct report *b)
{
	return a->at.path != NULL && compare_places(&a->at, &b->at) == 0 &&
	    strcmp(text_of(a->line), text_of(b->line)) == 0;
}

/* Sorted by their places; without a listing, in their order. */
static struct report *
reports_make(const struct faults *f, const struct listing *l)
{
	struct report	*list;
	size_t		 i;

	if ((list = calloc(f->n + 1, sizeof(*list))) == NULL)
		fatal(NULL);
	for (i = 0; i < f->n; i++) {
		list[i].line = f->v[i];
		if (l != NULL && !place_in(l, f->v[i], &list[i].at))
			list[i].at = (struct place){ NULL, 0 };
	}
	if (l != NULL)
		qsort(list, f->n, sizeof(*list), compare_reports);
	return list;
}

void
faults_say(const struct faults *f, struct annotate *out,
    const struct answer *answer, const struct listing *l)
{
	struct containers	 c;
	struct report		*list = reports_make(f, l);
	size_t			 i;

	containers_init(&c, answer);
	for (i = 0; i < f->n; i++) {
		if (out->github == NULL || i == 0 ||
		    !is_same(&list[i - 1], &list[i]))
			annotate(out, kind_of(&c, list[i].line), &list[i].at,
			    list[i].line);
	}
	free(list);
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
