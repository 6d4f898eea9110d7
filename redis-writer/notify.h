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
 * How a change reaches Traefik: by keyspace notifications of Redis, or by one
 * message that the script publishes.  If Redis notifies of each key, kopd
 * suppresses these notifications during a change, if Redis permits it.
 */

#ifndef REDIS_WRITER_NOTIFY_H
#define REDIS_WRITER_NOTIFY_H

#include <stddef.h>

#include "redis-writer/script.h"

void	 notify_init(struct writer *);
void	 notify_free(struct writer *);
/* There is a new connection: the notifications of this Redis are not known. */
void	 notify_reset(struct writer *);
/* Asks Redis for the setting of its notifications. */
void	 notify_ask(struct writer *);

/*
 * Calls a script as script_call() does.  keys is the number of published keys
 * that it may change.  Suppresses notifications for more than two keys, if
 * that is possible.
 */
void	 notify_call(struct writer *, enum script, const struct arguments *,
	    size_t keys, reply_handler, void *);
/*
 * Sends a message that was held back, if there is one, without the rest of the
 * pause if the writer is stopping.  Returns 1 until Redis has replied.
 */
int	 notify_flush(struct writer *);
/* True if Redis does not permit kopd to suppress them. */
int	 notify_is_refused(const struct writer *);

/*
 * For status: the mode of notifications, as a word too, and the number of
 * messages that it costs.  Static.
 */
const char *notify_text(const struct writer *);
const char *notify_word(const struct writer *);
const char *notify_cost(const struct writer *);
/* notify_pause: the pause after a message to Traefik.  Until the next call. */
const char *notify_pause(const struct writer *);

#endif
