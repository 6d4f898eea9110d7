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
 * Answers about all claims in Redis, for `kopctl show hosts' and `kopctl
 * audit'.
 */

#ifndef REDIS_WRITER_CLAIMS_H
#define REDIS_WRITER_CLAIMS_H

#include <stdint.h>

#include <hiredis/hiredis.h>

struct writer;

enum claims_what {
	CLAIMS_WAITS,		/* which hosts wait: see PARENT_HOSTS */
	CLAIMS_SHARED		/* what hosts share: see PARENT_AUDIT */
};

/*
 * claims_tell: answers the request with this status id, in pages, and ends the
 * answer.
 */
void	 claims_tell(struct writer *, uint32_t id, enum claims_what);

/*
 * claims_list: the list in the reply of a script, which is its second element.
 * Returns NULL, and ends the answer, on error.
 */
const redisReply *claims_list(struct writer *, uint32_t id,
	    const redisReply *);

#endif
