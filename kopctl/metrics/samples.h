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
 * The metrics of an answer: the rows of common/metrics.h with what is in the
 * answer for each.  The processes are not trusted: a metric is taken only from
 * a process that has it, with the label and the parts that its row has, and
 * each only once.
 */

#ifndef KOPCTL_METRICS_SAMPLES_H
#define KOPCTL_METRICS_SAMPLES_H

#include "common/metric.h"
#include "kopctl/items.h"

/* The maximum of items of one process; more are an error. */
#define SAMPLES_MAX	2048

enum metric_type {
	METRIC_GAUGE,
	METRIC_COUNTER,
	METRIC_INFO,
	METRIC_SUMMARY,
	METRIC_HISTOGRAM
};

enum metric_unit {
	METRIC_NONE,
	METRIC_SECONDS,
	METRIC_BYTES
};

struct family {
	const char		*name;
	enum metric_type	 type;
	enum metric_unit	 unit;
	const char		*label;		/* name; or NULL */
	unsigned int		 roles;		/* bits, 1 << role */
	const char		*help;
};

extern const struct family	families[METRICS];

/* One number; the strings are those of the answer. */
struct sample {
	const struct family	*family;
	enum role		 role;
	const char		*label;		/* value; or NULL */
	const char		*part;		/* or NULL */
	uint64_t		 n;
};

struct samples {
	struct sample	*v;
	size_t		 n;
};

/*
 * Sets *samples, in the order of families and roles, and the caller frees
 * samples->v.  The answer must outlive it.  Returns NULL, or why there are none.
 */
const char	*samples_take(const struct answer *, struct samples *);

/* The first sample of this family from the i-th on with that part; or NULL. */
const struct sample *samples_find(const struct samples *, size_t i,
		    const struct family *, const char *part);

#endif
