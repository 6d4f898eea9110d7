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

#include "route-maker/template/equal.h"
#include "route-maker/template/limit.h"

static int
lists_equal(struct exec *x, const struct datum *a, const struct datum *b)
{
	size_t	 i;

	if (datum_length(a) != datum_length(b) ||
	    (a->list == NULL) != (b->list == NULL))
		return 0;
	for (i = 0; i < datum_length(a); i++)
		if (!datum_equal(x, &a->list->items[i], &b->list->items[i]))
			return 0;
	return 1;
}

static int
maps_equal(struct exec *x, const struct tmpl_map *a, const struct tmpl_map *b)
{
	size_t	 i;

	if (a->count != b->count)
		return 0;
	for (i = 0; i < a->count; i++)
		if (string_compare(a->entries[i].key, b->entries[i].key) != 0 ||
		    !datum_equal(x, &a->entries[i].value, &b->entries[i].value))
			return 0;
	return 1;
}

int
datum_equal(struct exec *x, const struct datum *a, const struct datum *b)
{
	int	 equal;

	exec_step(x, 1);
	if (datum_is_nil(a) || datum_is_nil(b))
		return datum_is_nil(a) && datum_is_nil(b);
	if (a->type != b->type)
		return 0;
	switch (a->type) {
	case TYPE_BOOL:
		return a->b == b->b;
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		return a->i == b->i;
	case TYPE_FLOAT:
		return !(a->f < b->f) && !(a->f > b->f) && a->f == a->f &&
		    b->f == b->f;
	case TYPE_STRING:
		return string_compare(a->s, b->s) == 0;
	case TYPE_TIME:
		return a->time->seconds == b->time->seconds &&
		    a->time->nanoseconds == b->time->nanoseconds &&
		    a->time->offset == b->time->offset;
	case TYPE_DATA:
		return 1;
	case TYPE_VERSION:
		return a->version == b->version;
	default:
		break;
	}
	exec_enter(x);
	equal = datum_is_list(a) ? lists_equal(x, a, b) :
	    maps_equal(x, a->map, b->map);
	exec_leave(x);
	return equal;
}
