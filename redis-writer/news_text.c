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

#include <stdio.h>
#include <string.h>

#include "common/bounds.h"
#include "redis-writer/conflict.h"
#include "redis-writer/definition.h"
#include "redis-writer/news_text.h"
#include "redis-writer/redis-writer.h"

/* Limits of a name and of a rule in a line, in bytes. */
#define NAME_SHOWN	200
#define RULE_SHOWN	300

const char *
news_word(enum news_kind kind)
{
	static const char *const	words[] = {
		[NEWS_NONE] = "",
		[NEWS_PUBLISHED] = "published",
		[NEWS_CHANGED] = "changed",
		[NEWS_REMOVED] = "removed",
	};

	return words[kind];
}

/* A line that grows.  Cuts off what does not fit. */
struct line {
	char	 text[2048];
	size_t	 len;
};

static void
add(struct line *l, const char *s, size_t len)
{
	if (len > sizeof(l->text) - 1 - l->len)
		len = sizeof(l->text) - 1 - l->len;
	memcpy(l->text + l->len, s, len);
	l->len += len;
	l->text[l->len] = '\0';
}

static void
add_string(struct line *l, const char *s)
{
	add(l, s, strlen(s));
}

/* Adds at most max bytes, and no part of a character. */
static void
add_text(struct line *l, const struct text *t, size_t max)
{
	size_t	 len = t->len;

	if (len <= max) {
		add(l, t->s, len);
		return;
	}
	for (len = max; len > 0 && ((u_char)t->s[len] & 0xc0) == 0x80; len--)
		continue;
	add(l, t->s, len);
	add_string(l, "...");
}

static void
add_cut(struct line *l, const char *s)
{
	struct text	 t = { s, strlen(s) };

	add_text(l, &t, NAME_SHOWN);
}

/* Adds "http/routers/web" as "http router web". */
static void
add_name(struct line *l, const char *name)
{
	const char	*kind = strchr(name, '/'), *own;

	if (kind == NULL || (own = strchr(kind + 1, '/')) == NULL) {
		add_cut(l, name);
		return;
	}
	add(l, name, (size_t)(kind - name));
	add_string(l, " ");
	add(l, kind + 1, (size_t)(own - kind) - 1 - (own[-1] == 's'));
	add_string(l, " ");
	add_cut(l, own + 1);
}

static void
add_head(struct line *l, const struct news_item *item)
{
	l->len = 0;
	if (*item->container != '\0') {
		add_string(l, "container ");
		add_cut(l, item->container);
		add_string(l, ": ");
	}
	add_string(l, news_word(item->kind));
	add_string(l, " ");
	add_name(l, item->name);
}

static void
add_servers(struct line *l, const struct outline *o)
{
	char	 more[48];

	add_text(l, &o->server, NAME_SHOWN);
	if (o->servers == 1)
		return;
	(void)snprintf(more, sizeof(more), " and %zu more", o->servers - 1);
	add_string(l, more);
}

static int
is_any(struct object *o, void *arg)
{
	(void)arg;
	return o->blob_len > 0;
}

static void
add_service(struct writer *w, struct line *l, const char *id,
    const struct outline *o)
{
	add_string(l, " -> ");
	add_servers(l, o);
	if (!state_naming(w->state, id, is_any, NULL))
		add_string(l, ", which no router of this host uses");
}

struct search {
	struct writer	*writer;
	struct object	*service;
};

static void
find_service(const char *id, void *arg)
{
	struct search	*search = arg;
	const char	*kind = strchr(id, '/');

	if (search->service == NULL && kind != NULL &&
	    strncmp(kind, "/services/", 10) == 0)
		search->service = state_find(search->writer->state, id);
}

/*
 * Adds the target of a router: the servers of a service of this host, or the
 * name of a service.
 */
static void
add_target(struct writer *w, struct line *l, const struct outline *router,
    const struct bytes *stored)
{
	struct search	 search = { w, NULL };
	struct bytes	 service;
	struct outline	 o;

	if (router->service.s == NULL)
		return;
	add_string(l, " -> ");
	definition_references(stored->data, stored->len, find_service,
	    &search);
	if (search.service != NULL &&
	    !conflict_has(w, object_id(search.service))) {
		service = object_stored(search.service);
		if (definition_outline(service.data, service.len, &o) == 0 &&
		    o.servers > 0) {
			add_servers(l, &o);
			return;
		}
	}
	add_string(l, "service ");
	add_text(l, &router->service, NAME_SHOWN);
}

static void
add_router(struct writer *w, struct line *l, const struct outline *o,
    const struct bytes *stored)
{
	if (o->rule.s != NULL) {
		add_string(l, ": ");
		add_text(l, &o->rule, RULE_SHOWN);
	}
	add_target(w, l, o, stored);
}

const char *
news_text(struct writer *w, const char *id, const struct news_item *item)
{
	static struct line	 l;
	const struct object	*o = state_find(w->state, id);
	struct bytes		 stored;
	struct outline		 outline;

	add_head(&l, item);
	if (item->kind == NEWS_REMOVED || o == NULL)
		return l.text;
	stored = object_stored(o);
	if (definition_outline(stored.data, stored.len, &outline) == -1)
		return l.text;
	if (object_is_router(o))
		add_router(w, &l, &outline, &stored);
	else if (outline.servers > 0)
		add_service(w, &l, id, &outline);
	return l.text;
}
