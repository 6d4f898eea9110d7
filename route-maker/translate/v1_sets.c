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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "go/duration.h"
#include "go/number.h"
#include "route-maker/normalize.h"
#include "route-maker/translate/v1_sets.h"
#include "route-maker/translate/v1_value.h"

#define PAGES	"frontend.errors."
#define RATES	"frontend.rateLimit.rateSet."

/* Labels are sorted, so those of one set follow each other. */
struct set {
	const struct v1_label	*labels;
	size_t			 n;
	const char		*name;
};

/* The next set of labels below the prefix.  Begin with *at at 0. */
static int
next_set(const struct v1_part *p, const char *prefix, size_t *at,
    struct set *s)
{
	size_t		 n = strlen(prefix), len;
	const char	*name;

	while (*at < p->n && (p->labels[*at].row == NULL ||
	    strncmp(p->labels[*at].name, prefix, n) != 0))
		++*at;
	if (*at == p->n)
		return 0;
	s->labels = &p->labels[*at];
	name = s->labels->name + n;
	len = strcspn(name, ".") + 1;
	for (s->n = 0; *at < p->n && strncmp(p->labels[*at].name, prefix,
	    n) == 0 && strncmp(p->labels[*at].name + n, name, len) == 0; ++*at)
		s->n++;
	s->name = arena_strndup(p->made->d->arena, name, len - 1);
	return 1;
}

/* The label of the set whose name ends with that field; or NULL. */
static const struct v1_label *
set_get(const struct set *s, const char *field)
{
	const char	*dot;
	size_t		 i;

	for (i = 0; i < s->n; i++) {
		dot = strrchr(s->labels[i].name, '.');
		if (s->labels[i].row != NULL && strcmp(dot + 1, field) == 0 &&
		    *s->labels[i].value != '\0')
			return &s->labels[i];
	}
	return NULL;
}

/* Traefik 1 ignored pages whose service it did not know. */
static const char *
check_service(const struct v1_part *p, const char *service)
{
	char		*normal = normalize(service);
	const char	*why = NULL;

	if (strcmp(normal, service) != 0)
		why = "no backend has that name, because Traefik 1 makes it "
		    "of letters, digits and `-'";
	else if (strcmp(service, p->service) == 0)
		why = "the backend is its own";
	free(normal);
	return why;
}

static int
put_page(struct v1_router *r, const struct set *s,
    const struct v1_label *status, const struct v1_label *backend)
{
	struct v1_part		*p = r->part;
	struct made		*m = p->made;
	const struct v1_label	*l = set_get(s, "query");
	struct words		 w;
	const char		*base, *service, *query = "/";

	if ((service = v1_text(p, backend)) == NULL ||
	    v1_words(p, status, &w) == -1 ||
	    (l != NULL && (query = v1_text(p, l)) == NULL))
		return -1;
	if (*query != '/')
		query = arena_printf(m->d->arena, "/%s", query);
	base = v1_middleware(r, backend->origin, "errors", s->name);
	if (base == NULL || made_add(m, status->origin,
	    words_join(m->d->arena, &w), "%serrors.status", base) == -1 ||
	    made_add(m, backend->origin, service, "%serrors.service",
	    base) == -1)
		return -1;
	return made_add(m, l != NULL ? l->origin : MADE_DEFAULT, query,
	    "%serrors.query", base);
}

int
v1_pages(struct v1_router *r)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*status, *backend;
	const char		*why;
	struct set		 s;
	size_t			 at = 0;

	while (next_set(p, PAGES, &at, &s)) {
		status = set_get(&s, "status");
		backend = set_get(&s, "backend");
		if (status == NULL || backend == NULL)
			why = "it needs labels status and backend";
		else
			why = check_service(p, backend->value);
		if (why != NULL)
			made_warn(p->made, s.labels->origin, "error page "
			    "%.64s is ignored: %s", s.name, why);
		else if (put_page(r, &s, status, backend) == -1)
			return -1;
	}
	return 0;
}

static int
is_positive(const struct v1_label *l)
{
	int64_t	value;

	return l != NULL && go_parse_int(l->value, strlen(l->value), 10,
	    &value) == 0 && value > 0;
}

static int
is_period(const struct v1_label *l)
{
	int64_t	value;

	return is_positive(l) || (l != NULL && go_parse_duration(l->value,
	    strlen(l->value), &value) == 0 && value > 0);
}

/* Traefik 1 dropped the frontend without one of the three numbers. */
static int
put_rate(struct v1_router *r, const struct set *s,
    const struct v1_label *function)
{
	static const char *const	 fields[] = { "period", "average",
					    "burst" };
	struct v1_part			*p = r->part;
	const struct v1_label		*l;
	const char			*base;
	size_t				 i;

	base = v1_middleware(r, s->labels->origin, "rate", s->name);
	if (base == NULL)
		return -1;
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		l = set_get(s, fields[i]);
		if (i == 0 ? !is_period(l) : !is_positive(l))
			return made_fault(p->made, l != NULL ? l->origin :
			    s->labels->origin, "rate %.64s needs a period, an "
			    "average and a burst above 0", s->name);
		if (made_add(p->made, l->origin, l->value, "%sratelimit.%s",
		    base, fields[i]) == -1)
			return -1;
	}
	return v1_criterion(p, function, arena_printf(p->made->d->arena,
	    "%sratelimit.", base), 1);
}

int
v1_rates(struct v1_router *r)
{
	const struct v1_label	*function;
	struct set		 s;
	size_t			 at = 0;

	function = v1_filled(r->part, "frontend.rateLimit.extractorFunc");
	if (function == NULL)
		return 0;
	while (next_set(r->part, RATES, &at, &s))
		if (put_rate(r, &s, function) == -1)
			return -1;
	return 0;
}
