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

#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "route-maker/container/default_name.h"
#include "route-maker/normalize.h"
#include "route-maker/translate/toml.h"
#include "route-maker/translate/v1.h"
#include "route-maker/translate/v1_router.h"
#include "route-maker/translate/v1_value.h"

#define PREFIX	"traefik."

/* A label, and the segment that its name begins with; "": the container. */
struct piece {
	const char	*segment;
	struct v1_label	 label;
};

struct v1_ctx {
	struct made			*made;
	const struct container		*container;
	const char			*name;		/* of the service, not
							   normalised */
	struct piece			*pieces;	/* by segment and
							   name */
	size_t				 n;
	size_t				 whole;		/* of them: those of
							   the container */
};

const char *
v1_name(const struct label *label)
{
	return strncmp(label->name, PREFIX, sizeof(PREFIX) - 1) == 0 ?
	    label->name + sizeof(PREFIX) - 1 : NULL;
}

static int
compare(const void *a, const void *b)
{
	const struct piece	*pa = a, *pb = b;
	int			 r;

	if ((r = strcmp(pa->segment, pb->segment)) != 0)
		return r;
	return strcmp(pa->label.name, pb->label.name);
}

static void
read_pieces(struct v1_ctx *x)
{
	const struct container	*c = x->container;
	struct arena		*a = x->made->d->arena;
	struct piece		*piece;
	const char		*name;
	size_t			 i, len;

	x->pieces = arena_alloc(a, (c->nlabels + 1) * sizeof(*x->pieces));
	for (i = 0; i < c->nlabels; i++) {
		if ((name = v1_name(&c->labels[i])) == NULL)
			continue;
		piece = &x->pieces[x->n++];
		len = v1_segment(name);
		piece->segment = len == 0 ? "" : arena_strndup(a, name, len);
		piece->label.name = len == 0 ? name : name + len + 1;
		piece->label.value = c->labels[i].value;
		piece->label.origin = c->labels[i].name;
		piece->label.row = v1_row(piece->label.name);
		x->whole += len == 0;
	}
	/* The container's labels have another order. */
	if (x->n > 1)
		qsort(x->pieces, x->n, sizeof(*x->pieces), compare);
}

/* A name as a part of a host: Traefik 1's getSubDomain(). */
static const char *
host_part(struct arena *a, const char *name)
{
	char	*host = arena_strdup(a, name), *p;

	for (p = host; *p != '\0'; p++)
		if (*p == '/' || *p == '_')
			*p = '-';
	return host;
}

static const char *
value_of(const struct container *c, const char *name)
{
	const char	*value = container_label_exact(c, name);

	return value == NULL ? "" : value;
}

/* The default rule; NULL if there is none, perhaps with an error. */
static const char *
default_rule(struct made *m, const struct container *c)
{
	static const char	 name[] = PREFIX "domain";
	struct arena		*a = m->d->arena;
	const char		*domain = value_of(c, name), *why;
	const char		*project, *service;

	if (*domain == '\0')
		domain = m->d->conf->v1_domain;
	else if ((domain = toml_unescape(a, domain, strlen(domain),
	    &why)) == NULL) {
		(void)made_fault(m, name, "%s", why);
		return NULL;
	}
	if (container_compose(c, &project, &service))
		return arena_printf(a, "Host:%s.%s%s%s", host_part(a, service),
		    host_part(a, project), *domain == '\0' ? "" : ".", domain);
	if (*domain == '\0')
		return NULL;
	return arena_printf(a, "Host:%s.%s", host_part(a, c->name), domain);
}

int
v1_has_rule(struct made *m, const struct container *c)
{
	return *value_of(c, PREFIX "frontend.rule") != '\0' ||
	    default_rule(m, c) != NULL;
}

static const char *
normal(struct made *m, const char *name)
{
	char		*text = normalize(name);
	const char	*copy = arena_strdup(m->d->arena, text);

	free(text);
	return copy;
}

/*
 * Makes a part of the labels.  The names in a segment begin with that of the
 * container, and without a label the service has the segment's name.
 */
static int
make_part(struct v1_ctx *x, struct v1_part *p, const char *segment)
{
	struct arena		*a = x->made->d->arena;
	const struct v1_label	*l = v1_filled(p, "backend");
	const char		*service;

	p->made = x->made;
	p->rule = v1_filled(p, "frontend.rule") != NULL ? "" :
	    default_rule(x->made, x->container);
	p->backend = l != NULL ? l->origin : MADE_DEFAULT;
	if (*segment == '\0') {
		p->router = normal(x->made, x->name);
		service = l != NULL ? l->value : x->name;
	} else {
		p->router = normal(x->made, arena_printf(a, "%s-%s", x->name,
		    segment));
		service = arena_printf(a, "%s-%s", x->name,
		    l != NULL ? l->value : segment);
	}
	p->service = normal(x->made, service);
	return v1_part_make(p);
}

static int
make_whole(struct v1_ctx *x)
{
	struct v1_label	*labels;
	struct v1_part	 p = { .n = x->n };
	size_t		 i;

	labels = arena_alloc(x->made->d->arena, (x->n + 1) * sizeof(*labels));
	for (i = 0; i < x->n; i++)
		labels[i] = x->pieces[i].label;
	p.labels = labels;
	p.named = x->n > 0 ? labels[0].origin : MADE_DEFAULT;
	return make_part(x, &p, "");
}

/*
 * The labels of a segment, in order, with those of the container that it does
 * not have itself.
 */
static int
make_segment(struct v1_ctx *x, const struct piece *own, size_t n)
{
	const struct piece	*whole = x->pieces;
	struct v1_label		*labels;
	struct v1_part		 p = { .named = own->label.origin };
	size_t			 i = 0, j = 0;
	int			 r;

	labels = arena_alloc(x->made->d->arena,
	    (x->whole + n) * sizeof(*labels));
	while (i < x->whole || j < n) {
		r = i == x->whole ? 1 : j == n ? -1 :
		    strcmp(whole[i].label.name, own[j].label.name);
		labels[p.n++] = r < 0 ? whole[i].label : own[j].label;
		i += r <= 0;
		j += r >= 0;
	}
	p.labels = labels;
	return make_part(x, &p, own->segment);
}

/* All errors are found, not only those of the first segment. */
static int
make_segments(struct v1_ctx *x)
{
	size_t	i, n, count = 0;
	int	error = 0;

	for (i = x->whole; i < x->n; i += n) {
		for (n = 1; i + n < x->n && strcmp(x->pieces[i + n].segment,
		    x->pieces[i].segment) == 0; n++)
			continue;
		if (++count > V1_SEGMENTS_MAX)
			return made_fault(x->made, x->pieces[i].label.origin,
			    "more than %d segments", V1_SEGMENTS_MAX);
		if (make_segment(x, &x->pieces[i], n) == -1)
			error = -1;
	}
	return error;
}

int
v1_make(struct made *m, const struct container *c)
{
	struct v1_ctx	 x = { .made = m, .container = c };
	char		*name = container_raw_name(c);

	x.name = arena_strdup(m->d->arena, name);
	free(name);
	read_pieces(&x);
	return x.whole == x.n ? make_whole(&x) : make_segments(&x);
}

void
v1_trace(struct decode *d, const struct container *c, const char *why)
{
	const struct v1_row	*row;
	const char		*name;
	size_t			 i, n;

	if (d->trace == NULL)
		return;
	for (i = 0; i < c->nlabels; i++) {
		if ((name = v1_name(&c->labels[i])) == NULL)
			continue;
		n = v1_segment(name);
		row = v1_row(n == 0 ? name : name + n + 1);
		if (row == NULL && why == NULL)
			trace(d->trace, TRACE_IGNORED, c->labels[i].name,
			    "Traefik 1 did not read it");
		else if (row != NULL && why != NULL &&
		    row->into != V1_INTO_SETTINGS)
			trace(d->trace, TRACE_IGNORED, c->labels[i].name, "%s",
			    why);
		else if (row != NULL && row->say != NULL)
			trace(d->trace, TRACE_IGNORED, c->labels[i].name, "%s",
			    row->say);
		else if (row != NULL && why == NULL)
			trace(d->trace, TRACE_SEEN, c->labels[i].name, "%s",
			    "");
	}
}
