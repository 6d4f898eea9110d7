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
 * usage: hosts [-c containers] [-h hosts] [-r seconds] build dir
 *
 * -c: of each host.  -r: how long to look at all at rest; 0 does not.  dir is
 * an empty folder, to be removed by the caller.
 */

#include <sys/prctl.h>
#include <sys/resource.h>

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/bench.h"
#include "regress/bench/hosts/hosts.h"

#define CHANGES		200
#define WARM_UP		10
#define LIMIT_SECONDS	120	/* for anything to happen */
#define GRACE_SECONDS	11	/* after which others reap */
#define DEAD_MAX	100	/* hosts that die at once */
#define PATH		256

static struct redis		*redis;
static struct times_of		*times;
static struct place		 place;
static struct writer		 writers[HOSTS_MAX];
static uint64_t			 seen;		/* clock of the last message */
static unsigned int		 rest_seconds = 10;

static void
end_processes(void)
{
	size_t	 i;

	for (i = 0; i < HOSTS_MAX; i++)
		writer_kill(&writers[i]);
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
turn(uint64_t began)
{
	static const struct timeval	tick = { 0, 20000 };

	if (now() - began > LIMIT_SECONDS * 1000000000ull)
		errx(1, "nothing happens");
	(void)event_base_loopexit(place.base, &tick);
	(void)event_base_loop(place.base, EVLOOP_ONCE);
}

static void
rest(unsigned int ms)
{
	uint64_t	began = now();

	while (now() - began < ms * 1000000ull)
		turn(began);
}

static uint64_t
wait_all(const struct hosts_figures *f, uint64_t began)
{
	unsigned int	i;

	for (i = 0; i < f->hosts; i++)
		if (writers[i].driver != 0)
			writer_ask(&writers[i]);
	for (i = 0; i < f->hosts; i++)
		while (!writer_is_done(&writers[i]))
			turn(began);
	return (now() - began);
}

static void
begin_phase(void)
{
	(void)redis_messages(redis);
	times_begin(times);
}

static double
end_phase(struct times *t)
{
	rest(50);		/* for messages on their way */
	times_end(times, t);
	return (redis_messages(redis));
}

static void
measure_sync(struct hosts_figures *f)
{
	uint64_t	began;
	unsigned int	i, n = f->containers;

	begin_phase();
	began = now();
	for (i = 0; i < f->hosts; i++) {
		writers[i].id = (int)i;
		writer_start(&writers[i], &place);
		writer_snapshot(&writers[i], i * n, (i + 1) * n);
	}
	f->sync = wait_all(f, began);
	f->sync_messages = end_phase(&f->sync_times);
}

static int
compare(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

/* Each time another host's container starts, and stops again. */
static uint64_t
one_change(const struct hosts_figures *f, unsigned int i)
{
	struct writer	*w = &writers[i / 2 % f->hosts];
	unsigned int	 container = f->hosts * f->containers + i / 2;
	uint64_t	 began = now();

	seen = 0;
	if (i % 2 == 0)
		writer_add(w, container);
	else
		writer_remove(w, container);
	while (seen == 0)
		turn(began);
	return (seen - began);
}

static void
measure_changes(struct hosts_figures *f)
{
	unsigned int	i, sent, executed;

	if ((f->latency = calloc(CHANGES, sizeof(*f->latency))) == NULL)
		err(1, NULL);
	for (i = 0; i < WARM_UP; i++)
		(void)one_change(f, i);
	begin_phase();
	for (i = 0; i < CHANGES; i++) {
		f->latency[i] = one_change(f, i);
		rest(3);
	}
	f->change_messages = end_phase(&f->change) / CHANGES;
	qsort(f->latency, CHANGES, sizeof(*f->latency), compare);
	for (i = 0; i < WARM_UP; i++) {
		redis_watch(redis);
		(void)one_change(f, i);
		redis_commands(redis, &sent, &executed, NULL);
		f->change_commands += (double)executed / WARM_UP;
	}
}

static void
measure_rest(struct hosts_figures *f)
{
	uint64_t	began;

	if (rest_seconds == 0)
		return;
	begin_phase();
	began = now();
	rest(rest_seconds * 1000);
	f->rest_seconds = (double)(now() - began) / 1e9;
	(void)end_phase(&f->rest);
}

/* The last one dies, its lease runs out, others take away what it left. */
static void
measure_death(struct hosts_figures *f)
{
	struct writer	*w = &writers[f->hosts - 1];
	unsigned int	 n = f->containers;
	uint64_t	 began;

	writer_kill(w);
	rest(GRACE_SECONDS * 1000);
	begin_phase();
	began = now();
	(void)times_do(times, "DEL kopd:/traefik/lease/h%d", w->id);
	while (times_do(times, "EXISTS kopd:/traefik/host/h%d", w->id) == 1)
		turn(began);
	f->reap = now() - began;
	f->reap_messages = end_phase(&f->reap_times);

	begin_phase();
	began = now();
	writer_start(w, &place);
	writer_snapshot(w, (f->hosts - 1) * n, f->hosts * n);
	f->back = wait_all(f, began);
	f->back_messages = end_phase(&f->back_times);
}

/* A tenth of the hosts die at once, while others have changes. */
static void
measure_deaths(struct hosts_figures *f)
{
	unsigned int	 i, n = f->hosts / 10 > DEAD_MAX ? DEAD_MAX :
			    f->hosts / 10, alive = f->hosts - n;
	uint64_t	 began, *latency;
	size_t		 changes = 0;
	struct hosts_figures	 living = *f;

	if ((f->dead = n) == 0)
		return;
	if ((latency = calloc(CHANGES, sizeof(*latency))) == NULL)
		err(1, NULL);
	for (i = alive; i < f->hosts; i++)
		writer_kill(&writers[i]);
	rest(GRACE_SECONDS * 1000);
	begin_phase();
	began = now();
	for (i = alive; i < f->hosts; i++)
		(void)times_do(times, "DEL kopd:/traefik/lease/h%d",
		    writers[i].id);
	living.hosts = alive;
	for (i = alive; i < f->hosts; ) {
		if (times_do(times, "EXISTS kopd:/traefik/host/h%d",
		    writers[i].id) == 0)
			i++;
		else if (changes < CHANGES) {
			latency[changes] = one_change(&living,
			    (unsigned int)changes);
			changes++;
		} else
			turn(began);
	}
	f->deaths = now() - began;
	(void)end_phase(&f->deaths_times);
	qsort(latency, changes, sizeof(*latency), compare);
	f->deaths_p50 = changes == 0 ? -1 : (double)latency[changes / 2];
	free(latency);
}

static long long
published(void)
{
	return (times_do(times, "EVAL %s 0",
	    "return #redis.call('KEYS', 'traefik/*')"));
}

/* Redis restarts without data: all hosts connect again. */
static void
measure_flush(struct hosts_figures *f)
{
	long long	keys = published();
	uint64_t	began;

	begin_phase();
	began = now();
	(void)times_do(times, "FLUSHALL");
	times_disconnect(times);
	while (times_do(times, "DBSIZE") < keys || published() < keys)
		turn(began);
	f->flush = now() - began;
	(void)end_phase(&f->flush_times);
}

static void
measure_quiet(struct hosts_figures *f)
{
	struct writer	*w = &writers[f->hosts - 1];
	unsigned int	 n = f->containers;
	uint64_t	 began;

	writer_kill(w);
	begin_phase();
	began = now();
	writer_start(w, &place);
	writer_snapshot(w, (f->hosts - 1) * n, f->hosts * n);
	f->quiet = wait_all(f, began);
	rest(500);
	f->quiet_messages = end_phase(&f->quiet_times);
}

/* Of the data: what scripts need is not counted. */
static double
memory(void)
{
	(void)times_do(times, "SLOWLOG RESET");
	(void)times_do(times, "SCRIPT FLUSH SYNC");
	return ((double)times_info(times, "memory", "used_memory:"));
}

static void
measure_memory(struct hosts_figures *f)
{
	double	all, published, none;

	rest(200);		/* until Redis has seen who is gone */
	all = memory();
	(void)times_do(times, "EVAL %s 0", "local cursor = '0' repeat "
	    "local page = redis.call('SCAN', cursor, 'MATCH', 'kopd:*', "
	    "'COUNT', 1000) cursor = page[1] "
	    "for _, key in ipairs(page[2]) do redis.call('DEL', key) end "
	    "until cursor == '0' return 0");
	published = memory();
	redis_reset(redis, "");
	none = memory();
	f->memory = (all - none) / f->containers / f->hosts;
	f->memory_ratio = (all - none) / (published - none);
}

static void
measure(struct hosts_figures *f)
{
	unsigned int	i;

	redis_reset(redis, "");
	measure_sync(f);
	measure_changes(f);
	measure_rest(f);
	if (f->hosts > 1)
		measure_death(f);
	measure_quiet(f);
	measure_deaths(f);
	measure_flush(f);
	for (i = 0; i < f->hosts; i++)
		writer_kill(&writers[i]);
	measure_memory(f);
}

static void
begin(const char *build, const char *dir)
{
	static char		maker[PATH], program[PATH], log[PATH];

	place.base = base_begin();
	/* A writer whose driver was killed is ours to wait for. */
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) == -1 ||
	    atexit(end_processes) != 0)
		err(1, "prctl");
	(void)snprintf(maker, PATH, "%s/regress/lib/fake/maker", build);
	(void)snprintf(program, PATH, "%s/redis-writer/redis-writer", build);
	(void)snprintf(log, PATH, "%s/agent.log", dir);
	place.maker = maker;
	place.program = program;
	place.log = log;
	redis = redis_new(place.base, dir);
	redis_on_message(redis, on_message, NULL);
	place.port = redis_port(redis);
	times = times_new(place.port);
}

/* Each host has two pipes here, and a connection in Redis. */
static void
many_files(void)
{
	struct rlimit	rl;

	if (getrlimit(RLIMIT_NOFILE, &rl) == -1)
		err(1, "getrlimit");
	rl.rlim_cur = rl.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &rl) == -1)
		err(1, "setrlimit");
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

int
main(int argc, char *argv[])
{
	struct hosts_figures	many = { .hosts = 20, .containers = 500 }, one;
	int			ch;

	while ((ch = getopt(argc, argv, "c:h:r:")) != -1) {
		if (ch == 'c')
			many.containers = number(optarg, 10000);
		else if (ch == 'h')
			many.hosts = number(optarg, HOSTS_MAX);
		else if (ch == 'r')
			rest_seconds = number(optarg, 3600);
		else
			errx(1, "usage: hosts [-c containers] [-h hosts] "
			    "[-r seconds] build dir");
	}
	if (argc - optind != 2 || many.hosts < 2 || many.containers == 0)
		errx(1, "a build, a folder, two hosts and a container");
	one = many;
	one.hosts = 1;
	many_files();
	begin(argv[optind], argv[optind + 1]);
	measure(&one);
	measure(&many);
	table(&many, &one, CHANGES);
	free(one.latency);
	free(many.latency);
	return (0);
}
