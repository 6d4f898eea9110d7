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

#include <sys/tree.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/log.h"
#include "redis-writer/takeover/legacy.h"

#define VIEW		"traefik/"
#define SUFFIX		"@docker"

/* Bytes of a name that is taken over, and of an id with the longest section. */
#define NAME_BYTES	(OBJECT_NAME_MAX / 2)
#define ID_MAX		(sizeof("http/middlewares/") - 1 + NAME_BYTES)

const struct legacy_set legacy_sets[LEGACY_SETS] = {
	{ "http_routers", "http/routers/" },
	{ "tcp_routers", "tcp/routers/" },
	{ "udp_routers", "udp/routers/" },
	{ "http_services", "http/services/" },
	{ "tcp_services", "tcp/services/" },
	{ "udp_services", "udp/services/" },
	{ "http_middlewares", "http/middlewares/" },
	{ "tcp_middlewares", "tcp/middlewares/" },
};

/* Two names that differ only in case are one object. */
struct legacy_object {
	RB_ENTRY(legacy_object)	 entry;
	char			*id;
	int			 router;
	char			**keys;
	size_t			 n;
};

RB_HEAD(legacy_tree, legacy_object);

struct legacy {
	struct legacy_tree	 tree;
	size_t			 count;
	size_t			 keys;
	size_t			 bytes;
};

static int
legacy_compare(const struct legacy_object *a, const struct legacy_object *b)
{
	if (a->router != b->router)
		return a->router ? -1 : 1;
	return strcmp(a->id, b->id);
}

RB_PROTOTYPE(legacy_tree, legacy_object, entry, legacy_compare)
RB_GENERATE(legacy_tree, legacy_object, entry, legacy_compare)

struct legacy *
legacy_new(void)
{
	struct legacy	*l;

	if ((l = calloc(1, sizeof(*l))) == NULL)
		fatal(NULL);
	RB_INIT(&l->tree);
	return l;
}

void
legacy_free(struct legacy *l)
{
	struct legacy_object	*o;

	if (l == NULL)
		return;
	while ((o = RB_MIN(legacy_tree, &l->tree)) != NULL) {
		RB_REMOVE(legacy_tree, &l->tree, o);
		while (o->n > 0)
			free(o->keys[--o->n]);
		free(o->keys);
		free(o->id);
		free(o);
	}
	free(l);
}

size_t
legacy_count(struct legacy *l)
{
	return l->count;
}

static int
is_router(const char *id)
{
	return strstr(id, "/routers/") != NULL;
}

/* Searches the first len bytes in lower case. */
static struct legacy_object *
legacy_find(struct legacy *l, const char *id, size_t len)
{
	struct legacy_object	 key, *found;
	size_t		 i;

	if ((key.id = strndup(id, len)) == NULL)
		fatal(NULL);
	for (i = 0; i < len; i++)
		key.id[i] = (char)tolower((u_char)id[i]);
	key.router = is_router(key.id);
	found = RB_FIND(legacy_tree, &l->tree, &key);
	free(key.id);
	return found;
}

static int
good_name(const char *name)
{
	const char	*c;

	if (*name == '\0' || strlen(name) > NAME_BYTES)
		return 0;
	for (c = name; *c != '\0'; c++) {
		if ((u_char)*c >= 0x80)
			return 0;
	}
	return 1;
}

int
legacy_list(struct legacy *l, const struct legacy_set *set,
    const char *member)
{
	struct legacy_object	*o;
	size_t		 len = strlen(member), n = sizeof(SUFFIX) - 1, i;

	if (!good_name(member))
		return LEGACY_UNFIT;
	if (l->count == LEGACY_NAMES_MAX ||
	    len > LEGACY_BYTES_MAX - l->bytes)
		return LEGACY_FULL;
	if (len > n && strcmp(member + len - n, SUFFIX) == 0)
		len -= n;
	if ((o = calloc(1, sizeof(*o))) == NULL ||
	    asprintf(&o->id, "%s%.*s", set->section, (int)len, member) == -1)
		fatal(NULL);
	for (i = 0; o->id[i] != '\0'; i++)
		o->id[i] = (char)tolower((u_char)o->id[i]);
	o->router = is_router(o->id);
	if (RB_INSERT(legacy_tree, &l->tree, o) != NULL) {
		free(o->id);
		free(o);
	} else {
		l->count++;
		l->bytes += len;
	}
	return 0;
}

static int
legacy_add(struct legacy *l, struct legacy_object *o, const char *key)
{
	if (l->keys == LEGACY_KEYS_MAX ||
	    strlen(key) > LEGACY_BYTES_MAX - l->bytes)
		return -1;
	/* Doubles the room whenever a power of two is full. */
	if ((o->n & (o->n - 1)) == 0 && (o->keys = reallocarray(o->keys,
	    o->n == 0 ? 1 : o->n * 2, sizeof(*o->keys))) == NULL)
		fatal(NULL);
	if ((o->keys[o->n++] = strdup(key)) == NULL)
		fatal(NULL);
	l->keys++;
	l->bytes += strlen(key);
	return 0;
}

/* "traefik/http/routers/NAME", "traefik/http/routers/NAME/..." */
int
legacy_key(struct legacy *l, const char *key)
{
	const char	*id = key + sizeof(VIEW) - 1, *p;
	struct legacy_object	*o;
	int		 slashes = 0;

	if (strncmp(key, VIEW, sizeof(VIEW) - 1) != 0)
		return 0;
	/* A longer key has no longer id: the time does not grow with it. */
	for (p = id; (size_t)(p - id) <= ID_MAX; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		if (++slashes >= 3 &&
		    (o = legacy_find(l, id, (size_t)(p - id))) != NULL)
			return legacy_add(l, o, key);
		if (*p == '\0')
			break;
	}
	return 0;
}

const char *
legacy_next(struct legacy *l, const char *after,
    struct msgpack *keys)
{
	struct legacy_object	*o;
	size_t		 i;

	if (after == NULL)
		o = RB_MIN(legacy_tree, &l->tree);
	else if ((o = legacy_find(l, after, strlen(after))) != NULL)
		o = RB_NEXT(legacy_tree, &l->tree, o);
	if (o == NULL)
		return NULL;
	if (keys != NULL) {
		msgpack_array(keys, o->n);
		for (i = 0; i < o->n; i++)
			msgpack_string(keys, o->keys[i], strlen(o->keys[i]));
	}
	return o->id;
}

static int
is_address(const char *key)
{
	const char	*p = strstr(key, "/loadBalancer/servers/");

	if (p == NULL)
		return 0;
	p += strlen("/loadBalancer/servers/");
	p += strspn(p, "0123456789");
	return strcmp(p, "/url") == 0 || strcmp(p, "/address") == 0;
}

void
legacy_servers(struct legacy *l, void (*f)(const char *, const char *,
    void *), void *arg)
{
	struct legacy_object	*o;
	size_t		 i;

	RB_FOREACH(o, legacy_tree, &l->tree) {
		for (i = 0; i < o->n; i++) {
			if (is_address(o->keys[i]))
				f(o->id, o->keys[i], arg);
		}
	}
}

const char *
legacy_host(const char *key)
{
	const char	*at = strchr(key, '@');
	size_t		 i, len;

	if (at == NULL || strncmp(key, "traefik_", 8) != 0)
		return NULL;
	key += 8;
	len = (size_t)(at - key);
	if (len == 15 && strncmp(key, "kop_last_update", len) == 0)
		return at + 1;
	for (i = 0; i < LEGACY_SETS; i++) {
		if (strlen(legacy_sets[i].name) == len &&
		    strncmp(key, legacy_sets[i].name, len) == 0)
			return at + 1;
	}
	return NULL;
}
