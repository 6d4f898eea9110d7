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

/* A start of route-maker, without rules and with many. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/messages.h"
#include "regress/bench/maker/maker.h"
#include "regress/bench/report.h"
#include "route-maker/docker/answer.h"
#include "route-maker/docker/split.h"

#define MS		1000000.0
#define RULES		100
#define AIM		1.1	/* times as long as without rules */

struct start {
	const struct input	*in;
	struct route_maker_conf	*conf;
	struct program		*program;
	size_t			 objects;
};

static void
refuse(void *arg, const char *setting, const char *why)
{
	(void)arg;
	errx(1, "%s: %s", setting, why);
}

/* From an empty inventory to the definitions of all objects. */
static void
start(void *arg)
{
	struct start		*s = arg;
	struct containers	 containers;
	struct pending		 pending;
	struct answer		 answer;
	struct answer_list	 list = { .answer = &answer, .all = 1 };
	struct split		 split;
	size_t			 at, n;

	containers_init(&containers, s->conf, s->program);
	pending_init(&pending);
	answer_init(&answer, &pending, &containers);
	idset_init(&list.unhealthy);
	containers_round_begin(&containers);
	split_init(&split, &answer_elements, &list);
	for (at = 0; at < s->in->len; at += n) {
		n = s->in->len - at > DOCKER_CHUNK ? DOCKER_CHUNK :
		    s->in->len - at;
		if (split_feed(&split, s->in->data + at, n) == -1)
			errx(1, "%s", split_reason(&split));
	}
	split_free(&split);
	containers_round_end(&containers);
	s->objects = containers.objects.count;
	containers_free(&containers);
}

/* Rules for other hosts and networks, and in the middle one that passes all. */
static void
set_rules(struct start *s)
{
	char	*text;
	size_t	 len;
	FILE	*out;
	int	 i;

	if ((out = open_memstream(&text, &len)) == NULL)
		err(1, NULL);
	fprintf(out, "\"kopd.conf:1\" block all\n");
	for (i = 2; i <= RULES; i++) {
		if (i == RULES / 2)
			fprintf(out, "\"kopd.conf:%d\" pass all\n", i);
		else if (i % 2 == 0)
			fprintf(out, "\"kopd.conf:%d\" pass router host "
			    "{ \"*.dev%d.example.com\" \"dev%d.example.org\" }"
			    " from project \"team%d-*\"\n", i, i, i, i);
		else
			fprintf(out, "\"kopd.conf:%d\" pass service address "
			    "{ published \"10.%d.0.0/16\" } port 1024:65535\n",
			    i, i);
	}
	if (fclose(out) == EOF)
		err(1, NULL);
	free(s->conf->policy);
	s->conf->policy = text;
	if (program_compile(&s->program, s->conf, refuse, NULL) == -1)
		errx(1, "rules");
}

void
measure_policy(const struct input *in)
{
	struct start	 s = { .in = in, .conf = bench_conf() };
	size_t		 objects;
	double		 without, with;
	char		 title[128];

	without = median_of(start, &s);
	objects = s.objects;
	set_rules(&s);
	with = median_of(start, &s);
	if (s.objects != objects)
		errx(1, "%zu objects, not %zu", s.objects, objects);
	(void)snprintf(title, sizeof(title), "a start of route-maker, %zu "
	    "containers, %zu objects", in->count, objects);
	report_heading(title, "kopd", "aim");
	report_row("without rules", "ms", without / MS, -1);
	(void)snprintf(title, sizeof(title), "with %d rules", RULES);
	report_row(title, "ms", with / MS, AIM * without / MS);
	program_free(s.program);
	config_free(&route_maker_table, s.conf);
}
