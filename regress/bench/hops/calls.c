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
 * All system calls of a change, by name, as strace counts them: /proc counts
 * only reads and writes, and of these not send(2) and recv(2).
 */

#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/hops/hops.h"

#define ATTACH_MS	500
#define PATH		256
#define LINE		256

static pid_t	tracers[PROCESSES_MAX];

static void
path_of(const struct bench *b, unsigned int i, char *path)
{
	(void)snprintf(path, PATH, "%s/calls.%u", b->dir, i);
}

static pid_t
trace(const struct bench *b, unsigned int i)
{
	char	path[PATH], text[16];
	pid_t	pid;
	int	fd;

	path_of(b, i, path);
	(void)snprintf(text, sizeof(text), "%ld", (long)b->agent.pids[i]);
	if ((pid = fork()) == -1)
		err(1, "fork");
	if (pid != 0)
		return (pid);
	if ((fd = open("/dev/null", O_WRONLY)) != -1)
		(void)dup2(fd, STDERR_FILENO);
	execlp("strace", "strace", "-c", "-o", path, "-p", text, (char *)NULL);
	_exit(127);
}

/* Returns 0, or -1 if there is no strace, or it may not trace. */
static int
trace_all(struct bench *b)
{
	unsigned int	i;

	for (i = 0; i < b->agent.count; i++)
		tracers[i] = trace(b, i);
	stage_rest(b, ATTACH_MS);
	for (i = 0; i < b->agent.count; i++)
		if (waitpid(tracers[i], NULL, WNOHANG) != 0)
			return (-1);
	return (0);
}

static void
trace_end(const struct bench *b)
{
	unsigned int	i;

	for (i = 0; i < b->agent.count; i++) {
		(void)kill(tracers[i], SIGINT);
		(void)waitpid(tracers[i], NULL, 0);
	}
}

/*
 * A line of strace's table: share, seconds, microseconds each, calls, perhaps
 * errors, name.  Returns the calls, or -1 if it is another line.
 */
static long
parse(char *line, const char **name)
{
	char	*word, *calls = NULL, *last = NULL;
	long	 n;
	int	 i;

	for (i = 0; (word = strsep(&line, " \n")) != NULL;) {
		if (*word == '\0')
			continue;
		if (i++ == 3)
			calls = word;
		last = word;
	}
	if (calls == NULL || (n = strtol(calls, NULL, 10)) <= 0 ||
	    strcmp(last, "total") == 0)
		return (-1);
	*name = last;
	return (n);
}

static void
report_process(const struct bench *b, unsigned int i, unsigned int n)
{
	char		 path[PATH], line[LINE], names[1024] = "", part[64];
	char		 process[32];
	const char	*name;
	double		 each, sum = 0;
	long		 calls;
	FILE		*f;

	path_of(b, i, path);
	agent_name(&b->agent, i, process, sizeof(process));
	if ((f = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		if ((calls = parse(line, &name)) == -1)
			continue;
		each = (double)calls / n;
		sum += each;
		if (each < 0.05)
			continue;
		(void)snprintf(part, sizeof(part), " %s %.1f", name, each);
		(void)strlcat(names, part, sizeof(names));
	}
	(void)fclose(f);
	printf("  %-14s %6.1f:%s\n", process, sum, names);
}

void
calls_report(struct bench *b, unsigned int from, unsigned int n)
{
	unsigned int	i;

	printf("\nsystem calls of a start and a stop together, by strace\n");
	if (trace_all(b) == -1) {
		printf("  strace is not installed, or it may not trace\n");
		trace_end(b);
		return;
	}
	for (i = 0; i < n; i++) {
		(void)stage_start(b, from + i);
		(void)stage_stop(b, from + i);
	}
	trace_end(b);
	for (i = 0; i < b->agent.count; i++)
		report_process(b, i, n);
	(void)fflush(stdout);
}
