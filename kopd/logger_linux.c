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
#include <sys/un.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/confine/confine.h"
#include "common/confine/syscalls_linux.h"
#include "common/log.h"
#include "kopd/logger_system.h"

#define PLACE		"/dev/log"	/* where syslogd listens */

const char			 logger_refusal[] =
				    "syslogd did not listen at " PLACE;
static int			 syslogd = -1;	/* connected */
static int			 is_stream;
static struct sockaddr_un	 place = { .sun_family = AF_UNIX };

static const struct confine_syscall syscalls[] = {
	/* connect again, to a socket in its root directory */
	ALLOW_SOCKET(AF_UNIX, SOCK_DGRAM, 0),
	ALLOW_SOCKET(AF_UNIX, SOCK_STREAM, 0),
	ALLOW(connect),
	/* send */
	ALLOW_TESTS(sendto, IS(3, MSG_NOSIGNAL), IS_NULL(4)),
	ALLOW_ARG(send, 3, MSG_NOSIGNAL),	/* the same on arm */
	/* close the terminal */
	ALLOW_ARG(dup2, 1, STDERR_FILENO),
	ALLOW_ARG(dup2, 1, LOGGER_FD_WAITING),
	STAYS("arm64")
	ALLOW_ARGS(dup3, 1, STDERR_FILENO, 2, 0),	/* dup2 on arm64 */
	STAYS("arm64")
	ALLOW_ARGS(dup3, 1, LOGGER_FD_WAITING, 2, 0),
	{ 0 }
};

/* Follows a symbolic link, for example to the socket of systemd's journal. */
static char *
place_find(void)
{
	char	*real;

	if ((real = realpath(PLACE, NULL)) == NULL &&
	    (real = strdup(PLACE)) == NULL)
		fatal(NULL);
	return real;
}

char *
logger_permit(struct confine *c)
{
	char		*real = place_find(), *folder = confine_folder(real);
	const char	*seen;

	c->chroot = folder;
	c->syscalls = syscalls;
	seen = geteuid() == 0 ? strrchr(real, '/') : PLACE;
	if (strlcpy(place.sun_path, seen, sizeof(place.sun_path)) >=
	    sizeof(place.sun_path))
		fatalx("%s: too long for a socket", seen);
	free(real);
	return folder;
}

static int
syslogd_connect(int type)
{
	if ((syslogd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0)) == -1)
		return -1;
	is_stream = type == SOCK_STREAM;
	if (connect(syslogd, (struct sockaddr *)&place, sizeof(place)) == 0)
		return 0;
	(void)close(syslogd);
	syslogd = -1;
	return -1;
}

int
logger_connect(void)
{
	return syslogd_connect(SOCK_DGRAM);
}

/* In a stream, a NUL ends the message. */
int
logger_send(const char *text)
{
	size_t	 len = strlen(text) + (size_t)is_stream;

	if (syslogd == -1 && logger_connect() == -1 &&
	    (errno != EPROTOTYPE || syslogd_connect(SOCK_STREAM) == -1))
		return -1;
	if (send(syslogd, text, len, MSG_NOSIGNAL) == (ssize_t)len)
		return 0;
	(void)close(syslogd);
	syslogd = -1;
	return -1;
}
