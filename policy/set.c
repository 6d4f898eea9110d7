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

#include "policy/set.h"

void
set_any(struct set *s)
{
	s->any = 1;
	s->n = 0;
}

void
set_add(struct set *s, struct arena *a, const char *member)
{
	const char	**v;

	if (s->any)
		return;
	if (s->n == SET_MEMBERS_MAX) {
		set_any(s);
		return;
	}
	if (s->n == s->room) {
		s->room = s->room == 0 ? 8 : 2 * s->room;
		v = arena_alloc(a, s->room * sizeof(*v));
		if (s->n > 0)
			memcpy(v, s->v, s->n * sizeof(*v));
		s->v = v;
	}
	s->v[s->n++] = member;
}

void
set_join(struct set *s, struct arena *a, const struct set *other)
{
	size_t	 i;

	if (other->any)
		set_any(s);
	for (i = 0; i < other->n; i++)
		set_add(s, a, other->v[i]);
}
