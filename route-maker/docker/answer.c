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

#include "common/clock.h"
#include "common/log.h"
#include "route-maker/base/pack.h"
#include "route-maker/base/reading.h"
#include "route-maker/docker/answer.h"

void
answer_init(struct answer *a, struct pending *pending, struct containers *cs)
{
	struct timespec	ts;

	memset(a, 0, sizeof(*a));
	a->pending = pending;
	a->containers = cs;
	if (clock_gettime(CLOCK_REALTIME, &ts) == -1)
		fatal("clock_gettime");
	a->since = (uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec;
}

/* What an event at that time changed is known. */
static void
took_effect(struct answer *a, uint64_t since)
{
	if (a->latency != NULL)
		latency_event(a->latency, since);
}

/* Removes the container's routes at once. */
static void
container_stopped(struct answer *a, const struct hexid *id)
{
	pending_stop(a->pending, id);
	containers_stop(a->containers, id);
	took_effect(a, clock_us());
}

/* The container does not exist any more, not even as a stopped one. */
static void
container_removed(struct answer *a, const struct hexid *id)
{
	pending_remove(a->pending, id);
	containers_remove(a->containers, id);
	took_effect(a, clock_us());
}

/*
 * After the start of a stopped container its networks are listed.  But a list
 * that is under way may have it as running, and be older than this event.
 */
static void
network_changed(struct answer *a, const struct hexid *id)
{
	if (pending_is_stopped(a->pending, id) ||
	    (!containers_runs(a->containers, id) &&
	    !pending_is_asked(a->pending, id)))
		return;
	pending_want(a->pending, id);
	pending_want_again(a->pending, id);
}

/*
 * Podman 4.3 sends the event of a health check before the check, and then the
 * event of the end of its process.  Its lists change a little later.
 */
static void
health_changed(struct answer *a, const struct hexid *id)
{
	if (pending_is_stopped(a->pending, id))
		return;
	pending_want(a->pending, id);
	if (a->podman)
		pending_want_again(a->pending, id);
}

static void
on_event(void *arg, const struct docker_event *event)
{
	struct answer		*a = arg;
	struct pending		*p = a->pending;
	const struct hexid	*id = &event->id;

	a->nevents++;
	pending_expire(p);
	if (event->time >= a->since)
		a->since = event->time + 1;
	switch (event->action) {
	case ACTION_DIE:
	case ACTION_PAUSE:
		container_stopped(a, id);
		break;
	case ACTION_DESTROY:
		container_removed(a, id);
		break;
	case ACTION_START:
		pending_start(p, id);
		pending_want(p, id);
		break;
	case ACTION_UNPAUSE:
		pending_start(p, id);
		pending_want(p, id);
		pending_want_again(p, id);
		break;
	case ACTION_CONNECT:
	case ACTION_DISCONNECT:
		network_changed(a, id);
		break;
	case ACTION_HEALTH:
	case ACTION_EXEC:
		health_changed(a, id);
		break;
	case ACTION_RENAME:
	case ACTION_UPDATE:
		/* It changes nothing while the container is stopped. */
		if (!pending_is_stopped(p, id))
			pending_want(p, id);
		break;
	}
}

static void
on_event_fault(void *arg, const char *reason)
{
	(void)arg;
	log_repeat("an event of Docker", "an event of Docker: %s", reason);
}

const struct events_callbacks answer_events = {
	.event = on_event,
	.fault = on_event_fault
};

/* True if the list may change the container. */
static int
has_use(struct answer_list *l, const struct hexid *id)
{
	struct pending	*p = l->answer->pending;

	return (l->all || pending_answer(p, id)) && !pending_is_removed(p, id);
}

static void
on_element_fault(void *arg, const char *data, size_t len, const char *reason)
{
	struct answer_list	*l = arg;
	struct answer		*a = l->answer;
	struct hexid		 id;
	char			 name[CONF_STRING_MAX] = "";

	if (json_scan_find_id(data, len, &id) == -1) {
		containers_fault(a->containers, NULL, "", reason);
		return;
	}
	if (!has_use(l, &id))
		return;
	(void)json_scan_find_name(data, len, name, sizeof(name));
	containers_fault(a->containers, &id, name, reason);
}

/*
 * True if the container's bytes have not changed since the last list, which is
 * the usual case at a poll.
 */
static int
is_same(struct answer *a, const struct hexid *id, uint64_t source)
{
	return id != NULL && !pending_is_removed(a->pending, id) &&
	    !pending_is_stopped(a->pending, id) &&
	    containers_is_same(a->containers, id, source);
}

static void
take_container(struct answer_list *l, struct container *c, int unhealthy)
{
	struct answer	*a = l->answer;

	if (!has_use(l, &c->id)) {
		container_free(c);
		return;
	}
	if (pending_is_stale(a->pending, l->all, &c->id)) {
		containers_seen(a->containers, &c->id);
		container_free(c);
		return;
	}
	if (c->health_listed)
		a->health_listed = 1;
	else if (unhealthy)
		container_unhealthy(c);
	if (c->running && pending_is_stopped(a->pending, &c->id))
		container_stop(c);
	if (!l->all)
		took_effect(a, pending_since(a->pending, &c->id));
	containers_take(a->containers, c);
}

/* id is NULL if the bytes have no id. */
static void
take_element(struct answer_list *l, const struct hexid *id, const char *data,
    size_t len)
{
	struct answer		*a = l->answer;
	struct container	*c;
	uint64_t		 source;
	char			 why[256];
	int			 unhealthy;

	source = pack_digest(PACK_DIGEST, data, len);
	unhealthy = id != NULL && idset_has(&l->unhealthy, id);
	if (unhealthy)
		source = ~source;
	if (l->all && is_same(a, id, source))
		return;
	c = container_parse(data, len, a->containers->conf, why, sizeof(why));
	/* All parts of kopd must take it for the same container. */
	if (c != NULL && (id == NULL || hexid_cmp(id, &c->id) != 0)) {
		container_free(c);
		c = NULL;
		(void)strlcpy(why, "its Id has escapes", sizeof(why));
	}
	if (c == NULL) {
		on_element_fault(l, data, len, why);
		return;
	}
	c->source = source;
	take_container(l, c, unhealthy);
}

static int
is_left_out(const struct answer *a, const struct hexid *id)
{
	const struct string_list	*list = &a->containers->conf->left_out;
	char				 digits[HEXID_DIGITS + 1];
	size_t				 i;

	for (i = 0; i < list->n; i++)
		if (strcmp(list->v[i], hexid_text(id, digits)) == 0)
			return 1;
	return 0;
}

/* Shows kopd the container of the bytes before parsing them. */
static void
on_element(void *arg, const char *data, size_t len)
{
	struct answer_list	*l = arg;
	const struct hexid	*before;
	struct hexid		 id;

	if (json_scan_find_id(data, len, &id) == -1) {
		take_element(l, NULL, data, len);
		return;
	}
	if (is_left_out(l->answer, &id)) {
		on_element_fault(l, data, len, "rejected: route-maker ended "
		    "twice while it read this container; it is read again when "
		    "it is created again or kopd is reloaded");
		return;
	}
	before = reading_swap(&id);
	take_element(l, &id, data, len);
	(void)reading_swap(before);
}

static void
recall(void *arg, const struct hexid *id)
{
	pending_want(arg, id);
}

void
answer_recall(struct answer *a)
{
	containers_recall(a->containers, recall, a->pending);
}

const struct split_callbacks answer_elements = {
	.element = on_element,
	.fault = on_element_fault
};

/* Needs only the id.  The rest of the element may be malformed. */
static void
on_unhealthy(void *arg, const char *data, size_t len)
{
	struct answer_list	*l = arg;
	struct hexid		 id;

	if (l->unhealthy.count < CONTAINER_MAX &&
	    json_scan_find_id(data, len, &id) == 0)
		idset_add(&l->unhealthy, &id, 0);
}

static void
on_unhealthy_fault(void *arg, const char *data, size_t len, const char *reason)
{
	(void)reason;
	on_unhealthy(arg, data, len);
}

const struct split_callbacks answer_unhealthy = {
	.element = on_unhealthy,
	.fault = on_unhealthy_fault
};

void
answer_list_begin(struct answer_list *l)
{
	idset_clear(&l->unhealthy);
	pending_begin(l->answer->pending, l->all);
	if (l->all)
		containers_round_begin(l->answer->containers);
}

void
answer_list_fail(struct answer_list *l)
{
	pending_fail(l->answer->pending, l->all);
}

/* The engine does not have the container any more. */
static void
missing(void *arg, const struct hexid *id)
{
	struct answer	*a = arg;

	took_effect(a, pending_since(a->pending, id));
	containers_remove(a->containers, id);
}

void
answer_list_end(struct answer_list *l)
{
	struct containers	*cs = l->answer->containers;

	pending_end(l->answer->pending, l->all, missing, l->answer);
	if (l->all)
		containers_round_end(cs);
}
