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
 * Reads what Redis has of ours, page by page, and notes the differences in
 * the state, so that they are sent.
 */

#ifndef REDIS_WRITER_COMPARE_H
#define REDIS_WRITER_COMPARE_H

#include <stddef.h>

#include <hiredis/hiredis.h>

struct writer;

void	 compare_init(struct writer *);
void	 compare_free(struct writer *);
/* Begins, or as soon as no batch is in flight: see compare_continue(). */
void	 compare_start(struct writer *);
void	 compare_continue(struct writer *);

/* True if that may be an object's name, and not what somebody else wrote. */
int	 compare_is_name(const redisReply *id);
/*
 * True if an object of len bytes that is not wanted here may be taken into the
 * state, to be removed: there is a limit for these.
 */
int	 compare_admit(struct writer *, size_t len);

#endif
