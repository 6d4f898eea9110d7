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

#include "inside.h"
#include "kopd.h"

/* As file.c does it: below its own root folder when there is one. */
static int
read_again(void)
{
	struct stat	 st;
	char		 path[128], c;
	int		 fd;

	if ((fd = open("/kopd.conf", O_RDONLY | O_CLOEXEC)) == -1) {
		(void)snprintf(path, sizeof(path), "%s/kopd.conf",
		    fixture.inner);
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	}
	if (fd == -1 || fstat(fd, &st) == -1)
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

static int
remove_socket(void)
{
	return unlinkat(fixture.inner_fd, "socket", 0);
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
	{ "remove a folder", remove_folder, DENIED, PATHS },
	{ "read by an open folder", leave_root, DENIED, PATHS },
	{ "connect a unix socket", connect_given, DENIED, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

/* At last: then it is gone. */
static const struct inside_case at_end[] = {
	{ "remove the control socket", remove_socket, WORKS, ANYBODY },
	{ NULL, NULL, DENIED, ANYBODY }
};

static const char *
enter(const char *user)
{
	struct sandbox_needs	 needs = { 0 };

	needs.user = user;
	needs.folder = fixture.inner;
	needs.socket_folder = fixture.inner;
	return sandbox_enter(&needs);
}

int
main(void)
{
	static const struct inside_case *const tables[] = {
		inside_permitted, own, inside_forbidden, inside_sockets,
		inside_no_tcp, inside_no_unix, at_end, NULL
	};

	return inside_main(tables, enter, "_kopd");
}
