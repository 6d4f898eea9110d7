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
#include "route-maker/object/claimant.h"

/* The byte at i of "<service>-<id>"; 0 after its end. */
static unsigned char
origin_at(const struct claimant *c, size_t len, size_t i)
{
	static const char	digits[] = "0123456789abcdef";
	unsigned char		b;

	if (i < len)
		return (unsigned char)c->service[i];
	if (i == len)
		return '-';
	if ((i -= len + 1) >= HEXID_DIGITS)
		return 0;
	b = c->id.b[i / 2];
	return (unsigned char)digits[i % 2 == 0 ? b >> 4 : b & 0xf];
}

int
claimant_cmp(const struct claimant *a, const struct claimant *b)
{
	size_t		alen = strlen(a->service), blen = strlen(b->service);
	size_t		i = 0;
	unsigned char	ca, cb;

	do {
		ca = origin_at(a, alen, i);
		cb = origin_at(b, blen, i);
		i++;
	} while (ca == cb && ca != 0);
	return (ca > cb) - (ca < cb);
}

void
claimants_free(struct claimants *q)
{
	free(q->v);
	memset(q, 0, sizeof(*q));
}

void
claimants_add(struct claimants *q, struct claimant *c)
{
	size_t	size = q->size * 2 + 16;

	if (c->queued)
		return;
	if (q->n == q->size) {
		q->v = recallocarray(q->v, q->size, size, sizeof(*q->v));
		if (q->v == NULL)
			fatal(NULL);
		q->size = size;
	}
	c->queued = 1;
	q->v[q->n++] = c;
}

struct claimant *
claimants_next(struct claimants *q)
{
	struct claimant	*c;

	if (q->n == 0)
		return NULL;
	c = q->v[--q->n];
	c->queued = 0;
	return c;
}

void
claimants_remove(struct claimants *q, struct claimant *c)
{
	size_t	i;

	if (!c->queued)
		return;
	for (i = 0; q->v[i] != c; i++)
		;
	q->v[i] = q->v[--q->n];
	c->queued = 0;
}
