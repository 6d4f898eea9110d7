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
#include <stdlib.h>
#include <string.h>

#include "common/child.h"
#include "common/log.h"
#include "common/name.h"
#include "common/record.h"
#include "common/resolver.h"
#include "redis-writer/conflict.h"
#include "redis-writer/notify.h"
#include "redis-writer/redis-writer.h"
#include "redis-writer/session.h"
#include "redis-writer/takeover/takeover.h"

/* Seconds until the process ends, without and with a withdrawal. */
#define STOP_TIMEOUT		2
#define WITHDRAW_TIMEOUT	10

#define WITHDRAWN		"this host is withdrawn, and writes no more: " \
				"restart kopd, or use another one"

/* The prefix of a host in claims of traefik-kop. */
#define KOP			"traefik-kop@"
#define KOP_LENGTH		(sizeof(KOP) - 1)

struct stop {
	struct event	*deadline;
	int		 asked;		/* kopctl asked to withdraw this host */
	uint32_t	 asker;		/* status id */
};

void
stop_init(struct writer *w)
{
	if ((w->stop = calloc(1, sizeof(*w->stop))) == NULL)
		fatal(NULL);
}

void
stop_free(struct writer *w)
{
	if (w->stop->deadline != NULL)
		event_free(w->stop->deadline);
	free(w->stop);
}

static void
stop_now(struct writer *w)
{
	event_base_loopbreak(w->base);
}

/* Answers kopctl, and ends the process if it withdraws because of a stop. */
static void
withdraw_answer(struct writer *w, const char *error)
{
	if (w->stop->asked)
		child_status_end(w->parent, w->stop->asker, error);
	w->stop->asked = 0;
	if (w->stopping)
		stop_now(w);
}

static void
withdraw_done(struct writer *w, const char *victim, size_t n,
    const char *error)
{
	if (error != NULL) {
		log_errorx("withdraw: %s",
		    *w->fault != '\0' ? w->fault : error);
		withdraw_answer(w, *w->fault != '\0' ? w->fault : error);
		/* Redis may still have some objects of this host. */
		if (w->phase == PHASE_WITHDRAWING) {
			session_forget(w);
			session_ask(w);
		}
		return;
	}
	log_info("host %s withdrew its %zu objects", victim, n);
	if (w->stop->asked) {
		child_status(w->parent, w->stop->asker, "withdrawn",
		    "%zu objects", n);
		child_number(w->parent, w->stop->asker, "objects", (int64_t)n);
	}
	w->withdrawn = 1;
	resolver_idle(w->resolver);
	(void)session_event(w, EVENT_WITHDRAWN);
	conflict_clear(w);
	evict_disconnected(w, WITHDRAWN);
	takeover_stop(w, WITHDRAWN);
	withdraw_answer(w, "");
}

/*
 * Waits for the replies to batches, so that nothing is written afterwards, and
 * for the removal of another host.
 */
static void
withdraw_begin(struct writer *w)
{
	if (w->in_flight > 0 || removal_running(w) || evict_running(w))
		return;
	(void)session_event(w, EVENT_WITHDRAW);
	removal_start(w, w->hostname, 0, withdraw_done);
}

static void
stop_on_deadline(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	log_info("Redis is slow; leaving the routes as they are");
	stop_now(arg);
}

static void
stop_within(struct writer *w, int seconds)
{
	struct timeval	 limit = { seconds, 0 };

	if ((w->stop->deadline = evtimer_new(w->base, stop_on_deadline, w)) ==
	    NULL)
		fatal(NULL);
	evtimer_add(w->stop->deadline, &limit);
}

void
stop_check(struct writer *w)
{
	if (w->stop->asked || (w->stopping && w->conf->withdraw_on_exit)) {
		if (w->phase == PHASE_RUNNING)
			withdraw_begin(w);
	} else if (w->stopping && state_pending(w->state) == 0 &&
	    !notify_flush(w))
		stop_now(w);
}

void
stop_disconnected(struct writer *w, const char *why)
{
	evict_disconnected(w, why);
	if (w->stop->asked)
		withdraw_answer(w, why);
	else if (w->stopping)
		stop_now(w);
}

static int
is_kop(const char *host)
{
	return strncmp(host, KOP, KOP_LENGTH) == 0;
}

static void
withdraw_ask(struct writer *w, const char *host, uint32_t id)
{
	int	 ours = *host == '\0' ||
		    (w->hostname != NULL && strcmp(host, w->hostname) == 0);

	if (w->withdrawn)
		child_status_end(w->parent, id, ours ? "" : WITHDRAWN);
	else if (w->stop->asked || w->phase == PHASE_WITHDRAWING)
		child_status_end(w->parent, id, "this host is already being "
		    "withdrawn");
	else if (w->phase != PHASE_RUNNING)
		child_status_end(w->parent, id, status_away(w));
	else if (is_kop(host))
		takeover_ask(w, host + KOP_LENGTH, id);
	else if (!ours)
		evict_ask(w, host, id);
	else {
		w->stop->asked = 1;
		w->stop->asker = id;
		stop_check(w);
	}
}

int
on_withdraw(struct peer *p, struct msg *msg)
{
	struct writer		*w = peer_arg(p);
	struct record_reader	 r;
	char			*host;

	record_read(&r, msg->data, msg->len);
	host = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(host);
		return -1;
	}
	if (*host != '\0' && name_host_fault(host + (is_kop(host) ?
	    KOP_LENGTH : 0)) != NULL)
		child_status_end(p, msg->peer, "not a hostname: it must "
		    "consist of letters, digits, `.', `_' and `-'");
	else
		withdraw_ask(w, host, msg->peer);
	free(host);
	return 0;
}

int
on_stop(struct peer *p, struct msg *msg)
{
	struct writer	*w = peer_arg(p);

	(void)msg;
	if (w->stopping)
		return 0;
	w->stopping = 1;
	if (w->phase == PHASE_WITHDRAWING) {
		stop_within(w, WITHDRAW_TIMEOUT);
		return 0;
	}
	if (w->phase != PHASE_RUNNING) {
		if (w->conf->withdraw_on_exit && !w->withdrawn)
			log_warnx("disconnected from Redis; the routes stay "
			    "there");
		stop_now(w);
		return 0;
	}
	stop_within(w, w->conf->withdraw_on_exit ? WITHDRAW_TIMEOUT :
	    STOP_TIMEOUT);
	stop_check(w);
	return 0;
}
