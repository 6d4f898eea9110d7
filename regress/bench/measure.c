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

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "regress/bench/bench.h"
#include "regress/bench/report.h"

#define EVENTS		200
#define WARM_UP		5	/* events before those that count */
#define WATCHED		20	/* events whose commands are counted */
#define MANY		1000	/* containers for a share to say something */
#define MAKER		"route-maker"

static void
measure_events(struct bench *b, struct figures *f)
{
	unsigned int	i, number = b->containers;
	uint64_t	cpu[3];

	for (i = 0; i < WARM_UP; i++, number++) {
		(void)stage_start(b, number);
		(void)stage_stop(b, number);
	}
	(void)engine_bytes();
	(void)redis_messages(b->redis);
	for (i = 0; i < b->events; i++, number++) {
		cpu[0] = agent_cpu(&b->agent);
		f->start[i] = stage_start(b, number);
		cpu[1] = agent_cpu(&b->agent);
		f->bytes[0] += (double)engine_bytes();
		f->messages[0] += redis_messages(b->redis);
		f->stop[i] = stage_stop(b, number);
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
	report_sort(f->start, b->events);
	report_sort(f->stop, b->events);
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
		(void)stage_message(b);
		stage_rest(b, SETTLE_MS);
		redis_commands(b->redis, &sent, &executed, NULL);
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
	stage_rest(b, 1000);
	switches = agent_switches(&b->agent);
	stage_rest(b, b->rest * 1000);
	switches = agent_switches(&b->agent) - switches;
	f->wakeups = (double)switches * 60 / b->rest;
}

/* What route-maker takes when it has but one container. */
static size_t
smallest_pss(struct bench *b)
{
	unsigned int	n = b->containers;
	size_t		pss;

	b->containers = 1;
	(void)stage_agent(b, 1);
	stage_rest(b, 500);
	pss = agent_pss_of(&b->agent, MAKER);
	agent_stop(&b->agent);
	stage_rest(b, 10);
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
	f->all_keys = stage_agent(b, is_kopd);
	stage_rest(b, 500);
	measure_events(b, f);
	measure_commands(b, f);
	f->pss = agent_pss(&b->agent);
	f->pss_each = least == 0 ? -1 :
	    (double)(agent_pss_of(&b->agent, MAKER) - least) /
	    (b->containers - 1);
	measure_rest(b, f);
	agent_stop(&b->agent);
	stage_rest(b, 10);
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
			b.events = stage_number(optarg, 100000);
			break;
		case 'k':
			b.notify = "KEA";
			break;
		case 'n':
			b.containers = stage_number(optarg, 60000);
			break;
		case 'r':
			b.rest = stage_number(optarg, 3600);
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
	stage_begin(&b);
	if (!b.tcp)
		measure(&b, &least, 0);
	measure(&b, &kopd, 1);
	report(&kopd, b.tcp ? NULL : &least);
	return (0);
}
