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

#include "route-maker/translate/v1_chain.h"
#include "route-maker/translate/v1_value.h"

/* An entry of kopd.conf is "http web", "https websecure tls [resolver]". */
void
v1_entry(const struct v1_part *p, const char *name, struct v1_entry *e)
{
	const struct string_list	*list;
	struct arena			*a = p->made->d->arena;
	struct words			 w;
	size_t				 i, n = strlen(name);

	list = &p->made->d->conf->v1_entry_points;
	memset(e, 0, sizeof(*e));
	e->name = name;
	for (i = 0; i < list->n; i++) {
		if (strncmp(list->v[i], name, n) != 0 || list->v[i][n] != ' ')
			continue;
		words_split(a, &w, list->v[i] + n, " ");
		if (w.n == 0)
			continue;
		e->name = w.v[0];
		e->tls = w.n > 1;
		e->resolver = w.n > 2 ? w.v[2] : NULL;
		e->mapped = 1;
		return;
	}
}

static void
add_name(struct v1_router *r, const char *name)
{
	struct words	 *w = &r->middlewares;
	const char	**v;

	if (w->n == r->room) {
		r->room = r->room * 2 + 16;
		v = arena_alloc(r->part->made->d->arena,
		    r->room * sizeof(*v));
		if (w->n > 0)
			memcpy(v, w->v, w->n * sizeof(*v));
		w->v = v;
	}
	w->v[w->n++] = name;
}

const char *
v1_middleware(struct v1_router *r, const char *origin, const char *kind,
    const char *set)
{
	struct made	*m = r->part->made;
	const char	*name;

	name = arena_printf(m->d->arena, "%s-%s%s%s", r->part->router, kind,
	    set == NULL ? "" : "-", set == NULL ? "" : set);
	if (made_object(m, origin, "middleware", name) == -1)
		return NULL;
	add_name(r, name);
	return arena_printf(m->d->arena, "traefik.http.middlewares.%s.", name);
}

int
v1_criterion(const struct v1_part *p, const struct v1_label *l,
    const char *base, int host)
{
	static const char	 header[] = "request.header.";
	const char		*text;

	if ((text = v1_text(p, l)) == NULL)
		return -1;
	if (strcmp(text, "client.ip") == 0)
		return host ? 0 : made_add(p->made, l->origin, "0",
		    "%ssourcecriterion.ipstrategy.depth", base);
	if (strcmp(text, "request.host") == 0)
		return !host ? 0 : made_add(p->made, l->origin, "true",
		    "%ssourcecriterion.requesthost", base);
	if (strncmp(text, header, sizeof(header) - 1) != 0 ||
	    text[sizeof(header) - 1] == '\0')
		return made_fault(p->made, l->origin, "`%.64s' is not known to "
		    "Traefik 1; set client.ip, request.host or "
		    "request.header.NAME", text);
	return made_add(p->made, l->origin, text + sizeof(header) - 1,
	    "%ssourcecriterion.requestheadername", base);
}
