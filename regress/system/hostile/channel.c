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
#include <sys/syscall.h>
#include <sys/un.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/msg.h"
#include "regress/system/hostile/hostile.h"

/* Milliseconds without a byte that is taken. */
#define PATIENCE_MS	20000

/* A stopped process does nothing with what is read here. */
static void
await_stop(pid_t pid)
{
	char	 path[64], line[256], *state;
	FILE	*f;

	(void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	for (;;) {
		if ((f = fopen(path, "r")) == NULL ||
		    fgets(line, sizeof(line), f) == NULL)
			err(1, "%s", path);
		(void)fclose(f);
		if ((state = strrchr(line, ')')) != NULL &&
		    (state[2] == 'T' || state[2] == 't'))
			return;
		(void)poll(NULL, 0, 1);
	}
}

static int
take_descriptor(pid_t pid, int fd)
{
	long	 process, taken;

	if ((process = syscall(SYS_pidfd_open, pid, 0)) == -1)
		err(1, "pidfd_open");
	if ((taken = syscall(SYS_pidfd_getfd, (int)process, fd, 0)) == -1)
		err(1, "pidfd_getfd");
	(void)close((int)process);
	return (int)taken;
}

static int
connect_to(const char *path)
{
	struct sockaddr_un	 sun = { .sun_family = AF_UNIX };
	int			 fd;

	(void)snprintf(sun.sun_path, sizeof(sun.sun_path), "%s", path);
	if ((fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		err(1, "socket");
	if (connect(fd, (const struct sockaddr *)&sun, sizeof(sun)) == -1) {
		(void)close(fd);
		return -1;
	}
	if (fcntl(fd, F_SETFL, O_NONBLOCK) == -1)
		err(1, "fcntl");
	return fd;
}

void
channel_open(struct channel *c)
{
	if (c->in == NULL && (c->in = malloc(MSG_HEADER +
	    MSG_PAYLOAD_MAX)) == NULL)
		err(1, NULL);
	if (c->voice->fd == -1) {
		c->fd = connect_to(c->socket);
		c->closed = c->fd == -1;
		return;
	}
	if (kill(c->pid, SIGSTOP) == -1)
		err(1, "process %d", (int)c->pid);
	await_stop(c->pid);
	c->fd = take_descriptor(c->pid, c->voice->fd);
}

void
channel_close(struct channel *c)
{
	if (c->fd != -1)
		(void)close(c->fd);
	c->fd = -1;
	if (c->pid != 0 && kill(c->pid, SIGCONT) == -1 && errno != ESRCH)
		err(1, "process %d", (int)c->pid);
}

/* So many bytes, which are on their way. */
static int
read_all(struct channel *c, u_char *p, size_t len)
{
	struct pollfd	 pfd = { .fd = c->fd, .events = POLLIN };
	ssize_t		 n;

	while (len > 0) {
		n = recv(c->fd, p, len, MSG_DONTWAIT);
		if (n > 0) {
			p += n;
			len -= (size_t)n;
			continue;
		}
		if (n == 0 || errno != EAGAIN || poll(&pfd, 1, 1000) != 1)
			return -1;
	}
	return 0;
}

/* Whole messages alone, so that the process can go on where this ends. */
static int
hear_one(struct channel *c)
{
	struct msg_header	 h;
	struct heard		 m;
	ssize_t			 n;

	n = recv(c->fd, &h, sizeof(h), MSG_PEEK | MSG_DONTWAIT);
	if (n <= 0) {
		c->closed |= n == 0 || errno != EAGAIN;
		return 0;
	}
	if ((size_t)n == sizeof(h) && h.len > MSG_PAYLOAD_MAX)
		c->astray = 1;
	if (c->astray)		/* the process had half of a message */
		return recv(c->fd, c->in, MSG_PAYLOAD_MAX, MSG_DONTWAIT) > 0;
	if (read_all(c, c->in, sizeof(h)) == -1)
		return 0;
	memcpy(&h, c->in, sizeof(h));
	if (h.len > MSG_PAYLOAD_MAX ||
	    read_all(c, c->in, h.len) == -1) {
		c->astray = 1;
		return 0;
	}
	c->came++;
	m = (struct heard){ h.type, h.peer, c->in, h.len };
	if (c->voice->hear != NULL)
		c->voice->hear(c, &m);
	return 1;
}

void
channel_listen(struct channel *c, int ms)
{
	struct pollfd	 pfd = { .fd = c->fd, .events = POLLIN };

	while (!c->closed && poll(&pfd, 1, ms) == 1 && hear_one(c))
		ms = 0;
}

/* Takes what comes, since the other end may wait for that. */
static void
await_room(struct channel *c)
{
	struct pollfd	 pfd = { .fd = c->fd, .events = POLLIN | POLLOUT };
	int		 n;

	if ((n = poll(&pfd, 1, PATIENCE_MS)) == 0)
		errx(2, "%s: nothing is taken for %d seconds", c->voice->name,
		    PATIENCE_MS / 1000);
	if (n == -1 && errno != EINTR)
		err(1, "poll");
	if (pfd.revents & POLLIN)
		(void)hear_one(c);
	else if (pfd.revents & (POLLERR | POLLHUP))
		c->closed = 1;
}

static void
write_all(struct channel *c, const u_char *p, size_t len)
{
	ssize_t	 n;

	while (len > 0 && !c->closed) {
		n = send(c->fd, p, len, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n > 0) {
			p += n;
			len -= (size_t)n;
			c->bytes += (unsigned long)n;
		} else if (n == -1 && errno == EAGAIN)
			await_room(c);
		else if (n == -1 && errno != EINTR)
			c->closed = 1;
	}
}

/* One to four bytes become others, anywhere in the message. */
static void
spoil_bytes(u_char *p, size_t len)
{
	size_t	 n;

	for (n = 1 + chance(4); n > 0; n--)
		p[chance(chance_percent(50) && len > 64 ? 64 : len)] =
		    (u_char)chance(256);
}

int
odd(const struct channel *c, unsigned int about)
{
	return c->about & about && chance_percent(c->odd);
}

void
channel_send(struct channel *c, uint32_t type, uint32_t id, struct record *r)
{
	static u_char		 out[MSG_HEADER + MSG_PAYLOAD_MAX];
	struct msg_header	 h = { type, (uint32_t)r->len, id,
				    (uint32_t)c->pid };

	if (r->failed || r->len > MSG_PAYLOAD_MAX)
		h.len = 0;
	memcpy(out, &h, sizeof(h));
	if (h.len > 0)
		memcpy(out + sizeof(h), r->buf, h.len);
	record_free(r);
	if (chance_percent(c->spoilt))
		spoil_bytes(out, sizeof(h) + h.len);
	write_all(c, out, sizeof(h) + h.len);
	c->sent++;
}
