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
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"

enum basic {
	BASIC_NONE,
	BASIC_BOOL,
	BASIC_INT,
	BASIC_FLOAT,
	BASIC_STRING
};

static enum basic
basic_kind(const struct datum *d)
{
	switch (d->type) {
	case TYPE_BOOL:
		return BASIC_BOOL;
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		return BASIC_INT;
	case TYPE_FLOAT:
		return BASIC_FLOAT;
	case TYPE_STRING:
		return BASIC_STRING;
	default:
		return BASIC_NONE;
	}
}

static int
same_kind(struct exec *x, const struct datum *a, const struct datum *b)
{
	if (basic_kind(a) == basic_kind(b))
		return 1;
	if (!datum_is_nil(a) && !datum_is_nil(b))
		exec_fail(x, "incompatible types for comparison: %s and %s",
		    datum_type(a), datum_type(b));
	return 0;
}

static int
is_nil(const struct datum *d)
{
	return datum_is_nil(d) || (datum_is_list(d) && d->list == NULL);
}

static int
equal(struct exec *x, const struct datum *a, const struct datum *b)
{
	if (!same_kind(x, a, b))
		return 0;
	if (basic_kind(a) == BASIC_INT)
		return a->i == b->i;
	if (basic_kind(a) != BASIC_NONE)
		return datum_equal(x, a, b);
	if (is_nil(a) || is_nil(b))
		return is_nil(a) && is_nil(b);
	if (datum_is_list(a) || datum_is_list(b) || datum_is_map(a) ||
	    datum_is_map(b) || a->type == TYPE_DATA)
		exec_fail(x, "non-comparable types %s and %s", datum_type(a),
		    datum_type(b));
	return datum_equal(x, a, b);
}

static int
less(struct exec *x, const struct datum *a, const struct datum *b)
{
	if (basic_kind(a) == BASIC_NONE || basic_kind(b) == BASIC_NONE)
		exec_fail(x, "invalid type for comparison");
	same_kind(x, a, b);
	switch (basic_kind(a)) {
	case BASIC_INT:
		return a->i < b->i;
	case BASIC_FLOAT:
		return a->f < b->f;
	case BASIC_STRING:
		return string_compare(a->s, b->s) < 0;
	default:
		exec_fail(x, "invalid type for comparison");
	}
}

FN(fn_eq)
{
	size_t	 i;

	if (n < 2)
		exec_fail(x, "missing argument for comparison");
	for (i = 1; i < n; i++)
		if (equal(x, &args[0], &args[i]))
			return datum_bool(1);
	return datum_bool(0);
}

FN(fn_ne)
{
	(void)n;
	return datum_bool(!equal(x, &args[0], &args[1]));
}

FN(fn_lt)
{
	(void)n;
	return datum_bool(less(x, &args[0], &args[1]));
}

FN(fn_le)
{
	(void)n;
	return datum_bool(less(x, &args[0], &args[1]) ||
	    equal(x, &args[0], &args[1]));
}

FN(fn_gt)
{
	(void)n;
	return datum_bool(!less(x, &args[0], &args[1]) &&
	    !equal(x, &args[0], &args[1]));
}

FN(fn_ge)
{
	(void)n;
	return datum_bool(!less(x, &args[0], &args[1]));
}
