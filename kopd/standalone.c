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

#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/config.h"
#include "common/log.h"
#include "common/messages.h"
#include "common/userdb.h"
#include "common/xstrdup.h"
#include "kopd/roles.h"
#include "kopd/spawn.h"
#include "kopd/standalone.h"

/* The number of processes, besides kopd, to which the child has a channel. */
static int
neighbours(enum role role)
{
	return role == ROLE_ROUTE_MAKER ? 2 : 1;
}

void
standalone_start(struct standalone *a, enum role role, struct event_base *base,
    const struct peer_callbacks *callbacks, void *arg)
{
	struct spawn	 s = { .role = role, .err = -1, .to_stderr = 1,
			    .verbose = -1 };
	int		 pairs[3][2], i;

	s.nfds = 1 + neighbours(role);
	for (i = 0; i < s.nfds; i++) {
		spawn_pair(pairs[i]);
		s.fds[i] = pairs[i][1];
	}
	a->role = role;
	a->pid = spawn(&s);
	a->peer = peer_new(base, pairs[0][0], role, callbacks, arg);
	for (i = 0; i < 2; i++)
		a->ends[i] = i < neighbours(role) ? pairs[i + 1][0] : -1;
}

void
standalone_configure(struct standalone *a, const struct kopd_conf *conf,
    const char *bind_address, enum sandbox sandbox)
{
	struct route_maker_conf	 maker = conf->maker;
	struct redis_writer_conf writer = conf->writer;
	const char		*name = roles_user(a->role);
	char			*user = xstrdup(name[0] != '\0' &&
				    userdb_user(name) == NULL ? "" : name);
	char			*address = xstrdup(bind_address);

	if (a->role == ROLE_ROUTE_MAKER) {
		maker.run_as = user;
		maker.bind_address = address;
		maker.sandbox = (uint32_t)sandbox;
		config_send(a->peer, &route_maker_table, &maker);
	} else {
		writer.run_as = user;
		writer.sandbox = (uint32_t)sandbox;
		config_send(a->peer, &redis_writer_table, &writer);
	}
	free(address);
	free(user);
}

/* Closes its channels only after the child has ended. */
int
standalone_stop(struct standalone *a, int closed)
{
	int	 status, i;

	if (!closed) {
		peer_send_always(a->peer, PARENT_STOP, 0, NULL, 0);
		(void)peer_drain(a->peer);
	}
	if (waitpid(a->pid, &status, 0) == -1)
		fatal("waitpid");
	peer_free(a->peer);
	a->peer = NULL;
	for (i = 0; i < 2; i++) {
		if (a->ends[i] != -1)
			(void)close(a->ends[i]);
	}
	return status;
}

const char *
standalone_status(int status)
{
	static char	 text[64];

	if (WIFSIGNALED(status))
		(void)snprintf(text, sizeof(text), "signal %d (%s)",
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		(void)snprintf(text, sizeof(text), "status %d",
		    WEXITSTATUS(status));
	return text;
}
