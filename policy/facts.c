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
#include <strings.h>

#include "go/number.h"
#include "policy/facts.h"
#include "policy/hostset.h"
#include "traefik/field.h"
#include "traefik/net.h"
#include "traefik/reference.h"

static int
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static int
is_key(const char *key, const char *name)
{
	size_t	 n = strlen(name);

	return strncmp(key, name, n) == 0 &&
	    (key[n] == '\0' || key[n] == '/');
}

static enum rule_kind
kind_of(const char *id)
{
	const char	*slash = strchr(id, '/');

	if (slash == NULL)
		return RULE_ALL;
	if (begins(slash, "/routers/"))
		return RULE_ROUTER;
	if (begins(slash, "/services/"))
		return RULE_SERVICE;
	if (begins(slash, "/middlewares/"))
		return RULE_MIDDLEWARE;
	return begins(id, "tls/stores/") ? RULE_STORE : RULE_ALL;
}

/* What follows the first two steps of a name. */
static const char *
own_name(const char *name)
{
	const char	*slash = strchr(name, '/');

	if (slash != NULL)
		slash = strchr(slash + 1, '/');
	return slash == NULL ? name : slash + 1;
}

void
facts_begin(struct facts *f, struct arena *a, const char *id,
    const char *name)
{
	memset(f, 0, sizeof(*f));
	f->arena = a;
	f->id = id;
	f->name = own_name(name);
	f->family = arena_strndup(a, id, strcspn(id, "/"));
	f->kind = kind_of(id);
}

/* Adds the entries of a list, each without the provider of kopd's objects. */
static void
add_list(struct facts *f, struct set *s, const char *list, int is_reference)
{
	char	*item;
	size_t	 n, len;

	for (;; list += n + 1) {
		n = strcspn(list, ",");
		item = arena_strndup(f->arena, list, n);
		if (is_reference) {
			len = reference_plain(item, n);
			item[len] = '\0';
		}
		if (*item != '\0')
			set_add(s, f->arena, item);
		if (list[n] == '\0')
			return;
	}
}

/* Names of other providers' objects, whichever key has them. */
static void
add_references(struct facts *f, const char *key, const char *value)
{
	struct reference	 ref;
	const char		*at = NULL;

	if (strcmp(key, "tls/options") == 0 && strchr(value, '@') != NULL)
		set_add(&f->references, f->arena, value);
	while (reference_next(f->id, key, value, &at, &ref))
		if (ref.literal)
			set_add(&f->references, f->arena,
			    arena_strndup(f->arena, ref.name, ref.len));
}

/* A certificate may be the value itself. */
static int
is_path(const struct facts *f, const char *key, const char *value)
{
	const struct field	*object, *field;

	object = field_at(&field_root, f->id);
	field = object == NULL ? NULL : field_at(object, key);
	return field != NULL && field->flags & FIELD_FILE &&
	    !begins(value, "-----BEGIN ");
}

static void
add_router(struct facts *f, const char *key, const char *value)
{
	if (strcmp(key, "rule") == 0)
		f->rule = value;
	else if (strcmp(key, "priority") == 0)
		f->number = value;
	else if (strcmp(key, "entryPoints") == 0)
		add_list(f, &f->entry_points, value, 0);
	else if (strcmp(key, "middlewares") == 0)
		add_list(f, &f->middlewares, value, 1);
	else if (is_key(key, "tls"))
		f->tls = 1;
}

static void
add_service(struct facts *f, const char *key, const char *value)
{
	const char	*last = strrchr(key, '/');

	if (begins(key, "loadBalancer/servers/") &&
	    (strcmp(last, "/url") == 0 || strcmp(last, "/address") == 0))
		facts_server(f, value, ADDRESS_UNKNOWN);
}

void
facts_add(struct facts *f, const char *key, const char *value)
{
	if (f->kind == RULE_ROUTER)
		add_router(f, key, value);
	else if (f->kind == RULE_SERVICE)
		add_service(f, key, value);
	else if (f->kind == RULE_MIDDLEWARE && *key != '\0')
		set_add(&f->kinds, f->arena, arena_strndup(f->arena, key,
		    strcspn(key, "/")));
	add_references(f, key, value);
	if (is_path(f, key, value))
		f->file = 1;
}

/* The port of a URL without one; its scheme and colon have that length. */
static uint16_t
default_port(const char *url, size_t scheme)
{
	if (scheme == 0)
		return 0;
	return strncasecmp(url, "https:", 6) == 0 ? 443 : 80;
}

static uint16_t
read_port(const char *s)
{
	unsigned long	 n;

	if (*s == '\0' || strlen(s) > 5 ||
	    strspn(s, "0123456789") != strlen(s))
		return 0;
	n = strtoul(s, NULL, 10);
	return n > UINT16_MAX ? 0 : (uint16_t)n;
}

/*
 * "http://192.0.2.1:80/path", "[2001:db8::1]:80".  A URL with more in its
 * authority than a host and a port is not clear.
 */
static void
read_target(struct facts *f, struct fact_server *s, const char *target)
{
	const char	*from = target;
	char		*text, *port;
	size_t		 scheme = net_scheme_length(target);

	if (begins(target + scheme, "//"))
		from += scheme + 2;
	else
		scheme = 0;		/* "web:80" */
	text = arena_strndup(f->arena, from, strcspn(from, "/?#"));
	s->port = default_port(target, scheme);
	if (strpbrk(text, "@\\%") != NULL)
		return;
	if (*text == '[') {
		if ((port = strchr(++text, ']')) == NULL)
			return;
		*port++ = '\0';
		if (*port != ':' && *port != '\0')
			return;
	} else if ((port = strrchr(text, ':')) == NULL)
		port = text + strlen(text);
	if (*port == ':') {
		*port++ = '\0';
		if (*port != '\0')
			s->port = read_port(port);
	}
	if (subnet_parse(&s->net, text) == 0 && strchr(text, '/') == NULL)
		s->host = text;
	else {
		s->net.family = 0;
		s->host = strchr(text, ':') != NULL || *text == '*' ? NULL :
		    hostset_name(f->arena, text);
	}
}

void
facts_server(struct facts *f, const char *target, enum address_kind kind)
{
	struct fact_server	*list;

	if (f->nservers == FACT_SERVERS_MAX) {
		f->many = 1;
		return;
	}
	if (f->nservers == f->room) {
		f->room = f->room == 0 ? 4 : 2 * f->room;
		list = arena_calloc(f->arena, f->room * sizeof(*list));
		if (f->nservers > 0)
			memcpy(list, f->servers, f->nservers * sizeof(*list));
		f->servers = list;
	}
	list = &f->servers[f->nservers++];
	memset(list, 0, sizeof(*list));
	list->kind = kind;
	read_target(f, list, target);
}

static void
end_router(struct facts *f)
{
	int64_t	 n;

	if (strcmp(f->family, "udp") == 0) {
		set_any(&f->hosts);
		return;
	}
	if (f->rule == NULL)
		set_any(&f->hosts);
	else
		f->hosts = hostset_of(f->arena, f->rule);
	f->ranks = 1;
	if (f->number != NULL && go_parse_int(f->number, strlen(f->number),
	    10, &n) == 0)
		f->priority = n;
	if (f->priority == 0 && f->rule != NULL)
		f->priority = (int64_t)strlen(f->rule);
}

void
facts_end(struct facts *f)
{
	if (f->kind == RULE_ROUTER) {
		end_router(f);
		if (f->entry_points.n == 0)
			set_any(&f->entry_points);
	}
	if (f->kind == RULE_MIDDLEWARE && f->kinds.n == 0)
		set_any(&f->kinds);
}
