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

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "log.h"
#include "maker.h"
#include "messages.h"
#include "roles.h"
#include "spawn.h"

void
maker_start(struct maker *m, struct event_base *base,
    const struct peer_callbacks *callbacks, void *arg)
{
	struct spawn	 s = { .role = ROLE_ROUTE_MAKER, .nfds = 3, .err = -1,
			    .to_stderr = 1, .verbose = -1 };
	int		 pairs[3][2], i;

	for (i = 0; i < 3; i++) {
		spawn_pair(pairs[i]);
		s.fds[i] = pairs[i][1];
	}
	m->pid = spawn(&s);
	m->peer = peer_new(base, pairs[0][0], ROLE_ROUTE_MAKER, callbacks,
	    arg);
	m->reader = pairs[1][0];
	m->writer = pairs[2][0];
}

void
maker_configure(struct maker *m, const struct kopd_conf *conf,
    const char *bind_address, int strict)
{
	struct route_maker_conf	 part;
	const char		*user = roles_user(ROLE_ROUTE_MAKER);

	if (user[0] != '\0' && getpwnam(user) == NULL)
		user = "";
	part_route_maker(conf, user, bind_address, &part);
	part.strict = (uint32_t)strict;
	config_send(m->peer, &route_maker_table, &part);
}

/* It ends in order, with all its channels still open. */
int
maker_stop(struct maker *m, int closed)
{
	int	 status;

	if (!closed) {
		peer_send_always(m->peer, PARENT_STOP, 0, NULL, 0);
		(void)peer_drain(m->peer);
	}
	if (waitpid(m->pid, &status, 0) == -1)
		fatal("waitpid");
	peer_free(m->peer);
	m->peer = NULL;
	if (m->reader != -1)
		close(m->reader);
	if (m->writer != -1)
		close(m->writer);
	return status;
}

const char *
maker_status(int status)
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
