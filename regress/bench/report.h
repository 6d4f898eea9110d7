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

/* Figures as lines that a person can read: what, ours, another, the ratio. */

#ifndef REGRESS_BENCH_REPORT_H
#define REGRESS_BENCH_REPORT_H

#include <stdint.h>

/* An empty line, the table's name, whose the two columns are. */
void	 report_heading(const char *title, const char *ours,
	    const char *other);
/* other below 0: there is none. */
void	 report_row(const char *what, const char *unit, double ours,
	    double other);

void	 report_sort(uint64_t *figures, unsigned int n);
/* What this share of the sorted figures does not exceed. */
double	 report_percentile(const uint64_t *sorted, unsigned int n,
	    unsigned int percent);

#endif
