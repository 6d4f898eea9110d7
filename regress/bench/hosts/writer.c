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

#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/hosts/hosts.h"

#define NICE	15

static void	tell(struct writer *, const char *, ...)
		    __attribute__((__format__ (printf, 2, 3)));

static void
tell(struct writer *w, const char *fmt, ...)
{
	char	 line[512];
	va_list	 ap;
	int	 len;

	va_start(ap, fmt);
	len = vsnprintf(line, sizeof(line) - 1, fmt, ap);
	va_end(ap);
	if (len < 0 || (size_t)len >= sizeof(line) - 1)
		errx(1, "a line for h%d is too long", w->id);
	line[len++] = '\n';
	if (write(w->in, line, (size_t)len) != len)
		err(1, "the driver of h%d", w->id);
}

static void
heard(struct writer *w, const char *line)
{
	if (sscanf(line, "pid %d", &w->pid) != 1 &&
	    sscanf(line, "done %u", &w->done) != 1 &&
	    strncmp(line, "ready ", 6) != 0)
		errx(1, "the driver of h%d says: %s", w->id, line);
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct writer	*w = arg;
	char		*end;
	ssize_t		 n;

	(void)what;
	n = read(fd, w->line + w->len, sizeof(w->line) - 1 - w->len);
	if (n <= 0)
		errx(1, "the driver of h%d has ended: see its log", w->id);
	w->len += (size_t)n;
	w->line[w->len] = '\0';
	while ((end = strchr(w->line, '\n')) != NULL) {
		*end++ = '\0';
		heard(w, w->line);
		w->len -= (size_t)(end - w->line);
		memmove(w->line, end, w->len + 1);
	}
}

static void
become_driver(const struct place *p, int in, int out)
{
	int	 fd;

	if ((fd = open(p->log, O_WRONLY | O_CREAT | O_APPEND, 0644)) == -1 ||
	    dup2(in, STDIN_FILENO) == -1 || dup2(out, STDOUT_FILENO) == -1 ||
	    dup2(fd, STDERR_FILENO) == -1)
		err(1, "%s", p->log);
	closefrom(STDERR_FILENO + 1);
	/* In truth it is another machine, and takes no time from Redis. */
	if (nice(NICE) == -1)
		err(1, "nice");
	execl(p->maker, p->maker, p->program, (char *)NULL);
	err(1, "%s", p->maker);
}

void
writer_start(struct writer *w, const struct place *p)
{
	int	 in[2], out[2];

	if (pipe2(in, O_CLOEXEC) == -1 || pipe2(out, O_CLOEXEC) == -1)
		err(1, "pipe");
	if ((w->driver = fork()) == -1)
		err(1, "fork");
	if (w->driver == 0)
		become_driver(p, in[0], out[1]);
	(void)close(in[0]);
	(void)close(out[1]);
	w->in = in[1];
	w->out = out[0];
	w->len = 0;
	w->number = w->done = 0;
	if ((w->readable = event_new(p->base, w->out, EV_READ | EV_PERSIST,
	    on_readable, w)) == NULL || event_add(w->readable, NULL) == -1)
		errx(1, "event");
	tell(w, "conf hostname h%d\nconf address 127.0.0.1\nconf port %u",
	    w->id, p->port);
	tell(w, "conf root traefik\nconf ttl 60\nconf heartbeat 5\n"
	    "conf poll 60\nconf notify_quiet 1\nstart\nengine %d name%d",
	    w->id, w->id);
	while (w->pid == 0)
		(void)event_base_loop(p->base, EVLOOP_ONCE);
}

void
writer_kill(struct writer *w)
{
	if (w->driver == 0)
		return;
	event_free(w->readable);
	if (w->pid != 0)
		(void)kill(w->pid, SIGKILL);
	(void)kill(w->driver, SIGKILL);
	(void)waitpid(w->driver, NULL, 0);
	if (w->pid != 0)
		(void)waitpid(w->pid, NULL, 0);	/* ours by now: main.c */
	(void)close(w->in);
	(void)close(w->out);
	w->driver = w->pid = 0;
}

void
writer_snapshot(struct writer *w, unsigned int from, unsigned int to)
{
	w->number++;
	tell(w, "begin %u snapshot\nmany %u %u\nend %u", w->number, from, to,
	    w->number);
}

void
writer_add(struct writer *w, unsigned int container)
{
	w->number++;
	tell(w, "begin %u change\nmany %u %u\nend %u", w->number, container,
	    container + 1, w->number);
}

void
writer_remove(struct writer *w, unsigned int container)
{
	w->number++;
	tell(w, "begin %u change\ndel http/services/web%u\n"
	    "del http/routers/web%u\nend %u", w->number, container, container,
	    w->number);
}

void
writer_ask(struct writer *w)
{
	tell(w, "done %u", w->number);
}

int
writer_is_done(const struct writer *w)
{
	return (w->driver == 0 || w->done >= w->number);
}
