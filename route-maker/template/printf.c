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

#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/format.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/printf.h"

/* A format string that is being printed, with its arguments. */
struct format {
	struct tmpl_string	 s;
	size_t			 at;
	const struct datum	*args;
	size_t			 nargs;
	size_t			 arg;		/* the next */
	int			 reordered;
	int			 good;		/* [n] was valid */
	int			 after_index;
};

void
sprint(struct exec *x, struct buffer *b, const struct datum *args, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (i > 0 && args[i].type != TYPE_STRING &&
		    args[i - 1].type != TYPE_STRING)
			buffer_putc(x, b, ' ');
		format_value(x, b, &args[i]);
	}
}

void
sprintln(struct exec *x, struct buffer *b, const struct datum *args, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buffer_putc(x, b, ' ');
		format_value(x, b, &args[i]);
	}
	buffer_putc(x, b, '\n');
}

static int
at_byte(const struct format *f)
{
	return f->at < f->s.len ? (unsigned char)f->s.s[f->at] : -1;
}

static void
read_flags(struct format *f, struct verb *v)
{
	for (;; f->at++) {
		switch (at_byte(f)) {
		case '#':
			v->sharp = 1;
			break;
		case '0':
			v->zero = 1;
			break;
		case '+':
			v->plus = 1;
			break;
		case '-':
			v->minus = 1;
			break;
		case ' ':
			v->space = 1;
			break;
		default:
			return;
		}
	}
}

/* Parses digits.  As in Go, a number that is too big is not a number. */
static int
read_number(struct format *f, int *number)
{
	size_t	 start = f->at;
	int	 c, n = 0, big = 0;

	while ((c = at_byte(f)) >= '0' && c <= '9') {
		n = n * 10 + c - '0';
		if (n > FORMAT_NUMBER_MAX) {
			big = 1;
			n = 0;
		}
		f->at++;
	}
	*number = n;
	return f->at > start && !big;
}

/* Reads [n], the number of the next argument. */
static void
read_index(struct format *f)
{
	size_t	 close;
	int	 n;

	f->after_index = 0;
	if (at_byte(f) != '[')
		return;
	f->reordered = 1;
	for (close = f->at; close < f->s.len && f->s.s[close] != ']'; close++)
		continue;
	if (close == f->s.len) {
		f->good = 0;
		f->at++;
		return;
	}
	f->at++;
	if (!read_number(f, &n) || f->at != close || n < 1 ||
	    (size_t)n > f->nargs)
		f->good = 0;
	else {
		f->arg = (size_t)n - 1;
		f->after_index = 1;
	}
	f->at = close + 1;
}

/* Reads the argument of a star. */
static int
read_star(struct format *f, int *number)
{
	const struct datum	*d;

	f->at++;
	if (f->arg >= f->nargs)
		return 0;
	d = &f->args[f->arg++];
	f->after_index = 0;
	if (!datum_is_int(d) || d->i > FORMAT_NUMBER_MAX ||
	    d->i < -FORMAT_NUMBER_MAX)
		return 0;
	*number = (int)d->i;
	return 1;
}

static void
read_width(struct exec *x, struct buffer *b, struct format *f, struct verb *v)
{
	if (at_byte(f) == '*') {
		if (!(v->has_width = read_star(f, &v->width)))
			buffer_puts(x, b, "%!(BADWIDTH)");
		if (v->width < 0) {
			v->width = -v->width;
			v->minus = 1;
			v->zero = 0;
		}
		return;
	}
	v->has_width = read_number(f, &v->width);
	if (f->after_index && v->has_width)
		f->good = 0;
}

static void
read_precision(struct exec *x, struct buffer *b, struct format *f,
    struct verb *v)
{
	if (at_byte(f) != '.')
		return;
	f->at++;
	if (f->after_index)
		f->good = 0;
	read_index(f);
	if (at_byte(f) == '*') {
		v->has_precision = read_star(f, &v->precision);
		if (v->precision < 0) {
			v->precision = 0;
			v->has_precision = 0;
		}
		if (!v->has_precision)
			buffer_puts(x, b, "%!(BADPREC)");
		return;
	}
	if (!read_number(f, &v->precision))
		v->precision = 0;
	v->has_precision = 1;
}

static void
write_verb(struct exec *x, struct buffer *b, struct format *f, struct verb *v)
{
	if (v->c == '%') {
		buffer_putc(x, b, '%');
		return;
	}
	if (!f->good || f->arg >= f->nargs) {
		buffer_puts(x, b, "%!");
		buffer_rune(x, b, v->c);
		buffer_puts(x, b, f->good ? "(MISSING)" : "(BADINDEX)");
		return;
	}
	if (v->c == 'v') {
		v->sharp_v = v->sharp;
		v->plus_v = v->plus;
		v->sharp = v->plus = 0;
	}
	if (v->minus)
		v->zero = 0;
	format_verb(x, b, v, &f->args[f->arg++]);
}

/* Parses and writes the directive after a %. */
static void
write_directive(struct exec *x, struct buffer *b, struct format *f)
{
	struct verb	 v = { .c = 0 };
	size_t		 n;

	f->good = 1;
	f->after_index = 0;
	read_flags(f, &v);
	read_index(f);
	read_width(x, b, f, &v);
	read_precision(x, b, f, &v);
	if (!f->after_index)
		read_index(f);
	if (f->at >= f->s.len) {
		buffer_puts(x, b, "%!(NOVERB)");
		return;
	}
	v.c = rune_next(f->s.s + f->at, f->s.len - f->at, &n);
	f->at += n;
	write_verb(x, b, f, &v);
}

void
sprintf_go(struct exec *x, struct buffer *b, struct tmpl_string s,
    const struct datum *args, size_t n)
{
	struct format	 f = { s, 0, args, n, 0, 0, 1, 0 };
	size_t		 start;

	while (f.at < s.len) {
		exec_step(x, 1);
		start = f.at;
		while (f.at < s.len && s.s[f.at] != '%')
			f.at++;
		buffer_add(x, b, s.s + start, f.at - start);
		if (f.at < s.len) {
			f.at++;
			write_directive(x, b, &f);
		}
	}
	if (f.reordered || f.arg >= n)
		return;
	buffer_puts(x, b, "%!(EXTRA ");
	for (start = f.arg; start < n; start++) {
		if (start > f.arg)
			buffer_puts(x, b, ", ");
		if (datum_is_nil(&args[start])) {
			buffer_puts(x, b, "<nil>");
			continue;
		}
		buffer_puts(x, b, datum_type(&args[start]));
		buffer_putc(x, b, '=');
		format_value(x, b, &args[start]);
	}
	buffer_putc(x, b, ')');
}
