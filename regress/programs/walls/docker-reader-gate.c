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

/* docker-reader -g, whose client sends the message. */

#include <err.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "docker-reader/docker-reader.h"
#include "docker-reader/gate.h"
#include "regress/programs/walls/wall.h"

static void
enter(void)
{
	(void)gate_confine(wall_fixture.socket, SANDBOX_DEFAULT);
}

static pid_t
start(const char *build, int *fd)
{
	char	 path[1024];
	pid_t	 pid;

	(void)snprintf(path, sizeof(path), "%s/docker-reader/docker-reader",
	    build);
	if ((pid = trial_fork_server(fd)) == 0) {
		execl(path, "docker-reader", "-g", wall_fixture.socket,
		    (char *)NULL);
		err(1, "%s", path);
	}
	trial_await_filter(pid);
	return pid;
}

/* A request ends with an empty line. */
static void
send_request(int fd, const struct order *f)
{
	char	 request[sizeof(*f) + 4];

	memcpy(request, f, sizeof(*f));
	memcpy(request + sizeof(*f), "\r\n\r\n", 4);
	if (write(fd, request, sizeof(request)) != (ssize_t)sizeof(request))
		err(1, "docker-reader does not read");
}

int
main(void)
{
	static const struct wall	 wall = {
		.program = "docker-reader", .user = "_kopdd", .has = WALL_UNIX,
		.confine = enter, .start = start, .send = send_request,
		.filters = 1
	};

	return wall_main(&wall);
}
