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
#include <sys/time.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/log.h"
#include "docker-reader/gate_client.h"

#define STRING_(x)	#x
#define STRING(x)	STRING_(x)
#define IN_TIME		"within " STRING(GATE_SECONDS) " seconds"

/* Seconds without a byte before a probe, between probes; number of probes. */
#define KEEPALIVE_IDLE		30
#define KEEPALIVE_INTERVAL	10
#define KEEPALIVE_COUNT		3

/* Milliseconds in which a client may read nothing of an answer. */
static int	 patience_ms = -1;

static void
set(int level, int name, int value)
{
	(void)setsockopt(STDOUT_FILENO, level, name, &value, sizeof(value));
}

/* Has no effect if it is not TCP. */
static void
keep_alive(void)
{
	set(SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
	set(IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE);
	set(IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL);
	set(IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT);
#endif
}

/* A pipe has no such limit: sshd closes it with its connection. */
void
client_limit(int ms)
{
	struct timeval	 tv = { ms / 1000, ms % 1000 * 1000 };

	patience_ms = ms;
	(void)setsockopt(STDOUT_FILENO, SOL_SOCKET, SO_SNDTIMEO, &tv,
	    sizeof(tv));
}

/* Log lines must not become a part of the answer. */
static int
errors_go_to_client(void)
{
	struct stat	 out, log;

	return fstat(STDOUT_FILENO, &out) == 0 &&
	    fstat(STDERR_FILENO, &log) == 0 && S_ISSOCK(out.st_mode) &&
	    out.st_dev == log.st_dev && out.st_ino == log.st_ino;
}

void
client_begin(void)
{
	int	 fd;

	do {
		if ((fd = open("/dev/null", O_RDWR)) == -1)
			fatal("/dev/null");
	} while (fd <= STDERR_FILENO);
	if (errors_go_to_client() && dup2(fd, STDERR_FILENO) == -1)
		fatal("dup2");
	closefrom(STDERR_FILENO + 1);
	keep_alive();
	client_limit(GATE_STALL_SECONDS * 1000);
}

/* Waits for an event.  Returns 0 after the time, -1 after a signal. */
static int
await(int fd, short events, int ms)
{
	struct pollfd	 pfd = { fd, events, 0 };
	int		 n;

	if ((n = poll(&pfd, 1, ms)) == -1 && errno != EINTR)
		fatal("poll");
	return n;
}

static int
is_passing(int error)
{
	return error == EINTR || error == EAGAIN;
}

/* True at an empty line, also if its end is not that of HTTP. */
static int
has_end(const char *buf, size_t len)
{
	return memmem(buf, len, "\n\r\n", 3) != NULL ||
	    memmem(buf, len, "\n\n", 2) != NULL;
}

const char *
client_ask(char *buf, size_t size, size_t *len)
{
	int64_t	 left, until = (int64_t)clock_ms() + GATE_SECONDS * 1000;
	ssize_t	 n;
	int	 ready;

	for (*len = 0; !has_end(buf, *len);) {
		if (*len == size)
			return "it is longer than any request of kopd";
		left = until - (int64_t)clock_ms();
		ready = left > 0 ? await(STDIN_FILENO, POLLIN, (int)left) : 0;
		/* After a signal, read() may block. */
		if (ready == -1)
			continue;
		if (ready == 0)
			return *len == 0 ? "nothing was received " IN_TIME :
			    "it was not complete " IN_TIME;
		n = read(STDIN_FILENO, buf + *len, size - *len);
		if (n == 0 || (n == -1 && !is_passing(errno)))
			return *len == 0 ? "the client disconnected without a "
			    "request" : "the client disconnected within the "
			    "request";
		if (n > 0)
			*len += (size_t)n;
	}
	return NULL;
}

int
client_tell(const void *data, size_t len)
{
	const char	*p = data;
	ssize_t		 n;

	while (len > 0) {
		n = write(STDOUT_FILENO, p, len);
		if (n == -1 && !is_passing(errno))
			return -1;
		if (n == -1 && errno == EAGAIN &&
		    await(STDOUT_FILENO, POLLOUT, patience_ms) == 0)
			return -1;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

int
client_more(void)
{
	char	 c;
	ssize_t	 n;

	n = read(STDIN_FILENO, &c, 1);
	if (n == -1 && is_passing(errno))
		return -1;
	return n > 0;
}

void
client_drain(void)
{
	static char	 rest[4096];
	int64_t		 left, until = (int64_t)clock_ms() + GATE_SECONDS * 1000;
	ssize_t		 n = 1;

	while (n != 0 && (left = until - (int64_t)clock_ms()) > 0) {
		if (await(STDIN_FILENO, POLLIN, (int)left) != 1)
			continue;
		n = read(STDIN_FILENO, rest, sizeof(rest));
		if (n == -1 && !is_passing(errno))
			return;
	}
}
