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
 * usage: burst [-b starts] [-n containers] [-p pause] build dir
 *
 * Prints what a burst of starts costs a reader, with that pause between
 * messages and without pauses.  dir is an empty folder, to be removed by the
 * caller.
 */

#include <sys/mman.h>
#include <sys/stat.h>

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/bench.h"
#include "regress/bench/burst/burst.h"
#include "regress/bench/report.h"

#define LIMIT_SECONDS	300	/* for anything to happen */
#define QUIET_MS	12000	/* without a read: all is at rest */
#define SECOND_MS	1000	/* the time of the burst */
#define MS		1000000ull
#define PAUSE_MS	3000	/* more than a pause beside few keys */
#define PATH		256

/* Times in nanoseconds, from the first start of the burst. */
struct burst_figures {
	uint64_t	 found;		/* the reader has the last router */
	uint64_t	 written;	/* Redis has it */
	uint64_t	 rest;		/* the last read ends */
	uint64_t	 alone;		/* a lone start to its message */
	unsigned int	 reads, scans, messages;
	double		 cpu;		/* of the reader, milliseconds */
};

static struct event_base	*base;
static struct redis		*redis;
static struct agent		 agent, reader;
static struct reading		*reading;
static const char		*build, *dir;
static uint64_t			 seen;	/* clock of the last message */

static void
end_processes(void)
{
	agent_stop(&agent);
	if (reader.count > 0)
		(void)kill(reader.pids[0], SIGKILL);
	if (redis != NULL)
		redis_free(redis);
}

static void
on_message(void *arg, uint64_t clock)
{
	(void)arg;
	seen = clock;
}

static void
turn(unsigned int ms)
{
	struct timeval	tv = { ms / 1000, (int)(ms % 1000) * 1000 };

	if (agent.count > 0 && !agent_runs(&agent))
		errx(1, "kopd has ended: see its log");
	(void)event_base_loopexit(base, &tv);
	(void)event_base_dispatch(base);
}

static void
rest(unsigned int ms)
{
	uint64_t	until = now() + ms * MS;

	while (now() < until)
		turn(20);
}

/* Waits until the reader has read nothing for a while. */
static void
wait_quiet(void)
{
	uint64_t	began = now(), last = now();
	unsigned int	reads = reading->reads;

	while (now() - last < QUIET_MS * MS) {
		turn(20);
		if (reading->reads != reads) {
			reads = reading->reads;
			last = now();
		}
		if (now() - began > LIMIT_SECONDS * 1000 * MS)
			errx(1, "the reader does not come to rest");
	}
}

static void
start_kopd(const char *pause)
{
	static char	 program[PATH], conf[PATH], control[PATH], log[PATH];
	static char	 d[] = "-d", f[] = "-f", s[] = "-s";
	char		*argv[] = { program, d, f, conf, s, control, NULL };
	FILE		*file;

	(void)snprintf(program, PATH, "%s/kopd/kopd", build);
	(void)snprintf(conf, PATH, "%s/kopd/kopd.conf", dir);
	(void)snprintf(control, PATH, "%s/kopd.sock", dir);
	(void)snprintf(log, PATH, "%s/agent.log", dir);
	if ((file = fopen(conf, "w")) == NULL)
		err(1, "%s", conf);
	fprintf(file, "hostname \"bench\"\nbind ip 192.0.2.1\n"
	    "docker { socket \"%s/engine/docker.sock\" }\n"
	    "redis { host \"127.0.0.1\" port %u notify pause %s }\n", dir,
	    redis_port(redis), pause);
	if (fclose(file) != 0)
		err(1, "%s", conf);
	agent_start(&agent, argv, log);
}

static void
start_reader(unsigned int last)
{
	memset(reading, 0, sizeof(*reading));
	(void)snprintf(reading->key, sizeof(reading->key),
	    "traefik/http/routers/c%u/rule", last);
	reader.pids[0] = reader_start(reading, redis_port(redis));
	reader.count = 1;
	while (!reading->ready)
		turn(10);
}

static void
stop_reader(void)
{
	(void)kill(reader.pids[0], SIGKILL);
	reader.count = 0;
}

/* A start after a quiet time. */
static uint64_t
start_alone(unsigned int number)
{
	uint64_t	began;

	seen = 0;
	began = engine_start(number);
	while (seen == 0 || !redis_has(redis, number))
		turn(1);
	return (seen - began);
}

static void
burst(struct burst_figures *f, unsigned int from, unsigned int n)
{
	uint64_t	cpu = agent_cpu(&reader), began = now();
	unsigned int	i, reads = reading->reads, scans = reading->scans;

	(void)redis_messages(redis);
	for (i = 0; i < n; i++) {
		while (now() - began < i * (SECOND_MS * MS / n))
			turn(1);
		(void)engine_start(from + i);
	}
	while (!redis_has(redis, from + n - 1))
		turn(1);
	f->written = now() - began;
	wait_quiet();
	if (reading->found == 0)
		errx(1, "the reader never gets the last router");
	f->found = reading->found - began;
	f->rest = reading->clock - began;
	f->reads = reading->reads - reads;
	f->scans = reading->scans - scans;
	f->messages = redis_messages(redis);
	f->cpu = (double)(agent_cpu(&reader) - cpu) / MS;
}

static void
run(struct burst_figures *f, unsigned int containers, unsigned int n,
    const char *pause)
{
	memset(f, 0, sizeof(*f));
	engine_containers(containers);
	redis_reset(redis, "");
	start_kopd(pause);
	while (!redis_has_all(redis, containers))
		turn(20);
	start_reader(containers + n);
	rest(PAUSE_MS + containers);	/* the pause of the start is over */
	f->alone = start_alone(containers);
	wait_quiet();
	burst(f, containers + 1, n);
	stop_reader();
	agent_stop(&agent);
	turn(10);
}

static void
report_burst(const struct burst_figures *a, const struct burst_figures *b,
    unsigned int containers, unsigned int n, const char *pause)
{
	char	title[128], ours[32];

	(void)snprintf(title, sizeof(title),
	    "%u containers, %u more start within a second, a reader as Traefik",
	    containers, n);
	(void)snprintf(ours, sizeof(ours), "%s", pause);
	report_heading(title, ours, "never");
	report_row("a lone start to its message", "ms",
	    (double)a->alone / MS, (double)b->alone / MS);
	report_row("first start to last key in Redis", "ms",
	    (double)a->written / MS, (double)b->written / MS);
	report_row("first start to last router in the reader", "ms",
	    (double)a->found / MS, (double)b->found / MS);
	report_row("first start to the end of the last read", "ms",
	    (double)a->rest / MS, (double)b->rest / MS);
	report_row("messages", "", a->messages, b->messages);
	report_row("reads of all keys", "", a->reads, b->reads);
	report_row("SCAN commands", "", a->scans, b->scans);
	report_row("processor time of the reader", "ms", a->cpu, b->cpu);
	(void)fflush(stdout);
}

static void
begin(void)
{
	static char		 path[PATH];

	base = base_begin();
	if ((reading = mmap(NULL, sizeof(*reading), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0)) == MAP_FAILED)
		err(1, "mmap");
	if (atexit(end_processes) != 0)
		err(1, "atexit");
	(void)snprintf(path, sizeof(path), "%s/kopd", dir);
	if (mkdir(path, 0755) == -1)
		err(1, "%s", path);
	(void)snprintf(path, sizeof(path), "%s/engine", dir);
	if (mkdir(path, 0755) == -1)
		err(1, "%s", path);
	(void)strlcat(path, "/docker.sock", sizeof(path));
	engine_init(base, path);
	redis = redis_new(base, dir);
	redis_on_message(redis, on_message, NULL);
}

static unsigned int
number(const char *text, unsigned int max)
{
	const char	*why;
	long long	 n = strtonum(text, 1, max, &why);

	if (why != NULL)
		errx(1, "%s is %s", text, why);
	return ((unsigned int)n);
}

int
main(int argc, char *argv[])
{
	struct burst_figures	 ours, never;
	unsigned int		 containers = 1000, n = 100;
	const char		*pause = "auto";
	int			 ch;

	while ((ch = getopt(argc, argv, "b:n:p:")) != -1) {
		switch (ch) {
		case 'b':
			n = number(optarg, 10000);
			break;
		case 'n':
			containers = number(optarg, 60000);
			break;
		case 'p':
			pause = optarg;
			break;
		default:
			argc = 0;
		}
	}
	if (argc - optind != 2) {
		(void)fprintf(stderr, "usage: burst [-b starts] "
		    "[-n containers] [-p pause] build dir\n");
		return (1);
	}
	build = argv[optind];
	dir = argv[optind + 1];
	begin();
	run(&ours, containers, n, pause);
	run(&never, containers, n, "never");
	report_burst(&ours, &never, containers, n, pause);
	return (0);
}
