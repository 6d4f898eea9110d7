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

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/messages.h"
#include "kopd/reject.h"
#include "kopd/spawn.h"
#include "kopd/standalone.h"
#include "kopd/validate.h"

struct validation {
	const struct kopd_conf	*conf;
	struct conf_report	*report;
	struct event_base	*base;
	struct standalone	 child;
	int			 answered;	/* ready, or rejected */
	int			 closed;
};

static int	on_ready(struct peer *, struct msg *);
static int	on_rejected(struct peer *, struct msg *);
static void	on_closed(struct peer *);

#define VALIDATED_BY(role)						\
	{ CHILD_READY, role, 8, 4096, on_ready, "ready" },		\
	{ CHILD_REJECTED, role, 8, MSG_PAYLOAD_MAX, on_rejected, "rejected" }

static const struct dispatch table[] = {
	VALIDATED_BY(ROLE_ROUTE_MAKER),
	VALIDATED_BY(ROLE_REDIS_WRITER),
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
};

static int
on_ready(struct peer *peer, struct msg *msg)
{
	struct validation	*v = peer_arg(peer);

	(void)msg;
	v->answered = 1;
	event_base_loopbreak(v->base);
	return 0;
}

static int
on_rejected(struct peer *peer, struct msg *msg)
{
	struct validation	*v = peer_arg(peer);

	v->answered = 1;
	event_base_loopbreak(v->base);
	return reject_report(msg, v->conf, v->report);
}

static void
on_closed(struct peer *peer)
{
	struct validation	*v = peer_arg(peer);

	v->closed = 1;
	event_base_loopbreak(v->base);
}

/* A sandbox that this machine lacks is not an error of the configuration. */
static void
validate_run(struct validation *v, enum role role)
{
	static const struct timeval	 patience = { VALIDATE_SECONDS, 0 };

	if ((v->base = event_base_new()) == NULL)
		fatalx("no event loop");
	standalone_start(&v->child, role, v->base, &callbacks, v);
	standalone_configure(&v->child, v->conf, "", SANDBOX_LENIENT);
	event_base_loopexit(v->base, &patience);
	event_base_dispatch(v->base);
}

static void
validation_end(struct validation *v)
{
	int	 status;

	if (!v->answered && !v->closed) {
		conf_error(v->report, NULL, "%s has not validated the "
		    "configuration within %d seconds",
		    role_name(v->child.role), VALIDATE_SECONDS);
		(void)kill(v->child.pid, SIGKILL);
	}
	status = standalone_stop(&v->child, v->closed);
	if (!v->answered && v->closed)
		conf_error(v->report, NULL, "%s ended while it validated the "
		    "configuration: %s", role_name(v->child.role),
		    standalone_status(status));
	event_base_free(v->base);
}

static void
validate_by(enum role role, const char *what, const struct kopd_conf *conf,
    struct conf_report *report)
{
	struct validation	 v = { .conf = conf, .report = report };
	char			*missing;

	if ((missing = spawn_missing(role)) != NULL) {
		conf_error(report, missing, "%s; without it, %s cannot be "
		    "checked", strerror(errno), what);
		free(missing);
		return;
	}
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("signal");
	validate_run(&v, role);
	validation_end(&v);
}

int
validate(const struct kopd_conf *conf, struct conf_report *report)
{
	unsigned int	 before = report->errors;

	if (conf->maker.default_rule[0] != '\0' ||
	    conf->maker.constraints[0] != '\0')
		validate_by(ROLE_ROUTE_MAKER, "default rule and constraints",
		    conf, report);
	if (conf->writer.tls)
		validate_by(ROLE_REDIS_WRITER, "certificates", conf, report);
	return report->errors == before ? 0 : -1;
}
