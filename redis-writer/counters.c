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

#include "redis-writer/answer.h"
#include "redis-writer/counters.h"

/* Where the reply OK of a script has the number of keys that it changed. */
static const size_t	 keys_at[SCRIPT_MAX] = {
	[SCRIPT_CHANGE] = 2,
	[SCRIPT_VERIFY] = 1,
	[SCRIPT_REAP] = 1,
	[SCRIPT_WITHDRAW] = 1,
	[SCRIPT_RELEASE] = 1,
	[SCRIPT_AUDIT] = 1,
	[SCRIPT_SWEEP] = 1,
};

static uint64_t
changed_keys(enum script script, const redisReply *reply)
{
	int64_t	 n;

	if (keys_at[script] == 0 || answer_event(reply) != EVENT_OK)
		return 0;
	n = reply_number(reply_at(reply, keys_at[script]));
	return n > 0 ? (uint64_t)n : 0;
}

void
counters_reply(struct counters *c, enum script script, uint64_t us,
    const redisReply *reply, int native)
{
	uint64_t	 keys;

	if (reply == NULL)
		return;
	c->scripts[script].replies++;
	c->scripts[script].us += us;
	keys = changed_keys(script, reply);
	c->keys += keys;
	c->messages += answer_sent(reply) + (native ? keys : 0);
}
