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
#include "kopd/alone.h"
#include "kopd/judge.h"
#include "kopd/refusal.h"
#include "kopd/spawn.h"

struct judge {
	const struct kopd_conf	*conf;
	struct conf_report	*report;
	struct event_base	*base;
	struct alone		 alone;
	int			 said;		/* ready, or refused */
	int			 closed;
};

static int	on_ready(struct peer *, struct msg *);
static int	on_refused(struct peer *, struct msg *);
static void	on_closed(struct peer *);

#define JUDGED_BY(role)							\
	{ CHILD_READY, role, 8, 4096, on_ready, "ready" },		\
	{ CHILD_REFUSED, role, 8, MSG_PAYLOAD_MAX, on_refused, "refused" }

static const struct dispatch table[] = {
	JUDGED_BY(ROLE_ROUTE_MAKER),
	JUDGED_BY(ROLE_REDIS_WRITER),
};

static const struct peer_callbacks callbacks = {
	.table = table,
	.count = sizeof(table) / sizeof(table[0]),
	.closed = on_closed,
};

static int
on_ready(struct peer *peer, struct msg *msg)
{
	struct judge	*j = peer_arg(peer);

	(void)msg;
	j->said = 1;
	event_base_loopbreak(j->base);
	return 0;
}

static int
on_refused(struct peer *peer, struct msg *msg)
{
	struct judge	*j = peer_arg(peer);

	j->said = 1;
	event_base_loopbreak(j->base);
	return refusal_report(msg, j->conf, j->report);
}

static void
on_closed(struct peer *peer)
{
	struct judge	*j = peer_arg(peer);

	j->closed = 1;
	event_base_loopbreak(j->base);
}

/* Whatever this machine's sandbox lacks is no fault of the configuration. */
static void
judge_run(struct judge *j, enum role role)
{
	static const struct timeval	 patience = { JUDGE_SECONDS, 0 };

	if ((j->base = event_base_new()) == NULL)
		fatalx("no event loop");
	alone_start(&j->alone, role, j->base, &callbacks, j);
	alone_configure(&j->alone, j->conf, "", SANDBOX_LENIENT);
	event_base_loopexit(j->base, &patience);
	event_base_dispatch(j->base);
}

static void
judge_end(struct judge *j)
{
	int	 status;

	if (!j->said && !j->closed) {
		conf_error(j->report, NULL, "%s has not judged the "
		    "configuration within %d seconds",
		    role_name(j->alone.role), JUDGE_SECONDS);
		kill(j->alone.pid, SIGKILL);
	}
	status = alone_stop(&j->alone, j->closed);
	if (!j->said && j->closed)
		conf_error(j->report, NULL, "%s, which judges the "
		    "configuration, ended: %s", role_name(j->alone.role),
		    alone_status(status));
	event_base_free(j->base);
}

static void
judge_by(enum role role, const char *what, const struct kopd_conf *conf,
    struct conf_report *report)
{
	struct judge	 j = { .conf = conf, .report = report };
	char		*missing;

	if ((missing = spawn_missing(role)) != NULL) {
		conf_error(report, missing, "%s; without it, %s cannot be "
		    "checked", strerror(errno), what);
		free(missing);
		return;
	}
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("signal");
	judge_run(&j, role);
	judge_end(&j);
}

int
judge(const struct kopd_conf *conf, struct conf_report *report)
{
	unsigned int	 before = report->errors;

	if (conf->default_rule[0] != '\0' || conf->constraints[0] != '\0')
		judge_by(ROLE_ROUTE_MAKER, "default rule and constraints",
		    conf, report);
	if (conf->tls)
		judge_by(ROLE_REDIS_WRITER, "certificates", conf, report);
	return report->errors == before ? 0 : -1;
}
