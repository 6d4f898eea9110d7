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

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "go/number.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/data.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/layout.h"
#include "route-maker/template/limit.h"
#include "route-maker/template/numeral.h"
#include "route-maker/template/semver.h"

/* The style of JSON: escapes of < > &, and the level of indentation. */
struct style {
	int	 html;
	int	 pretty;
	int	 level;
};

static void	write_json(struct exec *, struct buffer *, struct style *,
		    const struct datum *);

static void
write_rune(struct exec *x, struct buffer *b, const struct style *style,
    uint32_t c)
{
	if (c == '"' || c == '\\')
		buffer_printf(x, b, "\\%c", (int)c);
	else if (c == '\n')
		buffer_puts(x, b, "\\n");
	else if (c == '\r')
		buffer_puts(x, b, "\\r");
	else if (c == '\t')
		buffer_puts(x, b, "\\t");
	else if (c == '\b')
		buffer_puts(x, b, "\\b");
	else if (c == '\f')
		buffer_puts(x, b, "\\f");
	else if (c < ' ' || c == 0x2028 || c == 0x2029 ||
	    (style->html && (c == '<' || c == '>' || c == '&')))
		buffer_printf(x, b, "\\u%04x", c);
	else
		buffer_rune(x, b, c);
}

static void
write_string(struct exec *x, struct buffer *b, const struct style *style,
    struct tmpl_string s)
{
	uint32_t	 c;
	size_t		 i, n;

	buffer_putc(x, b, '"');
	for (i = 0; i < s.len; i += n) {
		c = rune_next(s.s + i, s.len - i, &n);
		if (c == RUNE_ERROR && n == 1)
			buffer_puts(x, b, "\\ufffd");
		else
			write_rune(x, b, style, c);
	}
	buffer_putc(x, b, '"');
}

/*
 * A number in JavaScript's form: with an exponent from 1e+21 on, and below
 * 1e-6.
 */
static void
write_number(struct exec *x, struct buffer *b, double f)
{
	char	 digits[GO_DIGITS_MAX];
	int	 n, point;

	if (!isfinite(f))
		exec_fail(x, "json: unsupported value");
	n = go_shortest_digits(f, digits, &point);
	if (fpclassify(f) == FP_ZERO)
		point = 1;
	if (signbit(f))
		buffer_putc(x, b, '-');
	if (point <= -6 || point > 21) {
		buffer_putc(x, b, digits[0]);
		if (n > 1)
			buffer_printf(x, b, ".%s", digits + 1);
		buffer_printf(x, b, "e%+d", point - 1);
		return;
	}
	put_digits(x, b, digits, n, point);
}

static void
new_line(struct exec *x, struct buffer *b, const struct style *style)
{
	int	 i;

	if (!style->pretty)
		return;
	buffer_putc(x, b, '\n');
	for (i = 0; i < style->level; i++)
		buffer_puts(x, b, "  ");
}

static void
write_list(struct exec *x, struct buffer *b, struct style *style,
    const struct datum *d)
{
	size_t	 i;

	if (d->list == NULL) {
		buffer_puts(x, b, "null");
		return;
	}
	buffer_putc(x, b, '[');
	style->level++;
	for (i = 0; i < d->list->count; i++) {
		if (i > 0)
			buffer_putc(x, b, ',');
		new_line(x, b, style);
		write_json(x, b, style, &d->list->items[i]);
	}
	style->level--;
	if (i > 0)
		new_line(x, b, style);
	buffer_putc(x, b, ']');
}

static void
write_entry(struct exec *x, struct buffer *b, struct style *style, int first,
    struct tmpl_string key, const struct datum *value)
{
	if (!first)
		buffer_putc(x, b, ',');
	new_line(x, b, style);
	write_string(x, b, style, key);
	buffer_puts(x, b, style->pretty ? ": " : ":");
	write_json(x, b, style, value);
}

static void
write_map(struct exec *x, struct buffer *b, struct style *style,
    const struct datum *d)
{
	struct datum	 field;
	size_t		 i, count;

	buffer_putc(x, b, '{');
	style->level++;
	count = d->type == TYPE_DATA ? DATA_FIELDS : d->map->count;
	for (i = 0; i < count; i++) {
		if (d->type != TYPE_DATA) {
			write_entry(x, b, style, i == 0,
			    d->map->entries[i].key, &d->map->entries[i].value);
			continue;
		}
		field = data_field(x, i);
		write_entry(x, b, style, i == 0, string_of(data_name(i)),
		    &field);
	}
	style->level--;
	if (i > 0)
		new_line(x, b, style);
	buffer_putc(x, b, '}');
}

static void
write_other(struct exec *x, struct buffer *b, struct style *style,
    const struct datum *d)
{
	struct buffer	 text = { NULL, 0, 0 };

	if (d->type == TYPE_VERSION)
		format_version(x, &text, d->version);
	else
		format_time(x, &text, d->time,
		    string_of("2006-01-02T15:04:05.999999999Z07:00"));
	write_string(x, b, style, buffer_string(x, &text));
}

static void
write_json(struct exec *x, struct buffer *b, struct style *style,
    const struct datum *d)
{
	exec_step(x, 1);
	exec_enter(x);
	if (datum_is_nil(d))
		buffer_puts(x, b, "null");
	else if (d->type == TYPE_BOOL)
		buffer_puts(x, b, d->b ? "true" : "false");
	else if (datum_is_int(d))
		buffer_printf(x, b, "%lld", (long long)d->i);
	else if (d->type == TYPE_FLOAT)
		write_number(x, b, d->f);
	else if (d->type == TYPE_STRING)
		write_string(x, b, style, d->s);
	else if (datum_is_list(d))
		write_list(x, b, style, d);
	else if (datum_is_map(d) || d->type == TYPE_DATA)
		write_map(x, b, style, d);
	else
		write_other(x, b, style, d);
	exec_leave(x);
}

static struct datum
to_json(struct exec *x, const struct datum *d, int html, int pretty)
{
	struct buffer	 b = { NULL, 0, 0 };
	struct style	 style = { html, pretty, 0 };

	write_json(x, &b, &style, d);
	return datum_string(buffer_string(x, &b));
}

FN(fn_to_json)
{
	(void)n;
	return to_json(x, &args[0], 1, 0);
}

FN(fn_to_pretty_json)
{
	(void)n;
	return to_json(x, &args[0], 1, 1);
}

FN(fn_to_raw_json)
{
	(void)n;
	return to_json(x, &args[0], 0, 0);
}

/* Returns a copy of the bytes in the arena. */
static struct tmpl_string
copy_text(struct exec *x, const char *s, size_t len)
{
	struct buffer	 b = { NULL, 0, 0 };

	buffer_add(x, &b, s, len);
	return buffer_string(x, &b);
}

static struct datum
from_json(struct exec *x, json_t *j)
{
	const char		*key;
	json_t			*value;
	struct tmpl_list	*l;
	struct tmpl_map		*m;
	size_t			 i;

	switch (json_typeof(j)) {
	case JSON_OBJECT:
		m = map_new(x, json_object_size(j));
		json_object_foreach(j, key, value)
			map_set(x, m, copy_text(x, key, strlen(key)),
			    from_json(x, value));
		return datum_map(m);
	case JSON_ARRAY:
		l = list_new(x, json_array_size(j));
		json_array_foreach(j, i, value)
			list_add(x, l, from_json(x, value));
		return datum_list(TYPE_LIST, l);
	case JSON_STRING:
		return datum_string(copy_text(x, json_string_value(j),
		    json_string_length(j)));
	case JSON_INTEGER:
	case JSON_REAL:
		return datum_float(json_number_value(j));
	case JSON_NULL:
		return datum_nil();
	default:
		return datum_bool(json_is_true(j));
	}
}

/*
 * Returns 0 and the value of JSON, or -1 and the reason.  x->json is the tree
 * while it is read, because an error leaves this function.
 */
static int
read_json(struct exec *x, struct tmpl_string s, struct datum *d, char *why,
    size_t size)
{
	json_error_t	 error;

	exec_step(x, s.len / 8);
	x->json = json_loadb(s.s, s.len, JSON_DECODE_ANY |
	    JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
	if (x->json == NULL) {
		(void)strlcpy(why, error.text, size);
		return -1;
	}
	*d = from_json(x, x->json);
	json_decref(x->json);
	x->json = NULL;
	return 0;
}

FN(fn_from_json)
{
	struct datum	 d;
	char		 why[160];

	(void)n;
	if (read_json(x, args[0].s, &d, why, sizeof(why)) == -1)
		return datum_nil();
	return d;
}

FN(fn_must_from_json)
{
	struct datum	 d;
	char		 why[160];

	(void)n;
	if (read_json(x, args[0].s, &d, why, sizeof(why)) == -1)
		exec_fail(x, "%s", why);
	return d;
}
