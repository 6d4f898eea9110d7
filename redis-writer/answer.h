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
 * Classifies replies of Redis.  It does not act on them; the caller or
 * session.c does.
 */

#ifndef REDIS_WRITER_ANSWER_H
#define REDIS_WRITER_ANSWER_H

#include "redis-writer/connection/reply.h"
#include "redis-writer/event.h"

/* Returns EVENT_NONE for NULL, which means that there is no reply. */
enum session_event	answer_event(const redisReply *);

/* Milliseconds: no pause between messages is longer, see pace.lua. */
#define ANSWER_HELD_BACK_MAX	(60 * 1000 + 1)

/*
 * Returns after how many milliseconds the message to Traefik, which the script
 * held back, may be sent; 0 if none was held back, if the reply is an error or
 * NULL, or if the number is out of range.
 */
unsigned int		answer_held_back(const redisReply *);

/* Returns the number of messages that the script sent, in the same way. */
#define ANSWER_SENT_MAX		10
unsigned int		answer_sent(const redisReply *);

#endif
