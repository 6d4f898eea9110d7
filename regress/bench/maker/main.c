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
 * usage: maker labels|memory|policy|rules [<list of containers]
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/log.h"
#include "common/siphash.h"
#include "regress/bench/maker/maker.h"
#include "route-maker/docker/split.h"

static void
on_element(void *arg, const char *data, size_t len)
{
	struct input	*in = arg;

	if (in->count == in->room) {
		in->room = in->room == 0 ? 1024 : 2 * in->room;
		in->elements = reallocarray(in->elements, in->room,
		    sizeof(*in->elements));
		if (in->elements == NULL)
			err(1, NULL);
	}
	in->elements[in->count].data = data;
	in->elements[in->count++].len = len;
}

static void
on_fault(void *arg, const char *data, size_t len, const char *reason)
{
	(void)arg;
	(void)data;
	(void)len;
	errx(1, "stdin: an element: %s", reason);
}

/* Fed as a whole, the elements lie where they were read. */
void
input_read(struct input *in)
{
	static const struct split_callbacks	 callbacks = {
		.element = on_element,
		.fault = on_fault
	};
	struct split				 split;
	size_t					 n, size = 0;

	memset(in, 0, sizeof(*in));
	do {
		size = size == 0 ? 1 << 20 : 2 * size;
		if ((in->data = realloc(in->data, size)) == NULL)
			err(1, NULL);
		n = fread(in->data + in->len, 1, size - in->len, stdin);
		in->len += n;
	} while (in->len == size);
	split_init(&split, &callbacks, in);
	if (split_feed(&split, in->data, in->len) == -1 ||
	    split_end(&split) == -1)
		errx(1, "stdin: %s", split_reason(&split));
	split_free(&split);
	if (in->count == 0)
		errx(1, "stdin: an empty list");
}

struct route_maker_conf *
bench_conf(void)
{
	struct route_maker_conf	*conf = config_blank(&route_maker_table);

	conf->exposed_by_default = 1;
	conf->v1 = conf->v1_exposed = 1;
	conf->traefik_version = TRAEFIK_NEWEST;
	free(conf->bind_address);
	if ((conf->bind_address = strdup("192.0.2.1")) == NULL)
		err(1, NULL);
	return (conf);
}

static uint64_t
processor_time(void)
{
	struct timespec	ts;

	if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts) == -1)
		err(1, "clock_gettime");
	return ((uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec);
}

static int
compare(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

double
median_of(void (*work)(void *), void *arg)
{
	uint64_t	times[RUNS], begin;
	size_t		i;

	work(arg);
	for (i = 0; i < RUNS; i++) {
		begin = processor_time();
		work(arg);
		times[i] = processor_time() - begin;
	}
	qsort(times, RUNS, sizeof(times[0]), compare);
	return ((double)times[RUNS / 2]);
}

int
main(int argc, char *argv[])
{
	struct input	 in;
	const char	*what = argc == 2 ? argv[1] : "";

	log_init("maker", LOG_TO_STDERR, 0);
	siphash_seed();
	if (strcmp(what, "rules") == 0) {
		measure_rules();
		return (0);
	}
	if (strcmp(what, "labels") != 0 && strcmp(what, "memory") != 0 &&
	    strcmp(what, "policy") != 0)
		errx(1, "usage: maker labels|memory|policy|rules [<list]");
	input_read(&in);
	if (strcmp(what, "labels") == 0)
		measure_labels(&in);
	else if (strcmp(what, "policy") == 0)
		measure_policy(&in);
	else
		measure_memory(&in);
	free(in.elements);
	free(in.data);
	return (0);
}
