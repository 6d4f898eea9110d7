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
#include <stdlib.h>
#include <string.h>

#include "go/number.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/numeral.h"

static int
integer_base(uint32_t verb)
{
	switch (verb) {
	case 'b':
		return 2;
	case 'o':
	case 'O':
		return 8;
	case 'x':
	case 'X':
		return 16;
	default:
		return 10;
	}
}

static void
integer_prefix(struct exec *x, struct buffer *b, const struct verb *v,
    int negative, int leading_zero)
{
	if (negative)
		buffer_putc(x, b, '-');
	else if (v->plus)
		buffer_putc(x, b, '+');
	else if (v->space)
		buffer_putc(x, b, ' ');
	if (v->c == 'O')
		buffer_puts(x, b, "0o");
	if (!v->sharp)
		return;
	if (v->c == 'b')
		buffer_puts(x, b, "0b");
	else if (v->c == 'o' && !leading_zero)
		buffer_puts(x, b, "0");
	else if (v->c == 'x' || v->c == 'X')
		buffer_puts(x, b, v->c == 'x' ? "0x" : "0X");
}

void
format_integer(struct exec *x, struct buffer *out, const struct verb *v,
    uint64_t n, int negative)
{
	const char	*set = v->c == 'X' ? "0123456789ABCDEF" :
			    "0123456789abcdef";
	char		 digits[64];
	struct buffer	 b = { NULL, 0, 0 };
	struct verb	 pad = *v;
	size_t		 at = sizeof(digits), least = 0;
	uint64_t	 base = (uint64_t)integer_base(v->c);

	pad.zero = 0;
	if (v->has_precision) {
		least = (size_t)v->precision;
		if (least == 0 && n == 0) {
			format_pad(x, out, &pad, string_of(""));
			return;
		}
	} else if (v->zero && !v->minus && v->has_width) {
		least = (size_t)v->width;
		if (least > 0 && (negative || v->plus || v->space))
			least--;
	}
	do
		digits[--at] = set[n % base];
	while ((n /= base) > 0);
	integer_prefix(x, &b, v, negative, digits[at] == '0' ||
	    least > sizeof(digits) - at);
	exec_step(x, least / 256);
	for (; least > sizeof(digits) - at; least--)
		buffer_putc(x, &b, '0');
	buffer_add(x, &b, digits + at, sizeof(digits) - at);
	format_pad(x, out, &pad, buffer_string(x, &b));
}

void
put_digits(struct exec *x, struct buffer *b, const char *digits, int n,
    int point)
{
	int	 i;

	if (point <= 0)
		buffer_puts(x, b, "0.");
	for (i = point; i < 0; i++)
		buffer_putc(x, b, '0');
	for (i = 0; i < n || i < point; i++) {
		if (i == point && i > 0)
			buffer_putc(x, b, '.');
		buffer_putc(x, b, i < n ? digits[i] : '0');
	}
}

static void
shortest_exponent(struct exec *x, struct buffer *b, const char *digits, int n,
    int point, int e)
{
	buffer_add(x, b, digits, 1);
	if (n > 1) {
		buffer_putc(x, b, '.');
		buffer_add(x, b, digits + 1, (size_t)n - 1);
	}
	buffer_printf(x, b, "%c%c%02d", e, point - 1 < 0 ? '-' : '+',
	    abs(point - 1));
}

/* %g without a precision; e is 'e' or 'E'. */
static void
shortest(struct exec *x, struct buffer *b, double f, int e)
{
	char	 digits[GO_DIGITS_MAX];
	int	 n, point;

	if (signbit(f))
		buffer_putc(x, b, '-');
	n = go_shortest_digits(f, digits, &point);
	if (!(f < 0) && !(f > 0))
		point = 1;
	if (point - 1 < -4 || point - 1 >= 6) {
		shortest_exponent(x, b, digits, n, point, e);
		return;
	}
	put_digits(x, b, digits, n, point);
}

static void
float_digits(struct exec *x, struct buffer *b, const struct verb *v, double f)
{
	char		 fmt[] = "%.*f";
	uint32_t	 c = v->c == 'F' ? 'f' : v->c;
	int		 precision = v->has_precision ? v->precision : 6;

	if (c == 'v')
		c = 'g';
	if ((c == 'g' || c == 'G') && !v->has_precision) {
		shortest(x, b, f, c == 'g' ? 'e' : 'E');
		return;
	}
	if (precision > 900)
		exec_fail(x, "a precision of more than 900 digits");
	fmt[3] = (char)c;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buffer_printf(x, b, fmt, precision, f);
#pragma GCC diagnostic pop
}

void
format_float(struct exec *x, struct buffer *out, const struct verb *v,
    double f)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct verb		 pad = *v;
	struct tmpl_string	 s;

	if (isnan(f) || isinf(f)) {
		pad.zero = 0;
		if (isnan(f))
			s = string_of(v->plus ? "+NaN" : v->space ? " NaN" :
			    "NaN");
		else
			s = string_of(f < 0 ? "-Inf" : v->space && !v->plus ?
			    " Inf" : "+Inf");
		format_pad(x, out, &pad, s);
		return;
	}
	if (!signbit(f) && (v->plus || v->space))
		buffer_putc(x, &b, v->plus ? '+' : ' ');
	float_digits(x, &b, v, f);
	s = buffer_string(x, &b);
	/* The sign precedes the zeros. */
	if (v->zero && !v->minus && v->has_width && s.len > 0 &&
	    strchr("+- ", s.s[0]) != NULL) {
		buffer_putc(x, out, s.s[0]);
		s.s++;
		s.len--;
		if (pad.width > 0)
			pad.width--;
	}
	format_pad(x, out, &pad, s);
}
