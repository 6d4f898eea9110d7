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

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kopd/conf/file.h"
#include "kopd/kopd.h"
#include "regress/programs/sandbox/inside.h"

static int	 rootless;

/* As file.c does it: below its own root folder when there is one. */
static int
read_again(void)
{
	struct stat	 st;
	const char	*why;
	char		 path[128], c;
	int		 fd;

	if ((fd = file_open("/kopd.conf", &st, &why)) == -1) {
		(void)snprintf(path, sizeof(path), "%s/kopd.conf",
		    fixture.inner);
		fd = file_open(path, &st, &why);
	}
	if (fd == -1)
		return -1;
	return read(fd, &c, 1) == 1 ? close(fd) : -1;
}

static int
accept_none(void)
{
	if (fcntl(fixture.unix_listener, F_SETFL, O_NONBLOCK) == -1)
		return -1;
	if (accept4(fixture.unix_listener, NULL, NULL, SOCK_CLOEXEC) == -1 &&
	    errno == EAGAIN)
		return 0;
	return -1;
}

/* Of a socket of ours: who is the client? */
static int
peer_is_root(void)
{
	struct ucred	 cred;
	socklen_t	 len = sizeof(cred);

	return getsockopt(fixture.unix_fd, SOL_SOCKET, SO_PEERCRED, &cred,
	    &len);
}

/* The round's victim has not ended, and is not its child when confined. */
static int
reap(void)
{
	int	 status;

	if (waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD)
		return 0;
	return -1;
}

/* A user's is removed; one outside of the root folder stays. */
static int
remove_socket(void)
{
	if (unlinkat(AT_FDCWD, fixture.socket, 0) == 0)
		return rootless ? 0 : -1;
	return !rootless && errno == EACCES ? 0 : -1;
}

/* On the sockets that it has, and with no address. */
static int
receive(void)
{
	char	 c;

	if (fcntl(fixture.udp_fd, F_SETFL, O_RDWR | O_NONBLOCK) == -1)
		return -1;
	return recv(fixture.udp_fd, &c, 1, 0) == -1 && errno == EAGAIN ?
	    0 : -1;
}

static int
peek(void)
{
	char	 c;

	if (send(fixture.pair[0], "x", 1, 0) != 1)
		return 0;
	return recv(fixture.pair[1], &c, 1, MSG_PEEK) == 1 ? 0 : -1;
}

static int
leave_terminal(void)
{
	int	 fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (dup2(fixture.pipe[1], fd) == -1)
			return -1;
	return 0;
}

static int
wait_long(void)
{
	int	 status;

	return waitpid(-1, &status, WNOHANG | WUNTRACED) == -1 &&
	    errno == ECHILD ? 0 : -1;
}

static int
write_conf(void)
{
	char	 path[128];

	(void)snprintf(path, sizeof(path), "%s/kopd.conf", fixture.inner);
	return open(path, O_WRONLY);
}

static int
write_conf_below_root(void)
{
	return openat(fixture.inner_fd, "kopd.conf", O_RDWR);
}

static int
make_below(void)
{
	return openat(fixture.inner_fd, "made", O_WRONLY | O_CREAT, 0600);
}

static int
remove_folder(void)
{
	(void)mkdirat(fixture.inner_fd, "folder", 0700);
	return unlinkat(fixture.inner_fd, "folder", AT_REMOVEDIR);
}

static int
leave_root(void)
{
	return openat(fixture.inner_fd, "../file", O_RDONLY);
}

static int
connect_given(void)
{
	return inside_connect_unix(fixture.unix_fd, fixture.other);
}

static const struct inside_case own[] = {
	{ "read kopd.conf", read_again, WORKS, ANYBODY },
	{ "accept", accept_none, WORKS, ANYBODY },
	{ "who connects", peer_is_root, WORKS, ANYBODY },
	{ "collect children", reap, WORKS, ANYBODY },
	{ "write kopd.conf", write_conf, DENIED, ANYBODY },
	{ "write kopd.conf by its folder", write_conf_below_root, DENIED,
	    ANYBODY },
	{ "make a file beside it", make_below, DENIED, ANYBODY },
	{ "remove a folder", remove_folder, DENIED, ANYBODY },
	{ "read by an open folder", leave_root, DENIED, ANYBODY },
	{ "receive on a socket", receive, WORKS, ANYBODY },
	{ "peek", peek, DENIED, ANYBODY },
	{ "put /dev/null in place of the terminal", leave_terminal, WORKS,
	    ANYBODY },
	{ "wait for more than an end", wait_long, KILLED, ANYBODY },
	{ "connect a unix socket", connect_given, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

/* At last: then it is gone. */
static const struct inside_case at_end[] = {
	{ "remove the control socket, or leave it", remove_socket, WORKS,
	    ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct sandbox_needs	 needs = { 0 };

	needs.user = user;
	needs.folder = fixture.inner;
	rootless = user[0] == '\0';
	if (rootless)
		needs.socket_folder = fixture.inner;
	needs.sandbox = SANDBOX_LENIENT;
	needs.addresses = 1;
	needs.detaches = 1;
	return sandbox_enter(&needs);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, inside_sorts_nothing, own, inside_forbidden,
		inside_memory, inside_descriptors, inside_no_folder,
		inside_sockets, inside_no_tcp, inside_no_unix, at_end, NULL
	};

	return inside_main(tables, enter, "_kopd");
}
