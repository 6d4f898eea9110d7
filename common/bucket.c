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

#include "common/bucket.h"

#define PARTS	1000	/* of a token: one a millisecond at a token a second */

void
bucket_init(struct bucket *b, uint32_t size, uint32_t rate, uint64_t now)
{
	b->size = size;
	b->rate = rate;
	b->parts = (int64_t)size * PARTS;
	b->filled = now;
}

/* A long time fills the bucket without an overflow. */
static void
fill(struct bucket *b, uint64_t now)
{
	int64_t		full = (int64_t)b->size * PARTS;
	uint64_t	missing = (uint64_t)(full - b->parts);

	if (now <= b->filled)
		return;
	if (now - b->filled >= missing / b->rate + 1)
		b->parts = full;
	else
		b->parts += (int64_t)((now - b->filled) * b->rate);
	if (b->parts > full)
		b->parts = full;
	b->filled = now;
}

uint64_t
bucket_take(struct bucket *b, uint32_t n, uint64_t now)
{
	fill(b, now);
	b->parts -= (int64_t)n * PARTS;
	if (b->parts >= 0)
		return 0;
	return ((uint64_t)-b->parts + b->rate - 1) / b->rate;
}

int
bucket_try(struct bucket *b, uint32_t n, uint64_t now)
{
	fill(b, now);
	if (b->parts < (int64_t)n * PARTS)
		return 0;
	b->parts -= (int64_t)n * PARTS;
	return 1;
}

uint64_t
bucket_debt(const struct bucket *b)
{
	return b->parts >= 0 ? 0 : ((uint64_t)-b->parts + PARTS - 1) / PARTS;
}
