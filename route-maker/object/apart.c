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

#include "route-maker/object/apart.h"

int
apart_differ(const struct objects *os, const struct claim *a,
    const struct claim *b)
{
	return claim_part(os->apart, a) != claim_part(os->apart, b);
}

void
apart_set(struct objects *os, enum apart apart)
{
	struct object	*o;
	struct claim	*c;

	if (apart == os->apart)
		return;
	RB_FOREACH(o, object_tree, &os->tree)
		SPLAY_FOREACH(c, claims, &o->claims) {
			c->meaning ^= claim_part(os->apart, c);
			c->meaning ^= claim_part(apart, c);
			object_queue(os, o, OBJECT_CHANGED);
		}
	os->apart = apart;
}
