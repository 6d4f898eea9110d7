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

#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/record.h"
#include "route-maker/docker/answer.h"
#include "route-maker/docker/engine.h"
#include "route-maker/docker/exchange.h"

void
exchange_init(struct exchange *x, struct engine *e, enum docker_request kind,
    const char *what, const char *allow)
{
	memset(x, 0, sizeof(*x));
	x->engine = e;
	x->kind = kind;
	x->what = what;
	x->allow = allow;
	idset_init(&x->unhealthy);
}

void
exchange_free(struct exchange *x)
{
	free(x->body);
	free(x->fault);
	idset_clear(&x->unhealthy);
}

int
exchange_is_list(const struct exchange *x)
{
	return x->kind == DOCKER_LIST || x->kind == DOCKER_LIST_IDS;
}

static void
put_ids(const struct exchange *x, struct record *r)
{
	const struct engine	*e = x->engine;
	size_t			 i, n;

	n = x->kind == DOCKER_LIST ? 0 : e->nasked;
	record_u16(r, (uint16_t)n);
	for (i = 0; i < n; i++)
		record_bytes(r, e->asked[i].b, HEXID_BYTES);
}

static void
put_request(const struct exchange *x, struct record *r)
{
	const struct engine	*e = x->engine;

	record_u8(r, x->asks_health ? DOCKER_LIST_UNHEALTHY :
	    (uint8_t)x->kind);
	if (x->kind == DOCKER_EVENTS) {
		record_u64(r, e->since / 1000000000);
		record_u32(r, (uint32_t)(e->since % 1000000000));
	} else if (x->kind == DOCKER_LIST_IDS || x->asks_health)
		put_ids(x, r);
}

static void
on_text_body(void *arg, const char *data, size_t len)
{
	struct exchange	*x = arg;
	char		*body;

	if (len > ELEMENT_MAX - x->body_len) {
		len = ELEMENT_MAX - x->body_len;
		x->failed = 1;
	}
	if ((body = realloc(x->body, x->body_len + len + 1)) == NULL)
		fatal(NULL);
	x->body = body;
	memcpy(body + x->body_len, data, len);
	x->body_len += len;
}

static void
on_stream_body(void *arg, const char *data, size_t len)
{
	struct engine	*e = arg;

	events_feed(&e->events, data, len);
}

static void
on_list_body(void *arg, const char *data, size_t len)
{
	struct exchange	*x = arg;

	if (split_feed(&x->split, data, len) == -1)
		x->failed = 1;
}

void
exchange_begin(struct exchange *x)
{
	struct engine	*e = x->engine;
	struct record	 r = RECORD_INITIALIZER;

	x->id = ++e->last_id;
	x->owed = 0;
	x->failed = 0;
	switch (x->kind) {
	case DOCKER_INFO:
	case DOCKER_VERSION:
		x->body_len = 0;
		http_init(&x->http, on_text_body, x);
		break;
	case DOCKER_EVENTS:
		events_init(&e->events, &answer_events, e);
		http_init(&x->http, on_stream_body, e);
		break;
	default:
		split_init(&x->split, x->asks_health ? &answer_unhealthy :
		    &answer_elements, x);
		http_init(&x->http, on_list_body, x);
		break;
	}
	put_request(x, &r);
	if (peer_send_record(e->reader, DOCKER_REQUEST, x->id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
}

/* Credit goes back in large pieces. */
void
exchange_credit(struct exchange *x, size_t len)
{
	struct record	r = RECORD_INITIALIZER;

	x->owed += (uint32_t)len;
	if (x->owed < DOCKER_WINDOW / 4)
		return;
	record_u32(&r, x->owed);
	if (peer_send_record(x->engine->reader, DOCKER_CREDIT, x->id, &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
	x->owed = 0;
}

void
exchange_cancel(struct exchange *x)
{
	if (peer_send(x->engine->reader, DOCKER_CANCEL, x->id, NULL, 0) == -1)
		fatalx("docker-reader does not read");
}
