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

/* The figures of a run as a table that a person can read. */

#include <stdio.h>
#include <stdlib.h>

#include "regress/bench/bench.h"
#include "regress/bench/report.h"

#define MS	1000000.0
#define MB	1000000.0

void
report_heading(const char *title, const char *ours, const char *other)
{
	printf("\n%s\n  %-42s %9s     %9s     %7s\n", title, "", ours, other,
	    "ratio");
}

void
report_row(const char *what, const char *unit, double ours, double other)
{
	printf("  %-42s %9.2f %-3s", what, ours, unit);
	if (other >= 0)
		printf(" %9.2f %-3s", other, unit);
	if (other > 0 && ours >= 0)
		printf(" %7.2f", ours / other);
	printf("\n");
}

static int
compare(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

void
report_sort(uint64_t *figures, unsigned int n)
{
	qsort(figures, n, sizeof(*figures), compare);
}

double
report_percentile(const uint64_t *sorted, unsigned int n, unsigned int percent)
{
	unsigned int	at = (n * percent + 99) / 100;

	return ((double)sorted[at > 0 ? at - 1 : 0]);
}

static void
latencies(const char *what, const uint64_t *kopd, const uint64_t *floor,
    unsigned int n)
{
	static const unsigned int	percents[] = { 50, 95, 99 };
	char				text[64];
	size_t				i;

	for (i = 0; i < sizeof(percents) / sizeof(percents[0]); i++) {
		(void)snprintf(text, sizeof(text), "%s to key in Redis, p%u",
		    what, percents[i]);
		report_row(text, "ms", report_percentile(kopd, n, percents[i]) / MS,
		    floor == NULL ? -1 : report_percentile(floor, n, percents[i]) / MS);
	}
}

static void
counts(const char *what, const double *kopd, const double *floor)
{
	static const char	*const event[] = { "a start", "a stop" };
	char			 text[64];
	int			 i;

	for (i = 0; i < 2; i++) {
		(void)snprintf(text, sizeof(text), "%s %s", what, event[i]);
		report_row(text, "", kopd[i], floor == NULL ? -1 : floor[i]);
	}
}

void
report(const struct figures *k, const struct figures *f)
{
	char	title[64];

	(void)snprintf(title, sizeof(title),
	    "%u containers, %u starts and %u stops", k->containers, k->events,
	    k->events);
	report_heading(title, "kopd", "floor");
	report_row("agent's start to all keys in Redis", "ms",
	    (double)k->all_keys / MS, f == NULL ? -1 : (double)f->all_keys / MS);
	latencies("start", k->start, f == NULL ? NULL : f->start, k->events);
	latencies("stop", k->stop, f == NULL ? NULL : f->stop, k->events);
	counts("commands to Redis,", k->sent, f == NULL ? NULL : f->sent);
	counts("with those in scripts,", k->executed,
	    f == NULL ? NULL : f->executed);
	counts("messages to Traefik,", k->messages,
	    f == NULL ? NULL : f->messages);
	counts("bytes of Docker's lists,", k->bytes,
	    f == NULL ? NULL : f->bytes);
	report_row("processor time, a start", "ms", (double)k->cpu_start / MS,
	    f == NULL ? -1 : (double)f->cpu_start / MS);
	report_row("processor time, a stop", "ms", (double)k->cpu_stop / MS,
	    f == NULL ? -1 : (double)f->cpu_stop / MS);
	report_row("memory (PSS) of all processes", "MB", (double)k->pss / MB,
	    f == NULL ? -1 : (double)f->pss / MB);
	if (k->pss_each >= 0)
		report_row("of it route-maker's, a container", "B",
		    k->pss_each, -1);
	if (k->wakeups >= 0)
		report_row("wake-ups a minute at rest", "", k->wakeups,
		    f == NULL ? -1 : f->wakeups);
	(void)fflush(stdout);
}
