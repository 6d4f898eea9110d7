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
 * Writes metrics: in the format OpenMetrics 1.0, or in the older one of
 * Prometheus, version 0.0.4, which has the name of a sample where OpenMetrics
 * has that of the family, no type info, no units and no end.
 */

#ifndef KOPCTL_METRICS_FORMAT_H
#define KOPCTL_METRICS_FORMAT_H

#include <stdio.h>

#include "kopctl/metrics/samples.h"

enum format {
	FORMAT_OPENMETRICS,
	FORMAT_PROMETHEUS
};

/* Writes nothing of a family without a sample. */
void	 format_write(FILE *, enum format, const struct samples *);

#endif
