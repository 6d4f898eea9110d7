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

#include <sys/resource.h>
#include <sys/time.h>

#include <inttypes.h>
#include <stdio.h>

#include "common/log.h"
#include "common/metric.h"

static const char *const names[] = {
#define METRIC(id, name, ...)	[METRIC_##id] = (name),
#include "common/metrics.h"
#undef METRIC
};

const char *
metric_name(enum metric metric)
{
	return names[metric];
}

static void
send_detail(const struct metric_sink *sink, const char *name,
    const char *value)
{
	struct item	 item = { .depth = 1, .type = ITEM_STRING,
			    .name = name, .value = value };

	if (value != NULL)
		sink->item(sink->arg, sink->id, &item);
}

static void
send_part(const struct metric_sink *sink, enum metric metric,
    const char *label, const char *part, uint64_t n)
{
	struct item	 item = { .type = ITEM_NUMBER,
			    .name = names[metric] };
	char		 value[32];

	if (n > INT64_MAX)
		n = INT64_MAX;
	(void)snprintf(value, sizeof(value), "%" PRIu64, n);
	item.value = value;
	sink->item(sink->arg, sink->id, &item);
	send_detail(sink, METRIC_LABEL, label);
	send_detail(sink, METRIC_PART, part);
}

void
metric_number(const struct metric_sink *sink, enum metric metric,
    const char *label, uint64_t n)
{
	send_part(sink, metric, label, NULL, n);
}

void
metric_summary(const struct metric_sink *sink, enum metric metric,
    const char *label, uint64_t count, uint64_t sum)
{
	send_part(sink, metric, label, METRIC_COUNT, count);
	send_part(sink, metric, label, METRIC_SUM, sum);
}

void
metric_histogram(const struct metric_sink *sink, enum metric metric,
    const struct histogram *h)
{
	char		 bound[32];
	uint64_t	 n = 0;
	size_t		 i;

	for (i = 0; i < HISTOGRAM_BOUNDS; i++) {
		n += h->counts[i];
		(void)snprintf(bound, sizeof(bound), "%" PRIu64,
		    histogram_bounds[i]);
		send_part(sink, metric, NULL, bound, n);
	}
	n += h->counts[HISTOGRAM_BOUNDS];
	send_part(sink, metric, NULL, METRIC_INF, n);
	send_part(sink, metric, NULL, METRIC_COUNT, n);
	send_part(sink, metric, NULL, METRIC_SUM, h->sum);
}

static uint64_t
microseconds(const struct timeval *tv)
{
	return (uint64_t)tv->tv_sec * 1000000 + (uint64_t)tv->tv_usec;
}

void
metric_process(const struct metric_sink *sink)
{
	struct rusage	 usage;

	if (getrusage(RUSAGE_SELF, &usage) == -1)
		fatal("getrusage");
	metric_number(sink, METRIC_CPU, NULL, microseconds(&usage.ru_utime) +
	    microseconds(&usage.ru_stime));
	/* In kilobytes, on Linux and OpenBSD. */
	metric_number(sink, METRIC_MEMORY, NULL,
	    (uint64_t)usage.ru_maxrss * 1024);
}
