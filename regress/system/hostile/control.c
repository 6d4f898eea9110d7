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

/* A client of the control socket to kopd. */

#include "common/messages.h"
#include "regress/system/hostile/hostile.h"

static void
add_text(struct channel *c, struct record *r, uint32_t type)
{
	if (type == CONTROL_WITHDRAW)
		record_string(r, word_host());
	else if (type == CONTROL_EXPLAIN)
		record_string(r, chance_percent(70) ? word_name(c) :
		    "http/routers/shop");
	else if (type == CONTROL_VERBOSE || type == CONTROL_AUDIT)
		record_u8(r, (uint8_t)(odd(c, ODD_VALUE) ? chance(256) : 0));
	if (odd(c, ODD_KEY) && chance_percent(10))
		record_string(r, word_text(c));
}

void
hear_kopd(struct channel *c, const struct heard *m)
{
	if (m->type == CONTROL_END)
		c->open = 0;
}

/* One that was dropped comes again. */
static void
come_again(struct channel *c)
{
	channel_close(c);
	c->closed = c->open = 0;
	channel_open(c);
	c->over = c->closed;
}

void
speak_client(struct channel *c)
{
	struct record	 r = RECORD_INITIALIZER;
	uint32_t	 type = CONTROL_SHOW + (uint32_t)chance(
			    CONTROL_EXPLAIN - CONTROL_SHOW);
	int		 tries = 10;

	if (c->closed || chance_percent(3))
		come_again(c);
	if (c->over)
		return;
	if (chance_percent(2))
		type = CONTROL_EXPLAIN;	/* it takes Docker's time */
	if (chance_percent(5))
		type = CONTROL_AUDIT;
	if (chance_percent(5))
		type = CONTROL_WATCH;	/* it has no end */
	if (odd(c, ODD_TYPE))
		type = CONTROL_SHOW - 1 + (uint32_t)chance(18);
	add_text(c, &r, type);
	channel_send(c, type, odd(c, ODD_VALUE) ? word_id(c) :
	    MESSAGES_VERSION, &r);
	c->open = 1;
	/* To ask again before the end of an answer is a breach. */
	while (!odd(c, ODD_ORDER) && c->open && !c->closed && tries-- > 0)
		channel_listen(c, 20);
}
