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
 * It reads no file.  With a unix socket it speaks to no network, and its root
 * folder is the one that the socket is in.  With a host it has no unix sockets,
 * may connect to one TCP port, and its root folder is empty.
 *
 * At boot, and with rootless Docker, the socket's folder may come later than
 * kopd.  Nothing but root may chroot, and root must not wait: so docker-reader
 * confines itself at once, as another user, keeps CAP_SYS_CHROOT and no other
 * capability, and enters the folder as soon as it is there.  Until then it has
 * the machine's root folder: it can look whether a file is there and where a
 * link leads, and connect to what its user may connect to; it can open nothing.
 * With the folder entered it is where it would be otherwise: the capability
 * and these calls are given up.
 */

#include <sys/socket.h>
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

#ifdef __linux__
#include <sys/prctl.h>

#include <linux/seccomp.h>

#include "common/confine/dial_linux.h"

static const struct confine_syscall over_unix[] = {
	/* endpoint_connect(): a connection a request */
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	ALLOW(connect),
	ALLOW(getcwd),			/* endpoint.c: was the root removed? */
	/* relay.c: the request out, its answer in */
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)),	/* send */
	ALLOW_TESTS(recvfrom, IS(3, 0), IS_NULL(4)),		/* recv */
	{ 0 }
};

#define TCP								\
	DIAL_TCP,			/* tcp_connect() */		\
	/* relay.c: the request out, its answer in */			\
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)), /* send */ \
	ALLOW_TESTS(recvfrom, IS(3, 0), IS_NULL(4))	/* recv */

static const struct confine_syscall over_tcp[] = {
	TCP,
	{ 0 }
};

static const struct confine_syscall over_tcp_by_name[] = {
	TCP,
	ASK_NAMES,
	{ 0 }
};

/* While the socket's folder is missing. */
static const struct confine_syscall waits[] = {
	ALLOW(chroot),			/* confine.c: the folder is there, */
	ALLOW(chdir),			/* and becomes the root */
	ALLOW(capset),			/* system_linux.c: no capability is */
	ALLOW(capget),			/* left then */
	ALLOW_ARG(prctl, 0, PR_CAP_AMBIENT),	/* of any set */
	/* filter_linux.c: nor any of these calls */
	ALLOW_ARGS(seccomp, 0, SECCOMP_SET_MODE_FILTER, 1,
	    SECCOMP_FILTER_FLAG_TSYNC),
	ALLOW(readlink),		/* entry.c: where the socket leads */
	ALLOW_ARG(readlinkat, 0, AT_FDCWD),	/* the same on arm64 */
	ALLOW(stat),			/* entry.c: who may not enter, for */
	ALLOW_ARG(newfstatat, 0, AT_FDCWD),	/* the log */
	{ 0 }
};
#else
static const struct confine_syscall *const over_unix, *const waits,
    *const over_tcp, *const over_tcp_by_name;
#endif

/*
 * What a connection costs: descriptors beside the seven of a process at
 * rest (standard ones, two peers, epoll, log).  route-maker asks a few
 * things at once, and one of them is the event stream.
 */
#define FILES	64

/* Chunks on their way, and queues to peers at their ceilings: far less. */
#define MEMORY	(UINT64_C(256) * 1024 * 1024)

static void
fill(struct confine *c, const struct docker_reader_conf *conf)
{
	c->files = FILES;
	c->user = conf->run_as;
	c->syscalls = over_unix;
	c->pledge = "stdio unix";
	c->memory = MEMORY;
	c->sandbox = (enum sandbox)conf->sandbox;
}

/* Who may talk to Docker; "docker" while there is no Docker yet. */
static void
fill_group(struct confine *c, const struct docker_reader_conf *conf)
{
	struct stat	 st;

	if (!entry_needs_group(conf->socket))
		return;
	c->group_of = conf->socket;
	c->group = "docker";
	if (geteuid() == 0 && stat(conf->socket, &st) == 0 && st.st_gid == 0)
		log_warnx("%s belongs to group 0, root's own: docker-reader "
		    "is a member of it, to talk to Docker: let the socket "
		    "have a group of its own, such as docker (\"group\" in "
		    "Docker's daemon.json, SocketGroup= in docker.socket)",
		    conf->socket);
}

/* In no group, in an empty root folder that was removed. */
static const char *
enter_tcp(const struct docker_reader_conf *conf)
{
	struct confine	 c = { 0 };
	uint16_t	 ports[] = { (uint16_t)conf->port, 0 };
	int		 by_name = !hostaddr_is_address(conf->host);

	fill(&c, conf);
	c.files = FD_SOCKETS_END;
	c.tcp_ports = ports;
	c.syscalls = by_name ? over_tcp_by_name : over_tcp;
	c.pledge = by_name ? "stdio inet dns" : "stdio inet";
	dial_fill(FD_SOCKETS);
	if (fcntl(FD_SOCKETS, F_GETFD) != -1)
		fatalx("more descriptors than the sandbox has room for");
	return confine(&c);
}

const char *
sandbox_enter(const struct docker_reader_conf *conf)
{
	struct confine	 c = { 0 };
	const char	*level;
	char		*folder, *name, *real;

	if (*conf->host != '\0')
		return enter_tcp(conf);
	entry_split(conf->socket, &folder, &name);
	fill(&c, conf);
	fill_group(&c, conf);
	real = realpath(folder, NULL);
	c.chroot = real != NULL ? real : folder; /* to reach the socket in */
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
	c.needs[0] = waits;
	return confine(&c);
}

const char *
sandbox_arrive(const struct docker_reader_conf *conf, const char *folder)
{
	struct confine	 c = { 0 };

	fill(&c, conf);
	return confine_chroot(&c, folder);
}
