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
#include <time.h>

#include "common/log.h"
#include "route-maker/base/pack.h"
#include "route-maker/base/reading.h"
#include "route-maker/docker/answer.h"

/* Its routes go at once, and no list under way or soon brings them back. */
static void
container_gone(struct engine *e, const struct hexid *id)
{
	idset_add(&e->gone, id, engine_now());
	idset_remove(&e->wanted, id);
	idset_remove(&e->again, id);
	host_stop(e->host, id);
}

/*
 * It is removed, and not even one that may be stopped: a list under way may
 * have it still.
 */
static void
container_removed(struct engine *e, const struct hexid *id)
{
	idset_add(&e->removed, id, engine_now());
	idset_remove(&e->wanted, id);
	idset_remove(&e->again, id);
	host_remove(e->host, id);
}

/* True if a list that may have the container is under way. */
static int
is_asked_for(const struct engine *e, const struct hexid *id)
{
	size_t	i;

	if (e->all.id != 0)
		return 1;
	for (i = 0; e->some.id != 0 && i < e->nasked; i++)
		if (hexid_cmp(&e->asked[i], id) == 0)
			return 1;
	return 0;
}

/*
 * Networks of one that does not run are what its start will tell; but the
 * answer that will say that it runs may be older than this.
 */
static void
network_changed(struct engine *e, const struct hexid *id)
{
	if (idset_has(&e->gone, id) ||
	    (!host_runs(e->host, id) && !is_asked_for(e, id)))
		return;
	engine_want(e, id);
	engine_want_again(e, id);
}

/*
 * Some versions of Podman tell of a health check before it is made (4.3), and
 * then of the end of its process: their lists know a little later.
 */
static void
health_changed(struct engine *e, const struct hexid *id)
{
	if (idset_has(&e->gone, id))
		return;
	engine_want(e, id);
	if (e->podman)
		engine_want_again(e, id);
}

static void
on_event(void *arg, const struct docker_event *event)
{
	struct engine		*e = arg;
	const struct hexid	*id = &event->id;

	e->nevents++;
	engine_forget_gone(e);
	if (event->time >= e->since)
		e->since = event->time + 1;
	switch (event->action) {
	case ACTION_DIE:
	case ACTION_PAUSE:
		container_gone(e, id);
		break;
	case ACTION_DESTROY:
		container_removed(e, id);
		break;
	case ACTION_START:
		idset_remove(&e->gone, id);
		engine_want(e, id);
		break;
	case ACTION_UNPAUSE:
		idset_remove(&e->gone, id);
		engine_want(e, id);
		engine_want_again(e, id);
		break;
	case ACTION_CONNECT:
	case ACTION_DISCONNECT:
		network_changed(e, id);
		break;
	case ACTION_HEALTH:
	case ACTION_EXEC:
		health_changed(e, id);
		break;
	case ACTION_RENAME:
	case ACTION_UPDATE:
		/* It says nothing new of one that has died. */
		if (!idset_has(&e->gone, id))
			engine_want(e, id);
		break;
	}
}

static void
on_event_fault(void *arg, const char *reason)
{
	(void)arg;
	log_repeat("an event of Docker", "an event of Docker: %s", reason);
}

const struct events_callbacks answer_events = { on_event, on_event_fault };

/* Marks the id as answered; 0 if it was not asked for. */
static int
answers(struct engine *e, const struct hexid *id)
{
	size_t	i;

	for (i = 0; i < e->nasked; i++)
		if (hexid_cmp(&e->asked[i], id) == 0) {
			e->answered[i] = 1;
			return 1;
		}
	return 0;
}

/* True if something newer than this answer is known, or on its way. */
static int
is_stale(struct engine *e, const struct exchange *x, const struct hexid *id)
{
	size_t	i;

	if (idset_has(&e->wanted, id))
		return 1;
	if (x == &e->some)
		return 0;
	for (i = 0; e->some.id != 0 && i < e->nasked; i++)
		if (hexid_cmp(&e->asked[i], id) == 0)
			return 1;
	return idset_has(&e->newer, id);
}

static void
on_element_fault(void *arg, const char *data, size_t len, const char *reason)
{
	struct exchange	*x = arg;
	struct engine	*e = x->engine;
	struct hexid	 id;
	char		 name[CONF_STRING_MAX] = "";

	if (json_scan_find_id(data, len, &id) == -1) {
		host_fault(e->host, NULL, "", reason);
		return;
	}
	if ((x == &e->some && !answers(e, &id)) ||
	    idset_has(&e->removed, &id))
		return;
	(void)json_scan_find_name(data, len, name, sizeof(name));
	host_fault(e->host, &id, name, reason);
}

/* The same bytes say the same: at a poll that is so of nearly all. */
static int
is_same(struct engine *e, const struct hexid *id, uint64_t source)
{
	return id != NULL && !idset_has(&e->removed, id) &&
	    !idset_has(&e->gone, id) && host_is_same(e->host, id, source);
}

/* id is NULL where it was not found. */
static void
take_element(struct exchange *x, const struct hexid *id, const char *data,
    size_t len)
{
	struct engine		*e = x->engine;
	struct container	*c;
	uint64_t		 source;
	char			 why[256];
	int			 unhealthy;

	source = pack_digest(PACK_DIGEST, data, len);
	if ((unhealthy = id != NULL && idset_has(&x->unhealthy, id)))
		source = ~source;
	if (x == &e->all && is_same(e, id, source))
		return;
	c = container_parse(data, len, e->host->conf, why, sizeof(why));
	if (c == NULL) {
		on_element_fault(x, data, len, why);
		return;
	}
	if (x == &e->some && !answers(e, &c->id)) {
		container_free(c);
		return;
	}
	if (idset_has(&e->removed, &c->id)) {
		container_free(c);
		return;
	}
	if (is_stale(e, x, &c->id)) {
		host_seen(e->host, &c->id);
		container_free(c);
		return;
	}
	c->source = source;
	if (c->health_listed)
		e->health_listed = 1;
	else if (unhealthy)
		container_unhealthy(c);
	if (c->running && idset_has(&e->gone, &c->id))
		container_stop(c);
	host_take(e->host, c);
}

static int
is_left_out(const struct engine *e, const struct hexid *id)
{
	const struct string_list	*list = &e->host->conf->left_out;
	char				 digits[HEXID_DIGITS + 1];
	size_t				 i;

	for (i = 0; i < list->n; i++)
		if (strcmp(list->v[i], hexid_text(id, digits)) == 0)
			return 1;
	return 0;
}

/* kopd learns whose bytes they are, before anything is made of them. */
static void
on_element(void *arg, const char *data, size_t len)
{
	struct exchange		*x = arg;
	const struct hexid	*before;
	struct hexid		 id;

	if (json_scan_find_id(data, len, &id) == -1) {
		take_element(x, NULL, data, len);
		return;
	}
	if (is_left_out(x->engine, &id)) {
		on_element_fault(x, data, len, "left out: route-maker ended "
		    "twice while it read this container; it is read again when "
		    "it is created anew or kopd is reloaded");
		return;
	}
	before = reading_swap(&id);
	take_element(x, &id, data, len);
	(void)reading_swap(before);
}

static void
recall(void *arg, const struct hexid *id)
{
	engine_want(arg, id);
}

void
answer_recall(struct engine *e)
{
	host_recall(e->host, recall, e);
}

const struct split_callbacks answer_elements = { on_element, on_element_fault };

/* Also of one that cannot be read, its id is enough. */
static void
on_unhealthy(void *arg, const char *data, size_t len)
{
	struct exchange	*x = arg;
	struct hexid	 id;

	if (x->unhealthy.count < CONTAINER_MAX &&
	    json_scan_find_id(data, len, &id) == 0)
		idset_add(&x->unhealthy, &id, 0);
}

static void
on_unhealthy_fault(void *arg, const char *data, size_t len, const char *reason)
{
	(void)reason;
	on_unhealthy(arg, data, len);
}

const struct split_callbacks answer_unhealthy = { on_unhealthy,
    on_unhealthy_fault };

void
answer_all(struct engine *e)
{
	struct timespec	ts;

	host_round_end(e->host);
	e->nlists++;
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		fatal("clock_gettime");
	e->last_list = ts.tv_sec;
	e->callbacks->listed(e->arg);
}

/* Those that were asked for and are not there are no more. */
void
answer_some(struct engine *e)
{
	size_t	i;

	for (i = 0; i < e->nasked; i++) {
		if (e->all.id != 0)
			idset_add(&e->newer, &e->asked[i], 0);
		if (!e->answered[i] && !idset_has(&e->wanted, &e->asked[i]))
			host_remove(e->host, &e->asked[i]);
	}
	e->nasked = 0;
}
