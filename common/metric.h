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
 * The metrics that a process sends for `kopctl metrics', as items (item.h): the
 * name of the family with a number, and below it, where it has them,
 *
 *	label VALUE	of the label of its row in metrics.h
 *	part WORD	of a summary: "count" or "sum"; of a histogram also
 *			"+Inf", or the bound of a bucket in microseconds, for
 *			the number of values that are not above it
 */

#ifndef COMMON_METRIC_H
#define COMMON_METRIC_H

#include <stdint.h>

#include "common/histogram.h"
#include "common/item.h"

enum metric {
#define METRIC(id, ...)	METRIC_##id,
#include "common/metrics.h"
#undef METRIC
	METRICS
};

#define METRIC_LABEL	"label"
#define METRIC_PART	"part"
#define METRIC_COUNT	"count"
#define METRIC_SUM	"sum"
#define METRIC_INF	"+Inf"

/* Takes the items; id is for it alone, as the id of a request. */
struct metric_sink {
	void		(*item)(void *arg, uint32_t id, const struct item *);
	void		*arg;
	uint32_t	 id;
};

/* The name of the family, from metrics.h; static. */
const char	*metric_name(enum metric);

/*
 * All of these send one metric, in the units of metrics.h; label is NULL if its
 * row has none.
 *
 * metric_summary: count values, with that sum.
 *
 * metric_process: the time and memory of this process, from getrusage(2).
 */
void	 metric_number(const struct metric_sink *, enum metric,
	    const char *label, uint64_t);
void	 metric_summary(const struct metric_sink *, enum metric,
	    const char *label, uint64_t count, uint64_t sum);
void	 metric_histogram(const struct metric_sink *, enum metric,
	    const struct histogram *);
void	 metric_process(const struct metric_sink *);

#endif
