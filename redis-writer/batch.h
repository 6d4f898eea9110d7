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
 * How many objects one call may have: as many as Redis handles in a short
 * time, where all hosts together have BATCH_STORED definitions of them.
 */

#ifndef REDIS_WRITER_BATCH_H
#define REDIS_WRITER_BATCH_H

#include <stddef.h>

struct writer;

/* Objects that one script call touches at most. */
#define BATCH_OBJECTS	200
/* Bytes of definitions in one call, unless one alone is larger. */
#define BATCH_BYTES	(1024 * 1024)

/* The next call expects that many hosts want all of its objects. */
void	 batch_reset(struct writer *, long long hosts);
/*
 * A call of n objects, of at most max, loaded that many definitions: the next
 * one has fewer or more objects.
 */
void	 batch_adapt(struct writer *, size_t n, size_t max, long long loaded);

#endif
