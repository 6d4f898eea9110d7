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

/* The agent's processes, and what the kernel says that they cost. */

#include <sys/wait.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "regress/bench/bench.h"

#define STOP_SECONDS	10

uint64_t
now(void)
{
	struct timespec	ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return ((uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec);
}

static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	(void)what;
	(void)arg;
	exit(128 + (int)sig);
}

struct event_base *
base_begin(void)
{
	static const int	 signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct event_base	*base;
	size_t			 i;

	if ((base = event_base_new()) == NULL)
		errx(1, "event_base_new");
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		(void)event_add(evsignal_new(base, signals[i], on_signal,
		    NULL), NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	return (base);
}

void
agent_start(struct agent *a, char *const argv[], const char *log)
{
	int	fd;

	memset(a, 0, sizeof(*a));
	switch (a->pids[0] = fork()) {
	case -1:
		err(1, "fork");
	case 0:
		if ((fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644)) == -1 ||
		    dup2(fd, STDOUT_FILENO) == -1 ||
		    dup2(fd, STDERR_FILENO) == -1)
			err(1, "%s", log);
		execv(argv[0], argv);
		err(1, "%s", argv[0]);
	default:
		a->count = 1;
	}
}

void
agent_look(struct agent *a)
{
	char	 path[64];
	FILE	*f;
	long	 pid;

	(void)snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children",
	    (long)a->pids[0], (long)a->pids[0]);
	if ((f = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	for (a->count = 1; a->count < PROCESSES_MAX &&
	    fscanf(f, "%ld", &pid) == 1; a->count++)
		a->pids[a->count] = (pid_t)pid;
	(void)fclose(f);
}

int
agent_runs(const struct agent *a)
{
	return (a->count > 0 && waitpid(a->pids[0], NULL, WNOHANG) == 0);
}

void
agent_stop(struct agent *a)
{
	struct timespec	pause = { 0, 10000000 };
	uint64_t	limit = now() + STOP_SECONDS * 1000000000ull;

	if (a->count == 0)
		return;
	(void)kill(a->pids[0], SIGTERM);
	while (waitpid(a->pids[0], NULL, WNOHANG) == 0) {
		if (now() > limit)
			(void)kill(a->pids[0], SIGKILL);
		(void)nanosleep(&pause, NULL);
	}
	a->count = 0;
}

/* Sums a number that stands behind a prefix in a file of each process. */
static uint64_t
sum(const struct agent *a, const char *file, const char *prefix)
{
	size_t		 len = strlen(prefix);
	unsigned int	 i;
	char		 path[64], line[256];
	uint64_t	 total = 0;
	FILE		*f;

	for (i = 0; i < a->count; i++) {
		(void)snprintf(path, sizeof(path), "/proc/%ld/%s",
		    (long)a->pids[i], file);
		if ((f = fopen(path, "r")) == NULL)
			err(1, "%s", path);
		while (fgets(line, sizeof(line), f) != NULL)
			if (strncmp(line, prefix, len) == 0)
				total += strtoull(line + len, NULL, 10);
		(void)fclose(f);
	}
	return (total);
}

uint64_t
agent_cpu(const struct agent *a)
{
	return (sum(a, "schedstat", ""));
}

size_t
agent_pss(const struct agent *a)
{
	return ((size_t)sum(a, "smaps_rollup", "Pss:") * 1024);
}

void
agent_name(const struct agent *a, unsigned int i, char *name, size_t size)
{
	char	 path[64];
	FILE	*f;

	(void)snprintf(path, sizeof(path), "/proc/%ld/comm", (long)a->pids[i]);
	if ((f = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	if (fgets(name, (int)size, f) == NULL)
		errx(1, "%s: empty", path);
	(void)fclose(f);
	name[strcspn(name, "\n")] = '\0';
}

size_t
agent_pss_of(const struct agent *a, const char *name)
{
	struct agent	one = { .count = 1 };
	unsigned int	i;
	char		its[64];

	for (i = 0; i < a->count; i++) {
		agent_name(a, i, its, sizeof(its));
		if (strcmp(its, name) == 0) {
			one.pids[0] = a->pids[i];
			return (agent_pss(&one));
		}
	}
	return (0);
}

uint64_t
agent_switches(const struct agent *a)
{
	return (sum(a, "status", "voluntary_ctxt_switches:"));
}

void
agent_usage(const struct agent *a, unsigned int i, struct usage *u)
{
	struct agent	one = { .count = 1, .pids = { a->pids[i] } };

	u->cpu = agent_cpu(&one);
	u->wakeups = agent_switches(&one);
	u->reads = sum(&one, "io", "syscr:");
	u->writes = sum(&one, "io", "syscw:");
	u->bytes_in = sum(&one, "io", "rchar:");
	u->bytes_out = sum(&one, "io", "wchar:");
}
