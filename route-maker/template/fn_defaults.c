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

FN(fn_default)
{
	(void)x;
	return n < 2 || datum_empty(&args[1]) ? args[0] : args[1];
}

FN(fn_empty)
{
	(void)x;
	(void)n;
	return datum_bool(datum_empty(&args[0]));
}

FN(fn_coalesce)
{
	size_t	 i;

	(void)x;
	for (i = 0; i < n; i++)
		if (!datum_empty(&args[i]))
			return args[i];
	return datum_nil();
}

FN(fn_all)
{
	size_t	 i;

	(void)x;
	for (i = 0; i < n; i++)
		if (datum_empty(&args[i]))
			return datum_bool(0);
	return datum_bool(1);
}

FN(fn_any)
{
	size_t	 i;

	(void)x;
	for (i = 0; i < n; i++)
		if (!datum_empty(&args[i]))
			return datum_bool(1);
	return datum_bool(0);
}

FN(fn_ternary)
{
	(void)x;
	(void)n;
	return args[2].b ? args[0] : args[1];
}

FN(fn_fail)
{
	(void)n;
	x->function = NULL;
	exec_fail(x, "%s", args[0].s.s);
}

FN(fn_type_of)
{
	(void)x;
	(void)n;
	return datum_string(string_of(datum_type(&args[0])));
}

FN(fn_type_is)
{
	(void)x;
	(void)n;
	return datum_bool(string_equal(args[0].s, datum_type(&args[1])));
}

FN(fn_type_is_like)
{
	const char	*type = datum_type(&args[1]);

	(void)x;
	(void)n;
	return datum_bool(string_equal(args[0].s, type) ||
	    (type[0] == '*' && string_equal(args[0].s, type + 1)));
}

FN(fn_kind_of)
{
	(void)x;
	(void)n;
	return datum_string(string_of(datum_kind(&args[0])));
}

FN(fn_kind_is)
{
	(void)x;
	(void)n;
	return datum_bool(string_equal(args[0].s, datum_kind(&args[1])));
}

FN(fn_deep_equal)
{
	(void)n;
	return datum_bool(datum_equal(x, &args[0], &args[1]));
}
