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

#include "go/number.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/convert.h"
#include "route-maker/template/format.h"

/* "7.00" counts as an integer. */
static struct tmpl_string
trim_zero_decimal(struct tmpl_string s)
{
	size_t	 i;
	int	 zero = 0;

	for (i = s.len; i > 0; i--) {
		if (s.s[i - 1] == '.' && zero)
			return (struct tmpl_string){ s.s, i - 1 };
		if (s.s[i - 1] == '0')
			zero = 1;
		else if (s.s[i - 1] != '.')
			return s;
	}
	return s;
}

/* A float that does not fit int64 becomes the least int64, as on amd64. */
static int64_t
truncate_float(double f)
{
	return f >= -0x1p63 && f < 0x1p63 ? (int64_t)f : INT64_MIN;
}

int64_t
to_int(const struct datum *d)
{
	struct tmpl_string	 s;
	int64_t			 i;

	switch (d->type) {
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		return d->i;
	case TYPE_FLOAT:
		return truncate_float(d->f);
	case TYPE_BOOL:
		return d->b;
	case TYPE_STRING:
		s = trim_zero_decimal(d->s);
		return go_parse_int(s.s, s.len, 0, &i) == 0 ? i : 0;
	default:
		return 0;
	}
}

double
to_float(const struct datum *d)
{
	double	 f;

	if (d->type == TYPE_FLOAT)
		return d->f;
	if (d->type == TYPE_STRING)
		return go_parse_float(d->s.s, d->s.len, &f) == 0 ? f : 0;
	return (double)to_int(d);
}

struct tmpl_list *
to_strings(struct exec *x, const struct datum *d)
{
	struct tmpl_list	*l = list_new(x, 4);
	size_t			 i;

	if (!datum_is_list(d) && !datum_is_nil(d))
		list_add(x, l, datum_string(format_string(x, d)));
	for (i = 0; datum_is_list(d) && i < datum_length(d); i++)
		if (!datum_is_nil(&d->list->items[i]))
			list_add(x, l, datum_string(format_string(x,
			    &d->list->items[i])));
	return l;
}
