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

/* Each redis-writer has a driver of its own: regress/lib/fake/maker. */

#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/programs/soak/soak.h"

#define LIMIT_MS	60000	/* for anything that is waited for */

struct host		 hosts[HOSTS];
static const char	*maker, *writer, *dir;

void
hosts_init(const char *maker_path, const char *writer_path, const char *folder)
{
	int	 i;

	maker = maker_path;
	writer = writer_path;
	dir = folder;
	for (i = 0; i < HOSTS; i++)
		hosts[i].id = i;
}

int
host_runs(const struct host *h)
{
	return h->driver != 0;
}

static void
become_driver(const struct host *h, int in, int out)
{
	char	 log[TEXT];
	int	 fd;

	(void)snprintf(log, sizeof(log), "%s/h%d.log", dir, h->id);
	if ((fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600)) == -1)
		err(1, "%s", log);
	if (dup2(in, STDIN_FILENO) == -1 || dup2(out, STDOUT_FILENO) == -1 ||
	    dup2(fd, STDERR_FILENO) == -1)
		err(1, "dup2");
	(void)close(fd);
	execl(maker, maker, writer, (char *)NULL);
	err(1, "%s", maker);
}

void
host_start(struct host *h, const char *engine)
{
	int	 in[2], out[2];

	if (pipe2(in, O_CLOEXEC) == -1 || pipe2(out, O_CLOEXEC) == -1)
		err(1, "pipe");
	if ((h->driver = fork()) == -1)
		err(1, "fork");
	if (h->driver == 0)
		become_driver(h, in[0], out[1]);
	(void)close(in[0]);
	(void)close(out[1]);
	h->in = in[1];
	h->out = out[0];
	h->len = 0;
	h->writer = 0;
	host_tell(h, "conf hostname h%d", h->id);
	host_tell(h, "conf socket %s", server_socket());
	host_tell(h, "conf root traefik\nconf ttl 600\nconf heartbeat 1\n"
	    "conf poll 1\nconf notify_quiet 1\nconf reserve_names %u\n"
	    "start", pick(3) == 0);
	host_tell(h, "engine engine-%s name-%s", engine, engine);
	while (h->writer == 0)
		hosts_serve(LIMIT_MS);
}

void
host_kill(struct host *h)
{
	if (!host_runs(h))
		return;
	(void)kill(h->writer, SIGKILL);
	(void)kill(h->driver, SIGKILL);
	(void)waitpid(h->driver, NULL, 0);
	(void)waitpid(h->writer, NULL, 0);	/* ours by now: main.c */
	(void)close(h->in);
	(void)close(h->out);
	h->driver = h->writer = 0;
}

void
hosts_end(void)
{
	int	 i;

	for (i = 0; i < HOSTS; i++)
		host_kill(&hosts[i]);
}

void
host_tell(struct host *h, const char *fmt, ...)
{
	char	 line[4 * TEXT];
	va_list	 ap;
	int	 len;

	va_start(ap, fmt);
	len = vsnprintf(line, sizeof(line) - 1, fmt, ap);
	va_end(ap);
	line[len++] = '\n';
	if (write(h->in, line, (size_t)len) != len)
		err(1, "the driver of h%d", h->id);
}

static void
send_wishes(struct host *h, const char *kind, const wish *old, const wish *new)
{
	char	 line[2 * TEXT];
	int	 o;

	h->number++;
	host_tell(h, "begin %u %s", h->number, kind);
	for (o = 0; o < OBJECTS; o++) {
		if (old[o] == new[o])
			continue;
		if (new[o] == 0) {
			host_tell(h, "del %s", object_id(o));
			continue;
		}
		wish_line(line, h->id, o, new[o]);
		host_tell(h, "%s", line);
	}
	host_tell(h, "end %u", h->number);
}

void
host_snapshot(struct host *h)
{
	static const wish	 nothing[OBJECTS];

	send_wishes(h, "snapshot", nothing, h->told);
}

void
host_change(struct host *h, const wish *new)
{
	wish	 old[OBJECTS];

	memcpy(old, h->told, sizeof(old));
	memcpy(h->told, new, sizeof(h->told));
	send_wishes(h, "change", old, new);
}

static void
heard(struct host *h, const char *line)
{
	if (sscanf(line, "pid %d", &h->writer) == 1 ||
	    sscanf(line, "done %u", &h->done) == 1 ||
	    strncmp(line, "ready ", 6) == 0)
		return;
	if (strncmp(line, "awaited ", 8) == 0)
		h->awaited = 1;
	else
		fail("the driver of h%d says: %s", h->id, line);
}

static void
listen_to(struct host *h)
{
	char	*end;
	ssize_t	 n;

	n = read(h->out, h->line + h->len, sizeof(h->line) - 1 - h->len);
	if (n <= 0)
		fail("the driver of h%d has ended", h->id);
	h->len += (size_t)n;
	h->line[h->len] = '\0';
	while ((end = strchr(h->line, '\n')) != NULL) {
		*end++ = '\0';
		heard(h, h->line);
		h->len -= (size_t)(end - h->line);
		memmove(h->line, end, h->len + 1);
	}
}

void
hosts_serve(int ms)
{
	static unsigned int	 seen;
	struct pollfd		 p[HOSTS + 1];
	int			 i, n;

	for (i = 0; i < HOSTS; i++) {
		p[i].fd = host_runs(&hosts[i]) ? hosts[i].out : -1;
		p[i].events = POLLIN;
	}
	p[HOSTS].fd = server_fd();
	p[HOSTS].events = POLLIN;
	if ((n = poll(p, HOSTS + 1, ms)) == -1)
		err(1, "poll");
	if (n == 0 && ms == LIMIT_MS)
		fail("nothing happens");
	if (seen != server_messages()) {
		seen = server_messages();
		check_now();
	}
	for (i = 0; i < HOSTS; i++)
		if (p[i].fd != -1 && p[i].revents != 0)
			listen_to(&hosts[i]);
}

void
hosts_wait(void)
{
	struct host	*h;

	for (h = hosts; h < hosts + HOSTS; h++)
		if (host_runs(h) && h->done < h->number)
			host_tell(h, "done %u", h->number);
	for (h = hosts; h < hosts + HOSTS; h++)
		while (host_runs(h) && h->done < h->number)
			hosts_serve(LIMIT_MS);
}

void
host_await(struct host *h, const char *item, const char *text)
{
	h->awaited = 0;
	host_tell(h, "await redis.%s %s", item, text);
	while (!h->awaited)
		hosts_serve(LIMIT_MS);
}
