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

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/messages.h"
#include "kopd/notify.h"
#include "kopd/query.h"
#include "kopd/supervised.h"

/* The delay before the first line, in which Docker and Redis can answer. */
static const struct timeval	 soon = { 1, 0 };

#define WORD_MAX	128

/* The parts of the line. */
struct standing {
	char	 engine[WORD_MAX];	/* its name; "" unknown */
	char	 docker[WORD_MAX];	/* state */
	char	 address[WORD_MAX];	/* of Redis */
	char	 redis[WORD_MAX];	/* state */
	char	 containers[WORD_MAX];
	char	 published[WORD_MAX];
	char	 objects[WORD_MAX];
};

static struct standing	 standing;
static int		 asking;
static char		 told[NOTIFY_TEXT_MAX];
static struct timeval	 interval;	/* of the watchdog; 0: none */

static const struct part {
	enum role	 role;
	const char	*name;
	char		*to;
} parts[] = {
	{ ROLE_ROUTE_MAKER, "engine.name", standing.engine },
	{ ROLE_ROUTE_MAKER, "docker.state", standing.docker },
	{ ROLE_ROUTE_MAKER, "containers", standing.containers },
	{ ROLE_ROUTE_MAKER, "published", standing.published },
	{ ROLE_REDIS_WRITER, "redis.address", standing.address },
	{ ROLE_REDIS_WRITER, "redis.state", standing.redis },
	{ ROLE_REDIS_WRITER, "redis.objects", standing.objects },
};

static int
status_item(void *arg, enum role role, const struct item *item)
{
	size_t	 i;

	(void)arg;
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i].role == role &&
		    strcmp(parts[i].name, item->name) == 0)
			(void)strlcpy(parts[i].to, item->value, WORD_MAX);
	}
	return 0;
}

/* Removes the duration: "connected for 7 s" changes each second. */
static void
cut_duration(char *state)
{
	char	*p = strstr(state, " for ");

	if (p != NULL)
		*p = '\0';
}

static void
status_end(void *arg, const char *error)
{
	char	 text[NOTIFY_TEXT_MAX];

	(void)arg;
	asking = 0;
	cut_duration(standing.redis);
	if (error[0] != '\0')
		(void)snprintf(text, sizeof(text), "%s", error);
	else
		(void)snprintf(text, sizeof(text), "Docker%s%s: %s; Redis at "
		    "%s: %s; %s of %s containers published, %s objects in "
		    "Redis", standing.engine[0] != '\0' ? " engine " : "",
		    standing.engine, standing.docker, standing.address,
		    standing.redis, standing.published, standing.containers,
		    standing.objects);
	if (strcmp(text, told) == 0)
		return;
	(void)strlcpy(told, text, sizeof(told));
	notify_status(text);
}

void
supervised_status(struct kopd *k)
{
	static const struct query_sink	 sink = {
		.item = status_item,
		.end = status_end,
	};

	if (!notify_wanted() || !k->running || k->stopping || asking)
		return;
	asking = 1;
	memset(&standing, 0, sizeof(standing));
	(void)query_new(k, (1u << ROLE_ROUTE_MAKER) | (1u << ROLE_REDIS_WRITER),
	    PARENT_STATUS, NULL, 0, &sink, NULL);
}

static void
on_soon(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	supervised_status(arg);
}

static void
on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	notify_alive();
}

/*
 * Sets half of WATCHDOG_USEC, which is in microseconds; 0 if the variable is
 * not set, or is set for another process.
 */
static void
read_interval(void)
{
	const char	*usec = getenv("WATCHDOG_USEC");
	const char	*pid = getenv("WATCHDOG_PID"), *why;
	long long	 half;

	if (usec == NULL)
		return;
	if (pid != NULL && strtonum(pid, 1, INT_MAX, &why) != getpid())
		return;
	if ((half = strtonum(usec, 2, LLONG_MAX, &why) / 2) == 0) {
		log_warnx("WATCHDOG_USEC is %s: the watchdog of the supervisor "
		    "is ignored", why);
		return;
	}
	interval.tv_sec = half / 1000000;
	interval.tv_usec = half % 1000000;
}

void
supervised_begin(struct kopd *k)
{
	notify_open(k->base);
	if (notify_wanted())
		read_interval();
}

void
supervised_ready(struct kopd *k)
{
	struct event	*ev;

	if (!notify_wanted())
		return;
	notify_state("READY=1");
	if (event_base_once(k->base, -1, EV_TIMEOUT, on_soon, k, &soon) == -1)
		fatalx("cannot set a timer");
	if (!evutil_timerisset(&interval))
		return;
	ev = event_new(k->base, -1, EV_PERSIST, on_watchdog, NULL);
	if (ev == NULL || evtimer_add(ev, &interval) == -1)
		fatalx("cannot set a timer");
}
