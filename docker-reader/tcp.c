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

#include <net/if.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/bounds.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "common/names.h"
#include "common/xstrdup.h"
#include "docker-reader/tcp.h"

struct tcp {
	struct event_base	*base;
	struct resolver		*resolver;
	char			*host;
	uint32_t		 port;
	char			 name[CONF_STRING_MAX + 16];
	char			 fault[2 * CONF_STRING_MAX];
};

/*
 * Replaces the zone of an address, "eth0", by its current number, because a
 * confined process cannot look it up.
 */
static char *
with_zone_number(const char *host)
{
	const char	*zone = strchr(host, '%');
	unsigned int	 number;
	char		*text;

	if (zone == NULL || (number = if_nametoindex(zone + 1)) == 0)
		return xstrdup(host);
	if (asprintf(&text, "%.*s%%%u", (int)(zone - host), host,
	    number) == -1)
		fatal(NULL);
	return text;
}

struct tcp *
tcp_new(struct event_base *base, const char *host, uint32_t port)
{
	struct tcp	*t;

	if ((t = calloc(1, sizeof(*t))) == NULL)
		fatal(NULL);
	t->base = base;
	t->host = with_zone_number(host);
	t->port = port;
	hostaddr_port(t->name, sizeof(t->name), host, port);
	t->resolver = names_open(base, !hostaddr_is_address(host));
	return t;
}

void
tcp_free(struct tcp *t)
{
	if (t == NULL)
		return;
	resolver_free(t->resolver);
	free(t->host);
	free(t);
}

const char *
tcp_name(const struct tcp *t)
{
	return t->name;
}

struct dial *
tcp_dial(struct tcp *t, dial_fn done, void *arg)
{
	return dial_new(t->base, t->resolver, done, arg);
}

void
tcp_connect(struct tcp *t, struct dial *d)
{
	dial_start(d, t->host, t->port);
}

/*
 * Routes may be published by now, and their lease is renewed while this process
 * runs.  A new process would have no routes until the engine answers again.
 */
void
tcp_answers(struct tcp *t)
{
	resolver_keep(t->resolver);
}

void
tcp_reloaded(struct tcp *t)
{
	resolver_reloaded(t->resolver);
}

void
tcp_warn(const struct tcp *t)
{
	if (!hostaddr_is_loopback(t->host))
		log_warnx("the connection to Docker at %s is not encrypted: "
		    "whoever can answer there controls the published routes",
		    t->name);
}

static const char *
reason(int code)
{
	static char	 text[64];

	if (dial_name_error(code) != 0)
		return "the name does not resolve";
	switch (code) {
	case ECONNREFUSED:
		return "the connection is refused";
	case EACCES:
		return "permission denied: the sandbox does not permit this "
		    "port";
	case ETIMEDOUT:
		(void)snprintf(text, sizeof(text), "no answer within %d "
		    "seconds", DIAL_TIMEOUT);
		return text;
	default:
		return strerror(code);
	}
}

const char *
tcp_fault(struct tcp *t, int code)
{
	(void)snprintf(t->fault, sizeof(t->fault), "no Docker engine at %s: "
	    "%s; retrying", t->name, reason(code));
	return t->fault;
}
