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

/*
 * kopd itself, with all its processes; a client of the control socket sends the
 * message.
 */

#include <sys/socket.h>
#include <sys/un.h>

#include <err.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "kopd/kopd.h"
#include "regress/programs/walls/wall.h"

static char	 conf_path[128], socket_path[128];

static void
conf_write(void)
{
	FILE	*f;

	(void)snprintf(conf_path, sizeof(conf_path), "%s/kopd.conf",
	    wall_fixture.inner);
	if ((f = fopen(conf_path, "w")) == NULL)
		err(1, "%s", conf_path);
	fprintf(f, "hostname \"walls\"\nbind interface \"lo\"\nsandbox strict\n"
	    "docker { socket \"%s\" }\n"
	    "redis { host 127.0.0.1 port %u }\n", wall_fixture.socket,
	    wall_fixture.port);
	if (fclose(f) != 0)
		err(1, "%s", conf_path);
}

static void
enter(void)
{
	struct sandbox_needs	 needs = { .folder = wall_fixture.inner,
				    .sandbox = SANDBOX_STRICT };

	conf_write();
	needs.addresses = 1;
	needs.user = wall_user("_kopd");
	if (*needs.user == '\0')
		needs.socket_folder = wall_fixture.dir;
	(void)sandbox_enter(&needs);
}

static int
client(void)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	int			 fd;

	(void)strlcpy(sun.sun_path, socket_path, sizeof(sun.sun_path));
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1 ||
	    connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == -1)
		err(1, "%s", socket_path);
	return fd;
}

static pid_t
start(const char *build, int *fd)
{
	static unsigned int	 n;
	char			 path[1024];
	pid_t			 pid;

	/* A child may have that of the last kopd until it is executed. */
	(void)snprintf(socket_path, sizeof(socket_path), "%s/kopd.%u.sock",
	    wall_fixture.dir, n++);
	(void)snprintf(path, sizeof(path), "%s/kopd/kopd", build);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid == 0) {
		trial_log();
		closefrom(STDERR_FILENO + 1);
		execl(path, "kopd", "-d", "-f", conf_path, "-s", socket_path,
		    (char *)NULL);
		err(1, "%s", path);
	}
	trial_await_filter(pid);
	*fd = client();
	return pid;
}

int
main(void)
{
	static const struct wall	 wall = {
		.program = "kopd", .user = "_kopd", .confine = enter,
		.start = start, .send = trial_send, .filters = 1
	};

	return wall_main(&wall);
}
