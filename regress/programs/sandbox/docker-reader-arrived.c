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

/* docker-reader that has waited for the folder, and has it now. */

#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "docker-reader/docker-reader.h"
#include "regress/programs/sandbox/inside.h"

/* As endpoint.c names it: a root folder of its own has it at its top. */
static int
endpoint(void)
{
	const char	*path = fixture.socket;
	char		 c = 'x';
	int		 fd;

	if ((fd = socket(AF_UNIX, SOCK_STREAM, 0)) == -1)
		return -1;
	if (inside_connect_unix(fd, path) == -1 &&
	    inside_connect_unix(fd, strrchr(path, '/')) == -1)
		return -1;
	if (send(fd, &c, 1, MSG_NOSIGNAL) != 1 ||
	    fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK) == -1)
		return -1;
	return recv(fd, &c, 1, 0) == -1 && errno == EAGAIN ? 0 : -1;
}

static int
other_folder(void)
{
	return inside_connect_unix(-1, fixture.other);
}

/* It is not removed. */
static int
root_is_there(void)
{
	char	 cwd[4096];

	return getcwd(cwd, sizeof(cwd)) != NULL ? 0 : -1;
}

static const struct inside_case own[] = {
	{ "look whether its root is there", root_is_there, WORKS, ANYBODY },
	{ "connect to the endpoint", endpoint, WORKS, ANYBODY },
	{ "connect to a socket elsewhere", other_folder, DENIED, ROOT },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct docker_reader_conf	*conf = config_blank(&docker_reader_table);

	conf->socket = fixture.socket;
	conf->run_as = strdup(user);
	conf->sandbox = SANDBOX_LENIENT;
	if (*user == '\0')
		return sandbox_enter(conf);
	(void)sandbox_wait(conf);
	return sandbox_arrive(conf, fixture.inner);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts_nothing, own, inside_forbidden,
		inside_memory, inside_descriptors,
		inside_sockets, inside_no_tcp, NULL
	};

	return inside_main(tables, enter, "_kopdd");
}
