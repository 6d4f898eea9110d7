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

/* math(3) */

#ifndef OPENBSD_MATH_H
#define OPENBSD_MATH_H

#define HUGE_VAL	__builtin_huge_val()
#define INFINITY	__builtin_inff()
#define NAN		__builtin_nanf("")
#define M_PI		3.14159265358979323846
#define FP_NAN		0x02
#define FP_NORMAL	0x04
#define FP_SUBNORMAL	0x08
#define FP_ZERO		0x10
#define FP_INFINITE	0x01
#define fpclassify(x)	__builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, \
			    FP_SUBNORMAL, FP_ZERO, x)
#define isfinite(x)	__builtin_isfinite(x)
#define isinf(x)	__builtin_isinf_sign(x)
#define isnan(x)	__builtin_isnan(x)
#define signbit(x)	__builtin_signbit(x)

double		 ceil(double);
double		 fabs(double);
long double	 fabsl(long double);
double		 floor(double);
double		 fmax(double, double);
double		 fmin(double, double);
double		 fmod(double, double);
double		 frexp(double, int *);
double		 ldexp(double, int);
double		 log10(double);
double		 modf(double, double *);
double		 nearbyint(double);
double		 pow(double, double);
double		 rint(double);
double		 round(double);
long double	 roundl(long double);
double		 sqrt(double);
double		 trunc(double);

#endif
