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

#include <string.h>

#include "route-maker/base/latency.h"

void
latency_event(struct latency *l, uint64_t since)
{
	if (since != 0 && (l->ready == 0 || since < l->ready))
		l->ready = since;
}

void
latency_none(struct latency *l)
{
	l->ready = 0;
}

void
latency_sent(struct latency *l, uint64_t number)
{
	if (l->ready == 0)
		return;
	if (l->n == LATENCY_OPEN) {
		l->open[l->n - 1].number = number;
		l->open[l->n - 1].changes++;
	} else {
		l->open[l->n].number = number;
		l->open[l->n].since = l->ready;
		l->open[l->n++].changes = 1;
	}
	l->ready = 0;
}

void
latency_done(struct latency *l, uint64_t number, uint64_t now)
{
	size_t	 i;

	for (i = 0; i < l->n && l->open[i].number <= number; i++)
		histogram_add(&l->histogram, now - l->open[i].since,
		    l->open[i].changes);
	l->n -= i;
	memmove(l->open, l->open + i, l->n * sizeof(l->open[0]));
}
