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

/* kopctl metrics --http, whose client sends the message. */

#include <err.h>
#include <stdio.h>
#include <unistd.h>

#include "kopctl/sandbox.h"
#include "regress/programs/walls/wall.h"

static void
enter(void)
{
	(void)sandbox_serve();
}

/* There is no kopd: it serves that. */
static pid_t
start(const char *build, int *fd)
{
	char	 path[1024], socket[128];
	pid_t	 pid;

	(void)snprintf(path, sizeof(path), "%s/kopctl/kopctl", build);
	(void)snprintf(socket, sizeof(socket), "%s/none", wall_fixture.dir);
	if ((pid = trial_fork_server(fd)) == 0) {
		execl(path, "kopctl", "-s", socket, "metrics", "--http",
		    (char *)NULL);
		err(1, "%s", path);
	}
	trial_await_filter(pid);
	return pid;
}

static void
send_request(int fd, const struct order *f)
{
	if (write(fd, f, sizeof(*f)) != (ssize_t)sizeof(*f))
		err(1, "kopctl does not read");
}

int
main(void)
{
	static const struct wall	 wall = {
		.program = "kopctl", .confine = enter, .start = start,
		.send = send_request, .filters = 1
	};

	return wall_main(&wall);
}
