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

#include <jansson.h>

#include "common/bounds.h"
#include "route-maker/docker/events.h"

static const struct action {
	const char		*word;
	enum docker_event_type	 type;
	enum docker_action	 action;
} actions[] = {
	{ "start",	DOCKER_CONTAINER,	ACTION_START },
	{ "die",	DOCKER_CONTAINER,	ACTION_DIE },
	{ "died",	DOCKER_CONTAINER,	ACTION_DIE },	/* Podman */
	{ "destroy",	DOCKER_CONTAINER,	ACTION_DESTROY },
	{ "remove",	DOCKER_CONTAINER,	ACTION_DESTROY },	/* Podman */
	{ "health_status", DOCKER_CONTAINER,	ACTION_HEALTH },	/* Podman */
	{ "exec_died",	DOCKER_CONTAINER,	ACTION_EXEC },	/* Podman */
	{ "rename",	DOCKER_CONTAINER,	ACTION_RENAME },
	{ "update",	DOCKER_CONTAINER,	ACTION_UPDATE },
	{ "pause",	DOCKER_CONTAINER,	ACTION_PAUSE },
	{ "unpause",	DOCKER_CONTAINER,	ACTION_UNPAUSE },
	{ "connect",	DOCKER_NETWORK,		ACTION_CONNECT },
	{ "disconnect",	DOCKER_NETWORK,		ACTION_DISCONNECT }
};

/* "health_status: healthy": Docker's only action with a value. */
#define HEALTH		"health_status: "
#define HEALTH_LEN	(sizeof(HEALTH) - 1)

static size_t		 step(struct events *, const char *, size_t);
static void		 whole_object(struct events *);
static void		 decode(struct events *, json_t *);
static const char	*fields(json_t *, struct docker_event *);

void
events_init(struct events *e, const struct events_callbacks *callbacks,
    void *arg)
{
	memset(e, 0, sizeof(*e));
	json_scan_init(&e->scan, EVENT_LINE_MAX);
	e->callbacks = callbacks;
	e->arg = arg;
}

void
events_free(struct events *e)
{
	json_scan_free(&e->scan);
}

/*
 * Docker writes no newline inside an event.  So parsing can always restart
 * after a newline.
 */
void
events_feed(struct events *e, const char *p, size_t len)
{
	const char	*lf;
	size_t		 n, line;

	for (; len > 0; p++, len--) {
		lf = memchr(p, '\n', len);
		line = lf != NULL ? (size_t)(lf - p) : len;
		for (len -= line; line > 0; p += n, line -= n)
			n = step(e, p, line);
		if (lf == NULL)
			return;
		if (e->inside)
			e->callbacks->fault(e->arg, "a line ends in an event");
		e->inside = e->skipping = 0;
	}
}

/* Takes a part of a line. */
static size_t
step(struct events *e, const char *p, size_t len)
{
	size_t	 n;
	int	 whole;

	if (e->skipping)
		return len;
	if (e->inside) {
		n = json_scan_feed(&e->scan, p, len, &whole);
		if (whole)
			whole_object(e);
		return n;
	}
	if (*p == '{') {
		json_scan_begin(&e->scan);
		e->inside = 1;
		return 0;
	}
	if (*p != ' ' && *p != '\t' && *p != '\r') {
		e->skipping = 1;
		e->callbacks->fault(e->arg, "a line that is not an event");
	}
	return 1;
}

/*
 * Rejects an object with a duplicate name, because parsers differ in the value
 * that they take.  Docker never writes such an object.
 */
static void
whole_object(struct events *e)
{
	json_t		*root;
	json_error_t	 error;

	e->inside = 0;
	if (e->scan.fault != JSON_SCAN_FINE) {
		e->callbacks->fault(e->arg, json_scan_reason(e->scan.fault));
		return;
	}
	root = json_loadb(e->scan.data, e->scan.len,
	    JSON_REJECT_DUPLICATES, &error);
	if (root == NULL) {
		e->callbacks->fault(e->arg, error.text);
		return;
	}
	decode(e, root);
	json_decref(root);
}

/* True if kopd needs the event; sets type and action. */
static int
concerns_us(const char *type, const char *action, struct docker_event *ev)
{
	size_t	 i;
	int	 container;

	container = strcmp(type, "container") == 0;
	if (!container && strcmp(type, "network") != 0)
		return 0;
	ev->type = container ? DOCKER_CONTAINER : DOCKER_NETWORK;
	if (container && strncmp(action, HEALTH, HEALTH_LEN) == 0) {
		ev->action = ACTION_HEALTH;
		ev->health = action + HEALTH_LEN;
		return 1;
	}
	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (actions[i].type == ev->type &&
		    strcmp(actions[i].word, action) == 0) {
			ev->action = actions[i].action;
			return 1;
		}
	return 0;
}

static void
decode(struct events *e, json_t *root)
{
	struct docker_event	 ev = { .name = "", .health = "" };
	const char		*type, *action, *why;

	type = json_string_value(json_object_get(root, "Type"));
	action = json_string_value(json_object_get(root, "Action"));
	if (type == NULL || action == NULL) {
		e->callbacks->fault(e->arg, "an event without Type and Action");
		return;
	}
	if (!concerns_us(type, action, &ev))
		return;
	if ((why = fields(root, &ev)) != NULL)
		e->callbacks->fault(e->arg, why);
	else
		e->callbacks->event(e->arg, &ev);
}

/*
 * The container of a network's event.  In Docker's event it is an attribute, in
 * Podman's the actor.  All events of Podman have a podId.
 */
static const char *
container_of(const struct docker_event *ev, json_t *actor, json_t *attributes)
{
	if (ev->type == DOCKER_NETWORK &&
	    json_object_get(attributes, "podId") == NULL)
		return json_string_value(json_object_get(attributes,
		    "container"));
	return json_string_value(json_object_get(actor, "ID"));
}

/* Podman writes the health next to the action, or among the attributes. */
static void
set_health(json_t *root, json_t *attributes, struct docker_event *ev)
{
	const char	*health;

	if (ev->action != ACTION_HEALTH || *ev->health != '\0')
		return;
	health = json_string_value(json_object_get(root, "HealthStatus"));
	if (health == NULL)
		health = json_string_value(json_object_get(attributes,
		    "health_status"));
	if (health != NULL)
		ev->health = health;
}

/* Returns NULL, or the error. */
static const char *
fields(json_t *root, struct docker_event *ev)
{
	json_t		*actor, *attributes, *time;
	const char	*id, *name;

	actor = json_object_get(root, "Actor");
	attributes = json_object_get(actor, "Attributes");
	id = container_of(ev, actor, attributes);
	if (id == NULL || hexid_parse(&ev->id, id, strlen(id)) == -1)
		return "an event without a container's id";

	time = json_object_get(root, "timeNano");
	if (!json_is_integer(time) || json_integer_value(time) <= 0)
		return "an event without timeNano";
	ev->time = (uint64_t)json_integer_value(time);

	name = json_string_value(json_object_get(attributes, "name"));
	if (name != NULL)
		ev->name = name;
	set_health(root, attributes, ev);
	return NULL;
}
