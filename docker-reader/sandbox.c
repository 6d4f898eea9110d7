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
 * docker-reader may connect to the Docker endpoint only.  It reads no file.
 * With a unix socket it has no network, and its root directory is that of the
 * socket.  With a host it has no unix sockets, may connect to one TCP port, and
 * its root directory is empty.
 *
 * At boot, and with rootless Docker, the directory of the socket may be created
 * after the start of kopd.  Only root may chroot, and root must not wait.
 * Therefore docker-reader confines itself at once, as another user, keeps
 * CAP_SYS_CHROOT and no other capability, and enters the directory as soon as
 * it exists.  Until then it has the root directory of the machine: it can check
 * whether a file exists, read the target of a link, and connect to what its
 * user may connect to; it can open nothing.  When it has entered the directory,
 * it drops the capability and these calls, and is confined as usual.
 */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/dial.h"
#include "common/entry.h"
#include "common/hostaddr.h"
#include "common/log.h"
#include "docker-reader/docker-reader.h"
#include "docker-reader/sandbox_system.h"

/*
 * Descriptors of connections, in addition to the seven of an idle process
 * (standard ones, two peers, epoll, log).  route-maker sends a few requests at
 * once, and one of them is the event stream.
 */
#define FILES	64

/* Chunks in transit, and queues of peers at their limits, need far less. */
#define MEMORY	(UINT64_C(256) * 1024 * 1024)

static void
fill(struct confine *c, const struct docker_reader_conf *conf)
{
	c->files = FILES;
	c->user = conf->run_as;
	sandbox_permit_unix(c);
	c->memory = MEMORY;
	c->sandbox = (enum sandbox)conf->sandbox;
}

/*
 * The group that can connect to Docker; "docker" if there is no Docker yet.
 */
static void
fill_group(struct confine *c, const struct docker_reader_conf *conf)
{
	struct stat	 st;

	if (!entry_needs_group(conf->socket))
		return;
	c->group_of = conf->socket;
	c->group = "docker";
	if (geteuid() == 0 && stat(conf->socket, &st) == 0 && st.st_gid == 0)
		log_warnx("%s belongs to group 0, the group of root, so "
		    "docker-reader is a member of it; give the socket a group "
		    "of its own, such as docker (\"group\" in Docker's "
		    "daemon.json, SocketGroup= in docker.socket)",
		    conf->socket);
}

/* Without a group, in an empty root directory, which is removed. */
static const char *
enter_tcp(const struct docker_reader_conf *conf)
{
	struct confine	 c = { 0 };
	uint16_t	 ports[] = { (uint16_t)conf->port, 0 };

	fill(&c, conf);
	c.files = FD_SOCKETS_END;
	c.tcp_ports = ports;
	sandbox_permit_tcp(&c, !hostaddr_is_address(conf->address));
	dial_fill(FD_SOCKETS);
	if (fcntl(FD_SOCKETS, F_GETFD) != -1)
		fatalx("too many descriptors for the sandbox");
	return confine(&c);
}

const char *
sandbox_enter(const struct docker_reader_conf *conf)
{
	struct confine	 c = { 0 };
	const char	*level;
	char		*folder, *name, *real;

	if (*conf->address != '\0')
		return enter_tcp(conf);
	entry_split(conf->socket, &folder, &name);
	fill(&c, conf);
	fill_group(&c, conf);
	real = realpath(folder, NULL);
	c.chroot = real != NULL ? real : folder; /* with the socket */
	level = confine(&c);
	free(folder);
	free(name);
	free(real);
	return level;
}

const char *
sandbox_wait(const struct docker_reader_conf *conf)
{
	struct confine	 c = { .chroot_later = 1 };

	fill(&c, conf);
	fill_group(&c, conf);
	sandbox_permit_wait(&c);
	return confine(&c);
}

const char *
sandbox_arrive(const struct docker_reader_conf *conf, const char *folder)
{
	struct confine	 c = { 0 };

	fill(&c, conf);
	return confine_chroot(&c, folder);
}
