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

#include "route-maker/translate/v1_auth.h"
#include "route-maker/translate/v1_middleware.h"
#include "route-maker/translate/v1_redirect.h"
#include "route-maker/translate/v1_sets.h"
#include "route-maker/translate/v1_value.h"

/* The older label counts only without the newer one. */
static int
put_allowed(struct v1_router *r)
{
	static const char *const	 names[] = {
		"frontend.whiteList.sourceRange",
		"frontend.whitelistSourceRange"
	};
	struct v1_part			*p = r->part;
	const struct v1_label		*l = NULL;
	struct words			 w = { NULL, 0 };
	const char			*base;
	size_t				 i;

	for (i = 0; i < 2 && w.n == 0; i++)
		if ((l = v1_filled(p, names[i])) != NULL &&
		    v1_words(p, l, &w) == -1)
			return -1;
	if (l == NULL || w.n == 0)
		return 0;
	if ((base = v1_middleware(r, l->origin, "allow", NULL)) == NULL)
		return -1;
	return made_add(p->made, l->origin,
	    words_join(p->made->d->arena, &w), "%sipallowlist.sourcerange",
	    base);
}

/* One field that comes from the rule. */
static int
put_modifier(struct v1_router *r, const char *kind, const char *field,
    const char *value)
{
	const char	*base;

	if (value == NULL)
		return 0;
	base = v1_middleware(r, r->rule_label, kind, NULL);
	return base == NULL ? -1 : made_add(r->part->made, r->rule_label, value,
	    "%s%s", base, field);
}

/* Traefik 1 always left a slash, which the next middleware needs. */
static int
put_prefixes(struct v1_router *r)
{
	const struct v1_rule	*rule = &r->rule;
	struct made		*m = r->part->made;
	struct arena		*a = m->d->arena;

	if (rule->strip_regex.n > 0 && put_modifier(r, "stripprefixregex",
	    "stripprefixregex.regex", words_join(a, &rule->strip_regex)) == -1)
		return -1;
	if (rule->strip.n == 0)
		return 0;
	if (put_modifier(r, "stripprefix", "stripprefix.prefixes",
	    words_join(a, &rule->strip)) == -1)
		return -1;
	if (rule->add_prefix == NULL && rule->regex == NULL)
		return 0;
	return made_add(m, r->rule_label, "true", "traefik.http.middlewares."
	    "%s-stripprefix.stripprefix.forceslash", r->part->router);
}

static int
put_path(struct v1_router *r)
{
	const struct v1_rule	*rule = &r->rule;

	if (put_prefixes(r) == -1 || put_modifier(r, "addprefix",
	    "addprefix.prefix", rule->add_prefix) == -1)
		return -1;
	if (rule->regex != NULL) {
		if (put_modifier(r, "replacepathregex",
		    "replacepathregex.regex", rule->regex) == -1 ||
		    made_add(r->part->made, r->rule_label, rule->replacement,
		    "traefik.http.middlewares.%s-replacepathregex."
		    "replacepathregex.replacement", r->part->router) == -1)
			return -1;
	}
	return put_modifier(r, "replacepath", "replacepath.path",
	    rule->replace_path);
}

/* The first label of the rows with that `into'. */
static const struct v1_label *
first_of(const struct v1_part *p, enum v1_into into)
{
	size_t	i;

	for (i = 0; i < p->n; i++)
		if (p->labels[i].row != NULL && p->labels[i].row->into == into)
			return &p->labels[i];
	return NULL;
}

/*
 * A middleware of the rows with that `into', unless they say nothing.  The
 * object's name is taken before it is known whether it has labels.
 */
static int
put_rows(struct v1_router *r, enum v1_into into, const char *kind)
{
	struct made		*m = r->part->made;
	const struct v1_label	*l = first_of(r->part, into);
	const char		*base;
	int			 n;

	if (l == NULL)
		return 0;
	if ((base = v1_middleware(r, l->origin, kind, NULL)) == NULL ||
	    (n = v1_emit(r->part, into, base)) == -1)
		return -1;
	if (n == 0) {
		m->nobjects--;
		r->middlewares.n--;
	}
	return n;
}

static int
put_certificate(struct v1_router *r)
{
	struct v1_part	*p = r->part;
	int		 n = put_rows(r, V1_INTO_CERTIFICATE, "clientcert");

	if (n == -1)
		return -1;
	if (n > v1_bool(p, "frontend.passTLSClientCert.pem", 0))
		made_warn(p->made, first_of(p, V1_INTO_CERTIFICATE)->origin,
		    "Traefik 3 names the header "
		    "X-Forwarded-Tls-Client-Cert-Info, and writes it in "
		    "another way: adapt the application");
	return 0;
}

/* Any label enables it, also one with the value 0. */
static int
put_buffering(struct v1_router *r)
{
	static const char	 prefix[] = "backend.buffering";
	struct v1_part		*p = r->part;
	const struct v1_label	*l;
	const char		*base;
	int			 n;

	if (!v1_has(p, prefix))
		return 0;
	if ((n = put_rows(r, V1_INTO_BUFFERING, "buffering")) != 0)
		return n;
	if ((l = first_of(p, V1_INTO_BUFFERING)) == NULL &&
	    (l = v1_get(p, prefix)) == NULL)
		return 0;
	base = v1_middleware(r, l->origin, "buffering", NULL);
	return base == NULL ? -1 : made_add(p->made, l->origin, "0",
	    "%sbuffering.maxrequestbodybytes", base);
}

static int
put_connections(struct v1_router *r)
{
	static const char	 name[] = "backend.maxconn.amount";
	struct v1_part		*p = r->part;
	const struct v1_label	*l = v1_get(p, name), *function;
	int64_t			 amount = v1_int(p, name, 0);
	const char		*base;

	function = v1_filled(p, "backend.maxconn.extractorfunc");
	if (amount < 0)
		return made_fault(p->made, l->origin, "an amount below 0 is "
		    "not possible; set 1 or more");
	if (amount == 0)
		return 0;
	base = v1_middleware(r, l->origin, "maxconn", NULL);
	if (base == NULL || made_add(p->made, l->origin,
	    arena_printf(p->made->d->arena, "%" PRId64, amount),
	    "%sinflightreq.amount", base) == -1)
		return -1;
	return function == NULL ? 0 : v1_criterion(p, function,
	    arena_printf(p->made->d->arena, "%sinflightreq.", base), 0);
}

/*
 * The order is that in which Traefik 1 changed a request, apart from redirects:
 * those of Traefik 3 do not know the path of before.
 */
int
v1_middlewares(struct v1_router *r)
{
	return v1_pages(r) == -1 || put_allowed(r) == -1 ||
	    v1_redirect(r) == -1 || v1_https(r) == -1 || put_path(r) == -1 ||
	    put_rows(r, V1_INTO_HEADERS, "headers") == -1 ||
	    put_certificate(r) == -1 || v1_auth(r) == -1 ||
	    put_rows(r, V1_INTO_BREAKER, "breaker") == -1 ||
	    put_buffering(r) == -1 || put_connections(r) == -1 ||
	    v1_rates(r) == -1 ? -1 : 0;
}
