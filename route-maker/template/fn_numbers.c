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
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/convert.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/format.h"
#include "route-maker/template/limit.h"

/* Go's integers wrap around. */
static int64_t
wrap_add(int64_t a, int64_t b)
{
	return (int64_t)((uint64_t)a + (uint64_t)b);
}

FN(fn_atoi)
{
	int64_t	 i;

	(void)x;
	(void)n;
	return datum_int(go_parse_int(args[0].s.s, args[0].s.len, 10,
	    &i) == 0 ? i : 0);
}

FN(fn_int)
{
	(void)x;
	(void)n;
	return datum_int(to_int(&args[0]));
}

FN(fn_int64)
{
	(void)x;
	(void)n;
	return datum_int64(to_int(&args[0]));
}

FN(fn_to_decimal)
{
	struct tmpl_string	 s = format_string(x, &args[0]);
	int64_t			 i;

	(void)n;
	return datum_int64(go_parse_int(s.s, s.len, 8, &i) == 0 ? i : 0);
}

FN(fn_add)
{
	int64_t	 sum = 0;
	size_t	 i;

	(void)x;
	for (i = 0; i < n; i++)
		sum = wrap_add(sum, to_int(&args[i]));
	return datum_int64(sum);
}

FN(fn_add1)
{
	(void)x;
	(void)n;
	return datum_int64(wrap_add(to_int(&args[0]), 1));
}

FN(fn_sub)
{
	(void)x;
	(void)n;
	return datum_int64((int64_t)((uint64_t)to_int(&args[0]) -
	    (uint64_t)to_int(&args[1])));
}

FN(fn_mul)
{
	uint64_t	 product = (uint64_t)to_int(&args[0]);
	size_t		 i;

	(void)x;
	for (i = 1; i < n; i++)
		product *= (uint64_t)to_int(&args[i]);
	return datum_int64((int64_t)product);
}

static void
check_divisor(struct exec *x, const struct datum *d)
{
	if (to_int(d) == 0)
		exec_fail(x, "runtime error: integer divide by zero");
}

FN(fn_div)
{
	int64_t	 a = to_int(&args[0]), b = to_int(&args[1]);

	(void)n;
	check_divisor(x, &args[1]);
	if (b == -1)
		return datum_int64((int64_t)(0 - (uint64_t)a));
	return datum_int64(a / b);
}

FN(fn_mod)
{
	int64_t	 b = to_int(&args[1]);

	(void)n;
	check_divisor(x, &args[1]);
	return datum_int64(b == -1 ? 0 : to_int(&args[0]) % b);
}

FN(fn_max)
{
	int64_t	 best = to_int(&args[0]);
	size_t	 i;

	(void)x;
	for (i = 1; i < n; i++)
		if (to_int(&args[i]) > best)
			best = to_int(&args[i]);
	return datum_int64(best);
}

FN(fn_min)
{
	int64_t	 best = to_int(&args[0]);
	size_t	 i;

	(void)x;
	for (i = 1; i < n; i++)
		if (to_int(&args[i]) < best)
			best = to_int(&args[i]);
	return datum_int64(best);
}

/* The numbers from start up or down to stop, without stop itself. */
static struct tmpl_list *
count_through(struct exec *x, int64_t start, int64_t stop, int64_t step)
{
	struct tmpl_list	*l = list_new(x, 8);
	int64_t			 i = start;

	if ((stop < start && step >= 0) || (stop >= start && step <= 0))
		return l;
	while (stop < start ? i > stop : i < stop) {
		exec_step(x, 1);
		list_add(x, l, datum_int(i));
		if (__builtin_add_overflow(i, step, &i))
			break;
	}
	return l;
}

FN(fn_until)
{
	(void)n;
	return datum_list(TYPE_INTS, count_through(x, 0, args[0].i,
	    args[0].i < 0 ? -1 : 1));
}

FN(fn_until_step)
{
	(void)n;
	return datum_list(TYPE_INTS, count_through(x, args[0].i, args[1].i,
	    args[2].i));
}

FN(fn_seq)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_list	*l;
	int64_t			 start = 1, end, step, last;
	size_t			 i;

	if (n == 0 || n > 3)
		return datum_string(string_of(""));
	end = args[n - 1].i;
	if (n > 1)
		start = args[0].i;
	step = end < start ? -1 : 1;
	last = wrap_add(end, step);
	if (n == 3) {
		if (end < start && args[1].i > 0)
			return datum_string(string_of(""));
		step = args[1].i;
	}
	l = count_through(x, start, last, step);
	for (i = 0; i < l->count; i++)
		buffer_printf(x, &b, "%s%lld", i > 0 ? " " : "",
		    (long long)l->items[i].i);
	return datum_string(buffer_string(x, &b));
}
