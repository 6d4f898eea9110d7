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

#include "route-maker/translate/v1_path.h"
#include "route-maker/translate/v1_pattern.h"

struct prefix {
	const char	*text;		/* as written */
	const char	*value;		/* the same, or an expression */
	size_t		 number;	/* its place in the rule */
};

/* The longest first; else in the order of the rule. */
static int
compare(const void *a, const void *b)
{
	const struct prefix	*pa = a, *pb = b;
	size_t			 la = strlen(pa->text), lb = strlen(pb->text);

	if (la != lb)
		return la > lb ? -1 : 1;
	return (pa->number > pb->number) - (pa->number < pb->number);
}

/* Of several parts that remove prefixes, the last one counts. */
static void
set_prefixes(struct v1_part_ctx *x, struct prefix *list, size_t n)
{
	struct words	*w = x->matcher->flags & PATH_REGEX ?
			    &x->rule->strip_regex : &x->rule->strip;
	size_t		 i;

	qsort(list, n, sizeof(*list), compare);
	w->v = arena_alloc(x->arena, (n + 1) * sizeof(*w->v));
	w->n = n;
	for (i = 0; i < n; i++)
		w->v[i] = list[i].value;
}

static int
put_pattern(struct v1_part_ctx *x, const char *path, struct prefix *p)
{
	const char	*why;
	char		*regex;

	if ((x->matcher->flags & (PATH_STRIP | PATH_REGEX)) == PATH_STRIP)
		return v1_part_fault(x, "Traefik 1 never matched braces here; "
		    "write %sRegex", x->matcher->name);
	regex = v1_pattern(x->arena, path, "[^/]+", &why);
	if (regex == NULL)
		return v1_part_fault(x, "%s", why);
	p->value = arena_printf(x->arena, "^%s", regex);
	return v1_expression(x, "PathRegexp", arena_printf(x->arena,
	    "^%s%s", regex, x->matcher->flags & PATH_EXACT ? "$" : ""));
}

static int
put_path(struct v1_part_ctx *x, const char *path, struct prefix *p)
{
	const char	*why;

	p->text = p->value = path;
	if (v1_pattern_has(path))
		return put_pattern(x, path, p);
	if (x->matcher->flags & PATH_REGEX)
		p->value = arena_printf(x->arena, "^%s",
		    v1_pattern(x->arena, path, "", &why));
	return v1_alternative(x, x->matcher->flags & PATH_EXACT ? "Path" :
	    "PathPrefix", path);
}

static void
say_slash(struct v1_part_ctx *x, const char *path)
{
	if (*x->slash_said || strcmp(path, "/") == 0 ||
	    !(x->matcher->flags & PATH_EXACT))
		return;
	*x->slash_said = 1;
	made_warn(x->made, x->label, "%s: Traefik 1 redirected a path that "
	    "differs in its last slash, Traefik 3 does not match it; label "
	    "both paths if both are used", x->matcher->name);
}

int
v1_make_path(struct v1_part_ctx *x)
{
	struct prefix	*list;
	const char	*path;
	size_t		 i, n = 0;

	list = arena_alloc(x->arena, x->args.n * sizeof(*list));
	for (i = 0; i < x->args.n; i++) {
		path = x->args.v[i];
		if (*path != '/')
			continue;
		say_slash(x, path);
		list[n].number = i;
		if (put_path(x, path, &list[n++]) == -1)
			return -1;
	}
	if (n == 0)
		return v1_part_fault(x, "nothing is left to match, because a "
		    "path begins with a slash; write /%s", x->args.v[0]);
	if (n < x->args.n)
		made_warn(x->made, x->label, "%s: a path without a slash at "
		    "its beginning matched nothing, and is ignored",
		    x->matcher->name);
	if (x->matcher->flags & (PATH_STRIP | PATH_REGEX))
		set_prefixes(x, list, n);
	return 0;
}
