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

#include "common/log.h"
#include "kopctl/audit/findings.h"
#include "kopctl/audit/output.h"

struct output_ctx {
	struct emit		*e;
	const struct answer	*answer;
	struct claims		 claims;
	struct findings		 findings;
};

/* What a reference leads to. */
struct target {
	const char		*of;	/* containers, host, provider, none */
	const struct claim	*claims;
	size_t			 n;
	const char		*host;
};

static struct target
target_of(struct output_ctx *r, const struct item *use)
{
	struct target	 t = { "none", NULL, 0, NULL };
	size_t		 i;

	if (strcmp(use->name, "foreign") == 0) {
		t.of = "provider";
		return t;
	}
	t.claims = claims_find(&r->claims, use->value, &t.n);
	for (i = 0; i < t.n; i++)
		if (t.claims[i].published)
			t.of = "containers";
	if (t.claims == NULL && (t.host = findings_abroad(r->answer,
	    use->value)) != NULL)
		t.of = "host";
	return t;
}

/* The object in the spelling of its owner. */
static const char *
name_of(const struct target *t, const struct item *use)
{
	size_t	 i;

	for (i = 0; i < t->n; i++)
		if (t->claims[i].published)
			return t->claims[i].item->value;
	return use->value;
}

static void
json_use(struct output_ctx *r, const struct item *use)
{
	struct emit	*e = r->e;
	struct target	 t = target_of(r, use);
	size_t		 i;

	emit_object(e, NULL);
	emit_string(e, "name", name_of(&t, use));
	emit_string(e, "as", items_value(r->claims.items, use, "as"));
	emit_string(e, "of", t.of);
	emit_list(e, "containers");
	for (i = 0; i < t.n; i++)
		if (t.claims[i].published)
			emit_string(e, NULL, t.claims[i].container);
	emit_end(e);
	if (t.host != NULL)
		emit_string(e, "host", t.host);
	else
		emit_null(e, "host");
	emit_end(e);
}

static void
json_project(struct emit *e, const struct claim *c)
{
	if (*c->project != '\0')
		emit_string(e, "project", c->project);
	else
		emit_null(e, "project");
}

static void
json_router(struct output_ctx *r, const struct claim *c)
{
	struct emit		*e = r->e;
	const struct item	*use;

	emit_object(e, NULL);
	emit_string(e, "name", c->item->value);
	emit_string(e, "container", c->container);
	json_project(e, c);
	emit_string(e, "state", c->state);
	emit_list(e, "uses");
	ITEMS_FOREACH(use, r->claims.items, c->item, "uses")
		json_use(r, use);
	ITEMS_FOREACH(use, r->claims.items, c->item, "foreign")
		json_use(r, use);
	emit_end(e);
	emit_end(e);
}

static void
text_use(struct output_ctx *r, const struct item *use)
{
	struct target	 t = target_of(r, use);
	const char	*name = name_of(&t, use);
	char		*who;
	size_t		 i;

	if (strcmp(t.of, "provider") == 0)
		emit_lines(r->e, 4, 8, "%s, of another provider", name);
	else if (strcmp(t.of, "host") == 0)
		emit_lines(r->e, 4, 8, "%s, of host %s", name, t.host);
	else if (strcmp(t.of, "none") == 0)
		emit_lines(r->e, 4, 8, "%s, which is not published", name);
	for (i = 0; i < t.n; i++) {
		if (!t.claims[i].published)
			continue;
		who = claims_who(&t.claims[i]);
		emit_lines(r->e, 4, 8, "%s, of %s", name, who);
		free(who);
	}
}

static void
text_router(struct output_ctx *r, const struct claim *c)
{
	const struct item	*use;
	char			*who = claims_who(c);

	emit_lines(r->e, 0, 4, "%s, of %s%s%s", c->item->value, who,
	    c->published ? "" : ", not published: ",
	    c->published ? "" : c->state);
	free(who);
	ITEMS_FOREACH(use, r->claims.items, c->item, "uses")
		text_use(r, use);
	ITEMS_FOREACH(use, r->claims.items, c->item, "foreign")
		text_use(r, use);
}

static void
show_routers(struct output_ctx *r)
{
	const struct claim	*c;
	size_t			 i;

	emit_list(r->e, "routers");
	for (i = 0; i < r->claims.n; i++) {
		c = &r->claims.v[i];
		if (!claims_is_router(c->id))
			continue;
		if (r->e->json)
			json_router(r, c);
		else
			text_router(r, c);
	}
	emit_end(r->e);
}

static void
json_service(struct output_ctx *r, const struct claim *c, size_t n)
{
	const struct item	*server;
	struct emit		*e = r->e;
	size_t			 i;

	emit_object(e, NULL);
	emit_string(e, "name", c->item->value);
	emit_list(e, "containers");
	for (i = 0; i < n; i++) {
		emit_object(e, NULL);
		emit_string(e, "name", c[i].container);
		json_project(e, &c[i]);
		emit_string(e, "state", c[i].state);
		server = items_below(r->claims.items, c[i].item, "server");
		if (server != NULL)
			emit_string(e, "server", server->value);
		else
			emit_null(e, "server");
		emit_end(e);
	}
	emit_end(e);
	emit_end(e);
}

static void
text_service(struct output_ctx *r, const struct claim *c, size_t n)
{
	const char	*server;
	char		*who;
	size_t		 i;

	emit_lines(r->e, 0, 4, "%s", c->item->value);
	for (i = 0; i < n; i++) {
		server = items_value(r->claims.items, c[i].item, "server");
		who = claims_who(&c[i]);
		if (c[i].published)
			emit_lines(r->e, 4, 8, "%s, of %s", *server == '\0' ?
			    "no server" : server, who);
		else
			emit_lines(r->e, 4, 8, "%s of %s", c[i].state, who);
		free(who);
	}
}

static void
show_services(struct output_ctx *r)
{
	const struct claim	*c;
	size_t			 i, n;

	emit_list(r->e, "services");
	for (i = 0; i < r->claims.n; i += n) {
		c = &r->claims.v[i];
		n = claims_group(&r->claims, c);
		if (!claims_is_service(c->id))
			continue;
		if (r->e->json)
			json_service(r, c, n);
		else
			text_service(r, c, n);
	}
	emit_end(r->e);
}

/* Returns how many are not intended. */
static size_t
show_shared(struct output_ctx *r)
{
	const struct finding	*f;
	struct emit		*e = r->e;
	size_t			 i, n = 0;

	emit_list(e, "shared");
	for (i = 0; i < r->findings.n; i++) {
		f = &r->findings.v[i];
		n += !f->intended;
		emit_lines(e, 0, 4, "%s: %s: %s", f->intended ? "intended" :
		    "not intended", f->object, f->reason);
		if (!e->json)
			continue;
		emit_object(e, NULL);
		emit_string(e, "object", f->object);
		emit_string(e, "how", f->how);
		emit_string(e, "by", f->by);
		emit_string(e, "intended", f->intended ? "yes" : "no");
		emit_string(e, "reason", f->reason);
		emit_end(e);
	}
	emit_end(e);
	return n;
}

/* What of other hosts is not known.  Returns 0 if all is. */
static size_t
show_unknown(struct output_ctx *r)
{
	const struct items	*writer = &r->answer->of[ROLE_REDIS_WRITER];
	const struct item	*away = items_below(writer, NULL,
				    "redis.state");
	const struct item	*more = items_below(writer, NULL, "more");

	if (away != NULL) {
		emit_lines(r->e, 0, 4, "Redis: %s; what hosts share is not "
		    "known", away->value);
		if (r->e->json)
			emit_string(r->e, "redis", away->value);
	} else if (r->e->json)
		emit_null(r->e, "redis");
	if (more != NULL)
		emit_lines(r->e, 0, 4, "%s more objects of several hosts",
		    more->value);
	if (r->e->json && more != NULL)
		emit_item(r->e, "more", more);
	else if (r->e->json)
		emit_number(r->e, "more", 0);
	return (away != NULL) + (more != NULL);
}

size_t
output_show(struct emit *e, const struct answer *answer)
{
	struct output_ctx	 r = { .e = e, .answer = answer };
	size_t			 n;

	claims_init(&r.claims, answer);
	findings_init(&r.findings, &r.claims, answer);
	emit_object(e, NULL);
	show_routers(&r);
	show_services(&r);
	n = show_shared(&r);
	n += show_unknown(&r);
	emit_end(e);
	findings_free(&r.findings);
	claims_free(&r.claims);
	return n;
}
