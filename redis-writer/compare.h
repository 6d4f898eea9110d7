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
 * Reads the definitions of this host in Redis, page by page.  Differences
 * become dirty in the state, so that change.c sends them.
 */

#ifndef REDIS_WRITER_COMPARE_H
#define REDIS_WRITER_COMPARE_H

#include <stddef.h>

#include <hiredis/hiredis.h>

struct writer;

void	 compare_init(struct writer *);
void	 compare_free(struct writer *);
/*
 * Starts the comparison at once, or when no batch is in flight: see
 * compare_continue().
 */
void	 compare_start(struct writer *);
void	 compare_continue(struct writer *);

/*
 * True if that can be the id of an object.  Another client may have written
 * anything.
 */
int	 compare_is_name(const redisReply *id);
/*
 * Admits an object of len bytes, which this host does not want, to the state,
 * so that it is removed.  Returns 0 when there are too many of these.
 */
int	 compare_admit(struct writer *, size_t len);

#endif
