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
 * docker-reader may connect to the Docker endpoint, and to nothing else.
 * It reads no file, speaks to no network, and its root folder is the one
 * the endpoint is in.
 */

#include <sys/socket.h>

#include <stdlib.h>

#include "confine.h"
#include "docker-reader.h"
#include "log.h"

#ifdef __linux__
#include "confine_linux.h"

static const struct confine_syscall syscalls[] = {
	/* endpoint_connect(): a connection a request */
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	ALLOW(connect),
	/* relay.c: the request out, its answer in */
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)),	/* send */
	ALLOW_TESTS(recvfrom, IS(3, 0), IS_NULL(4)),		/* recv */
	{ 0 }
};
#else
static const struct confine_syscall *const syscalls;
#endif

/*
 * What a connection costs: descriptors beside the seven of a process at
 * rest (standard ones, two peers, epoll, log).  route-maker asks a few
 * things at once, and one of them is the event stream.
 */
#define FILES	64

/* Chunks on their way, and queues to peers at their ceilings: far less. */
#define MEMORY	(UINT64_C(256) * 1024 * 1024)

const char *
sandbox_enter(const struct docker_reader_conf *conf)
{
	struct confine	 c = { .files = FILES };
	const char	*level;
	char		*folder, *real;

	if ((real = realpath(conf->socket, NULL)) == NULL)
		folder = confine_folder(conf->socket);
	else
		folder = confine_folder(real);
	free(real);
	c.user = conf->run_as;
	c.group_of = conf->socket;	/* who may talk to Docker */
	c.group = "docker";		/* while there is no Docker yet */
	c.chroot = folder;		/* to reach the socket in */
	c.syscalls = syscalls;
	c.pledge = "stdio unix";
	c.memory = MEMORY;
	c.sandbox = (enum sandbox)conf->sandbox;
	level = confine(&c);
	free(folder);
	return level;
}
