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
 * The stage of a benchmark: an engine, a private Redis, and the agent between
 * them.
 */

#include <sys/stat.h>

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regress/bench/bench.h"

#define LIMIT_SECONDS	60	/* for anything to happen */
#define PATH		256

static struct bench	*running;

static void
end_processes(void)
{
	agent_stop(&running->agent);
	if (running->redis != NULL)
		redis_free(running->redis);
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

void
stage_rest(struct bench *b, unsigned int ms)
{
	uint64_t	until = now() + ms * 1000000ull, t;

	while ((t = now()) < until)
		turn(b, (unsigned int)((until - t) / 1000000) + 1);
}

uint64_t
stage_message(struct bench *b)
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

uint64_t
stage_start(struct bench *b, unsigned int number)
{
	uint64_t	begin, end;

	begin = engine_start(number);
	do
		end = stage_message(b);
	while (!redis_has(b->redis, number));
	stage_rest(b, SETTLE_MS);
	return (end - begin);
}

uint64_t
stage_stop(struct bench *b, unsigned int number)
{
	uint64_t	begin, end;

	begin = engine_stop();
	do
		end = stage_message(b);
	while (!redis_lacks(b->redis, number));
	stage_rest(b, SETTLE_MS);
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

uint64_t
stage_agent(struct bench *b, int is_kopd)
{
	uint64_t	begin, end;

	engine_containers(b->containers);
	redis_reset(b->redis, b->notify);
	begin = now();
	if (is_kopd)
		start_kopd(b);
	else
		start_floor(b);
	do
		end = stage_message(b);
	while (!redis_has_all(b->redis, b->containers));
	agent_look(&b->agent);
	return (end - begin);
}

void
stage_begin(struct bench *b)
{
	static char		 path[PATH];

	b->base = base_begin();
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

unsigned int
stage_number(const char *text, unsigned int max)
{
	const char	*why;
	long long	 n = strtonum(text, 0, max, &why);

	if (why != NULL)
		errx(1, "%s is %s", text, why);
	return ((unsigned int)n);
}
