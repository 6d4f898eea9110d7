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
#include <unistd.h>

#include "common/clock.h"
#include "common/metric.h"
#include "common/traefik.h"
#include "kopd/bind.h"
#include "kopd/conf/version.h"
#include "kopd/own.h"
#include "build.h"

void
own_string(own_fn say, void *arg, enum role role, const char *name,
    const char *value)
{
	struct item	 item = { .type = ITEM_STRING, .name = name,
			    .value = value != NULL ? value : "" };

	(void)say(arg, role, &item);
}

static void
own_number(own_fn say, void *arg, enum role role, const char *name,
    long long n)
{
	struct item	 item = { .type = ITEM_NUMBER, .name = name };
	char		 value[32];

	(void)snprintf(value, sizeof(value), "%lld", n);
	item.value = value;
	(void)say(arg, role, &item);
}

/* The version of Traefik, for which labels are checked. */
static void
say_traefik(const struct kopd *k, own_fn say, void *arg)
{
	const uint32_t	 v = k->conf->maker.traefik_version;
	const uint32_t	 known = version_newest(v);
	char		 text[128];

	(void)snprintf(text, sizeof(text), "%u.%u.%u", TRAEFIK_MAJOR(v),
	    TRAEFIK_MINOR(v), TRAEFIK_PATCH(v));
	if (known != 0)
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), ", handled as %u.%u.%u, the newest known",
		    TRAEFIK_MAJOR(known), TRAEFIK_MINOR(known),
		    TRAEFIK_PATCH(known));
	own_string(say, arg, ROLE_PARENT, "traefik", text);
}

/* The engine that is accepted, and another one that answers. */
static void
say_engine(const struct kopd *k, own_fn say, void *arg)
{
	if (k->engine.id != NULL)
		own_string(say, arg, ROLE_PARENT, "engine", k->engine.id);
	if (k->other_engine.id != NULL)
		own_string(say, arg, ROLE_PARENT, "engine.other",
		    k->other_engine.id);
}

/* The published address, or why there is none. */
static void
say_bind(const struct kopd *k, own_fn say, void *arg)
{
	char	 text[256];

	if (k->bind_waits != NULL)
		(void)snprintf(text, sizeof(text), "waiting: %s",
		    k->bind_waits);
	else
		(void)strlcpy(text, k->conf->bind == BIND_NONE ? "none" :
		    k->bind_address, sizeof(text));
	own_string(say, arg, ROLE_PARENT, "bind", text);
}

void
own_status(const struct kopd *k, own_fn say, void *arg)
{
	const struct child	*child;
	enum role		 role;

	own_string(say, arg, ROLE_PARENT, "version", KOPD_VERSION);
	own_number(say, arg, ROLE_PARENT, "pid", getpid());
	own_string(say, arg, ROLE_PARENT, "confinement", k->confinement);
	own_number(say, arg, ROLE_PARENT, "uptime",
	    clock_seconds() - k->started);
	own_string(say, arg, ROLE_PARENT, "configuration",
	    k->source.path != NULL ? k->source.path : "environment");
	say_bind(k, say, arg);
	say_engine(k, say, arg);
	say_traefik(k, say, arg);
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		child = &k->children[role];
		own_number(say, arg, role, "pid", child->pid);
		own_string(say, arg, role, "confinement", child->confinement);
	}
}

void
own_health(const struct kopd *k, own_fn say, void *arg)
{
	char	 text[512];

	if (k->bind_waits == NULL)
		return;
	(void)snprintf(text, sizeof(text), "bind: %s; %s", k->bind_waits,
	    bind_remedy(k->conf));
	own_string(say, arg, ROLE_PARENT, "address", text);
}

/* Where the metrics go, as struct metric_sink needs it. */
struct target {
	own_fn	 say;
	void	*arg;
};

static void
say_metric(void *arg, uint32_t id, const struct item *item)
{
	const struct target	*t = arg;

	(void)id;
	(void)t->say(t->arg, ROLE_PARENT, item);
}

static uint64_t
time_of(time_t t)
{
	return (uint64_t)t * 1000000;
}

static void
say_reloads(const struct kopd *k, const struct metric_sink *sink)
{
	metric_number(sink, METRIC_RELOADS, "accepted", k->reloads.accepted);
	metric_number(sink, METRIC_RELOADS, "rejected", k->reloads.rejected);
	metric_number(sink, METRIC_RELOAD_GOOD, NULL,
	    k->reloads.last_good != 0);
	metric_number(sink, METRIC_RELOAD_TIME, NULL,
	    time_of(k->reloads.last));
}

void
own_metrics(const struct kopd *k, own_fn say, void *arg)
{
	struct target			 target = { say, arg };
	const struct metric_sink	 sink = { say_metric, &target, 0 };
	enum role			 role;

	metric_process(&sink);
	metric_number(&sink, METRIC_BUILD, KOPD_VERSION, 1);
	metric_number(&sink, METRIC_START, NULL, time_of(k->started_at));
	metric_number(&sink, METRIC_ADDRESS, NULL, k->bind_waits == NULL);
	say_reloads(k, &sink);
	for (role = ROLES_FIRST; role <= ROLES_LAST; role++) {
		if (k->children[role].peer != NULL)
			metric_number(&sink, METRIC_QUEUE, role_name(role),
			    peer_queued(k->children[role].peer));
	}
}
