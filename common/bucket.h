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
 * A token bucket: how often something may happen.  It holds tokens for a
 * burst and gets new tokens at a fixed rate.  Tokens may be taken in advance;
 * then the caller has to wait until the debt is paid.
 */

#ifndef COMMON_BUCKET_H
#define COMMON_BUCKET_H

#include <stdint.h>

struct bucket {
	uint32_t	 size;		/* tokens at most */
	uint32_t	 rate;		/* tokens a second, at least 1 */
	int64_t		 parts;		/* thousandths of a token; < 0: a debt */
	uint64_t	 filled;	/* time in milliseconds */
};

/* Fills a bucket.  now is in milliseconds, as of clock_ms(). */
void		bucket_init(struct bucket *, uint32_t size, uint32_t rate,
		    uint64_t now);

/*
 * Takes n tokens.  Returns 0 if the bucket had them, else the milliseconds
 * until it would have had them.
 */
uint64_t	bucket_take(struct bucket *, uint32_t n, uint64_t now);

/* Takes n tokens and returns 1 if it has them; else takes none, returns 0. */
int		bucket_try(struct bucket *, uint32_t n, uint64_t now);

/* Tokens taken in advance as of the last bucket_take(). */
uint64_t	bucket_debt(const struct bucket *);

#endif
