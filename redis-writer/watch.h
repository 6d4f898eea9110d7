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
 * For kopctl watch: reports to kopd what each change in Redis has done to the
 * objects, as long as kopd asks for it.  Nothing waits for kopd: what it does
 * not read is counted and lost.
 */

#ifndef REDIS_WRITER_WATCH_H
#define REDIS_WRITER_WATCH_H

#include <stdint.h>

#include "common/peer.h"
#include "redis-writer/notes.h"
#include "redis-writer/table.h"

struct writer;

void	 watch_init(struct writer *);
void	 watch_free(struct writer *);

/* PARENT_WATCH: from now on, reports or does not report. */
int	 on_watch(struct peer *, struct msg *);

/*
 * watch_object: Redis has the object, which is published or changed.
 * watch_removed: Redis does not have it any more; the item has its names.
 * Both copy what they need, and do nothing if kopd does not ask for it.
 */
void	 watch_object(struct writer *, const struct object *, enum news_kind);
void	 watch_removed(struct writer *, const struct news_item *);

/*
 * Reports what was noted, one delta for each container.  since: when the first
 * event that caused it arrived (clock_us()); 0: not known.
 */
void	 watch_report(struct writer *, uint64_t since);

/* kopd has room again: reports how many deltas are lost. */
void	 watch_resume(struct writer *);

#endif
