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
 * Redis' replies: the same however the bytes come.  Who it is that answers
 * instead of Redis is a guess from what has come, so its text may differ.
 */

#include "redis-writer/connection/reply.h"
#include "regress/fuzz/fuzz.h"

struct run {
	struct reply_reader	*reader;
	struct said		*said;
	int			 failed;
};

static void
say_reply(struct said *said, const redisReply *r)
{
	const char	*error = reply_error(r);
	size_t		 i;

	assert(reply_number(r) >= -1);
	say(said, "%d %s %lld", r->type, reply_text(r), reply_number(r));
	if (error != NULL) {
		assert(*reply_explain(error) != '\0');
		say(said, "error %s %d", error, (int)reply_fault(error));
	}
	for (i = 0; i < reply_count(r); i++) {
		say(said, "(");
		say_reply(said, reply_at(r, i));
		say(said, ")");
	}
	assert(reply_at(r, reply_count(r)) == NULL);
}

static void
fail(struct run *r, const char *fault)
{
	assert(*fault != '\0');
	say(r->said, "fault");
	r->failed = 1;
}

static void
feed(void *arg, const char *p, size_t len)
{
	struct run	*r = arg;
	redisReply	*reply;
	const char	*fault;

	if (r->failed)
		return;
	if ((fault = reply_feed(r->reader, p, len)) != NULL) {
		fail(r, fault);
		return;
	}
	while ((reply = reply_next(r->reader, &fault)) != NULL) {
		assert(fault == NULL);
		say_reply(r->said, reply);
		freeReplyObject(reply);
	}
	if (fault != NULL)
		fail(r, fault);
}

static void
run(const uint8_t *data, size_t len, size_t cut, struct said *said)
{
	struct run	r = { .said = said };

	r.reader = reply_reader_new();
	pieces(data, len, cut, feed, &r);
	assert(reply_nothing(r.reader) == (len == 0));
	reply_reader_free(r.reader);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	check_pieces(run, data, len);
	return 0;
}
