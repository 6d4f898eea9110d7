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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "route-maker/docker/stream.h"

void
stream_init(struct stream *s, struct channel *c, struct answer *a)
{
	memset(s, 0, sizeof(*s));
	exchange_init(&s->exchange, c, DOCKER_EVENTS, "Docker's events",
	    EXCHANGE_ALLOW("/events", "EVENTS"));
	s->answer = a;
}

void
stream_free(struct stream *s)
{
	events_free(&s->events);
	exchange_free(&s->exchange);
}

static void
on_body(void *arg, const char *data, size_t len)
{
	struct stream	*s = arg;

	events_feed(&s->events, data, len);
}

void
stream_begin(struct stream *s)
{
	struct record	r = RECORD_INITIALIZER;
	uint64_t	since = s->answer->since;

	events_init(&s->events, &answer_events, s->answer);
	record_u8(&r, DOCKER_EVENTS);
	record_u64(&r, since / 1000000000);
	record_u32(&r, (uint32_t)(since % 1000000000));
	exchange_begin_stream(&s->exchange, &r, on_body, s);
	record_free(&r);
}

int
stream_has_begun(const struct stream *s)
{
	const struct exchange	*x = &s->exchange;

	return x->id != 0 && x->http.state == HTTP_IN_BODY &&
	    x->http.status == 200;
}

void
stream_subscribe(struct stream *s)
{
	s->subscribed = 1;
	s->subscriptions++;
	if (s->refused)
		s->answer->pending->want_all = 1;
	s->refused = 0;
	result_good(&s->exchange);
}

static void
stream_refused(struct stream *s, uint32_t poll)
{
	char	*line, when[64] = "changes are not found because `poll' is "
	    "never";

	if (!s->refused)
		s->answer->pending->want_all = 1;
	s->refused = s->subscribed = 1;
	if (poll != 0)
		(void)snprintf(when, sizeof(when),
		    "changes are found after up to %us", poll);
	if (asprintf(&line, "%s are refused: %s; allow %s", s->exchange.what,
	    when, s->exchange.allow) == -1)
		fatal(NULL);
	result_note(&s->exchange, line);
	free(line);
}

int
stream_end(struct stream *s, enum result result, const char *why,
    uint32_t poll)
{
	struct pending	*p = s->answer->pending;

	events_free(&s->events);
	if (result == RESULT_REFUSED) {
		stream_refused(s, poll);
		return 0;
	}
	s->subscribed = 0;
	p->want_all = 1;
	if (p->limit_doubted)
		pending_limit_reset(p);
	result_error(&s->exchange, result == RESULT_WHOLE ?
	    "they have ended" : why, s->answer->containers->conf->endpoint);
	return -1;
}
