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

#include "common/bounds.h"
#include "common/log.h"
#include "common/xstrdup.h"
#include "route-maker/docker/exchange.h"

void
channel_init(struct channel *c)
{
	memset(c, 0, sizeof(*c));
	SLIST_INIT(&c->exchanges);
}

void
channel_free(struct channel *c)
{
	free(c->waiting);
}

void
channel_waiting(struct channel *c, const char *why)
{
	free(c->waiting);
	c->waiting = why == NULL ? NULL : xstrdup(why);
}

struct exchange *
channel_find(struct channel *c, uint32_t id)
{
	struct exchange	*x;

	SLIST_FOREACH(x, &c->exchanges, entry)
		if (id != 0 && x->id == id)
			return x;
	return NULL;
}

void
exchange_init(struct exchange *x, struct channel *c, enum docker_request kind,
    const char *what, const char *allow)
{
	memset(x, 0, sizeof(*x));
	x->channel = c;
	x->kind = kind;
	x->what = what;
	x->allow = allow;
	SLIST_INSERT_HEAD(&c->exchanges, x, entry);
}

void
exchange_free(struct exchange *x)
{
	free(x->body);
	free(x->error);
}

int
exchange_is_list(const struct exchange *x)
{
	return x->kind == DOCKER_LIST || x->kind == DOCKER_LIST_IDS;
}

static void
request(struct exchange *x, struct record *r)
{
	x->id = ++x->channel->last_id;
	x->owed = 0;
	x->failed = 0;
	if (peer_send_record(x->channel->reader, DOCKER_REQUEST, x->id,
	    r) == -1)
		fatalx("docker-reader does not read");
}

static void
keep_body(void *arg, const char *data, size_t len)
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

void
exchange_begin(struct exchange *x)
{
	struct record	r = RECORD_INITIALIZER;

	x->body_len = 0;
	http_init(&x->http, keep_body, x);
	record_u8(&r, (uint8_t)x->kind);
	request(x, &r);
	record_free(&r);
}

void
exchange_begin_stream(struct exchange *x, struct record *r, http_body_fn body,
    void *arg)
{
	http_init(&x->http, body, arg);
	request(x, r);
}

static void
split_body(void *arg, const char *data, size_t len)
{
	struct exchange	*x = arg;

	if (split_feed(&x->split, data, len) == -1)
		x->failed = 1;
}

void
exchange_begin_list(struct exchange *x, struct record *r,
    const struct split_callbacks *callbacks, void *arg)
{
	split_init(&x->split, callbacks, arg);
	http_init(&x->http, split_body, x);
	request(x, r);
}

/* Sends credit in large pieces. */
void
exchange_credit(struct exchange *x, size_t len)
{
	struct record	r = RECORD_INITIALIZER;

	x->owed += (uint32_t)len;
	if (x->owed < DOCKER_WINDOW / 4)
		return;
	record_u32(&r, x->owed);
	if (peer_send_record(x->channel->reader, DOCKER_CREDIT, x->id,
	    &r) == -1)
		fatalx("docker-reader does not read");
	record_free(&r);
	x->owed = 0;
}

void
exchange_cancel(struct exchange *x)
{
	if (peer_send(x->channel->reader, DOCKER_CANCEL, x->id, NULL,
	    0) == -1)
		fatalx("docker-reader does not read");
}
