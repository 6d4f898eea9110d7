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
 * Limits the number of objects in one call, so that Redis handles it in a
 * short time.  All hosts together may have BATCH_STORED definitions of these
 * objects.
 */

#ifndef REDIS_WRITER_BATCH_H
#define REDIS_WRITER_BATCH_H

#include <stddef.h>

struct writer;

/* The largest number of objects in one script call. */
#define BATCH_OBJECTS	200
/*
 * The largest size of the definitions in one call, in bytes.  A larger
 * definition has a call of its own.
 */
#define BATCH_BYTES	(1024 * 1024)

/* The next call is as small as if many hosts wanted all of its objects. */
void	 batch_reset(struct writer *, long long hosts);
/*
 * Adapts the size of the next call: a call with n objects, of max that it
 * could have had, loaded that many definitions.
 */
void	 batch_adapt(struct writer *, size_t n, size_t max, long long loaded);

#endif
