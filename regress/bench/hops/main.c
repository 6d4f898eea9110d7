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
 * Where the time of one change goes, in kopd and in the floor.
 *
 * usage: hops [-e events] [-n containers] build dir
 *
 * dir is an empty folder, to be removed by the caller.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/hops/hops.h"
#include "regress/bench/report.h"

#define EVENTS		200
#define WARM_UP		5	/* events before those that count */
#define TRACED		50	/* events under strace */
#define US		1000.0

static unsigned int	number;		/* of the next container */

/* One change; seen: the clock of its message.  Returns that of its event. */
static uint64_t
make(struct bench *b, enum change change, uint64_t *seen)
{
	uint64_t	begin;

	begin = change == START ? engine_start(number) : engine_stop();
	do
		*seen = stage_message(b);
	while (!(change == START ? redis_has(b->redis, number) :
	    redis_lacks(b->redis, number)));
	if (change == STOP)
		number++;
	return (begin);
}

static void
read_usage(struct bench *b, struct usage *u)
{
	unsigned int	i;

	for (i = 0; i < b->agent.count; i++)
		agent_usage(&b->agent, i, &u[i]);
}

static void
add_usage(struct hops *h, enum change change, const struct usage *from,
    const struct usage *to)
{
	struct usage	*u;
	unsigned int	 i;

	for (i = 0; i < h->processes; i++) {
		u = &h->usage[change][i];
		u->cpu += to[i].cpu - from[i].cpu;
		u->wakeups += to[i].wakeups - from[i].wakeups;
		u->reads += to[i].reads - from[i].reads;
		u->writes += to[i].writes - from[i].writes;
		u->bytes_in += to[i].bytes_in - from[i].bytes_in;
		u->bytes_out += to[i].bytes_out - from[i].bytes_out;
		h->cpu[change] += to[i].cpu - from[i].cpu;
	}
}

/* What can be seen from outside without a cost. */
static void
measure_plain(struct bench *b, struct hops *h, enum change change,
    unsigned int i)
{
	struct usage	from[PROCESSES_MAX], to[PROCESSES_MAX];
	uint64_t	begin, asked, answered, seen;

	(void)redis_executing(b->redis);
	read_usage(b, from);
	begin = make(b, change, &seen);
	stage_rest(b, SETTLE_MS);
	read_usage(b, to);
	add_usage(h, change, from, to);
	engine_times(&asked, &answered);
	h->times[change][ASKED][i] = change == START ? asked - begin : 0;
	h->times[change][ANSWERED][i] = change == START ? answered - asked : 0;
	h->times[change][EXECUTED][i] = redis_executing(b->redis);
	h->times[change][TOTAL][i] = seen - begin;
}

/* When Redis begins. */
static void
measure_monitored(struct bench *b, struct hops *h, enum change change,
    unsigned int i)
{
	unsigned int	sent, executed;
	uint64_t	before, asked, seen, begun = 0;

	redis_watch(b->redis);
	before = make(b, change, &seen);
	if (change == START)
		engine_times(&asked, &before);
	stage_rest(b, SETTLE_MS);
	redis_commands(b->redis, &sent, &executed, &begun);
	h->times[change][BEGUN][i] = begun > before ? begun - before : 0;
	h->times[change][SEEN][i] = seen > begun ? seen - begun : 0;
}

static void
measure(struct bench *b, struct hops *h)
{
	unsigned int	i, j;
	uint64_t	seen;

	for (i = 0; i < WARM_UP * CHANGES; i++)
		(void)make(b, i % CHANGES, &seen);
	for (i = 0; i < b->events; i++)
		for (j = 0; j < CHANGES; j++)
			measure_plain(b, h, j, i);
	for (i = 0; i < b->events; i++)
		for (j = 0; j < CHANGES; j++)
			measure_monitored(b, h, j, i);
	for (i = 0; i < CHANGES; i++) {
		for (j = 0; j < HOPS; j++)
			report_sort(h->times[i][j], b->events);
		h->cpu[i] /= b->events;
	}
}

static void
run(struct bench *b, struct hops *h, int is_kopd)
{
	unsigned int	i, j;

	memset(h, 0, sizeof(*h));
	for (i = 0; i < CHANGES; i++)
		for (j = 0; j < HOPS; j++)
			if ((h->times[i][j] = calloc(b->events,
			    sizeof(uint64_t))) == NULL)
				err(1, NULL);
	number = b->containers;
	(void)stage_agent(b, is_kopd);
	h->processes = b->agent.count;
	for (i = 0; i < h->processes; i++)
		agent_name(&b->agent, i, h->names[i], sizeof(h->names[i]));
	stage_rest(b, 500);
	measure(b, h);
}

static void
report_hop(const char *what, const struct hops *kopd, const struct hops *floor,
    enum change change, enum hop hop, unsigned int n)
{
	static const unsigned int	percents[] = { 50, 99 };
	char				text[64];
	size_t				i;

	for (i = 0; i < sizeof(percents) / sizeof(percents[0]); i++) {
		(void)snprintf(text, sizeof(text), "%s, p%u", what,
		    percents[i]);
		report_row(text, "us", report_percentile(
		    kopd->times[change][hop], n, percents[i]) / US,
		    report_percentile(floor->times[change][hop], n,
		    percents[i]) / US);
	}
}

static void
report_change(const struct hops *kopd, const struct hops *floor,
    enum change change, const struct bench *b)
{
	char	title[64];

	(void)snprintf(title, sizeof(title), "%u containers, %u %s",
	    b->containers, b->events, change == START ? "starts" : "stops");
	report_heading(title, "kopd", "floor");
	if (change == START) {
		report_hop("event to request", kopd, floor, change, ASKED,
		    b->events);
		report_hop("request to answer", kopd, floor, change, ANSWERED,
		    b->events);
	}
	report_hop(change == START ? "answer to Redis*" : "event to Redis*",
	    kopd, floor, change, BEGUN, b->events);
	report_hop("Redis to message*", kopd, floor, change, SEEN, b->events);
	report_hop("in Redis", kopd, floor, change, EXECUTED, b->events);
	report_hop("event to message", kopd, floor, change, TOTAL, b->events);
	report_row("processor time of all processes", "us",
	    (double)kopd->cpu[change] / US, (double)floor->cpu[change] / US);
}

static void
report_processes(const struct hops *h, unsigned int n)
{
	const struct usage	*u;
	unsigned int		 i, j;

	for (i = 0; i < h->processes; i++) {
		for (j = 0; j < CHANGES; j++) {
			u = &h->usage[j][i];
			printf("  %-14s %-6s %9.2f %9.2f %9.2f %9.0f %9.0f "
			    "%9.1f\n", h->names[i],
			    j == START ? "start" : "stop",
			    (double)u->wakeups / n, (double)u->reads / n,
			    (double)u->writes / n, (double)u->bytes_in / n,
			    (double)u->bytes_out / n,
			    (double)u->cpu / n / US);
		}
	}
}

static void
report_hops(const struct hops *kopd, const struct hops *floor,
    const struct bench *b)
{
	report_change(kopd, floor, START, b);
	report_change(kopd, floor, STOP, b);
	printf("  * with MONITOR, which makes Redis slower\n\n  %-21s %9s %9s "
	    "%9s %9s %9s %9s\n", "each process, a change", "wake-ups", "reads",
	    "writes", "bytes in", "bytes out", "us");
	report_processes(kopd, b->events);
	report_processes(floor, b->events);
	(void)fflush(stdout);
}

int
main(int argc, char *argv[])
{
	struct bench	b = { .notify = "", .containers = 1000,
			    .events = EVENTS };
	struct hops	kopd, floor;
	int		ch;

	while ((ch = getopt(argc, argv, "e:n:")) != -1) {
		if (ch == 'e')
			b.events = stage_number(optarg, 100000);
		else if (ch == 'n')
			b.containers = stage_number(optarg, 60000);
		else
			argc = 0;
	}
	if (argc - optind != 2 || b.events == 0 || b.containers == 0) {
		(void)fprintf(stderr, "usage: hops [-e events] "
		    "[-n containers] build dir\n");
		return (1);
	}
	b.build = argv[optind];
	b.dir = argv[optind + 1];
	stage_begin(&b);
	run(&b, &floor, 0);
	agent_stop(&b.agent);
	run(&b, &kopd, 1);
	report_hops(&kopd, &floor, &b);
	calls_report(&b, number, TRACED);
	return (0);
}
