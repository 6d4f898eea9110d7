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

#include "common/bounds.h"
#include "common/messages.h"
#include "common/record.h"
#include "route-maker/docker/receive.h"

int
receive_wait(struct engine *e, struct msg *msg)
{
	struct record_reader	 r;
	char			*why;

	record_read(&r, msg->data, msg->len);
	(void)record_get_u32(&r);
	why = record_get_string(&r, CONF_STRING_MAX);
	if (record_end(&r) == -1) {
		free(why);
		return -1;
	}
	/* docker-reader has logged it. */
	if (channel_find(&e->channel, msg->peer) != NULL)
		channel_waiting(&e->channel, why);
	free(why);
	return 0;
}

int
receive_begin(struct engine *e, struct msg *msg)
{
	struct exchange	*x;

	if ((x = channel_find(&e->channel, msg->peer)) == NULL)
		return 0;
	if (x == &e->stream.exchange)
		engine_headers(e);
	channel_waiting(&e->channel, NULL);
	return 0;
}

int
receive_data(struct engine *e, struct msg *msg)
{
	struct exchange	*x;

	if ((x = channel_find(&e->channel, msg->peer)) == NULL)
		return 0;
	if (http_feed(&x->http, msg->data, msg->len) == -1 || x->failed)
		engine_cancel(e, x);
	else
		exchange_credit(x, msg->len);
	if (x == &e->stream.exchange && !e->stream.subscribed &&
	    stream_has_begun(&e->stream))
		engine_subscribe(e);
	engine_go_on(e);
	return 0;
}

int
receive_end(struct engine *e, struct msg *msg)
{
	struct record_reader	 r;
	struct exchange		*x;
	uint32_t		 error;
	uint8_t			 how;

	record_read(&r, msg->data, msg->len);
	how = record_get_u8(&r);
	error = record_get_u32(&r);
	if (record_end(&r) == -1 || how > DOCKER_TIMED_OUT)
		return -1;
	if ((x = channel_find(&e->channel, msg->peer)) == NULL)
		return 0;
	engine_ended(e, x, how, (int)error);
	engine_go_on(e);
	return 0;
}
