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

#include "redis-writer/batch.h"
#include "redis-writer/redis-writer.h"

/*
 * The number of definitions that one call loads, of all hosts together.  The
 * time that Redis needs depends on it.
 */
#define BATCH_STORED	1000

void
batch_reset(struct writer *w, long long hosts)
{
	w->batch = BATCH_OBJECTS;
	if (hosts > BATCH_STORED / BATCH_OBJECTS)
		w->batch = hosts < BATCH_STORED ?
		    BATCH_STORED / (size_t)hosts : 1;
}

/* A small call does not show how much a full one would load. */
void
batch_adapt(struct writer *w, size_t n, size_t max, long long loaded)
{
	size_t	 fit;

	if (n == 0 || loaded <= 0)
		return;
	fit = n * BATCH_STORED / (size_t)loaded;
	if (fit > BATCH_OBJECTS)
		fit = BATCH_OBJECTS;
	if (fit == 0)
		fit = 1;
	if (fit < w->batch || n == max)
		w->batch = fit;
}
