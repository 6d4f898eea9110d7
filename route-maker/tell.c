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

#include "common/item.h"
#include "common/messages.h"
#include "common/record.h"
#include "route-maker/route-maker.h"

void
listing_tell(struct route_maker *rm, uint32_t id, unsigned int depth,
    const char *name, const char *value)
{
	struct item	 item = { .depth = depth, .type = ITEM_STRING,
			    .name = name, .value = value };
	struct record	 r = RECORD_INITIALIZER;

	item_write(&r, &item);
	peer_send_always(rm->parent, CHILD_STATUS_ITEM, id, r.buf, r.len);
	record_free(&r);
}
