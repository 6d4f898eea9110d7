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
 * The rate of requests to Docker, independent of route-maker: a token bucket
 * for each kind of request, with the numbers of bounds.h.
 */

#ifndef DOCKER_READER_PACE_H
#define DOCKER_READER_PACE_H

#include <stdint.h>

#include "common/bucket.h"
#include "common/messages.h"

struct pace {
	struct bucket	buckets[DOCKER_KINDS];
};

void		 pace_init(struct pace *);

/*
 * Counts a request.  Returns 0 and the milliseconds that it has to wait; -1 if
 * more requests of its kind wait, or were cancelled, than a route-maker ever
 * sends unless it is compromised.
 */
int		 pace_take(struct pace *, enum docker_request, uint64_t *wait);

/* What a kind of request asks for, for the log: "full lists". */
const char	*pace_what(enum docker_request);

#endif
