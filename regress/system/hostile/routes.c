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

/* route-maker to redis-writer, and back. */

#include <stdio.h>
#include <string.h>

#include "common/bounds.h"
#include "common/messages.h"
#include "go/fold.h"
#include "regress/system/hostile/hostile.h"

#define PAIRS_MAX	6

static void
send_begin(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, word_number(c, c->number + 1));
	record_u8(&r, odd(c, ODD_TYPE) ? (uint8_t)chance(4) :
	    chance_percent(10) ? ROUTES_SNAPSHOT : ROUTES_CHANGE);
	channel_send(c, ROUTES_BEGIN, 0, &r);
	c->open = 1;
	c->number++;
}

static void
send_end(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;

	record_u64(&r, word_number(c, c->number));
	record_u64(&r, word_number(c, 0));
	record_u32(&r, (uint32_t)word_number(c, 0));
	channel_send(c, ROUTES_END, 0, &r);
	c->open = 0;
}

/* A name, and its id. */
static void
choose_object(struct channel *c, struct field_choice *f, char *name,
    char *id, size_t size)
{
	field_object(c, f);
	(void)snprintf(name, size, "%s/%s/%.1500s", f->family, f->kind,
	    strcmp(f->family, "tls") == 0 ? "default" : word_name(c));
	if (fold(id, size, name, strlen(name)) >= size)
		(void)snprintf(id, size, "http/routers/web");
}

/* An id of this host's, with the name of an object of the honest one. */
static void
steal_name(struct channel *c, struct field_choice *f, char *name, char *id,
    size_t size)
{
	static const char *const	names[] = { "http/routers/shop",
					    "http/services/shop",
					    "http/routers/admin",
					    "http/middlewares/auth",
					    "http/routers/shop/rule", NULL };
	const char	*victim = chance_word(names);

	do {
		field_object(c, f);
		(void)snprintf(id, size, "%s/%s/", f->family, f->kind);
	} while (strncmp(victim, id, strlen(id)) != 0);
	(void)snprintf(name, size, "%s", victim);
	(void)snprintf(id + strlen(id), size - strlen(id), "own%zu",
	    chance(100));
}

/* What most routers and services have; NULL where that is said. */
static const char *
usual_path(const struct field_choice *f, size_t n)
{
	static const char *const	router[] = { "rule", "service",
					    "middlewares" };
	static const char *const	server[] = {
					    "loadBalancer/servers/0/url",
					    "loadBalancer/servers/1/url" };

	if (strcmp(f->family, "http") != 0)
		return NULL;
	if (strcmp(f->kind, "routers") == 0 && n < 3)
		return router[n];
	if (strcmp(f->kind, "services") == 0 && n < 2)
		return server[n];
	return NULL;
}

/* Returns 0 when there is no room for one more. */
static int
add_pair(struct channel *c, struct field_choice *f, size_t n,
    struct record *r)
{
	const char	*usual = usual_path(f, n);

	if (usual != NULL) {
		(void)snprintf(f->path, sizeof(f->path), "%s", usual);
		f->value = field_value(c, usual[0] == 'l' ? "url" :
		    usual[0] == 'm' ? "strings" : "string");
	} else
		field_choose(c, '/', f);
	return r->len + strlen(f->path) + strlen(f->value) + 64 <
	    MSG_PAYLOAD_MAX;
}

/* Fields of one object, each once unless it is odd. */
static void
add_pairs(struct channel *c, struct field_choice *f, struct record *r)
{
	char	 seen[PAIRS_MAX][sizeof(f->path)];
	size_t	 i, n, most = 1 + chance(PAIRS_MAX);

	for (n = 0; n < most; n++) {
		if (!add_pair(c, f, n, r))
			return;
		for (i = 0; i < n && strcmp(seen[i], f->path) != 0; i++)
			continue;
		if (i < n && !odd(c, ODD_KEY))
			return;
		(void)snprintf(seen[n], sizeof(seen[n]), "%s", f->path);
		record_string(r, odd(c, ODD_KEY) ? word_name(c) : f->path);
		record_string(r, f->value);
	}
}

static void
send_part(struct channel *c, struct field_choice *f, const char *name,
    const char *id, uint8_t flags)
{
	struct record	 r = RECORD_INITIALIZER;

	record_string(&r, id);
	record_string(&r, name);
	record_u8(&r, flags);
	record_string(&r, word_name(c));
	add_pairs(c, f, &r);
	channel_send(c, ROUTES_SET, 0, &r);
}

static void
send_set(struct channel *c)
{
	struct field_choice	 f;
	char			 name[2048], id[4096];
	size_t			 parts = 0;
	uint8_t			 flags = 0;

	if (chance_percent(20))
		flags = ROUTES_MERGE;
	choose_object(c, &f, name, id, sizeof(name));
	if (odd(c, ODD_ID))
		steal_name(c, &f, name, id, sizeof(name));
	/* An object that has no end. */
	if (odd(c, ODD_ORDER))
		parts = chance(200);
	while (parts-- > 0 && !c->closed)
		send_part(c, &f, name, id, flags | ROUTES_MORE);
	if (odd(c, ODD_TYPE))
		flags = (uint8_t)chance(256);
	send_part(c, &f, name, id, flags);
}

static void
send_del(struct channel *c)
{
	struct record		 r = RECORD_INITIALIZER;
	struct field_choice	 f;
	char			 name[2048], id[4096];

	choose_object(c, &f, name, id, sizeof(name));
	record_string(&r, id);
	channel_send(c, ROUTES_DEL, 0, &r);
}

/* A message of another pair of processes, or of none. */
static void
send_foreign(struct channel *c)
{
	static const uint32_t	 ranges[] = { PARENT_CONF_BEGIN,
				    DOCKER_REQUEST, ROUTES_BEGIN,
				    CONTROL_SHOW };
	struct record		 r = RECORD_INITIALIZER;

	record_string(&r, word_host());
	if (chance_percent(50))
		record_string(&r, word_text(c));
	channel_send(c, ranges[chance(4)] + (uint32_t)chance(24), word_id(c),
	    &r);
}

void
speak_routes(struct channel *c)
{
	size_t	 n = chance(100);

	if (odd(c, ODD_TYPE) && n < 20)
		send_foreign(c);
	else if (!c->open && !odd(c, ODD_ORDER))
		send_begin(c);
	else if (n < 65)
		send_set(c);
	else if (n < 75)
		send_del(c);
	else if (n < 97 || !odd(c, ODD_ORDER))
		send_end(c);
	else
		send_begin(c);
}

/* That routes are in Redis: which, is redis-writer's to say. */
void
speak_done(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;

	if (odd(c, ODD_TYPE) && chance_percent(20)) {
		send_foreign(c);
		return;
	}
	record_u64(&r, word_number(c, c->number++));
	channel_send(c, ROUTES_DONE, 0, &r);
}
