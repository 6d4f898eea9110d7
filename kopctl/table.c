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

#include <sys/ioctl.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "kopctl/account.h"
#include "kopctl/cell.h"
#include "kopctl/table.h"
#include "kopctl/wrap.h"

enum column {
	COLUMN_NAME,
	COLUMN_RULE,
	COLUMN_ADDRESS,
	COLUMN_CONTAINER,
	COLUMN_STATE,
	COLUMNS
};

/* Blanks between two columns, and the least columns of one. */
#define GAP		2
#define LEAST		4

struct row {
	char	*cells[COLUMNS];
	int	 published;
};

struct table {
	struct row	*rows;
	size_t		 n;
	size_t		 widths[COLUMNS];
};

static const char *const	 titles[COLUMNS] = {
	[COLUMN_NAME] = "NAME",
	[COLUMN_RULE] = "RULE",
	[COLUMN_ADDRESS] = "ADDRESS",
	[COLUMN_CONTAINER] = "CONTAINER",
	[COLUMN_STATE] = "STATE",
};

struct table_style
table_style(int fd)
{
	struct table_style	 style = { WRAP_COLUMNS, 0 };
	const char		*term = getenv("TERM");
	const char		*none = getenv("NO_COLOR");
	struct winsize		 size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		style.columns = size.ws_col;
	style.colours = term != NULL && strcmp(term, "dumb") != 0 &&
	    *term != '\0' && (none == NULL || *none == '\0');
	return style;
}

/* "http/services/web" for the service "web" of "http/routers/..."; freed. */
static char *
service_name(const char *router, const char *service)
{
	char	*name;
	int	 family = (int)strcspn(router, "/");

	if (asprintf(&name, "%.*s/services/%.*s", family, router,
	    (int)strcspn(service, "@"), service) == -1)
		fatal(NULL);
	return name;
}

static int
compare_services(const void *va, const void *vb)
{
	const struct item	*a = *(const struct item *const *)va;
	const struct item	*b = *(const struct item *const *)vb;

	return strcasecmp(a->value, b->value);
}

/* Sorted by name, for services_find(). */
struct services {
	const struct item	**v;
	size_t			 n;
};

static void
services_init(struct services *s, const struct items *items)
{
	const struct item	*item;

	s->n = 0;
	if ((s->v = calloc(items->n + 1, sizeof(*s->v))) == NULL)
		fatal(NULL);
	ITEMS_FOREACH(item, items, NULL, "service")
		s->v[s->n++] = item;
	qsort(s->v, s->n, sizeof(*s->v), compare_services);
}

static const struct item *
services_find(const struct services *s, const char *name)
{
	const struct item	 key = { .value = name };
	const struct item	*wanted = &key, **found;

	found = bsearch(&wanted, s->v, s->n, sizeof(*s->v), compare_services);
	return found == NULL ? NULL : *found;
}

/* The address of a router's service, or the service of another provider. */
static char *
address_of(const struct items *items, const struct services *services,
    const struct item *router)
{
	const char		*service = items_value(items, router,
				    "service");
	const struct item	*found;
	const char		*n;
	char			*name, *text;

	name = service_name(router->value, service);
	found = services_find(services, name);
	free(name);
	if (found == NULL)
		return cell_text(service);
	n = items_value(items, found, "servers");
	if (strcmp(n, "1") == 0)
		return cell_text(items_value(items, found, "address"));
	if (asprintf(&name, "%s (of %s)", items_value(items, found, "address"),
	    n) == -1)
		fatal(NULL);
	text = cell_text(name);
	free(name);
	return text;
}

static void
row_fill(struct row *row, const struct account *a,
    const struct services *services, const struct item *router)
{
	const char	*state = items_value(a->maker, router, "state");

	if (account_kept_out(a, router) != NULL)
		state = "waits";
	row->published = strcmp(state, "published") == 0;
	row->cells[COLUMN_NAME] = cell_text(router->value);
	row->cells[COLUMN_RULE] = cell_text(items_value(a->maker, router,
	    "rule"));
	row->cells[COLUMN_ADDRESS] = address_of(a->maker, services, router);
	row->cells[COLUMN_CONTAINER] = cell_text(items_value(a->maker, router,
	    "container"));
	row->cells[COLUMN_STATE] = cell_text(state);
}

static void
table_fill(struct table *t, const struct account *a)
{
	const struct item	*router;
	struct services		 services;

	t->n = 0;
	if ((t->rows = calloc(a->maker->n + 1, sizeof(*t->rows))) == NULL)
		fatal(NULL);
	services_init(&services, a->maker);
	ITEMS_FOREACH(router, a->maker, NULL, "router")
		row_fill(&t->rows[t->n++], a, &services, router);
	free(services.v);
}

static void
table_free(struct table *t)
{
	size_t	 i, c;

	for (i = 0; i < t->n; i++)
		for (c = 0; c < COLUMNS; c++)
			free(t->rows[i].cells[c]);
	free(t->rows);
}

/* The width that each column needs. */
static void
measure(struct table *t)
{
	size_t	 i, c, width;

	for (c = 0; c < COLUMNS; c++) {
		t->widths[c] = strlen(titles[c]);
		for (i = 0; i < t->n; i++) {
			width = cell_width(t->rows[i].cells[c]);
			if (width > t->widths[c])
				t->widths[c] = width;
		}
	}
}

/* Takes columns from the widest one until a line fits. */
static void
shrink(struct table *t, size_t columns)
{
	size_t	 c, widest, sum;

	for (;;) {
		sum = (COLUMNS - 1) * GAP;
		widest = 0;
		for (c = 0; c < COLUMNS; c++) {
			sum += t->widths[c];
			if (t->widths[c] > t->widths[widest])
				widest = c;
		}
		if (sum <= columns || t->widths[widest] <= LEAST)
			return;
		t->widths[widest]--;
	}
}

static const char *
colour_of(const struct row *row)
{
	return row->published ? "\033[32m" : "\033[33m";
}

/* The last cell of a line has no blanks after it. */
static void
row_put(FILE *out, const struct table *t, const char *const *cells,
    const char *colour)
{
	size_t	 c, width;

	for (c = 0; c < COLUMN_STATE; c++) {
		cell_put(out, cells[c], t->widths[c]);
		fprintf(out, "%*s", GAP, "");
	}
	if (colour != NULL)
		fputs(colour, out);
	width = cell_width(cells[c]);
	cell_put(out, cells[c], width < t->widths[c] ? width : t->widths[c]);
	if (colour != NULL)
		fputs("\033[m", out);
	fputc('\n', out);
}

void
table_show(FILE *out, const struct answer *answer,
    const struct table_style *style)
{
	const struct item	*redis;
	struct account		 a;
	struct table		 t;
	size_t			 i;

	account_init(&a, answer);
	table_fill(&t, &a);
	measure(&t);
	shrink(&t, style->columns);
	row_put(out, &t, titles, NULL);
	for (i = 0; i < t.n; i++)
		row_put(out, &t, (const char *const *)t.rows[i].cells,
		    style->colours ? colour_of(&t.rows[i]) : NULL);
	ITEMS_FOREACH(redis, a.writer, NULL, "redis.state")
		fprintf(out, "Redis is not connected: see kopctl show\n");
	table_free(&t);
	account_free(&a);
}
