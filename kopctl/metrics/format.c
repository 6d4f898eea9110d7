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

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "kopctl/metrics/format.h"

static const char *const	 openmetrics_types[] = {
	[METRIC_GAUGE] = "gauge",
	[METRIC_COUNTER] = "counter",
	[METRIC_INFO] = "info",
	[METRIC_SUMMARY] = "summary",
	[METRIC_HISTOGRAM] = "histogram",
};
static const char *const	 units[] = {
	[METRIC_NONE] = "",
	[METRIC_SECONDS] = "seconds",
	[METRIC_BYTES] = "bytes",
};

/* What follows the family's name in that of a sample. */
static const char *
suffix(const struct family *f)
{
	switch (f->type) {
	case METRIC_COUNTER:
		return "_total";
	case METRIC_INFO:
		return "_info";
	default:
		return "";
	}
}

static void
put_head(FILE *out, enum format format, const struct family *f)
{
	const char	*end = format == FORMAT_OPENMETRICS ? "" : suffix(f);
	const char	*type = openmetrics_types[f->type];

	if (format == FORMAT_PROMETHEUS && f->type == METRIC_INFO)
		type = openmetrics_types[METRIC_GAUGE];
	fprintf(out, "# TYPE %s%s %s\n", f->name, end, type);
	if (format == FORMAT_OPENMETRICS && f->unit != METRIC_NONE)
		fprintf(out, "# UNIT %s %s\n", f->name, units[f->unit]);
	fprintf(out, "# HELP %s%s %s\n", f->name, end, f->help);
}

/* kopd's own words need no escape; another character becomes "_". */
static void
put_label(FILE *out, const char *name, const char *value, char *mark)
{
	fprintf(out, "%c%s=\"", *mark, name);
	for (; *value != '\0'; value++)
		fputc(isalnum((unsigned char)*value) ||
		    strchr(" +-./_", *value) != NULL ? *value : '_', out);
	fputc('"', out);
	*mark = ',';
}

/* Microseconds, as seconds without needless zeros. */
static void
put_seconds(FILE *out, uint64_t us)
{
	char	 fraction[8];
	size_t	 n = 6;

	(void)snprintf(fraction, sizeof(fraction), "%06u",
	    (unsigned int)(us % 1000000));
	while (n > 0 && fraction[n - 1] == '0')
		n--;
	fprintf(out, "%" PRIu64 "%s%.*s", us / 1000000, n > 0 ? "." : "",
	    (int)n, fraction);
}

/* A bound of a histogram has a point, as OpenMetrics requires. */
static void
put_bound(FILE *out, const char *part, char *mark)
{
	uint64_t	 us;

	fprintf(out, "%cle=\"", *mark);
	if (strcmp(part, METRIC_INF) == 0)
		fputs(part, out);
	else {
		us = (uint64_t)strtonum(part, 0, INT64_MAX, NULL);
		put_seconds(out, us);
		if (us % 1000000 == 0)
			fputs(".0", out);
	}
	fputc('"', out);
	*mark = ',';
}

static void
put_sample(FILE *out, const struct sample *s, const char *end, int bucket)
{
	const struct family	*f = s->family;
	char			 mark = '{';

	fprintf(out, "%s%s", f->name, end);
	if (f->roles & (f->roles - 1))
		put_label(out, "process", role_name(s->role), &mark);
	if (f->label != NULL)
		put_label(out, f->label, s->label, &mark);
	if (bucket)
		put_bound(out, s->part, &mark);
	fputs(mark == '{' ? " " : "} ", out);
	if (f->unit == METRIC_SECONDS && (s->part == NULL ||
	    strcmp(s->part, METRIC_SUM) == 0))
		put_seconds(out, s->n);
	else
		fprintf(out, "%" PRIu64, s->n);
	fputc('\n', out);
}

/* Of each label, the count and the sum. */
static void
put_summary(FILE *out, const struct samples *samples, size_t i)
{
	const struct family	*f = samples->v[i].family;
	const struct sample	*count, *sum;

	for (; i < samples->n && samples->v[i].family == f; i++) {
		count = &samples->v[i];
		if (strcmp(count->part, METRIC_COUNT) != 0)
			continue;
		sum = samples_find(samples, i, f, METRIC_SUM);
		while (sum != NULL && strcmp(sum->label, count->label) != 0)
			sum = samples_find(samples,
			    (size_t)(sum - samples->v) + 1, f, METRIC_SUM);
		put_sample(out, count, "_count", 0);
		if (sum != NULL)
			put_sample(out, sum, "_sum", 0);
	}
}

/* The buckets in ascending order; nothing if a part is missing. */
static void
put_histogram(FILE *out, const struct samples *samples, size_t i)
{
	static const char *const	 ends[] = { METRIC_INF, METRIC_COUNT,
					    METRIC_SUM };
	const struct family		*f = samples->v[i].family;
	const struct sample		*found[HISTOGRAM_BOUNDS + 3];
	char				 part[24];
	size_t				 n;

	for (n = 0; n < HISTOGRAM_BOUNDS; n++) {
		(void)snprintf(part, sizeof(part), "%" PRIu64,
		    histogram_bounds[n]);
		found[n] = samples_find(samples, i, f, part);
	}
	for (; n < HISTOGRAM_BOUNDS + 3; n++)
		found[n] = samples_find(samples, i, f,
		    ends[n - HISTOGRAM_BOUNDS]);
	for (n = 0; n < HISTOGRAM_BOUNDS + 3; n++) {
		if (found[n] == NULL)
			return;
	}
	for (n = 0; n <= HISTOGRAM_BOUNDS; n++)
		put_sample(out, found[n], "_bucket", 1);
	put_sample(out, found[n], "_count", 0);
	put_sample(out, found[n + 1], "_sum", 0);
}

static void
put_family(FILE *out, const struct samples *samples, size_t i)
{
	const struct family	*f = samples->v[i].family;

	if (f->type == METRIC_SUMMARY) {
		put_summary(out, samples, i);
		return;
	}
	if (f->type == METRIC_HISTOGRAM) {
		put_histogram(out, samples, i);
		return;
	}
	for (; i < samples->n && samples->v[i].family == f; i++)
		put_sample(out, &samples->v[i], suffix(f), 0);
}

void
format_write(FILE *out, enum format format, const struct samples *samples)
{
	size_t	 i;

	for (i = 0; i < samples->n; i++) {
		if (i > 0 &&
		    samples->v[i].family == samples->v[i - 1].family)
			continue;
		put_head(out, format, samples->v[i].family);
		put_family(out, samples, i);
	}
	if (format == FORMAT_OPENMETRICS)
		fputs("# EOF\n", out);
}
