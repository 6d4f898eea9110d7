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
 * What comes next.  Jobs send their commands and take the replies; none of
 * them starts another one.  That is decided here: after the replies of one
 * read, at the end of a change of route-maker's, and at each heartbeat.
 */

#ifndef REDIS_WRITER_SCHEDULE_H
#define REDIS_WRITER_SCHEDULE_H

struct writer;

/* Makes the session, which tells of replies.  Out of memory is fatal(). */
void	 schedule_init(struct writer *);
void	 schedule_free(struct writer *);
/* Starts the heartbeat, or changes its pace to the configuration's. */
void	 schedule_pace(struct writer *);
/* Something has changed: starts what is due now. */
void	 schedule_run(struct writer *);
/* A heartbeat. */
void	 schedule_round(struct writer *);

#endif
