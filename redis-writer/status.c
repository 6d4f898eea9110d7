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

#include "common/child.h"
#include "common/clock.h"
#include "common/log.h"
#include "redis-writer/conflict.h"
#include "redis-writer/connection/sentinel.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/takeover/takeover.h"

static const char *const phases[] = {
	[PHASE_IDLE] = "waiting for the Docker engine's name",
	[PHASE_AWAY] = "connecting",
	[PHASE_GREETING] = "greeting",
	[PHASE_HELLO] = "asking for the lease",
	[PHASE_GRANTED] = "asking for the lease",
	[PHASE_REFUSED] = "refused",
	[PHASE_RESYNC] = "comparing",
	[PHASE_RUNNING] = "connected",
	[PHASE_WITHDRAWING] = "withdrawing",
	[PHASE_WITHDRAWN] = "connected",
};

/* The list has the form "26379:host". */
static void
put_sentinels(const struct string_list *list, char *text, size_t size)
{
	size_t	 i, n;

	for (i = 0; i < list->n; i++) {
		n = strlen(text);
		(void)snprintf(text + n, size - n, "%s%s:%.*s",
		    i == 0 ? "by sentinels " : ", ",
		    strchr(list->v[i], ':') + 1,
		    (int)strcspn(list->v[i], ":"), list->v[i]);
	}
}

/* Writes the address of Redis: the connected one, or the configured one. */
static void
put_place(struct writer *w, char *text, size_t size)
{
	const struct redis_writer_conf	*conf = w->conf;
	const char			*at = connection_address(w->connection);

	text[0] = '\0';
	if (*at != '\0' || *conf->socket != '\0')
		(void)snprintf(text, size, "at %s", *at != '\0' ? at :
		    conf->socket);
	else if (conf->sentinels.n > 0)
		put_sentinels(&conf->sentinels, text, size);
	else
		(void)snprintf(text, size, strchr(conf->address, ':') != NULL ?
		    "at [%s]:%u" : "at %s:%u", conf->address, conf->port);
}

/* The same for programs. */
static const char *const words[] = {
	[PHASE_IDLE] = "waiting",
	[PHASE_AWAY] = "disconnected",
	[PHASE_GREETING] = "connecting",
	[PHASE_HELLO] = "connecting",
	[PHASE_GRANTED] = "connecting",
	[PHASE_REFUSED] = "refused",
	[PHASE_RESYNC] = "comparing",
	[PHASE_RUNNING] = "connected",
	[PHASE_WITHDRAWING] = "withdrawing",
	[PHASE_WITHDRAWN] = "withdrawn",
};

const char *
status_away(struct writer *w)
{
	static char	 text[2048];
	char		 at[1024];
	const char	*why = w->fault;

	/* An error that Redis reported needs no address. */
	if (*why != '\0' && w->phase >= PHASE_HELLO)
		return why;
	if (*why == '\0')
		why = w->phase < PHASE_GREETING ? phases[w->phase] :
		    "no answer yet";
	put_place(w, at, sizeof(at));
	(void)snprintf(text, sizeof(text), "Redis %s: %s", at, why);
	return text;
}

void
status_state(struct writer *w, uint32_t id)
{
	long		 retry = connection_retry_in(w->connection);
	const char	*withdrawn = w->withdrawn ? "withdrawn: restart kopd "
			    "to publish; " : "";

	if (w->phase == PHASE_AWAY && retry >= 0)
		child_status(w->parent, id, "redis.state",
		    "%sdisconnected: %s; retrying in %ld.%01ld s", withdrawn,
		    w->fault, retry / 1000, retry % 1000 / 100);
	else if (*w->fault != '\0')
		child_status(w->parent, id, "redis.state", "%s%s: %s",
		    withdrawn, phases[w->phase], w->fault);
	else
		child_status(w->parent, id, "redis.state", "%s%s for %lld s",
		    withdrawn, phases[w->phase],
		    (long long)(clock_boot_seconds() - w->since));
}

/*
 * Says why Redis does not take changes, if it does not.  While this process
 * waits for the engine's name, route-maker says why.
 */
static void
status_trouble(struct writer *w, uint32_t id)
{
	char	 at[1024];

	if (w->withdrawn || w->phase == PHASE_WITHDRAWING)
		child_status(w->parent, id, "withdrawn", "all routes of this "
		    "host are withdrawn; restart kopd to publish them");
	else if (w->phase == PHASE_REFUSED)
		child_status(w->parent, id, "lease", "%s", w->fault);
	else if (*w->fault != '\0')
		child_status(w->parent, id, "redis", "%s", status_away(w));
	else if (w->phase != PHASE_RUNNING && w->phase != PHASE_IDLE) {
		put_place(w, at, sizeof(at));
		child_status(w->parent, id, "redis", "Redis %s: %s", at,
		    phases[w->phase]);
	}
}

int
on_health(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);

	status_trouble(w, msg->peer);
	child_number(p, msg->peer, "objects",
	    (int64_t)state_count(w->state));
	child_status_end(p, msg->peer, "");
	return 0;
}

static void
status_lease(struct writer *w, uint32_t id)
{
	int		 holds = w->phase == PHASE_RUNNING;
	const char	*held = holds ? "held" : "not held";

	if (w->conf->ttl == 0)
		child_status(w->parent, id, "redis.lease", "%s, does not "
		    "expire",
		    held);
	else
		child_status(w->parent, id, "redis.lease",
		    "%s, %u s from each heartbeat", held, w->conf->ttl);
	child_word(w->parent, id, "redis.lease", holds ? "held" : "none");
}

static void
status_waiting(struct writer *w, uint32_t id)
{
	const struct wait	*wait = NULL;

	while ((wait = conflict_next(w, wait == NULL ? NULL :
	    wait->id)) != NULL)
		child_status(w->parent, id, "redis.waiting", "%s %s", wait->id,
		    conflict_text(wait));
}

int
on_status(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);
	struct item	 number = { .type = ITEM_NUMBER,
			    .name = "redis.host_number" };
	uint32_t	 id = msg->peer;

	child_status(p, id, "redis.address", "%s",
	    connection_address(w->connection));
	if (w->conf->sentinels.n > 0)
		child_status(p, id, "redis.sentinel", "%s",
		    sentinel_text(w->sentinel));
	status_state(w, id);
	child_word(p, id, "redis.state", w->withdrawn ? "withdrawn" :
	    words[w->phase]);
	child_status(p, id, "redis.version", "%s", w->version);
	child_status(p, id, "redis.host", "%s",
	    w->hostname == NULL ? "" : w->hostname);
	number.value = item_count(w->number);
	child_item(p, id, &number);
	status_lease(w, id);
	child_number(p, id, "redis.sequence", w->seq);
	child_number(p, id, "redis.objects", (int64_t)state_count(w->state));
	child_number(p, id, "redis.pending",
	    (int64_t)state_pending(w->state));
	child_status(p, id, "redis.notify", "%s", notify_text(w));
	child_word(p, id, "redis.notify", notify_word(w));
	child_status(p, id, "redis.messages", "%s", notify_cost(w));
	child_status(p, id, "redis.pause", "%s", notify_pause(w));
	if (*takeover_others(w) != '\0')
		child_status(p, id, "redis.traefik_kop", "%s",
		    takeover_others(w));
	if (*lease_silent(w) != '\0')
		child_status(p, id, "redis.silent", "%s",
		    lease_silent(w));
	child_status(p, id, "redis.last_error", "%s", w->fault);
	status_waiting(w, id);
	child_status_end(p, id, "");
	return 0;
}
