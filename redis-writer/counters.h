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

/* What redis-writer counts for its metrics. */

#ifndef REDIS_WRITER_COUNTERS_H
#define REDIS_WRITER_COUNTERS_H

#include <stdint.h>

#include "redis-writer/connection/reply.h"
#include "redis-writer/script.h"

struct counters {
	uint64_t	 connects;
	uint64_t	 errors;		/* see METRIC_REDIS_ERRORS */
	uint64_t	 keys;			/* that scripts have changed */
	uint64_t	 messages;		/* to Traefik */
	struct {
		uint64_t	 replies;
		uint64_t	 us;		/* of all of them together */
	}		 scripts[SCRIPT_MAX];
};

/*
 * counters_reply: a script was answered after so many microseconds.  native:
 * Redis notifies Traefik of each changed key, and the script does not.  If the
 * connection broke, the reply is NULL and does not count.
 */
void	 counters_reply(struct counters *, enum script, uint64_t us,
	    const redisReply *, int native);

#endif
