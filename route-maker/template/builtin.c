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

#include "go/unicode.h"
#include "go/url.h"
#include "go/utf8.h"
#include "route-maker/template/buffer.h"
#include "route-maker/template/collection.h"
#include "route-maker/template/exec.h"
#include "route-maker/template/fn.h"
#include "route-maker/template/printf.h"

/* The interpreter evaluates and and or itself.  The table needs a function. */
FN(fn_and)
{
	(void)x;
	return args[n - 1];
}

FN(fn_call)
{
	(void)n;
	if (datum_is_nil(&args[0]))
		exec_fail(x, "call of nil");
	exec_fail(x, "non-function of type %s", datum_type(&args[0]));
}

FN(fn_not)
{
	(void)x;
	(void)n;
	return datum_bool(!datum_truth(&args[0]));
}

FN(fn_len)
{
	(void)n;
	if (args[0].type == TYPE_NIL)
		exec_fail(x, "len of nil pointer");
	if (args[0].type != TYPE_STRING && !datum_is_list(&args[0]) &&
	    !datum_is_map(&args[0]))
		exec_fail(x, "len of type %s", datum_type(&args[0]));
	return datum_int((int64_t)datum_length(&args[0]));
}

static size_t
position(struct exec *x, const struct datum *d, size_t limit)
{
	if (datum_is_nil(d))
		exec_fail(x, "cannot index slice/array with nil");
	if (!datum_is_int(d))
		exec_fail(x, "cannot index slice/array with type %s",
		    datum_type(d));
	if (d->i < 0 || (uint64_t)d->i > limit)
		exec_fail(x, "index out of range: %lld", (long long)d->i);
	return (size_t)d->i;
}

static struct datum
index_map(struct exec *x, const struct datum *m, const struct datum *key)
{
	struct datum	*value;

	if (datum_is_nil(key))
		exec_fail(x, "value is nil; should be of type string");
	if (key->type != TYPE_STRING)
		exec_fail(x, "value has type %s; should be string",
		    datum_type(key));
	if ((value = map_get(m->map, key->s)) != NULL)
		return *value;
	/* The zero value of its elements. */
	return m->type == TYPE_STRING_MAP ? datum_string(string_of("")) :
	    datum_nil();
}

static struct datum
index_one(struct exec *x, const struct datum *d, const struct datum *key)
{
	size_t	 i;

	if (datum_is_nil(d))
		exec_fail(x, "index of nil pointer");
	if (datum_is_map(d))
		return index_map(x, d, key);
	if (!datum_is_list(d) && d->type != TYPE_STRING)
		exec_fail(x, "can't index item of type %s", datum_type(d));
	i = position(x, key, datum_length(d));
	if (i == datum_length(d))
		exec_fail(x, "index out of range: %zu", i);
	if (d->type == TYPE_STRING)
		return (struct datum){ .type = TYPE_BYTE,
		    .i = (unsigned char)d->s.s[i] };
	return d->list->items[i];
}

FN(fn_index)
{
	struct datum	 d = args[0];
	size_t		 i;

	if (datum_is_nil(&d))
		exec_fail(x, "index of untyped nil");
	for (i = 1; i < n; i++)
		d = index_one(x, &d, &args[i]);
	return d;
}

FN(fn_print)
{
	struct buffer	 b = { NULL, 0, 0 };

	sprint(x, &b, args, n);
	return datum_string(buffer_string(x, &b));
}

FN(fn_println)
{
	struct buffer	 b = { NULL, 0, 0 };

	sprintln(x, &b, args, n);
	return datum_string(buffer_string(x, &b));
}

FN(fn_printf)
{
	struct buffer	 b = { NULL, 0, 0 };

	sprintf_go(x, &b, args[0].s, args + 1, n - 1);
	return datum_string(buffer_string(x, &b));
}

/* Joins all arguments into one string, which html, js and urlquery escape. */
static struct tmpl_string
join_arguments(struct exec *x, struct datum *args, size_t n)
{
	struct buffer	 b = { NULL, 0, 0 };
	size_t		 i;

	for (i = 0; i < n; i++)
		if (datum_is_nil(&args[i]))
			args[i] = datum_string(string_of("<no value>"));
	sprint(x, &b, args, n);
	return buffer_string(x, &b);
}

FN(fn_html)
{
	struct tmpl_string	 s = join_arguments(x, args, n);
	struct buffer		 b = { NULL, 0, 0 };
	size_t			 i;

	for (i = 0; i < s.len; i++) {
		switch (s.s[i]) {
		case '\0':
			buffer_puts(x, &b, "\357\277\275");
			break;
		case '"':
			buffer_puts(x, &b, "&#34;");
			break;
		case '\'':
			buffer_puts(x, &b, "&#39;");
			break;
		case '&':
			buffer_puts(x, &b, "&amp;");
			break;
		case '<':
			buffer_puts(x, &b, "&lt;");
			break;
		case '>':
			buffer_puts(x, &b, "&gt;");
			break;
		default:
			buffer_putc(x, &b, s.s[i]);
		}
	}
	return datum_string(buffer_string(x, &b));
}

static void
js_rune(struct exec *x, struct buffer *b, uint32_t c, const char *s, size_t n)
{
	if (c == '\\' || c == '\'' || c == '"') {
		buffer_putc(x, b, '\\');
		buffer_putc(x, b, (int)c);
	} else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '=')
		buffer_printf(x, b, "\\u%04X", c);
	else if (c >= 0x80 && !rune_is_print(c))
		buffer_printf(x, b, "\\u%04X", c);
	else
		buffer_add(x, b, s, n);
}

FN(fn_js)
{
	struct tmpl_string	 s = join_arguments(x, args, n);
	struct buffer		 b = { NULL, 0, 0 };
	uint32_t		 c;
	size_t			 i, len;

	for (i = 0; i < s.len; i += len) {
		c = rune_next(s.s + i, s.len - i, &len);
		js_rune(x, &b, c, s.s + i, len);
	}
	return datum_string(buffer_string(x, &b));
}

FN(fn_urlquery)
{
	struct tmpl_string	 s = join_arguments(x, args, n);
	struct buffer		 b = { NULL, 0, 0 };
	char			 escaped[GO_URL_ESCAPE_MAX];
	size_t			 i;

	for (i = 0; i < s.len; i++) {
		if (s.s[i] == ' ')
			buffer_putc(x, &b, '+');
		else
			buffer_add(x, &b, escaped, go_url_escape(
			    (unsigned char)s.s[i], "", escaped));
	}
	return datum_string(buffer_string(x, &b));
}
