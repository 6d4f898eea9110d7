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
#include "common/log.h"
#include "common/record.h"
#include "redis-writer/allowed.h"
#include "redis-writer/definition.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/schedule.h"

struct routes {
	struct arena		 texts;		/* of the current object */
	struct validator	 validator;
	struct definition	*definition;	/* its other messages follow */
	struct facts		 facts;		/* of it */
	struct allowed		*allowed;
};

void
routes_init(struct writer *w)
{
	if ((w->routes = calloc(1, sizeof(*w->routes))) == NULL)
		fatal(NULL);
	validator_init(&w->routes->validator, &w->routes->texts);
	validator_allow(&w->routes->validator, w->conf->traefik_version);
	w->routes->allowed = allowed_new();
	if (allowed_take(w->routes->allowed, w->conf) == -1)
		fatalx("kopd sent a malformed policy");
}

void
routes_free(struct writer *w)
{
	definition_free(w->routes->definition);
	allowed_free(w->routes->allowed);
	arena_free(&w->routes->texts);
	free(w->routes);
}

int
routes_test(struct writer *w, const struct redis_writer_conf *conf)
{
	validator_allow(&w->routes->validator, conf->traefik_version);
	return allowed_add(w->routes->allowed, conf);
}

int
routes_configure(struct writer *w)
{
	validator_allow(&w->routes->validator, w->conf->traefik_version);
	return allowed_take(w->routes->allowed, w->conf);
}

int
on_begin(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	uint8_t			 kind;

	record_read(&r, msg->data, msg->len);
	(void)record_get_u64(&r);
	kind = record_get_u8(&r);
	if (record_end(&r) == -1 || kind > ROUTES_CHANGE || w->open)
		return -1;
	w->open = 1;
	w->kind = kind;
	if (kind == ROUTES_SNAPSHOT)
		state_snapshot_begin(w->state);
	return 0;
}

/*
 * Ends kopd, because route-maker may have been compromised.  key is NULL if the
 * name is what violates the rule.
 */
static int
breach(const char *id, const char *name, const char *key, const char *rule)
{
	const struct log_subject	 about = { .object = id, .key = key };

	log_about(LOG_ERR, &about, "route-maker violates a rule: object "
	    "%.200s, `%.200s': %s; nothing of it is written", id,
	    key != NULL ? key : name, rule);
	return -1;
}

/* Takes an object that is complete. */
static int
routes_take(struct writer *w)
{
	struct definition	*d = w->routes->definition;
	struct msgpack		 blob = MSGPACK_INITIALIZER;
	const char		*fault;

	facts_end(&w->routes->facts);
	if ((fault = validate_end(&w->routes->validator)) == NULL)
		fault = allowed_fault(w->routes->allowed, &w->routes->facts);
	if (fault == NULL)
		fault = definition_pack(d, &blob);
	if (fault != NULL)
		return breach(definition_id(d), definition_id(d), NULL, fault);
	w->routes->definition = NULL;
	state_set(w->state, definition_id(d), blob.buf, blob.len,
	    definition_count(d));
	state_weigh(w->state, definition_id(d), definition_cost(d));
	limit_grown(w);
	msgpack_free(&blob);
	definition_free(d);
	return 0;
}

/*
 * Returns a string that lasts while the object is read, or NULL if it is not
 * valid.
 */
static const char *
routes_text(struct writer *w, struct record_reader *r, size_t *len, size_t max)
{
	const void	*bytes;

	if ((bytes = record_get_bytes(r, len, max)) == NULL)
		return NULL;
	if (*len == 0)
		return "";
	return memchr(bytes, '\0', *len) != NULL ? NULL :
	    arena_strndup(&w->routes->texts, bytes, *len);
}

static int
routes_add_pairs(struct writer *w, struct record_reader *r)
{
	const char	*key, *value, *fault;
	size_t		 key_len, value_len;

	while (r->left > 0) {
		key = routes_text(w, r, &key_len, LABEL_NAME_MAX);
		value = routes_text(w, r, &value_len, LABEL_VALUE_MAX);
		if (key == NULL || value == NULL)
			return -1;
		if ((fault = definition_add(w->routes->definition, key,
		    key_len, value, value_len)) == NULL)
			fault = validate_pair(&w->routes->validator, key,
			    value);
		if (fault != NULL)
			return breach(definition_id(w->routes->definition),
			    NULL, key, fault);
		facts_add(&w->routes->facts, key, value);
	}
	return 0;
}

/* Handles the first message of an object, or a further one. */
static int
routes_object(struct writer *w, const char *id, const char *name,
    const char *container, int merge)
{
	struct routes	*all = w->routes;
	const char	*fault;

	if (all->definition != NULL)
		return strcmp(id, definition_id(all->definition)) == 0 ? 0 : -1;
	arena_reset(&all->texts);
	if ((fault = validate_object(&all->validator, id, name)) != NULL)
		return breach(id, name, NULL, fault);
	all->definition = definition_new(id, name, container, merge);
	facts_begin(&all->facts, &all->texts, arena_strdup(&all->texts, id),
	    arena_strdup(&all->texts, name));
	return 0;
}

int
on_set(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	char			*id, *name, *container;
	uint8_t			 flags;
	int			 ok;

	limit_message(w, msg->len);
	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, OBJECT_NAME_MAX);
	name = record_get_string(&r, OBJECT_NAME_MAX);
	flags = record_get_u8(&r);
	container = record_get_string(&r, OBJECT_NAME_MAX);
	ok = w->open && !r.failed && routes_object(w, id, name, container,
	    flags & ROUTES_MERGE) == 0;
	free(id);
	free(name);
	free(container);
	if (!ok || routes_add_pairs(w, &r) == -1)
		return -1;
	return flags & ROUTES_MORE ? 0 : routes_take(w);
}

int
on_del(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	const char		*fault;
	char			*id;
	int			 result = -1;

	limit_message(w, msg->len);
	record_read(&r, msg->data, msg->len);
	id = record_get_string(&r, OBJECT_NAME_MAX);
	if (record_end(&r) == 0 && w->open && w->routes->definition == NULL) {
		if ((fault = validate_id(&w->routes->validator, id)) != NULL)
			result = breach(id, id, NULL, fault);
		else {
			state_del(w->state, id);
			result = 0;
		}
	}
	free(id);
	return result;
}

int
on_end(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	uint64_t		 number, since;
	uint32_t		 policy;

	record_read(&r, msg->data, msg->len);
	number = record_get_u64(&r);
	since = record_get_u64(&r);
	policy = record_get_u32(&r);
	if (record_end(&r) == -1 || !w->open || w->routes->definition != NULL)
		return -1;
	if (w->kind == ROUTES_SNAPSHOT)
		state_snapshot_end(w->state);
	w->open = 0;
	w->ended = number;
	allowed_settled(w->routes->allowed, policy);
	change_since(w, since);
	limit_settled(w);
	schedule_run(w);
	verify_complete(w);
	return 0;
}
