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
 * Delays before a retry: they double, with jitter, so that many hosts do not
 * retry at the same time.
 */

#ifndef COMMON_BACKOFF_H
#define COMMON_BACKOFF_H

#include <sys/time.h>

struct backoff {
	unsigned int	base_ms;	/* bound of the first delay */
	unsigned int	max_ms;		/* of the last one */
	unsigned int	tries;
};

#define BACKOFF_INITIALIZER(base, max)	{ (base), (max), 0 }

/* The next delay, between half of the bound and the bound. */
struct timeval	backoff_next(struct backoff *);
/* The next delay is again the first one. */
void		backoff_reset(struct backoff *);

#endif
