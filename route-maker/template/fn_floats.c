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

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "go/number.h"
#include "route-maker/template/convert.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"

FN(fn_float64)
{
	(void)x;
	(void)n;
	return datum_float(to_float(&args[0]));
}

FN(fn_ceil)
{
	(void)x;
	(void)n;
	return datum_float(ceil(to_float(&args[0])));
}

FN(fn_floor)
{
	(void)x;
	(void)n;
	return datum_float(floor(to_float(&args[0])));
}

FN(fn_round)
{
	double	 digit, power, whole, on = 0.5;

	(void)x;
	if (n > 2)
		on = args[2].f;
	power = pow(10, (double)args[1].i);
	digit = power * to_float(&args[0]);
	digit = modf(digit, &whole) >= on ? ceil(digit) : floor(digit);
	return datum_float(digit / power);
}

FN(fn_maxf)
{
	double	 best = to_float(&args[0]);
	size_t	 i;

	(void)x;
	for (i = 1; i < n; i++)
		best = fmax(best, to_float(&args[i]));
	return datum_float(best);
}

FN(fn_minf)
{
	double	 best = to_float(&args[0]);
	size_t	 i;

	(void)x;
	for (i = 1; i < n; i++)
		best = fmin(best, to_float(&args[i]));
	return datum_float(best);
}

/*
 * sprig adds decimal fractions, so the sum of 0.1 and 0.2 is 0.3.  A long
 * double from the shortest decimal has the same result as a double.
 */
static long double
to_decimal(struct exec *x, const struct datum *d)
{
	char	 digits[GO_DIGITS_MAX], s[40];
	double	 f = to_float(d);
	int	 n, point;

	if (!isfinite(f))
		exec_fail(x, "Cannot create a Decimal from it");
	n = go_shortest_digits(f, digits, &point);
	(void)snprintf(s, sizeof(s), "%s%se%d", signbit(f) ? "-" : "", digits,
	    point - n);
	return strtold(s, NULL);
}

static struct datum
rounded(long double f)
{
	return datum_float((double)f);
}

FN(fn_addf)
{
	long double	 sum = 0;
	size_t		 i;

	for (i = 0; i < n; i++)
		sum += to_decimal(x, &args[i]);
	return rounded(sum);
}

FN(fn_add1f)
{
	(void)n;
	return rounded(to_decimal(x, &args[0]) + 1);
}

FN(fn_subf)
{
	long double	 f = to_decimal(x, &args[0]);
	size_t		 i;

	for (i = 1; i < n; i++)
		f -= to_decimal(x, &args[i]);
	return rounded(f);
}

FN(fn_mulf)
{
	long double	 f = to_decimal(x, &args[0]);
	size_t		 i;

	for (i = 1; i < n; i++)
		f *= to_decimal(x, &args[i]);
	return rounded(f);
}

/* sprig rounds a quotient to 16 decimal places. */
FN(fn_divf)
{
	long double	 f = to_decimal(x, &args[0]), by;
	size_t		 i;

	for (i = 1; i < n; i++) {
		by = to_decimal(x, &args[i]);
		if (fpclassify(by) == FP_ZERO)
			exec_fail(x, "decimal division by 0");
		f /= by;
		/* A larger long double has fewer decimal places. */
		if (fabsl(f) < 100)
			f = roundl(f * 1e16L) / 1e16L;
	}
	return rounded(f);
}
