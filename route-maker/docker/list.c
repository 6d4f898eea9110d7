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

#include <string.h>

#include "route-maker/docker/list.h"

void
list_init(struct list *l, struct channel *c, struct answer *a, int all)
{
	memset(l, 0, sizeof(*l));
	exchange_init(&l->exchange, c, all ? DOCKER_LIST : DOCKER_LIST_IDS,
	    all ? "Docker's list of containers" :
	    "Docker's list of some containers",
	    EXCHANGE_ALLOW("/containers/json", "CONTAINERS"));
	l->answer.answer = a;
	l->answer.all = all;
	idset_init(&l->answer.unhealthy);
}

void
list_free(struct list *l)
{
	split_free(&l->exchange.split);
	exchange_free(&l->exchange);
	idset_clear(&l->answer.unhealthy);
}

static void
put_ids(const struct list *l, struct record *r)
{
	const struct pending	*p = l->answer.answer->pending;
	size_t			 i, n = l->answer.all ? 0 : p->nasked;

	record_u16(r, (uint16_t)n);
	for (i = 0; i < n; i++)
		record_bytes(r, p->asked[i].b, HEXID_BYTES);
}

static void
request(struct list *l)
{
	struct record	r = RECORD_INITIALIZER;

	record_u8(&r, l->asks_health ? DOCKER_LIST_UNHEALTHY :
	    (uint8_t)l->exchange.kind);
	if (l->asks_health || !l->answer.all)
		put_ids(l, &r);
	exchange_begin_list(&l->exchange, &r, l->asks_health ?
	    &answer_unhealthy : &answer_elements, &l->answer);
	record_free(&r);
}

void
list_begin(struct list *l)
{
	const struct answer	*a = l->answer.answer;

	answer_list_begin(&l->answer);
	l->asks_health = a->podman && !a->health_listed;
	request(l);
}

static enum list_end
list_whole(struct list *l)
{
	if (l->asks_health) {
		l->asks_health = 0;
		request(l);
		return LIST_MORE;
	}
	result_good(&l->exchange);
	answer_list_end(&l->answer);
	return LIST_WHOLE;
}

/* If the connection ends without an answer, the cause may not be the length. */
static int
shorten(struct list *l)
{
	return pending_limit_halve(l->answer.answer->pending,
	    l->exchange.http.headers == 0);
}

enum list_end
list_end(struct list *l, enum result result, const char *why)
{
	struct exchange	*x = &l->exchange;
	const char	*endpoint = l->answer.answer->containers->conf->
			    endpoint;
	enum list_end	 end = LIST_LATER;

	split_free(&x->split);
	switch (result) {
	case RESULT_WHOLE:
		return list_whole(l);
	case RESULT_TOO_LONG:
		if (shorten(l) == 0)
			end = LIST_SHORTER;
		else
			result_error(x, http_reason(&x->http), endpoint);
		break;
	case RESULT_REFUSED:
		result_refused(x);
		break;
	case RESULT_ERROR:
		result_error(x, why, endpoint);
		break;
	}
	answer_list_fail(&l->answer);
	return end;
}
