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

#include "route-maker/translate/toml.h"
#include "route-maker/translate/v1_redirect.h"
#include "route-maker/translate/v1_value.h"

static int
put_permanent(struct v1_router *r, const char *base)
{
	static const char	 name[] = "frontend.redirect.permanent";
	struct v1_part		*p = r->part;

	if (!v1_bool(p, name, 0))
		return 0;
	return made_add(p->made, v1_get(p, name)->origin, "true",
	    "%spermanent", base);
}

/* It must not be on a router that has only this entry point. */
static int
put_entry(struct v1_router *r, const struct v1_label *l)
{
	struct v1_part	*p = r->part;
	const char	*name, *base;

	if ((name = v1_text(p, l)) == NULL)
		return -1;
	v1_entry(p, name, &r->target);
	if (!r->target.mapped) {
		made_warn(p->made, l->origin, "kopd.conf has no entry point "
		    "\"%.64s\" in labels v1: requests are redirected to https",
		    name);
		r->target.tls = 1;
	}
	if ((base = v1_middleware(r, l->origin, "redirect", NULL)) == NULL)
		return -1;
	r->redirect = r->middlewares.v[r->middlewares.n - 1];
	base = arena_printf(p->made->d->arena, "%sredirectscheme.", base);
	if (made_add(p->made, l->origin, r->target.tls ? "https" : "http",
	    "%sscheme", base) == -1)
		return -1;
	return put_permanent(r, base);
}

static int
put_regex(struct v1_router *r, const struct v1_label *regex,
    const struct v1_label *replacement)
{
	struct v1_part	*p = r->part;
	struct made	*m = p->made;
	const char	*from, *to, *base, *why;

	/* The only label whose escapes Traefik 1 checked. */
	from = toml_unescape(m->d->arena, regex->value, strlen(regex->value),
	    &why);
	if (from == NULL) {
		made_warn(m, regex->origin, "the redirect has no effect, as in "
		    "Traefik 1: %s", why);
		return 0;
	}
	if ((to = v1_text(p, replacement)) == NULL)
		return -1;
	if (strstr(to, "{{") != NULL)
		return made_fault(m, replacement->origin, "Traefik 3 executes "
		    "no templates in a redirect; write it without `{{'");
	if ((base = v1_middleware(r, regex->origin, "redirect", NULL)) == NULL)
		return -1;
	base = arena_printf(m->d->arena, "%sredirectregex.", base);
	if (made_add(m, regex->origin, from, "%sregex", base) == -1 ||
	    made_add(m, replacement->origin, to, "%sreplacement", base) == -1)
		return -1;
	return put_permanent(r, base);
}

int
v1_redirect(struct v1_router *r)
{
	struct v1_part		*p = r->part;
	const struct v1_label	*l, *regex, *replacement;

	l = v1_filled(p, "frontend.redirect.entryPoint");
	regex = v1_filled(p, "frontend.redirect.regex");
	replacement = v1_filled(p, "frontend.redirect.replacement");
	if (l != NULL)
		return put_entry(r, l);
	if (regex != NULL && replacement != NULL)
		return put_regex(r, regex, replacement);
	if (regex != NULL || replacement != NULL)
		made_warn(p->made, regex != NULL ? regex->origin :
		    replacement->origin, "a redirect needs labels "
		    "redirect.regex and redirect.replacement");
	return 0;
}

/* Traefik 3 decodes the labels of the headers, and does nothing with them. */
int
v1_https(struct v1_router *r)
{
	static const char	 name[] = "frontend.headers.SSLRedirect";
	struct v1_part		*p = r->part;
	struct made		*m = p->made;
	const struct v1_label	*l = v1_get(p, name), *host;
	const char		*base, *text;

	host = v1_filled(p, "frontend.headers.SSLHost");
	if (!v1_bool(p, name, 0) ||
	    v1_bool(p, "frontend.headers.isDevelopment", 0))
		return 0;
	if ((base = v1_middleware(r, l->origin, "https", NULL)) == NULL)
		return -1;
	if (host != NULL) {
		if ((text = v1_text(p, host)) == NULL)
			return -1;
		base = arena_printf(m->d->arena, "%sredirectregex.", base);
		if (made_add(m, l->origin, "^http://[^/]+(/.*)?$",
		    "%sregex", base) == -1 ||
		    made_add(m, host->origin, arena_printf(m->d->arena,
		    "https://%s${1}", text), "%sreplacement", base) == -1)
			return -1;
	} else {
		base = arena_printf(m->d->arena, "%sredirectscheme.", base);
		if (made_add(m, l->origin, "https", "%sscheme", base) == -1)
			return -1;
	}
	if (v1_bool(p, "frontend.headers.SSLTemporaryRedirect", 0))
		return 0;
	return made_add(m, l->origin, "true", "%spermanent", base);
}
