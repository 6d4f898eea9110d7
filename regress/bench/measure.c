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
 * Measures kopd, and the floor beside it, with a number of containers.
 *
 * usage: measure [-n containers] [-e events] [-k] [-r seconds] build dir
 *
 * -k: with Redis' own notifications on.  -r: how long to look at the agent
 * at rest; 0 does not.  dir is an empty folder, to be removed by the caller.
 */

#include <sys/prctl.h>
#include <sys/stat.h>

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/bench.h"

#define EVENTS		200
#define WARM_UP		5	/* events before those that count */
#define WATCHED		20	/* events whose commands are counted */
#define SETTLE_MS	3	/* for what an agent does after the key */
#define LIMIT_SECONDS	60	/* for anything to happen */
#define MANY		1000	/* containers for a share to say something */
#define MAKER		"route-maker"
#define PATH		256

struct bench {
	struct event_base	*base;
	struct redis		*redis;
	struct agent		 agent;
	const char		*build, *dir;
	const char		*notify;
	unsigned int		 containers, events, rest;
	int			 tcp;		/* Docker is at a TCP port */
	uint64_t		 seen;		/* clock of the last message */
};

static struct bench	*running;

static void
end_processes(void)
{
	agent_stop(&running->agent);
	if (running->redis != NULL)
		redis_free(running->redis);
}

static void
on_signal(evutil_socket_t sig, short what, void *arg)
{
	(void)what;
	(void)arg;
	exit(128 + (int)sig);
}

static void
on_message(void *arg, uint64_t clock)
{
	struct bench	*b = arg;

	b->seen = clock;
	event_base_loopbreak(b->base);
}

/* Lets the engine and the subscriber work for a while. */
static void
turn(struct bench *b, unsigned int ms)
{
	struct timeval	tv = { ms / 1000, (int)(ms % 1000) * 1000 };

	(void)event_base_loopexit(b->base, &tv);
	(void)event_base_dispatch(b->base);
}

static void
rest(struct bench *b, unsigned int ms)
{
	uint64_t	until = now() + ms * 1000000ull, t;

	while ((t = now()) < until)
		turn(b, (unsigned int)((until - t) / 1000000) + 1);
}

/* Waits for the next message that Traefik would get, and returns its clock. */
static uint64_t
message(struct bench *b)
{
	uint64_t	limit = now() + LIMIT_SECONDS * 1000000000ull;

	for (b->seen = 0; b->seen == 0; turn(b, 100)) {
		if (!agent_runs(&b->agent))
			errx(1, "the agent ended: see its log");
		if (now() > limit)
			errx(1, "the agent does nothing");
	}
	return (b->seen);
}

/* One event: how long until it can be seen in Redis. */
static uint64_t
start(struct bench *b, unsigned int number)
{
	uint64_t	begin, end;

	begin = engine_start(number);
	do
		end = message(b);
	while (!redis_has(b->redis, number));
	rest(b, SETTLE_MS);
	return (end - begin);
}

static uint64_t
stop(struct bench *b, unsigned int number)
{
	uint64_t	begin, end;

	begin = engine_stop();
	do
		end = message(b);
	while (!redis_lacks(b->redis, number));
	rest(b, SETTLE_MS);
	return (end - begin);
}

static void
write_conf(struct bench *b, const char *path)
{
	FILE	*f;

	if ((f = fopen(path, "w")) == NULL)
		err(1, "%s", path);
	fprintf(f, "hostname \"bench\"\nbind ip 192.0.2.1\n"
	    "redis {\n\thost \"127.0.0.1\" port %u\n"
	    "\tnotify pause never\n}\n",
	    redis_port(b->redis));
	if (b->tcp)
		fprintf(f, "docker {\n\thost \"127.0.0.1\" port %u\n}\n",
		    engine_port());
	else
		fprintf(f, "docker {\n\tsocket \"%s/engine/docker.sock\"\n"
		    "}\n", b->dir);
	if (fclose(f) != 0)
		err(1, "%s", path);
}

static void
start_kopd(struct bench *b)
{
	char	 program[PATH], conf[PATH], control[PATH], log[PATH];
	char	 d[] = "-d", f[] = "-f", s[] = "-s";
	char	*argv[] = { program, d, f, conf, s, control, NULL };

	(void)snprintf(program, PATH, "%s/kopd/kopd", b->build);
	(void)snprintf(conf, PATH, "%s/kopd/kopd.conf", b->dir);
	(void)snprintf(control, PATH, "%s/kopd.sock", b->dir);
	(void)snprintf(log, PATH, "%s/agent.log", b->dir);
	write_conf(b, conf);
	agent_start(&b->agent, argv, log);
}

static void
start_floor(struct bench *b)
{
	char	 program[PATH], socket[PATH], port[16], log[PATH];
	char	*argv[] = { program, socket, port, NULL };

	(void)snprintf(program, PATH, "%s/regress/lib/fake/floor", b->build);
	(void)snprintf(socket, PATH, "%s/engine/docker.sock", b->dir);
	(void)snprintf(port, sizeof(port), "%u", redis_port(b->redis));
	(void)snprintf(log, PATH, "%s/agent.log", b->dir);
	agent_start(&b->agent, argv, log);
}

static int
compare(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

static void
measure_start(struct bench *b, struct figures *f, int is_kopd)
{
	uint64_t	begin = now(), end;

	if (is_kopd)
		start_kopd(b);
	else
		start_floor(b);
	do
		end = message(b);
	while (!redis_has_all(b->redis, b->containers));
	f->all_keys = end - begin;
	agent_look(&b->agent);
}

static void
measure_events(struct bench *b, struct figures *f)
{
	unsigned int	i, number = b->containers;
	uint64_t	cpu[3];

	for (i = 0; i < WARM_UP; i++, number++) {
		(void)start(b, number);
		(void)stop(b, number);
	}
	(void)engine_bytes();
	(void)redis_messages(b->redis);
	for (i = 0; i < b->events; i++, number++) {
		cpu[0] = agent_cpu(&b->agent);
		f->start[i] = start(b, number);
		cpu[1] = agent_cpu(&b->agent);
		f->bytes[0] += (double)engine_bytes();
		f->messages[0] += redis_messages(b->redis);
		f->stop[i] = stop(b, number);
		cpu[2] = agent_cpu(&b->agent);
		f->bytes[1] += (double)engine_bytes();
		f->messages[1] += redis_messages(b->redis);
		f->cpu_start += cpu[1] - cpu[0];
		f->cpu_stop += cpu[2] - cpu[1];
	}
	f->cpu_start /= b->events;
	f->cpu_stop /= b->events;
	for (i = 0; i < 2; i++) {
		f->bytes[i] /= b->events;
		f->messages[i] /= b->events;
	}
	qsort(f->start, b->events, sizeof(*f->start), compare);
	qsort(f->stop, b->events, sizeof(*f->stop), compare);
}

static void
measure_commands(struct bench *b, struct figures *f)
{
	unsigned int	i, number, sent, executed;

	for (i = 0; i < 2 * WATCHED; i++) {
		number = b->containers + WARM_UP + b->events + i / 2;
		redis_watch(b->redis);
		if (i % 2 == 0)
			(void)engine_start(number);
		else
			(void)engine_stop();
		(void)message(b);
		rest(b, SETTLE_MS);
		redis_commands(b->redis, &sent, &executed);
		f->sent[i % 2] += (double)sent / WATCHED;
		f->executed[i % 2] += (double)executed / WATCHED;
	}
}

static void
measure_rest(struct bench *b, struct figures *f)
{
	uint64_t	switches;

	f->wakeups = -1;
	if (b->rest == 0)
		return;
	rest(b, 1000);
	switches = agent_switches(&b->agent);
	rest(b, b->rest * 1000);
	switches = agent_switches(&b->agent) - switches;
	f->wakeups = (double)switches * 60 / b->rest;
}

/* What route-maker takes when it has but one container. */
static size_t
smallest_pss(struct bench *b)
{
	struct figures	f;
	unsigned int	n = b->containers;
	size_t		pss;

	b->containers = 1;
	engine_containers(1);
	redis_reset(b->redis, b->notify);
	measure_start(b, &f, 1);
	rest(b, 500);
	pss = agent_pss_of(&b->agent, MAKER);
	agent_stop(&b->agent);
	rest(b, 10);
	b->containers = n;
	return (pss);
}

static void
measure(struct bench *b, struct figures *f, int is_kopd)
{
	size_t	least = 0;

	memset(f, 0, sizeof(*f));
	if (is_kopd && b->containers >= MANY)
		least = smallest_pss(b);
	f->containers = b->containers;
	f->events = b->events;
	if ((f->start = calloc(b->events, sizeof(*f->start))) == NULL ||
	    (f->stop = calloc(b->events, sizeof(*f->stop))) == NULL)
		err(1, NULL);
	engine_containers(b->containers);
	redis_reset(b->redis, b->notify);
	measure_start(b, f, is_kopd);
	rest(b, 500);
	measure_events(b, f);
	measure_commands(b, f);
	f->pss = agent_pss(&b->agent);
	f->pss_each = least == 0 ? -1 :
	    (double)(agent_pss_of(&b->agent, MAKER) - least) /
	    (b->containers - 1);
	measure_rest(b, f);
	agent_stop(&b->agent);
	rest(b, 10);
}

static void
begin(struct bench *b)
{
	static const int	 signals[] = { SIGINT, SIGTERM, SIGHUP };
	static char		 path[PATH];
	size_t			 i;

	if ((b->base = event_base_new()) == NULL)
		errx(1, "event_base_new");
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		(void)event_add(evsignal_new(b->base, signals[i], on_signal,
		    NULL), NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	running = b;
	if (atexit(end_processes) != 0)
		err(1, "atexit");
	(void)snprintf(path, sizeof(path), "%s/kopd", b->dir);
	if (mkdir(path, 0755) == -1)
		err(1, "%s", path);
	(void)snprintf(path, sizeof(path), "%s/engine", b->dir);
	if (mkdir(path, 0755) == -1)
		err(1, "%s", path);
	(void)strlcat(path, "/docker.sock", sizeof(path));
	engine_init(b->base, b->tcp ? "127.0.0.1:0" : path);
	b->redis = redis_new(b->base, b->dir);
	redis_on_message(b->redis, on_message, b);
}

static unsigned int
number(const char *text, unsigned int max)
{
	const char	*why;
	long long	 n = strtonum(text, 0, max, &why);

	if (why != NULL)
		errx(1, "%s is %s", text, why);
	return ((unsigned int)n);
}

static void
usage(void)
{
	(void)fprintf(stderr, "usage: measure [-kt] [-e events] "
	    "[-n containers] [-r seconds] build dir\n");
	exit(1);
}

int
main(int argc, char *argv[])
{
	struct bench	b = { .notify = "", .containers = 10,
			    .events = EVENTS, .rest = 10 };
	struct figures	kopd, least;
	int		ch;

	while ((ch = getopt(argc, argv, "e:kn:r:t")) != -1) {
		switch (ch) {
		case 'e':
			b.events = number(optarg, 100000);
			break;
		case 'k':
			b.notify = "KEA";
			break;
		case 'n':
			b.containers = number(optarg, 60000);
			break;
		case 'r':
			b.rest = number(optarg, 3600);
			break;
		case 't':
			b.tcp = 1;	/* Docker; the floor has none */
			break;
		default:
			usage();
		}
	}
	if (argc - optind != 2 || b.events == 0 || b.containers == 0)
		usage();
	b.build = argv[optind];
	b.dir = argv[optind + 1];
	begin(&b);
	if (!b.tcp)
		measure(&b, &least, 0);
	measure(&b, &kopd, 1);
	report(&kopd, b.tcp ? NULL : &least);
	return (0);
}
