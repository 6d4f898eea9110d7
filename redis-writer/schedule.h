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
 * Decides what runs next.  Jobs send their commands and handle the replies; no
 * job starts another one.  The schedule runs after the replies of one read, at
 * the end of a change of route-maker, and at each heartbeat.
 */

#ifndef REDIS_WRITER_SCHEDULE_H
#define REDIS_WRITER_SCHEDULE_H

struct writer;

/* Creates the session, which reports replies.  Out of memory is fatal(). */
void	 schedule_init(struct writer *);
void	 schedule_free(struct writer *);
/* Starts the heartbeat, or sets its interval to the configured one. */
void	 schedule_pace(struct writer *);
/* Something has changed: starts the jobs that are due. */
void	 schedule_run(struct writer *);
/* A heartbeat. */
void	 schedule_round(struct writer *);

#endif
