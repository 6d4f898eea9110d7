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

#include "go/unicode.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/data.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/format.h"
#include "route-maker/template/layout.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/numeral.h"
#include "route-maker/template/semver.h"

static const struct verb	 plain = { .c = 'v' };

/* Go's %!verb(type=value) for a value that the verb cannot print. */
static void
format_bad(struct exec *x, struct buffer *b, const struct verb *v,
    const struct datum *d)
{
	struct verb	 value = *v;

	value.c = 'v';
	buffer_puts(x, b, "%!");
	buffer_rune(x, b, v->c);
	buffer_putc(x, b, '(');
	if (!datum_is_nil(d)) {
		buffer_puts(x, b, datum_type(d));
		buffer_putc(x, b, '=');
	}
	format_verb(x, b, &value, d);
	buffer_putc(x, b, ')');
}

static struct tmpl_string
truncate_runes(struct tmpl_string s, const struct verb *v)
{
	size_t	 i, n;
	int	 count = 0;

	for (i = 0; v->has_precision && i < s.len; i += n, count++) {
		if (count == v->precision)
			return (struct tmpl_string){ s.s, i };
		rune_next(s.s + i, s.len - i, &n);
	}
	return s;
}

static void
format_hex(struct exec *x, struct buffer *out, const struct verb *v,
    struct tmpl_string s)
{
	const char	*digits = v->c == 'x' ? "0123456789abcdef" :
			    "0123456789ABCDEF";
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i;

	if (v->has_precision && (size_t)v->precision < s.len)
		s.len = (size_t)v->precision;
	for (i = 0; i < s.len; i++) {
		if (i > 0 && v->space)
			buffer_putc(x, &b, ' ');
		if (v->sharp && (i == 0 || v->space))
			buffer_puts(x, &b, v->c == 'x' ? "0x" : "0X");
		buffer_putc(x, &b, digits[(unsigned char)s.s[i] >> 4]);
		buffer_putc(x, &b, digits[s.s[i] & 0xf]);
	}
	format_pad(x, out, v, buffer_string(x, &b));
}

static int
can_backquote(struct tmpl_string s)
{
	uint32_t	 c;
	size_t		 i, n;

	for (i = 0; i < s.len; i += n) {
		c = rune_next(s.s + i, s.len - i, &n);
		if ((c == RUNE_ERROR && n == 1) || c == 0xfeff || c == '`' ||
		    c == 0x7f || (c < ' ' && c != '\t'))
			return 0;
	}
	return 1;
}

static void
format_text(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	struct buffer		 b = { NULL, 0, 0 };
	struct tmpl_string	 s;

	switch (v->c) {
	case 'v':
		if (!v->sharp_v) {
			format_pad(x, out, v, truncate_runes(d->s, v));
			return;
		}
		break;
	case 's':
		format_pad(x, out, v, truncate_runes(d->s, v));
		return;
	case 'x':
	case 'X':
		format_hex(x, out, v, d->s);
		return;
	case 'q':
		break;
	default:
		format_bad(x, out, v, d);
		return;
	}
	s = truncate_runes(d->s, v);
	if (v->c == 'q' && v->sharp && can_backquote(s)) {
		buffer_putc(x, &b, '`');
		buffer_add(x, &b, s.s, s.len);
		buffer_putc(x, &b, '`');
	} else
		buffer_quote(x, &b, s, '"', v->plus && v->c == 'q');
	format_pad(x, out, v, buffer_string(x, &b));
}

static void
format_unicode(struct exec *x, struct buffer *out, const struct verb *v,
    uint64_t c)
{
	struct buffer	 b = { NULL, 0, 0 };
	struct verb	 pad = *v;
	int		 width = v->has_precision && v->precision > 4 ?
			    v->precision : 4;

	if (width > 64)
		exec_fail(x, "a precision of more than 64 digits");
	buffer_printf(x, &b, "U+%0*llX", width, (unsigned long long)c);
	if (v->sharp && c <= 0x10ffff && rune_is_print((uint32_t)c)) {
		buffer_puts(x, &b, " '");
		buffer_rune(x, &b, (uint32_t)c);
		buffer_putc(x, &b, '\'');
	}
	pad.zero = 0;
	format_pad(x, out, &pad, buffer_string(x, &b));
}

static void
format_character(struct exec *x, struct buffer *out, const struct verb *v,
    int64_t i)
{
	struct buffer	 b = { NULL, 0, 0 }, quoted = { NULL, 0, 0 };
	uint32_t	 c;

	c = i < 0 || i > 0x10ffff ? RUNE_ERROR : (uint32_t)i;
	buffer_rune(x, &b, c);
	if (v->c == 'q') {
		buffer_quote(x, &quoted, buffer_string(x, &b), '\'', v->plus);
		b = quoted;
	}
	format_pad(x, out, v, buffer_string(x, &b));
}

static void
format_int(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	uint64_t	 n = d->i < 0 ? 0 - (uint64_t)d->i : (uint64_t)d->i;

	switch (v->c) {
	case 'v':
	case 'd':
	case 'b':
	case 'o':
	case 'O':
	case 'x':
	case 'X':
		if (v->sharp_v && d->type == TYPE_BYTE)
			buffer_printf(x, out, "0x%llx", (unsigned long long)n);
		else
			format_integer(x, out, v, n, d->i < 0);
		break;
	case 'c':
	case 'q':
		format_character(x, out, v, d->i);
		break;
	case 'U':
		format_unicode(x, out, v, (uint64_t)d->i);
		break;
	default:
		format_bad(x, out, v, d);
	}
}

/* An item of a list or map: nil is <nil> for each verb. */
static void
format_item(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	if (!datum_is_nil(d))
		format_verb(x, out, v, d);
	else
		buffer_puts(x, out, v->sharp_v ? "interface {}(nil)" :
		    "<nil>");
}

static void
format_list(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	size_t	 i;

	if (v->sharp_v)
		buffer_puts(x, out, datum_type(d));
	if (v->sharp_v && d->list == NULL) {
		buffer_puts(x, out, "(nil)");
		return;
	}
	buffer_putc(x, out, v->sharp_v ? '{' : '[');
	for (i = 0; i < datum_length(d); i++) {
		if (i > 0)
			buffer_puts(x, out, v->sharp_v ? ", " : " ");
		format_item(x, out, v, &d->list->items[i]);
	}
	buffer_putc(x, out, v->sharp_v ? '}' : ']');
}

static void
format_map(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	struct datum	 key;
	size_t		 i;

	buffer_puts(x, out, v->sharp_v ? datum_type(d) : "map");
	buffer_putc(x, out, v->sharp_v ? '{' : '[');
	for (i = 0; i < d->map->count; i++) {
		if (i > 0)
			buffer_puts(x, out, v->sharp_v ? ", " : " ");
		key = datum_string(d->map->entries[i].key);
		format_verb(x, out, v, &key);
		buffer_putc(x, out, ':');
		format_item(x, out, v, &d->map->entries[i].value);
	}
	buffer_putc(x, out, v->sharp_v ? '}' : ']');
}

static void
format_data(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	struct datum	 field;
	size_t		 i;

	if (v->sharp_v)
		buffer_puts(x, out, datum_type(d));
	buffer_putc(x, out, '{');
	for (i = 0; i < DATA_FIELDS; i++) {
		if (i > 0)
			buffer_puts(x, out, v->sharp_v ? ", " : " ");
		if (v->sharp_v || v->plus_v)
			buffer_printf(x, out, "%s:", data_name(i));
		field = data_field(x, i);
		format_verb(x, out, v, &field);
	}
	buffer_putc(x, out, '}');
}

/* A value with a String method is formatted as its result. */
static void
format_stringer(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	struct buffer	 b = { NULL, 0, 0 };
	struct datum	 s;

	if (d->type == TYPE_VERSION)
		format_version(x, &b, d->version);
	else
		format_time(x, &b, d->time,
		    string_of(TIME_LAYOUT));
	s = datum_string(buffer_string(x, &b));
	format_text(x, out, v, &s);
}

static void
format_composite(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	exec_enter(x);
	if (datum_is_list(d))
		format_list(x, out, v, d);
	else if (datum_is_map(d))
		format_map(x, out, v, d);
	else if (d->type == TYPE_DATA)
		format_data(x, out, v, d);
	else
		format_stringer(x, out, v, d);
	exec_leave(x);
}

void
format_verb(struct exec *x, struct buffer *out, const struct verb *v,
    const struct datum *d)
{
	exec_step(x, 1);
	if (v->c == 'T') {
		format_pad(x, out, v, string_of(datum_type(d)));
		return;
	}
	switch (d->type) {
	case TYPE_NONE:
	case TYPE_NIL:
		if (v->c == 'v')
			format_pad(x, out, v, string_of("<nil>"));
		else
			format_bad(x, out, v, d);
		return;
	case TYPE_BOOL:
		if (v->c == 't' || v->c == 'v')
			format_pad(x, out, v,
			    string_of(d->b ? "true" : "false"));
		else
			format_bad(x, out, v, d);
		return;
	case TYPE_INT:
	case TYPE_INT64:
	case TYPE_BYTE:
		format_int(x, out, v, d);
		return;
	case TYPE_FLOAT:
		if (v->c > 0 && v->c < 0x80 &&
		    strchr("veEfFgG", (int)v->c) != NULL)
			format_float(x, out, v, d->f);
		else
			format_bad(x, out, v, d);
		return;
	case TYPE_STRING:
		format_text(x, out, v, d);
		return;
	default:
		format_composite(x, out, v, d);
	}
}

void
format_value(struct exec *x, struct buffer *out, const struct datum *d)
{
	format_verb(x, out, &plain, d);
}

struct tmpl_string
format_string(struct exec *x, const struct datum *d)
{
	struct buffer	 b = { NULL, 0, 0 };

	if (d->type == TYPE_STRING)
		return d->s;
	format_value(x, &b, d);
	return buffer_string(x, &b);
}
