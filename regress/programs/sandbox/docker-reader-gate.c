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

/* docker-reader -g, as it is before it reads its request. */

#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "docker-reader/gate.h"
#include "docker-reader/gate_client.h"
#include "docker-reader/gate_request.h"
#include "regress/programs/sandbox/inside.h"

static struct endpoint	*engine;

/* The other end of descriptors 0 and 1. */
#define CLIENT	(fixture.pair[1])

static int
serve_client(void)
{
	static const char	 request[] = "GET /info HTTP/1.0\r\n"
				    "Host: docker\r\n\r\n";
	enum docker_request	 kind;
	char			 asked[GATE_REQUEST_MAX], *own;
	size_t			 len;

	if (write(CLIENT, request, strlen(request)) == -1 ||
	    client_ask(asked, sizeof(asked), &len) != NULL ||
	    (own = gate_request(asked, len, &kind)) == NULL)
		return -1;
	return client_tell(own, strlen(own));
}

static int
miss_client(void)
{
	(void)close(CLIENT);
	return client_more() == 0 && client_tell("x", 1) == -1 ? 0 : -1;
}

static int
ask_engine(void)
{
	char	 c = 'x';
	int	 fd;

	if ((fd = endpoint_connect(engine, NULL)) == -1 ||
	    send(fd, &c, 1, MSG_NOSIGNAL) != 1)
		return -1;
	return recv(fd, &c, 1, 0) == -1 && errno == EAGAIN ? 0 : -1;
}

static int
other_folder(void)
{
	return inside_connect_unix(-1, fixture.other);
}

static int
set_option(void)
{
	int	 on = 1;

	return setsockopt(STDOUT_FILENO, SOL_SOCKET, SO_KEEPALIVE, &on,
	    sizeof(on));
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
	{ "read a request, and answer", serve_client, WORKS, ANYBODY },
	{ "see that the client has gone", miss_client, WORKS, ANYBODY },
	{ "connect to the endpoint", ask_engine, WORKS, ANYBODY },
	{ "connect to a socket elsewhere", other_folder, DENIED, ROOT },
	{ "an option of the client's connection", set_option, KILLED,
	    ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	(void)user;		/* it finds its user by itself */
	if (dup2(fixture.pair[0], STDIN_FILENO) == -1 ||
	    dup2(fixture.pair[0], STDOUT_FILENO) == -1 ||
	    signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		fatal("descriptors");
	engine = gate_confine(fixture.socket, SANDBOX_LENIENT);
	return "";
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
